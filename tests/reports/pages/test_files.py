"""The page of a report's files, the job that makes them, and what is kept of an approved report."""

import hashlib
import io
import json
import zipfile

import pytest

from foundation.council.models import Council
from foundation.jobs.enums import JobState
from foundation.jobs.models import Job
from foundation.jobs.services import run_job
from reports.enums import Format
from reports.models import Report, ReportFile
from reports.services import approve_report, open_correction, write_section
from reports.views import files as views

URL = "/reports/2023-06-to-2023-07/editions/1/files/"
SMALL = ["html", "pdf"]


def asked(person, formats=SMALL) -> Job:
    return Job.objects.get(pk=int(person.post(URL, {"formats": formats}).url.strip("/").rpartition("/")[2]))


def make(person, formats=SMALL) -> Job:
    """As somebody presses the button and waits: the job that was done."""
    job = asked(person, formats)
    run_job(pk=job.pk)
    job.refresh_from_db()
    return job


def given(person, form: str) -> bytes:
    return person.get(f"{URL}{form}/").content


def test_the_files_that_were_chosen_wait_on_the_page_with_their_hashes(lead, approved_report):
    job = make(lead)
    page = lead.get(URL).content.decode()

    assert (job.state, job.result) == (JobState.DONE, {"next": URL})
    assert list(ReportFile.objects.values_list("form", flat=True)) == SMALL
    for form, starts in (("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF")):
        content = given(lead, form)
        assert content.startswith(starts)
        assert hashlib.sha256(content).hexdigest() in page
    assert lead.get(f"{URL}docx/").status_code == 404


