"""/governance/subject-access/: a request from the day it comes to its answer, its file, and complaints."""

import csv
import datetime
import hashlib
import io
import json
import zipfile

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from audits.models import Audit, Revelation
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.activity.models import Access, Entry
from foundation.council.clock import frozen_clock
from foundation.jobs.models import Job, JobFile, JobFilePart
from foundation.jobs.services import TakenOver, reconcile, remove_old_files, run_job
from governance.enums import RequestedBy, SubjectKind
from governance.models import DataComplaint, SubjectExport, SubjectRequest
from governance.queries.data_map import data_map
from governance.services import ask_for_everything, change_request, enter_request
from governance.services.exporting import STILL_BLIND
from tests.governance.conftest import gives_password
from tests.reading import fresh, text_of

LIST = "/governance/subject-access/"
JULY = datetime.date(2023, 7, 31)
POSTED = {
    **{"reference": "IG-1", "received_on": "2023-07-31", "about": "child", "case_id": "L-1", "worker": ""},
    **{"requested_by": "parent", "sought": "All of it."},
}


@pytest.fixture
def asked(officer, old_audit) -> SubjectRequest:
    return enter_request(
        actor=officer.person,
        reference="IG-1",
        about=SubjectKind.CHILD,
        case_id=old_audit.case_id,
        requested_by=RequestedBy.PARENT,
        sought="All of it.",
        received_on=JULY,
    )


@pytest.mark.parametrize("about", [SubjectKind.CHILD, SubjectKind.WORKER])
def test_who_is_to_grade_an_audit_of_it_blind_takes_no_file_of_its_grades(officer, submitted_audit, worker, do_waiting_jobs, about):
    """Neither where it was asked for before they were chosen. Where they took one they are known to have seen the grades."""
    PersonRole.objects.create(person=officer.person, role=Role.MODERATOR)
    of = {"case_id": submitted_audit.case_id} if about == SubjectKind.CHILD else {"worker": worker.person}
    row = enter_request(
        actor=officer.person, reference="IG-1", about=about, requested_by=RequestedBy.PARENT, sought="All of it.", received_on=JULY, **of
    )
    job = ask_for_everything(actor=officer.person, request=row)
    Audit.objects.filter(pk=submitted_audit.pk).update(moderator=officer.person)
    do_waiting_jobs()
    refused = officer.post(f"{row.get_absolute_url()}everything/", follow=True)

    assert (fresh(job).state, fresh(job).message) == ("failed", STILL_BLIND)
    assert STILL_BLIND in text_of(refused)
    assert (SubjectExport.objects.count(), Revelation.objects.filter(person=officer.person).count()) == (0, 0)

    Audit.objects.filter(pk=submitted_audit.pk).update(moderator=submitted_audit.moderator)
    ask_for_everything(actor=officer.person, request=row)
    do_waiting_jobs()
    assert SubjectExport.objects.count() == 1
    assert [row.audit for row in Revelation.objects.filter(person=officer.person, how="file")] == [submitted_audit]


def test_it_goes_from_the_day_it_comes_to_its_answer(officer, lead):
    page = officer.post(f"{LIST}enter/", POSTED, follow=True)
    asked = SubjectRequest.objects.get()
    assert "31 August 2023" in text_of(page)
    officer.post(f"{LIST}{asked.pk}/dates/", {"identity_asked_on": "2023-08-01", "identity_received_on": "", "clarification_about": ""})
    assert "The clock is stopped" in text_of(officer.get(LIST))

    search = {"systems_searched": "This portal.", "fields_searched": "The case ID.", "why_proportionate": "It is all there is."}
    lead.post(f"{LIST}{asked.pk}/search/", search)
    officer.post(f"{LIST}{asked.pk}/withhold/", {"what": "A relative’s words", "why": "Third party data."})
    given = {"answered_on": "2023-08-01", "outcome": "part", "told_of_rights_on": "2023-08-01", "outcome_words": ""}
    officer.post(f"{LIST}{asked.pk}/answer/", given)

    assert (fresh(asked).outcome, fresh(asked).answered_on) == ("part", datetime.date(2023, 8, 1))
    assert [entry.verb.partition(".")[2] for entry in Entry.objects.of(asked)] == ["entered", "changed", "changed", "withheld", "answered"]
    again = officer.post(f"{LIST}{asked.pk}/answer/", given | {"outcome": "refused"})
    assert (again.status_code, fresh(asked).outcome) == (302, "part")


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answered_on": "2023-08-01", "outcome": "given", "told_of_rights_on": ""}, "told_of_rights_on"),
        ({"answered_on": "2023-08-01", "outcome": "given", "told_of_rights_on": "2023-08-01"}, "outcome"),
        ({"answered_on": "2023-07-01", "outcome": "withdrawn", "told_of_rights_on": ""}, "answered_on"),
        ({"answered_on": "2023-08-02", "outcome": "withdrawn", "told_of_rights_on": ""}, "answered_on"),
    ],
)
def test_an_answer_says_what_is_missing(officer, asked, given, field):
    page = officer.post(f"{LIST}{asked.pk}/answer/", given | {"outcome_words": ""})

    assert field in page.context["form"].errors
    assert fresh(asked).is_open


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"identity_received_on": JULY}, "identity_received_on"),
        ({"identity_asked_on": datetime.date(2023, 7, 30)}, "identity_asked_on"),
        ({"clarification_asked_on": JULY}, "clarification_about"),
        ({"extended_on": datetime.date(2023, 8, 1)}, "extended_because"),
        ({"extended_on": datetime.date(2023, 9, 1), "extended_because": "Complex."}, "extended_on"),
    ],
)
def test_dates_that_cannot_be_are_refused(officer, asked, dates, field):
    with frozen_clock(datetime.date(2023, 9, 20)), pytest.raises(ValidationError) as refused:
        change_request(actor=officer.person, request=asked, **dates)

    assert list(refused.value.error_dict) == [field]


