"""Files of no known shape, read as a saved mapping says."""

import datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from foundation.activity.models import Entry
from performance.enums import Layout, Meaning
from performance.imports.reading import guess, read_sheet
from performance.imports.services import save_mapping, undo_import
from performance.models import Commentary, Import, Indicator, Mapping, Value
from tests.performance.imports.test_import_kpis import run, taken, written
from tests.performance.imports.test_long_files import lait
from tests.replay import replayed

pytestmark = pytest.mark.django_db

LONG = b"Measure name,Month ending,Actual,Narrative,Next step\nVacancy rate,30/06/2023,18.2,Two posts filled,Recruit again\n"
WIDE = b"KPI,May-23,Jun-23,Jul-23\nVacancy rate,19,18.2,\nAgency rate,12%,NA,11\n"
LONG_COLUMNS = {
    "Measure name": "indicator", "Month ending": "period", "Actual": "value", "Narrative": "comment", "Next step": "action",
}  # fmt: skip


@pytest.fixture
@replayed
def monthly(analyst) -> Mapping:
    return save_mapping(actor=analyst.person, name="Monthly return", layout=Layout.LONG, columns=LONG_COLUMNS)


@pytest.fixture
@replayed
def wide(analyst) -> Mapping:
    return save_mapping(actor=analyst.person, name="By month", layout=Layout.WIDE, columns={"KPI": "indicator"})


def vacancy_rate(month: str) -> Value:
    return Value.objects.ours().get(indicator__slug="vacancy-rate-percent", month=f"{month}-01")


def test_a_saved_name_reads_the_file(tmp_path, monthly):
    assert run(written(tmp_path, LONG), "--mapping", "monthly return") == (taken(1, 1), 0)
    assert vacancy_rate("2023-06").value == Decimal("18.2")
    assert Import.objects.get().mapping == "Monthly return"


def test_a_file_with_the_columns_of_a_mapping_is_known_by_them(tmp_path, monthly):
    assert run(written(tmp_path, LONG)) == (taken(1, 1), 0)


def test_a_column_for_each_month_is_read_and_a_blank_one_is_none(tmp_path, wide):
    assert run(written(tmp_path, WIDE)) == (taken(2, 5), 0)
    assert vacancy_rate("2023-05").value == 19
    assert Value.objects.get(indicator__slug="agency-rate-percent", month="2023-06-01").missing_mark == "NA"


def test_next_month_s_column_needs_no_new_mapping(tmp_path, wide):
    run(written(tmp_path, WIDE))

    assert run(written(tmp_path, WIDE.replace(b"19,18.2,", b"19,18.2,17")))[0]["stored"] == 1
    assert vacancy_rate("2023-07").value == 17


def test_comments_and_actions_are_written_in_the_importer_s_name(tmp_path, monthly):
    run(written(tmp_path, LONG))

    held = Commentary.objects.get(indicator__slug="vacancy-rate-percent", month=datetime.date(2023, 6, 1))
    assert (held.comment, held.action, held.written_by.is_system) == ("Two posts filled", "Recruit again", True)
    assert Entry.objects.of(held).filter(verb="commentary.written").count() == 1


def test_the_same_file_twice_changes_no_figure_and_no_word(tmp_path, monthly):
    run(written(tmp_path, LONG))

    assert run(written(tmp_path, LONG)) == (taken(1, 0, unchanged=1), 0)
    assert Entry.objects.filter(verb="commentary.written").count() == 1


def test_every_bad_cell_of_a_row_is_named(tmp_path, wide):
    counts, code = run(written(tmp_path, b"KPI,May-23,Jun-23,Jul-2203\nVacancy rate,many,118,1\nVacancies,1,2,\n"))

    assert code == 2
    assert [(bad["row"], bad["column"]) for bad in counts["rejected"]] == [(2, "Jul-2203"), (2, "May-23"), (2, "Jun-23"), (3, "KPI")]
    assert not Value.objects.exists()


def test_one_indicator_may_be_fixed(tmp_path, analyst):
    vacancies = Indicator.objects.get(slug="vacancy-rate-percent")
    save_mapping(actor=analyst.person, name="Posts", layout="long", columns={"When": "period", "Share": "value"}, indicator=vacancies)

    assert run(written(tmp_path, b"When,Share\nJune 2023,18.2\nJuly 2023,17\n")) == (taken(2, 2), 0)


