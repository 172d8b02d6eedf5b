"""`import_audits`: past audits from a spreadsheet, through the command."""

import datetime
import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audits.enums import AuditState, Stage
from audits.models import Audit, Cycle, Judgement
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from tests.audits.past_audits.sheets import DOMAINS, HEADER, JULY, JUNE, moderated, month_of, past, sheet
from tests.sheets.files import PDF, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """Import a sheet, given as text or bytes; answers with the JSON and the exit code."""

    def run(content, *options, name="past.csv"):
        path, out = tmp_path / name, StringIO()
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        code = 0
        try:
            call_command("import_audits", str(path), *options, stdout=out, stderr=StringIO())
        except CommandError as error:
            code = error.returncode
        return json.loads(out.getvalue()), code

    return run


def refused(run, *rows, **options):
    """(row, column, value, reason) of each refused cell; nothing may have been stored."""
    answer, code = run(sheet(*rows, **options))
    assert (answer["stored"], code, Audit.objects.count()) == (0, 2, 0)
    return [tuple(each.values()) for each in answer["rejected"]]


def grades(stage, **audit):
    rows = Judgement.objects.filter(stage=stage, **{f"audit__{name}": value for name, value in audit.items()})
    return Counter(rows.values_list("grade", flat=True))


def test_the_report_s_june_and_july_come_in_with_its_counts(run):
    rows = moderated(month_of("2023-06", JUNE, 14)) + month_of("2023-07", JULY, 9)

    answer, code = run(sheet(*rows))

    assert (answer["read"], answer["stored"], code) == (23, 23, 0)
    assert Counter(Audit.objects.values_list("cycle__month__month", "state")) == {
        (6, AuditState.MODERATED): 14,
        (7, AuditState.SUBMITTED): 9,
    }
    overall = Judgement.objects.overall()
    assert Counter(overall.at(Stage.AGREED).values_list("grade", flat=True)) == {"G": 2, "RI": 10, "I": 2}
    july = overall.at(Stage.PRE).filter(audit__cycle__month="2023-07-01")
    assert Counter(july.values_list("grade", flat=True)) == {"RI": 7, "I": 2}


def test_the_answer_has_exactly_the_keys_of_the_contract(run):
    answer, _ = run(sheet(past()))

    assert answer == {
        "read": 1,
        "stored": 1,
        "restated": 0,
        "unchanged": 0,
        "rejected": [],
        "created": {"teams": ["Elm Team"], "people": ["Amina Yusuf", "Morwenna Pask"]},
    }


def test_a_past_audit_has_its_post_grade_as_the_moderator_s_and_the_agreed_one(run):
    run(sheet(past(pre="RI", post="G")))

    assert [grades(stage) for stage in Stage] == [{"RI": 6}, {"RI": 6}, {"G": 6}, {"G": 6}]


def test_moderation_not_required_lets_the_submitted_grades_stand(run):
    run(sheet(past(pre="G", moderation=" Not Required ")))

    assert Audit.objects.get().state == AuditState.RELEASED
    assert grades(Stage.AGREED) == {"G": 6}


def test_no_post_grades_mean_that_moderation_is_pending(run):
    run(sheet(past(pre="I")))

    assert Audit.objects.get().state == AuditState.SUBMITTED
    assert grades(Stage.AGREED) == {}


def test_the_same_file_twice_is_all_unchanged(run):
    text = sheet(past(), past("C-2", post="G"), past("C-3", moderation="not required"))
    run(text)

    answer, code = run(text)

    assert (answer["stored"], answer["restated"], answer["unchanged"], code) == (0, 0, 3, 0)


def test_post_grades_fill_in_a_pending_audit(run):
    run(sheet(past(pre="RI", moderator="")))

    answer, code = run(sheet(past(pre="RI", post="I")))

    assert (answer["restated"], answer["stored"], code) == (1, 0, 0)
    audit = Audit.objects.get()
    assert (audit.state, audit.moderator.name, grades(Stage.AGREED)) == (AuditState.MODERATED, "Morwenna Pask", {"I": 6})


def test_an_audit_written_here_is_not_moderated_by_a_spreadsheet(run, submitted_audit):
    row = past(case="C-20417", pre="G", post="I", auditor=submitted_audit.auditor.email, moderator="")

    answer, code = run(sheet(row))

    assert [(each["row"], each["column"]) for each in answer["rejected"]] == [(2, "overall post")]
    assert (code, Audit.objects.get().state) == (2, AuditState.SUBMITTED)