def made_for(officer, asked, do_waiting_jobs) -> str:
    """Where the file is downloaded that was made in the background."""
    page = officer.post(f"{LIST}{asked.pk}/everything/")
    do_waiting_jobs()
    assert Job.objects.get().get_absolute_url() == page["Location"]
    return f"{LIST}{asked.pk}/everything/{SubjectExport.objects.get().pk}/"


def test_everything_is_made_in_the_background_and_taken_after_the_password(officer, asked, old_audit, do_waiting_jobs):
    address = made_for(officer, asked, do_waiting_jobs)
    assert "Until 8 August 2023" in text_of(officer.get(asked.get_absolute_url()))
    gives_password(officer, address)
    answer = officer.post(address)
    content = b"".join(answer.streaming_content)

    bundle = zipfile.ZipFile(io.BytesIO(content))
    export = SubjectExport.objects.get()
    assert export.sha256 == export.job.file.sha256 == hashlib.sha256(content).hexdigest()
    assert answer["Cache-Control"] == "private, no-store"
    (record,) = (bundle.read(name).decode("utf-8-sig") for name in bundle.namelist() if name.endswith("search-record.csv"))
    rows = list(csv.reader(io.StringIO(record)))[1:]
    assert [row[0] for row in rows] == [table.name for table in data_map()]
    assert sum(int(row[2]) for row in rows) == export.rows
    assert found_in(bundle) >= {"audits-audit", "audits-judgement", "audits-finding", "activity-entry", "governance-subject-request"}
    book = openpyxl.load_workbook(io.BytesIO(bundle.read("everything.xlsx")))
    assert any(old_audit.case_id in [cell.value for cell in row] for sheet in book for row in sheet.iter_rows())
    taken = Access.objects.filter(address="governance:everything-file", act="took", actor=officer.person, target_id=str(asked.pk))
    assert taken.count() == 1


def test_the_file_goes_after_its_days_and_the_register_still_says_that_it_was_made(officer, asked, do_waiting_jobs):
    address = made_for(officer, asked, do_waiting_jobs)
    with frozen_clock(datetime.date(2023, 8, 9)):
        late = officer.post(address, follow=True)
        assert (remove_old_files(), JobFile.objects.count(), JobFilePart.objects.count()) == (1, 0, 0)

    assert "The file is no longer kept" in text_of(late)
    assert "No longer kept" in text_of(officer.get(asked.get_absolute_url()))
    assert SubjectExport.objects.get().sha256


def test_asked_twice_it_is_made_once_and_a_second_delivery_of_the_job_does_nothing(officer, asked, do_waiting_jobs):
    first, second = (ask_for_everything(actor=officer.person, request=asked) for _ in range(2))
    assert first == second
    do_waiting_jobs()
    run_job(pk=first.pk)

    assert (SubjectExport.objects.count(), JobFile.objects.count()) == (1, 1)
    assert [entry.verb for entry in Entry.objects.of(asked)][1:] == ["subject_request.export_asked", "subject_request.exported"]


def test_a_job_that_is_interrupted_keeps_nothing_and_is_done_again(officer, asked, do_waiting_jobs, monkeypatch):
    job = ask_for_everything(actor=officer.person, request=asked)

    def stops(**given):
        raise TakenOver

    with monkeypatch.context() as stopped:
        stopped.setattr("governance.tasks.keep_everything", stops)
        do_waiting_jobs()
    assert (SubjectExport.objects.count(), JobFile.objects.count(), fresh(job).state) == (0, 0, "running")
    reconcile(alone=True)
    do_waiting_jobs()

    assert (SubjectExport.objects.count(), JobFile.objects.count(), fresh(job).attempts) == (1, 1, 2)