def test_all_of_them_are_one_zip_whose_manifest_tells_their_hashes(lead, approved_report):
    make(lead)
    response = lead.get(f"{URL}all/")
    bundle = zipfile.ZipFile(io.BytesIO(response.content))
    manifest = json.loads(bundle.read("manifest.json"))

    assert response["Content-Disposition"] == 'attachment; filename="board-report-2023-06-to-2023-07.zip"'
    assert [each["name"] for each in manifest["files"]] == [f"board-report-2023-06-to-2023-07.{form}" for form in SMALL]
    for each in manifest["files"]:
        content = bundle.read(each["name"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (each["bytes"], each["sha256"])
    assert response.content == lead.get(f"{URL}all/").content


def test_what_was_approved_is_given_again_byte_for_byte_though_the_council_looks_otherwise_now(lead, approved_report):
    make(lead)
    before = given(lead, "pdf")
    Council.objects.update_or_create(pk=1, defaults={"colour": "#aa1122", "name": "Marram Borough Council"})
    make(lead, ["pdf"])

    assert given(lead, "pdf") == before == lead.get("/reports/2023-06-to-2023-07/download/pdf/").content


def test_approval_has_every_format_made(lead, approved_report):
    assert Job.objects.get().arguments == {"report": approved_report.pk, "formats": Format.values}


def test_files_of_a_draft_say_so_and_go_when_new_ones_are_made(lead, report):
    make(lead)
    assert "This report is a draft" in lead.get(URL).content.decode()
    assert b"Draft" in given(lead, "html")

    write_section(actor=lead.person, report=report, key="summary", text="Demand fell.")
    assert b"Demand fell." not in given(lead, "html")
    make(lead, ["html"])

    assert b"Demand fell." in given(lead, "html")
    assert list(ReportFile.objects.values_list("form", flat=True)) == ["html"]


def test_files_of_the_draft_are_none_of_the_approved_report(board_member, lead, director, report):
    make(lead)
    approve_report(actor=director.person, report=report)

    assert board_member.get(f"{URL}html/").status_code == 404
    make(board_member, ["html"])
    assert b"Approved on" in given(board_member, "html")
    assert ReportFile.objects.filter(is_draft=True).count() == 0


def test_a_board_member_has_files_of_what_was_approved_and_none_of_a_draft(board_member, report):
    assert [board_member.get(address).status_code for address in (URL, f"{URL}pdf/", f"{URL}all/")] == [404] * 3
    assert board_member.post(URL, {"formats": SMALL}).status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize("who", ["auditor", "worker"])
def test_people_who_read_no_report_have_no_files_of_it(request, who, approved_report):
    person = request.getfixturevalue(who)

    assert {person.get(address).status_code for address in (URL, f"{URL}all/")} <= {403, 404}


def test_without_a_format_nothing_is_made_and_the_page_says_so(lead, report):
    response = lead.post(URL, {})

    assert "Choose at least one format." in response.content.decode()
    assert not Job.objects.exists()


def test_pressing_twice_is_one_job(lead, approved_report):
    assert asked(lead) == asked(lead) != asked(lead, ["html"])


def test_the_job_says_how_far_it_is(lead, approved_report, monkeypatch):
    seen = []
    monkeypatch.setattr("reports.tasks.progress", lambda job, done, total, message: seen.append((done, total, message)))
    make(lead)

    assert seen == [(0, 2, "Making Web page"), (1, 2, "Making PDF")]


def test_a_worker_that_dies_keeps_nothing_and_another_makes_them(lead, approved_report, monkeypatch):
    job = asked(lead)
    with monkeypatch.context() as killed:
        killed.setattr("reports.tasks.keep_files", lambda **_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            run_job(pk=job.pk)
    assert not ReportFile.objects.exists()

    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED)
    run_job(pk=job.pk)
    assert ReportFile.objects.count() == 2


def test_a_report_removed_meanwhile_ends_the_job_with_a_sentence(lead, report):
    job = asked(lead)
    Report.objects.all().delete()
    run_job(pk=job.pk)

    assert Job.objects.get().message == "The report is no longer here: it was removed while it was a draft."


def test_the_report_leads_to_its_files_and_any_format_downloads_at_once(lead, report):
    assert f'href="{URL}"' in lead.get("/reports/2023-06-to-2023-07/").content.decode()
    page = lead.get(URL).content.decode()

    assert all(f"/reports/2023-06-to-2023-07/editions/1/download/{form}/" in page for form in ("html", "docx", "pdf", "pptx"))
    assert views.CONTENT_TYPES["pdf"] == lead.get("/reports/2023-06-to-2023-07/download/pdf/")["Content-Type"]


def test_from_the_last_moderation_to_every_file_takes_at_most_six_page_loads(lead, report):
    """List, report, section, saved report, how far the files are, the files: six, after the page that finishing moderation leads to."""
    lead.get("/reports/")
    lead.get("/reports/2023-06-to-2023-07/")
    lead.get("/reports/2023-06-to-2023-07/sections/summary/")
    saved = lead.post("/reports/2023-06-to-2023-07/sections/summary/", {"text": "Demand fell.", "seen": ""}, follow=True)
    button = saved.content.decode().partition(f'action="{URL}"')[2].partition("</form>")[0]
    assert all(f'name="formats" value="{form}"' in button for form in Format.values)
    job = asked(lead, Format.values)
    run_job(pk=job.pk)
    ready = lead.get(job.get_absolute_url(), follow=True)

    assert ready.redirect_chain == [(URL, 302)]
    assert all(f"{URL}{form}/" in ready.content.decode() for form in Format.values)
    assert b"Demand fell." in given(lead, "html")


def test_a_correction_has_files_of_its_own_and_the_edition_before_keeps_its(lead, director, approved_report):
    make(lead)
    before = given(lead, "html")
    corrected = open_correction(actor=lead.person, report=approved_report, reason="Two audits were counted twice.")
    write_section(actor=lead.person, report=corrected, key="summary", text="Demand rose.")
    approve_report(actor=director.person, report=corrected)
    second = URL.replace("/1/", "/2/")
    run_job(pk=Job.objects.get(pk=int(lead.post(second, {"formats": ["html"]}).url.strip("/").rpartition("/")[2])).pk)

    assert given(lead, "html") == before
    response = lead.get(f"{second}html/")
    assert b"Demand rose." in response.content
    assert response["Content-Disposition"] == 'attachment; filename="board-report-2023-06-to-2023-07-edition-2.html"'