@pytest.mark.parametrize(
    ("stored", "again", "column"),
    [
        (past(post="G"), past(post="RI") | {f"{name} post": "G" for name in DOMAINS}, "overall post"),
        (past(pre="RI"), past(pre="RI", **{"Assessment pre": "I"}), "Assessment pre"),
        (past(post="RI"), past(), "overall post"),
        (past(post="RI"), past(moderation="not required"), "moderation"),
        (past(), past(team="Oak Team"), "team"),
        (past(), past(cohort="Children in need"), "cohort"),
        (past(), past(**{"closed record": "yes"}), "closed record"),
    ],
)
def test_anything_else_than_what_is_stored_is_refused(run, stored, again, column):
    run(sheet(stored))

    answer, code = run(sheet(again))

    assert [(each["row"], each["column"]) for each in answer["rejected"]] == [(2, column)]
    assert (answer["stored"] + answer["restated"] + answer["unchanged"], code) == (0, 2)


def test_a_column_may_say_which_records_were_closed(run):
    rows = [past("C-1", **{"Record closed": "Yes"}), past("C-2", **{"Record closed": "no"}), past("C-3")]
    answer, _ = run(sheet(*rows))
    again, code = run(sheet(past("C-1"), past("C-2"), past("C-3")))

    assert answer["stored"] == 3
    assert dict(Audit.objects.values_list("case_id", "was_closed")) == {"C-1": True, "C-2": False, "C-3": False}
    assert (again["unchanged"], code) == (3, 0)


def test_what_does_not_say_whether_a_record_was_closed_is_refused(run):
    ((_, column, value, reason),) = refused(run, past(**{"closed record": "perhaps"}))

    assert (column, value) == ("closed record", "perhaps")
    assert reason.startswith("Write “yes” where the record was closed when it was audited")


def test_every_bad_cell_is_named_at_once_and_nothing_is_stored(run):
    rows = [past(), past("C-2", **{"Assessment pre": "Great"}), past("C-3", month=""), past("C-4", **{"overall pre": "400%"}), past("")]

    said = refused(run, *rows)

    assert [(row, column, value) for row, column, value, _ in said] == [
        (3, "Assessment pre", "Great"),
        (4, "month", ""),
        (5, "overall pre", "400%"),
        (6, "case", ""),
    ]
    assert said[0][3].startswith("“Great” is not a grade. Write Outstanding, Good,")
    assert said[2][3].startswith("“400%” is a percentage, not a grade.")


def test_the_same_audit_twice_in_a_file_names_the_first_row(run):
    assert refused(run, past(), past(), past(auditor="Bea Hart")) == [
        (3, "case", "C-1", "Row 2 holds the same audit: same month, case and auditor. Remove one of the two.")
    ]


def test_an_unknown_domain_is_refused_by_its_heading(run):
    (said,) = refused(run, past(**{"Housing pre": "G"}))

    assert said[:3] == (1, "Housing pre", "Housing pre")
    assert "is not a domain of the audit tool" in said[3]


def test_a_missing_column_is_refused_by_its_heading(run):
    header = [name for name in HEADER if name not in ("month", "Assessment pre")]

    said = refused(run, past(), header=header)

    assert [each[:3] for each in said] == [(1, "month", ""), (1, "Assessment pre", "")]


def test_post_grades_come_all_or_not_at_all(run):
    said = refused(run, past(post="G", **{"Assessment post": ""}))

    assert said == [(2, "Assessment post", "", "The grade for Assessment after moderation is missing. Give all of them, or none.")]


def test_the_auditor_cannot_be_the_moderator_however_written(run, auditor):
    said = refused(run, past(moderator=auditor.person.email.upper()))

    assert said[0][:3] == (2, "moderator", "AMINA@EXAMPLE.ORG")


@pytest.mark.parametrize("case", ["Jamie Example", "23/06/2012", "943 476 5919"])
def test_what_could_name_a_child_is_no_case_id(run, case):
    assert [each[:3] for each in refused(run, past(case))] == [(2, "case", case)]


def test_accept_valid_stores_the_good_rows_and_still_says_2(run):
    answer, code = run(sheet(past(), past("C-2", month="Junish")), "--accept-valid")

    assert (answer["stored"], len(answer["rejected"]), code) == (1, 1, 2)
    assert Audit.objects.get().case_id == "C-1"


