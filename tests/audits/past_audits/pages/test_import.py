"""/audits/import/: past audits through the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audits.models import Audit, AuditUpload
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.jobs.models import Job
from foundation.jobs.services import run_job
from tests.audits.past_audits.sheets import FACTS, HEADER, JULY, JUNE, moderated, month_of, past, sheet
from tests.audits.sampling.lists import answers_on
from tests.people import Visitor, add_person
from tests.sheets.files import PDF
from tests.tables import table_on
from tests.workbook_checks import faults_of
from tests.workbooks import cell_under, opened, saved, table_in, table_on_sheet

URL = "/audits/import/"


def send(visitor, content, name="past.csv"):
    data = content.encode() if isinstance(content, str) else content
    return visitor.post(URL, {"file": SimpleUploadedFile(name, data)})


def store(visitor, page, **choice):
    """Press Store and let the job that it asks for run; answers with the page that the job leads to."""
    job = visitor.post(page, choice)
    assert job.url == Job.objects.latest("pk").get_absolute_url()
    run_job(pk=Job.objects.latest("pk").pk)
    return visitor.get(job.url, follow=True)


def test_a_file_is_checked_then_stored(lead):
    page = send(lead, sheet(*moderated(month_of("2023-06", JUNE, 14)), *month_of("2023-07", JULY, 9))).url
    checked = lead.get(page)

    assert [each["number"] for each in checked.context["figures"]] == [23, 23, 0, 0, 0]
    assert not Audit.objects.exists()
    assert "23" in store(lead, page).content.decode()
    assert Audit.objects.count() == 23


def test_it_leaves_a_trace_and_the_file_goes(lead):
    store(lead, send(lead, sheet(past())).url)

    upload = AuditUpload.objects.get()
    assert upload.content is None
    assert [(entry.actor, entry.verb) for entry in Entry.objects.of(upload)] == [
        (lead.person, "upload.kept"),
        (lead.person, "import.stored"),
    ]
    assert Entry.objects.of(Audit.objects.get()).get().sentence == "imported the audit from a spreadsheet"


def test_the_check_says_what_was_understood_and_who_is_new(lead):
    page = lead.get(send(lead, sheet(past(cohort="Children’s plans")).encode("cp1252")).url).content.decode()

    assert "The file is Windows-1252 text." in page
    assert "Amina Yusuf, Morwenna Pask" in page


def test_every_refused_cell_is_shown_at_once_and_nothing_is_stored(lead):
    page = send(lead, sheet(past(), past("C-2", pre="400%"), past("C-3", month=""))).url
    checked = lead.get(page)

    assert len(table_on(checked, "Refused")) == 7
    store(lead, page)
    assert Job.objects.get().has_failed
    assert not Audit.objects.exists()


def test_the_lead_may_leave_out_the_refused_rows(lead):
    page = send(lead, sheet(past(), past("C-2", month="Junish"))).url

    answer = store(lead, page, accept_valid="1")

    assert Audit.objects.get().case_id == "C-1"
    assert "Junish" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (PDF, "past.xlsx", "This file is named .xlsx but is a PDF. Save it from Excel as .xlsx or .csv and try again."),
        (b"", "past.csv", "This file is empty. Check that you chose the right one."),
        (bytes(range(256)), "past.csv", "This file is named .csv but is not text: it holds bytes that no spreadsheet writes."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_the_field(lead, content, name, said):
    (error,) = send(lead, content, name).context["form"].errors["file"]

    assert error.startswith(said)
    assert not AuditUpload.objects.exists()


def test_a_blank_sheet_has_the_headings(lead):
    assert table_in(lead.get(URL, {"export": "xlsx"}).content) == [(*FACTS, "closed record", *HEADER[len(FACTS) :])]


def test_only_the_lead_may(auditor, director, administrator, board_member):
    assert {visitor.get(URL).status_code for visitor in (auditor, director, administrator, board_member)} == {403}
    assert {send(visitor, sheet(past())).status_code for visitor in (auditor, administrator)} == {403}


def test_another_lead_s_file_is_404(lead, outsider, make_lead):
    page = send(lead, sheet(past())).url

    assert make_lead().get(page).status_code == 404
    assert outsider.get(page).status_code == 403


def test_the_second_time_does_nothing(lead):
    page = send(lead, sheet(past())).url
    store(lead, page)

    assert lead.post(page).url == page
    assert Job.objects.count() == 1


def test_a_second_file_takes_the_place_of_one_that_waits(lead):
    first = send(lead, sheet(past())).url
    send(lead, sheet(past("C-2")))

    assert lead.get(first).status_code == 404
    assert AuditUpload.objects.count() == 1


@pytest.fixture
def make_lead(db):
    return lambda: Visitor(add_person("Lena Marsh", Role.QA_LEAD))


THEIRS = {"month": "Audit month", "case": "Mosaic number", "team": "Team name", "auditor": "Audited by", "moderator": "Moderated by"}
THEIRS |= {"overall pre": "Overall grade (auditor)", "overall post": "Overall grade (moderated)"}


def in_their_words(**more: str) -> str:
    """A sheet as a council keeps it: its own headings, names either way round, a title, a column of notes."""
    row = past(auditor="Yusuf, Ms Amina", moderator="PASK Morwenna", post="G") | more
    named = {
        THEIRS.get(name, name.replace(" pre", " – auditor’s grade").replace(" post", " – final grade")): cell for name, cell in row.items()
    }
    return sheet(named | {"Comments": "x"}, header=[*named, "Comments"])


def test_headings_of_a_council_s_own_are_read_by_their_words(lead, auditor, moderator, elm_team):
    checked = lead.get(send(lead, in_their_words()).url)

    assert [each["number"] for each in checked.context["figures"]] == [1, 1, 0, 0, 0]
    assert "“Mosaic number” as Case ID" in checked.text
    assert "The column “Comments” was not read" in checked.text
    assert not checked.context["check"].new_people


def test_a_grade_that_may_be_either_is_asked_about_once(lead, auditor, moderator, elm_team):
    text = (
        in_their_words().replace("Overall grade (auditor)", "Overall judgement").replace("Overall grade (moderated)", "Overall judgement 2")
    )
    page = send(lead, text).url
    asked = lead.get(page)
    assert asked.url == f"{page}columns/"
    shown = lead.get(asked.url)
    assert shown.context["reasons"] == [
        "No column was recognised as “The overall judgement, before moderation”. The list cannot be read without it."
    ]
    names = {each.heading: name for name, each in shown.context["form"].columns_asked().items()}
    given = answers_on(shown)
    refused = lead.post(asked.url, given)
    assert "Choose the column that holds “The overall judgement, before moderation”" in refused.text

    given |= {names["Overall judgement"]: "overall pre", names["Overall judgement 2"]: "overall post"}
    lead.post(asked.url, given)

    assert [each["number"] for each in lead.get(page).context["figures"]] == [1, 1, 0, 0, 0]
    assert lead.get(send(lead, text.replace("C-1", "C-2")).url).status_code == 200


def test_a_team_may_be_said_to_be_another_s_name(lead, elm_team):
    page = send(lead, sheet(past(team="Elm"))).url
    assert "Elm" in lead.get(page).context["check"].new_teams
    shown = lead.get(f"{page}columns/")
    lead.post(f"{page}columns/", answers_on(shown) | {"word-0": str(elm_team.pk)})

    assert lead.get(page).context["check"].new_teams == []


def test_refused_rows_come_as_a_workbook_that_can_be_imported_by_itself(lead):
    page = send(lead, sheet(past(), past("C-2", month="Junish"))).url
    book = opened(content := lead.get(page, {"export": "xlsx"}).content)
    assert faults_of(content) == []
    cells = table_on_sheet(book.active)
    assert [row[:4] for row in cells] == [
        ("Row in your file", "What is wrong, and what to do", "month", "case"),
        (3, cells[1][1], "Junish", "C-2"),
    ]
    assert cells[1][1].startswith("month: ")

    cell_under(book.active, "month").value = "2023-06"
    checked = lead.get(send(lead, saved(book), name="corrected.xlsx").url)
    assert [each["number"] for each in checked.context["figures"]] == [1, 1, 0, 0, 0]
    assert not any("Row in your file" in note for note in checked.context["check"].notes)
