"""The command that takes in the regular tables."""

import hashlib
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.activity.models import Entry
from performance.models import Commentary, Comparator, Import, Restatement, Value
from tests.performance.files import HALF_YEARS, SCORECARD, as_workbook, scorecard_file

pytestmark = [pytest.mark.django_db, pytest.mark.both]
GOOD = "Demand,2,Referral starts in last 12 months,number,2023-06,3943,2023-07,3808,"


def run(file, *options: str) -> tuple[dict, int]:
    out, code = StringIO(), 0
    try:
        call_command("import_kpis", str(file), *options, stdout=out, stderr=StringIO())
    except CommandError as refusal:
        code = refusal.returncode
    return json.loads(out.getvalue()), code


def written(tmp_path, content: bytes, name: str = "july.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def taken(read: int, stored: int, restated: int = 0, unchanged: int = 0) -> dict:
    counts = {"read": read, "stored": stored, "restated": restated, "unchanged": unchanged}
    return {**counts, "rejected": [], "created": {"teams": [], "people": []}}


def stored(label: str, month: str):
    return Value.objects.get(indicator__slug=label, month=f"{month}-01")


def test_the_scorecard_is_taken_as_it_is():
    # 32 rows: 30 current and 30 previous figures (vacancy and agency are blank), 10 comparators.
    assert run(SCORECARD) == (taken(32, 70), 0)


def test_the_half_years_are_taken_as_they_are():
    # 18 rows: two windows each, and 16 comparators: NA is none.
    assert run(HALF_YEARS) == (taken(18, 52), 0)


@pytest.mark.parametrize(("file", "counts"), [(SCORECARD, taken(32, 0, unchanged=70)), (HALF_YEARS, taken(18, 0, unchanged=52))])
def test_the_same_file_twice_changes_nothing(file, counts):
    run(file)

    assert run(file) == (counts, 0)
    assert Import.objects.count() == 1


@pytest.mark.parametrize("file", [SCORECARD, HALF_YEARS])
def test_a_workbook_says_the_same_as_the_text(tmp_path, file):
    text, _ = run(file)

    counts, code = run(written(tmp_path, as_workbook(file), "table.xlsx"))

    assert (counts["read"], counts["stored"], counts["unchanged"], code) == (text["read"], 0, text["stored"], 0)


def test_a_check_stores_nothing():
    assert run(SCORECARD, "--check") == (taken(32, 70), 0)
    assert (Value.objects.count(), Commentary.objects.count(), Import.objects.count()) == (0, 0, 0)


def test_windows_text_with_a_semicolon_thousands_and_percent_signs_is_read(tmp_path):
    row = "Demand;2;MASH contact starts in last\xa012 months;number;June 2023;14,014;July 2023;14,213;"
    rate = "Timeliness;2;MASH contacts actioned within 24 hours in last 12 months;percent;06/2023;23.6%;07/2023;24.7%;"
    header = "area;status;indicator;unit;previous_period;previous;current_period;current;statistical_neighbour"
    counts, code = run(written(tmp_path, f"{header}\r\n{row}\r\n{rate}\r\n".encode("cp1252")))

    assert (counts["stored"], code) == (4, 0)
    assert stored("mash-contacts-number", "2023-07").value == 14213


def test_a_workbook_that_keeps_percentages_as_fractions_is_understood(tmp_path):
    fractions = as_workbook(written(tmp_path, scorecard_file(
        "Timeliness,,Child protection with a visit within the last 20 working days,percent,2023-06,0.925,2023-07,0.895,",
        "Timeliness,,Cared for children with a visit within statutory timescales,percent,2023-06,0.91,2023-07,0.922,",
    )))  # fmt: skip
    run(written(tmp_path, fractions, "july.xlsx"))

    assert str(stored("child-protection-visits-in-20-working-days-percent", "2023-07").value) == "89.5000"


def test_a_workbook_s_lone_fraction_is_pointed_out(tmp_path):
    mixed = as_workbook(written(tmp_path, scorecard_file(
        "Timeliness,,Child protection with a visit within the last 20 working days,percent,2023-06,92.5,2023-07,0.895,",
        "Timeliness,,Cared for children with a visit within statutory timescales,percent,2023-06,91.0,2023-07,92.2,",
    )))  # fmt: skip
    said = StringIO()

    call_command("import_kpis", str(written(tmp_path, mixed, "july.xlsx")), stdout=StringIO(), stderr=said)

    assert "A percentage below 1 was read as it stands (0.895%) in row 2." in said.getvalue()


def test_na_is_kept_as_missing_and_a_blank_is_not_kept():
    run(SCORECARD)

    june = stored("sickness-absence-percent", "2023-06")
    assert (june.value, june.missing_mark) == (None, "NA")
    assert str(stored("sickness-absence-percent", "2023-07").value) == "7.7400"
    assert not Value.objects.filter(indicator__slug="vacancy-rate-percent").exists()


def test_every_value_knows_its_file_and_row():
    run(SCORECARD)

    value = stored("referrals-number", "2023-07")
    assert (value.row, value.source.file_name) == (3, "scorecard-2023-07.csv")
    assert value.source.file_hash == hashlib.sha256(SCORECARD.read_bytes()).hexdigest()


def test_a_comparator_keeps_the_year_that_its_heading_gives():
    run(HALF_YEARS)
    run(SCORECARD)

    years = Comparator.objects.filter(indicator__measure__name="Child protection plans").order_by("value").values_list("value", "year")
    assert [(float(value), year) for value, year in years] == [(50.0, "2021/22"), (63.5, "")]


def test_the_status_column_is_set_with_name_and_date():
    run(SCORECARD)

    commentary = Commentary.objects.get(indicator__slug="referrals-rate")
    assert (commentary.status, commentary.status_by.is_system, commentary.status_on is not None) == (3, True, True)
    assert Commentary.objects.count() == 26


def test_each_status_that_a_file_sets_is_in_the_trail():
    run(SCORECARD)

    statuses = Entry.objects.filter(verb="commentary.status_set").values_list("facts__indicator", "facts__before", "facts__after")
    assert ("referrals-rate", None, 3) in statuses
    assert len(statuses) == 26


def test_a_changed_figure_is_restated_and_the_old_one_kept(tmp_path):
    run(SCORECARD)

    counts, _ = run(written(tmp_path, scorecard_file(GOOD.replace("3808", "3811"))))

    assert (counts["stored"], counts["restated"], counts["unchanged"]) == (0, 1, 1)
    restatement = Restatement.objects.get()
    assert (restatement.was, restatement.was_row, restatement.value.value, restatement.value.row) == (3808, 3, 3811, 2)


VISITS = "Timeliness,,Cared for children with a visit within statutory timescales,percent,2023-06,91,2023-07,92.2,"

BAD_ROWS = {
    "text in a number": (GOOD.replace("3943", "lots"), "previous", "lots"),
    "a percentage of 400": (VISITS.replace("92.2", "400"), "current", "400"),
    "an unknown indicator": (GOOD.replace("Referral", "Referal"), "indicator", "Referal starts in last 12 months"),
    "an unknown unit": (GOOD.replace("number", "dozen"), "unit", "dozen"),
    "another unit": (GOOD.replace("number", "percent").replace("3943", "39").replace("3808", "38"), "unit", "percent"),
    "an unknown area": (GOOD.replace("Demand", "Supply"), "area", "Supply"),
    "another area": (GOOD.replace("Demand", "Outcomes"), "area", "Outcomes"),
    "a missing month": (GOOD.replace("2023-07", ""), "current_period", ""),
    "a missing earlier month": (GOOD.replace("2023-06", ""), "previous_period", ""),
    "a month to come": (GOOD.replace("2023-07", "2199-07"), "current_period", "2199-07"),
    "months the wrong way round": (GOOD.replace("2023-06", "2023-08"), "previous_period", "2023-08"),
    "a bad status": (GOOD.replace(",2,", ",4,", 1), "status", "4"),
    "a figure below 0": (GOOD.replace("3808", "-3808"), "current", "-3808"),
    "a percentage among numbers": (GOOD.replace("3808", "38%"), "current", "38%"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_is_refused_by_row_column_and_value(tmp_path, name):
    row, column, value = BAD_ROWS[name]

    counts, code = run(written(tmp_path, scorecard_file(row)))

    assert code == 2
    assert [(each["row"], each["column"], each["value"]) for each in counts["rejected"]] == [(2, column, value)]
    assert counts["rejected"][0]["reason"].endswith(".")


def test_every_bad_cell_is_named_at_once_and_nothing_is_stored(tmp_path):
    file = written(tmp_path, scorecard_file(GOOD, *(row for row, _, _ in BAD_ROWS.values())))

    counts, code = run(file)

    assert (code, counts["read"], counts["stored"], len(counts["rejected"])) == (2, 15, 0, 14)
    assert (Value.objects.count(), Import.objects.count()) == (0, 0)


def test_the_valid_rows_are_stored_where_that_is_asked_for(tmp_path):
    file = written(tmp_path, scorecard_file(GOOD, BAD_ROWS["an unknown unit"][0]))

    counts, code = run(file, "--accept-valid")

    assert (code, counts["stored"], Value.objects.count()) == (2, 2, 2)


def test_the_same_row_twice_is_refused(tmp_path):
    counts, code = run(written(tmp_path, scorecard_file(GOOD, GOOD)))

    assert code == 2
    assert counts["rejected"] == [
        {
            "row": 3,
            "column": "indicator",
            "value": "Referral starts in last 12 months",
            "reason": "Row 2 has the same indicator, unit and period. Delete one of the two.",
        }
    ]


def test_two_months_that_overlap_must_agree(tmp_path):
    august = GOOD.replace("2023-07,3808", "2023-08,3700").replace("2023-06,3943", "2023-07,3999")

    counts, _ = run(written(tmp_path, scorecard_file(GOOD, august)))

    assert counts["rejected"][0]["reason"] == "Row 2 gives another figure for July 2023. Correct one of the two."


UNREADABLE = {
    "a PDF named .xlsx": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "july.xlsx", "is a PDF"),
    "a binary file named .csv": (bytes(range(256)) * 20, "july.csv", "Save it from Excel as .xlsx or .csv"),
    "an empty file": (b"", "july.csv", "empty"),
    "another table": (b"case,month\r\nC-1,2023-06\r\n", "july.csv", "neither regular table"),
    "a window of seven months": (b"indicator,unit,Feb - Aug 23\r\nReferrals,percent,1\r\n", "july.csv", "is not six months"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(tmp_path, name):
    content, file_name, says = UNREADABLE[name]

    with pytest.raises(CommandError, match=says) as refusal:
        call_command("import_kpis", str(written(tmp_path, content, file_name)), stdout=StringIO(), stderr=StringIO())
    assert refusal.value.returncode == 1


def test_a_spreadsheets_na_is_our_na(tmp_path):
    run(written(tmp_path, scorecard_file(GOOD.replace("3808", "#N/A"))))

    assert (stored("referrals-number", "2023-07").value, stored("referrals-number", "2023-07").missing_mark) == (None, "N/A")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "1 row was refused. Nothing was stored."),
        (["--accept-valid"], "1 row was refused. 2 figures of the other rows were stored."),
        (["--accept-valid", "--check"], "1 row was refused. Nothing was stored."),
    ],
)
def test_a_refusal_says_what_was_stored(tmp_path, options, says):
    file = written(tmp_path, scorecard_file(GOOD, GOOD.replace("Referral starts", "Referral ends")))

    with pytest.raises(CommandError, match=says) as refusal:
        call_command("import_kpis", str(file), *options, stdout=StringIO(), stderr=StringIO())
    assert refusal.value.returncode == 2


def test_a_mapping_can_be_named_and_an_unknown_one_is_refused():
    assert run(HALF_YEARS, "--mapping", "half-years") == (taken(18, 52), 0)
    with pytest.raises(CommandError, match="The scorecard needs a column for current_period"):
        call_command("import_kpis", str(HALF_YEARS), "--mapping", "scorecard")
    with pytest.raises(CommandError, match="There is no mapping “chat”"):
        call_command("import_kpis", str(HALF_YEARS), "--mapping", "chat")