def test_check_says_what_would_be_done_and_stores_nothing(run):
    answer, code = run(sheet(past()), "--check")

    assert (answer["stored"], answer["created"]["teams"], code) == (1, ["Elm Team"], 0)
    assert not Audit.objects.exists()
    assert not Cycle.objects.exists()
    assert not Person.objects.filter(is_system=False).exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (PDF, "past.xlsx", "This file is named .xlsx but is a PDF."),
        (bytes(range(256)), "past.csv", "This file is named .csv but is not text"),
        (b"", "past.csv", "This file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_1(tmp_path, content, name, said):
    (tmp_path / name).write_bytes(content)
    out = StringIO()

    with pytest.raises(CommandError) as caught:
        call_command("import_audits", str(tmp_path / name), stdout=out)

    assert (caught.value.returncode, out.getvalue()) == (1, "")
    assert str(caught.value).startswith(f"{name}: {said}")


def test_people_match_by_e_mail_or_name_and_unknown_ones_cannot_sign_in(run, auditor, elm_team):
    answer, _ = run(sheet(past(auditor="AMINA yusuf"), past("C-2", auditor="amina@example.org", moderator="nia@example.org")))

    assert answer["created"] == {"teams": [], "people": ["Morwenna Pask", "nia@example.org"]}
    assert {audit.auditor for audit in Audit.objects.all()} == {auditor.person}
    assert not Person.objects.get(email="nia@example.org").has_usable_password()


def test_two_people_of_one_name_are_told_apart_by_e_mail(run, auditor):
    Person.objects.create(name="Amina Yusuf", password="!")

    answer, _ = run(sheet(past()))

    assert answer["rejected"][0]["reason"] == "2 people are called “Amina Yusuf”. Write the e-mail address of the one who is meant."


def test_ordinary_council_files_are_read(run):
    text = sheet(past(month="Jun-23", case="C 1\N{NO-BREAK SPACE}", pre=" requires improvement ", cohort="Children’s plans"))

    answer, code = run(text.replace(",", ";").replace("planning;", "planning,").encode("cp1252"))

    assert (answer["stored"], code) == (1, 0), answer
    assert Audit.objects.get().cohort == "Children’s plans"


def test_a_workbook_is_read_with_its_date_cells(run):
    row = past(case=20417, month=datetime.datetime(2023, 6, 12))

    answer, _ = run(workbook(HEADER, [row.get(name, "") for name in HEADER]), name="past.xlsx")

    assert answer["rejected"] == []
    assert (Audit.objects.get().case_id, str(Audit.objects.get().cycle.month)) == ("20417", "2023-06-01")


def test_each_audit_has_its_trail(run):
    run(sheet(past(), past("C-2")))
    run(sheet(past(post="G"), past("C-2")))

    first = Audit.objects.get(case_id="C-1")
    assert [entry.sentence for entry in Entry.objects.of(first)] == [
        "imported the audit from a spreadsheet",
        "filled in the grades after moderation from a spreadsheet",
    ]


def test_an_audit_is_dated_at_the_end_of_its_month(run):
    run(sheet(past(post="G")))

    audit = Audit.objects.get()
    assert (str(audit.submitted_on), str(audit.finished_on), audit.imported) == ("2023-06-30", "2023-06-30", True)


@pytest.mark.parametrize("column", ["case", "team", "cohort", "auditor", "overall pre", "overall post"])
def test_a_spreadsheet_s_error_is_no_value(run, column):
    assert [each[1:3] for each in refused(run, past(post="G", **{column: "#N/A"}))] == [(column, "#N/A")]


def test_an_error_of_a_workbook_is_not_taken_for_moderation_pending(run):
    row = past(post="") | {name: "#REF!" for name in HEADER if name.endswith("post")}

    answer, code = run(workbook(HEADER, [row.get(name, "") for name in HEADER]), name="past.xlsx")

    assert ({each["value"] for each in answer["rejected"]}, len(answer["rejected"]), code) == ({"#REF!"}, 6, 2)


def test_columns_come_in_any_order_and_the_optional_ones_may_be_missing(run):
    header = [f"{name} pre".upper().replace(" ", "_") for name in reversed(DOMAINS)] + [" Overall  Pre ", "Case ID", "MONTH"]
    text = ",".join(f'"{name}"' for name in header) + "\nG,G,G,G,G,RI,C-1,June 2023\n"

    answer, code = run(text)

    assert (answer["stored"], answer["created"], code) == (1, {"teams": [], "people": []}, 0)
    assert Judgement.objects.overall().at(Stage.PRE).get().grade == "RI"


@pytest.mark.parametrize("month", ["2203-01", "1899-12", "2023-13", "2023", "Junish"])
def test_a_month_outside_reason_is_refused(run, month):
    assert [each[:3] for each in refused(run, past(month=month))] == [(2, "month", month)]


def test_a_title_above_and_a_total_below_the_table_keep_the_sheet_s_row_numbers(run):
    answer, _ = run("Audits of 2023,,\n\n" + sheet(past()) + "\nTotal,1\n", "--accept-valid")

    assert (answer["read"], answer["stored"]) == (2, 1)
    assert {each["row"] for each in answer["rejected"]} == {6}


def test_totals_and_headings_once_more_are_refused_in_one_sentence_each(run):
    header, row = sheet(past()).splitlines()[:2]

    answer, code = run("\n".join([header, row, header, "Total,1" + "," * (len(HEADER) - 2)]))

    assert (code, [(bad["row"], bad["reason"]) for bad in answer["rejected"]]) == (
        2,
        [
            (3, "This row is the headings once more, not an audit. Delete it, or leave it out."),
            (4, "This row is a total, not an audit. Delete it, or leave it out."),
        ],
    )
