"""/audits/import/: past audits through the pages."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from audits.models import Audit, AuditUpload
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.jobs.models import Job
from foundation.jobs.services import run_job
from tests.audits.past_audits.sheets import HEADER, JULY, JUNE, moderated, month_of, past, sheet
from tests.people import Visitor, add_person
from tests.sheets.files import PDF
from tests.tables import table_on

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
    book = load_workbook(BytesIO(lead.get(URL, {"export": "xlsx"}).content))

    assert [cell.value for cell in book.active[1]] == HEADER


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