def test_a_team_s_figures_are_the_team_s(tmp_path, analyst, elm_team):
    columns = {"KPI": "indicator", "Team name": "team"}
    save_mapping(actor=analyst.person, name="Teams", layout="wide", columns=columns)
    run(written(tmp_path, f"KPI,Team name,Jun-23\nVacancy rate,{elm_team.name},18.2\n".encode()))

    assert Value.objects.get().place.team == elm_team


def test_a_workbook_s_sheet_and_row_of_headings_are_remembered(tmp_path, analyst):
    book = Workbook()
    book.active.append(["Read me first"])
    sheet = book.create_sheet("Data")
    for row in (["Return", "of", "posts"], ["KPI", "Jun-23", ""], ["Vacancy rate", 18.2]):
        sheet.append(row)
    file = tmp_path / "return.xlsx"
    book.save(file)
    save_mapping(actor=analyst.person, name="Posts", layout="wide", columns={"KPI": "indicator"}, sheet="Data", header_row=2)

    assert run(file, "--mapping", "Posts") == (taken(1, 1), 0)


def test_a_workbook_s_fractions_are_percentages(tmp_path, wide):
    book = Workbook()
    for row in (["KPI", "May-23", "Jun-23"], ["Vacancy rate", 0.19, 0.182], ["Agency rate", 0.12, 0.665]):
        book.active.append(row)
    book.save(tmp_path / "return.xlsx")
    run(tmp_path / "return.xlsx")

    assert vacancy_rate("2023-06").value == Decimal("18.2")


def test_a_column_that_is_missing_is_named(tmp_path, monthly):
    file = written(tmp_path, LONG.replace(b"Actual", b"Result"))

    with pytest.raises(CommandError, match="needs a column “Actual”") as refused:
        call_command("import_kpis", str(file), mapping="Monthly return")
    assert refused.value.returncode == 1


def test_an_unknown_name_is_refused_with_those_that_there_are(tmp_path, monthly):
    with pytest.raises(CommandError, match="Monthly return"):
        call_command("import_kpis", str(written(tmp_path, LONG)), mapping="Weekly return")


def test_headings_suggest_what_they_mean():
    layout, columns = guess(read_sheet(BytesIO(LONG), "return.csv"))

    assert (layout, columns) == (
        Layout.LONG,
        {
            "Measure name": Meaning.INDICATOR,
            "Month ending": Meaning.PERIOD,
            "Actual": Meaning.VALUE,
            "Narrative": Meaning.COMMENT,
            "Next step": Meaning.ACTION,
        },
    )
    assert guess(read_sheet(BytesIO(WIDE), "return.csv")) == (Layout.WIDE, {"KPI": Meaning.INDICATOR})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"columns": {"A": "period", "B": "value"}}, "which column names the indicator"),
        ({"columns": {"A": "indicator", "B": "period"}}, "which column holds the figure"),
        ({"columns": {"A": "indicator", "B": "value", "C": "previous", "D": "team"}}, "cannot have one for the previous figure"),
        ({"layout": Layout.WIDE, "columns": {"A": "indicator", "B": "status"}}, "no other column holds the status"),
        ({"columns": {**LONG_COLUMNS, "Other": "value"}}, "Two columns"),
        ({"name": "LAIT"}, "known already"),
    ],
)
def test_a_mapping_that_could_read_nothing_is_refused(analyst, change, says):
    with pytest.raises(ValidationError, match=says):
        save_mapping(**{"actor": analyst.person, "name": "Return", "layout": "long", "columns": LONG_COLUMNS} | change)


def test_an_import_is_not_undone_while_a_mapping_speaks_of_its_indicator(tmp_path, analyst):
    run(lait(tmp_path, "LAC,2022,343,Sefton,North West,,90.1"))
    columns = {"When": "period", "Share": "value"}
    save_mapping(actor=analyst.person, name="Rate", layout="long", columns=columns, indicator=Indicator.objects.get(code="LAC"))

    with pytest.raises(ValidationError, match="saved mappings are for indicators"):
        undo_import(actor=analyst.person, source=Import.objects.get())


def test_only_those_who_import_save_mappings(board_member):
    with pytest.raises(PermissionDenied):
        save_mapping(actor=board_member.person, name="Return", layout="long", columns=LONG_COLUMNS)