def found_in(bundle: zipfile.ZipFile) -> set[str]:
    return {name.partition("-")[2].removesuffix(".csv") for name in bundle.namelist() if name.startswith("tables/")}


def test_of_a_worker_what_was_found_about_their_work_and_what_names_them_comes(officer, old_audit, do_waiting_jobs):
    about = {"about": SubjectKind.WORKER, "worker": old_audit.allocated_worker, "requested_by": RequestedBy.SUBJECT, "sought": "All."}
    asked = enter_request(actor=officer.person, reference="IG-2", received_on=JULY, **about)
    address = made_for(officer, asked, do_waiting_jobs)
    gives_password(officer, address)
    bundle = zipfile.ZipFile(io.BytesIO(b"".join(officer.post(address).streaming_content)))

    assert found_in(bundle) >= {"accounts-person", "accounts-person-role", "audits-audit", "audits-judgement", "audits-finding"}
    (person,) = (bundle.read(name).decode("utf-8-sig") for name in bundle.namelist() if name.endswith("accounts-person.csv"))
    assert "Not given: it opens something" in person


def test_others_see_no_register_and_only_the_officer_takes_everything(officer, lead, director, auditor, asked, do_waiting_jobs):
    address = made_for(officer, asked, do_waiting_jobs)
    assert [visitor.post(address).status_code for visitor in (lead, director, auditor)] == [403, 404, 404]
    assert [visitor.get(LIST).status_code for visitor in (officer, lead, director, auditor)] == [200, 200, 403, 403]
    assert [visitor.get(f"{LIST}{asked.pk}/").status_code for visitor in (officer, lead, director, auditor)] == [200, 200, 404, 404]
    assert [visitor.get(f"{LIST}{asked.pk}/everything/").status_code for visitor in (lead, director)] == [403, 404]


def test_a_complaint_is_acknowledged_within_thirty_days_then_answered(officer, asked):
    given = {"reference": "C-1", "received_on": "2023-07-31", "request": asked.pk, "words": "Too little."}
    page = officer.post("/governance/complaints/enter/", given, follow=True)
    complaint = DataComplaint.objects.get()
    assert "30 August 2023" in text_of(page)
    address = f"/governance/complaints/{complaint.pk}/"
    closing = {"closed_on": "2023-08-01", "outcome": "partly", "outcome_words": "More was sent."}
    assert "when it was acknowledged" in text_of(officer.post(f"{address}answer/", closing))

    officer.post(f"{address}acknowledge/", {"acknowledged_on": "2023-08-01"})
    officer.post(f"{address}answer/", closing)

    assert (fresh(complaint).outcome, fresh(complaint).acknowledged_on) == ("partly", datetime.date(2023, 8, 1))
    assert [entry.verb.partition(".")[2] for entry in Entry.objects.of(complaint)] == ["entered", "acknowledged", "answered"]


def test_the_register_as_a_file_has_every_row_of_it(officer, asked):
    officer.post(f"{LIST}{asked.pk}/withhold/", {"what": "A relative’s words", "why": "Third party data."})
    officer.post(
        "/governance/complaints/enter/", {"reference": "C-1", "received_on": "2023-07-31", "request": asked.pk, "words": "Too little."}
    )
    book = openpyxl.load_workbook(io.BytesIO(officer.get(f"{LIST}?export=xlsx").content))

    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"IG-1", asked.case_id, "A relative’s words", "Third party data.", "C-1", "Too little."} <= cells
    assert {str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:] for field in SubjectRequest._meta.fields} - {
        "ID",
        "Case key",
    } <= cells


def test_the_list_asks_the_same_whether_there_are_one_or_three(officer, asked, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as one:
        officer.get(LIST)
    for reference in ("IG-8", "IG-9"):
        about = {"about": SubjectKind.UNKNOWN, "requested_by": RequestedBy.OTHER, "sought": "All."}
        enter_request(actor=officer.person, reference=reference, received_on=JULY, **about)
    with django_assert_max_num_queries(20) as three:
        officer.get(LIST)

    assert len(one) == len(three)


def test_the_command_writes_the_same(old_audit, tmp_path, capsys):
    call_command("subject_access", old_audit.case_id.lower(), "--output", str(tmp_path / "all.zip"))

    said = json.loads(capsys.readouterr().out)
    assert said["sha256"] == hashlib.sha256((tmp_path / "all.zip").read_bytes()).hexdigest()
    assert said["tables"] == len(data_map())
