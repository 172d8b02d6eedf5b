"""What each audience is shown of an approved report: rules, what is held back, the release by a second person, and the files."""

import io
import json
import re
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pptx import Presentation

from audits.enums import AuditState
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.jobs.models import Job
from foundation.jobs.services import run_job
from foundation.notices.models import Notice
from reports.enums import ReportAudience
from reports.models import AudienceRelease, AudienceRuleSet, ReportFile
from reports.queries.audiences import content_for
from reports.services import approve_report, open_correction, open_report, release_to_audience, write_section
from tests.month_grades import JULY, OVERALL, add_month, alter
from tests.people import Visitor, add_person, signed_in_long_ago

RULES = "/reports/audiences/"
CODE = "2023-06-to-2023-07"
FILES = f"/reports/{CODE}/editions/1/files/"


def url(audience: str, then: str = "", edition: int = 1) -> str:
    return f"/reports/{CODE}/editions/{edition}/audiences/{audience}/{then}"


def told(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def public(director, approved_report) -> AudienceRelease:
    return release_to_audience(actor=director.person, report=approved_report, audience=ReportAudience.PUBLIC)


def test_the_page_says_what_is_held_back_and_why_and_shows_the_rest(lead, approved_report):
    page = told(lead.get(url("newsletter")))

    assert "Not released. This is what they would be shown if it were released now." in page
    assert "No count below 5 is shown" in page
    grades = "Outstanding, Good, Requires improvement to be good, Inadequate (16 cells)"
    assert f"Overall judgement, June 2023, after moderation: {grades}" in page
    assert "A count of it is smaller than this audience is shown" in page
    shown = page.partition("What they are shown")[2]
    assert "[c]" in shown
    assert "14 audits graded overall" in shown
    assert "2 of 14" not in shown


def test_the_files_page_leads_to_every_audience(lead, approved_report):
    page = told(lead.get(FILES))

    assert all(f'href="{url(audience)}"' in page for audience in ReportAudience.values)


def test_by_default_leaders_and_the_board_are_shown_the_whole_of_june_and_july(lead, board_member, approved_report):
    whole = content_for(approved_report, ReportAudience.LEADERSHIP)

    assert content_for(approved_report, ReportAudience.BOARD) == whole
    assert "Good or better 2 of 14 (14%)" in " ".join(whole.words())
    assert "Good or better 2 of 14 (14%)" in told(board_member.get(f"/reports/{CODE}/"))
    assert "This audience is shown the whole report." in told(lead.get(url("board")))


def test_a_second_person_releases_it_and_everybody_who_reads_the_report_has_the_files(lead, director, board_member, approved_report):
    assert board_member.get(url("public", "files/html/")).status_code == 404
    assert lead.post(url("public", "release/"), {"sure": "on"}).status_code == 403

    release_to_audience(actor=director.person, report=approved_report, audience=ReportAudience.PUBLIC)
    response = board_member.get(url("public", "files/html/"))

    assert response["Content-Disposition"] == f'attachment; filename="board-report-{CODE}-public.html"'
    assert b"For the public. From the report approved on" in response.content
    assert b"2 of 14" not in response.content
    entry = Entry.objects.of(approved_report).get(verb="report.released_to_audience")
    assert (entry.actor, entry.facts["audience"]) == (director.person, "public")


def test_the_page_that_releases_asks_for_the_password_and_whether_the_person_is_sure(director, approved_report):
    director.person.set_password("harbour-kettle-41")
    director.person.save()
    meg, page = signed_in_long_ago(director.person), url("public", "release/")
    assert "Confirm your password" in told(meg.get(page))
    assert meg.post(page, {"password_again": "harbour-kettle-41"}).url == page
    assert "cells, charts and sentences are held back from this audience" in told(meg.get(page))
    meg.post(page, {})
    assert not AudienceRelease.objects.filter(audience="public").exists()

    assert meg.post(page, {"sure": "on"}).url == url("public")
    assert "It does not change any more." in told(meg.get(url("public")))


def test_the_lead_asks_and_the_director_is_notified_once(lead, director, approved_report):
    page = lead.post(url("newsletter", "ask/"), follow=True)
    lead.post(url("newsletter", "ask/"))

    assert "The first to release it does so for all." in told(page)
    assert "asked for it on" in told(lead.get(url("newsletter")))
    found = Notice.objects.filter(person=director.person, subject__contains="ready to be released")
    assert [each.path for each in found] == [url("newsletter")]


def test_nothing_is_released_twice_or_of_a_draft(director, report):
    public_of = ReportAudience.PUBLIC
    with pytest.raises(ValidationError, match="This report is a draft"):
        release_to_audience(actor=director.person, report=report, audience=public_of)
    approved = approve_report(actor=director.person, report=report)
    release_to_audience(actor=director.person, report=approved, audience=public_of)
    with pytest.raises(ValidationError, match="already"):
        release_to_audience(actor=director.person, report=approved, audience=public_of)


def test_files_of_an_audience_are_made_in_the_background_and_kept_apart(lead, approved_report, public):
    job = Job.objects.get(pk=int(lead.post(url("public"), {"formats": ["html", "xlsx"]}).url.strip("/").rpartition("/")[2]))
    run_job(pk=job.pk)
    job.refresh_from_db()

    assert job.result == {"next": url("public")}
    assert set(ReportFile.objects.values_list("form", flat=True)) == {"html", "xlsx"}
    kept = bytes(ReportFile.objects.get(form="html").content)
    assert lead.get(url("public", "files/html/")).content == kept
    assert lead.get(f"{FILES}html/").status_code == 404
    assert lead.post(url("newsletter"), {"formats": ["html"]}).status_code == 403


def test_no_file_of_a_release_holds_a_figure_that_is_held_back(lead, approved_report, public):
    """Unzipped: no chart, no embedded workbook and no cached value of months whose grades are held back."""
    shown = lead.get(url("public", "files/pptx/")).content
    names = zipfile.ZipFile(io.BytesIO(shown)).namelist()
    assert not [name for name in names if "chart" in name or "embeddings" in name]
    slides = [shape for slide in Presentation(io.BytesIO(shown)).slides for shape in slide.shapes]
    assert not [shape for shape in slides if shape.has_chart]

    book = zipfile.ZipFile(io.BytesIO(lead.get(url("public", "files/xlsx/")).content))
    assert not [name for name in book.namelist() if "chart" in name or "drawing" in name]
    sheets = load_workbook(io.BytesIO(lead.get(url("public", "files/xlsx/")).content))
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "[c]" in cells
    assert not [text for text in cells if re.search(r"\b10 Requires|\b2 of 14|71", text)]

    word = zipfile.ZipFile(io.BytesIO(lead.get(url("public", "files/docx/")).content))
    assert not [name for name in word.namelist() if "media" in name or "embeddings" in name]
    assert b"2 Inadequate" not in word.read("word/document.xml")


def test_the_newsletter_of_a_correction_does_not_tell_what_one_audit_changed(lead, director, june, report):
    """Seven of them Good and seven not: shown. One more in the next edition: neither number is shown beside the first."""
    graded(june, 7)
    first = approve_report(actor=director.person, report=report)
    released = release_to_audience(actor=director.person, report=first, audience=ReportAudience.NEWSLETTER)
    graded(june, 8)
    opened = open_correction(actor=lead.person, report=first, reason="The grades were read again.")
    second = approve_report(actor=director.person, report=opened)

    assert _goods(released) == "7"
    assert _goods(release_to_audience(actor=director.person, report=second, audience=ReportAudience.NEWSLETTER)) == "[c]"
    assert "Beside what this audience was shown before" in told(lead.get(url("newsletter", edition=2)))


def graded(audits, good: int) -> None:
    for place, audit in enumerate(audits):
        audit.judgements.filter(domain=None).update(grade="G" if place < good else "RI")
    alter(audits, state=AuditState.MODERATED)


def _goods(release: AudienceRelease) -> str:
    tables = [block for section in release.content["sections"] for block in section["blocks"] if block["kind"] == "table"]
    return next(table for table in tables if table["caption"].startswith("Overall judgement, June 2023"))["rows"][1][1]["text"]


def test_the_board_is_not_shown_a_month_of_fewer_audits_than_its_rule(lead, director, board_member, db):
    add_month(JULY, {OVERALL: "G RI RI"}, {OVERALL: "G RI RI"})
    report = open_report(actor=lead.person, first_month=JULY, last_month=JULY)
    write_section(actor=lead.person, report=report, key="summary", text="Demand fell.")
    approve_report(actor=director.person, report=report)

    assert "Good or better 1 of 3 (33%)" in told(lead.get("/reports/2023-07/"))
    for address in ("/reports/2023-07/", "/reports/2023-07/download/html/"):
        page = told(board_member.get(address))
        assert "1 of 3" not in page
        assert "fewer than 5 audits were graded" in page
        assert "Demand fell." in page


def test_the_rules_are_asked_kept_and_in_the_trail(lead, board_member):
    page = told(lead.get(RULES))
    assert all(audience.label in page for audience in ReportAudience)
    assert board_member.get(RULES).status_code == 403

    answers = {
        "leadership_protection": "nothing", "leadership_fewest": "5", "leadership_round_to": "1",
        "board_protection": "whole_tables", "board_fewest": "6", "board_round_to": "1",
        "newsletter_fewest": "7", "newsletter_round_to": "1", "public_fewest": "10", "public_round_to": "10", "public_zeros_disclose": "on",
    }  # fmt: skip
    assert lead.post(RULES, answers).status_code == 302
    rules = AudienceRuleSet.current()
    assert (rules.board_fewest, rules.newsletter_fewest, rules.public_round_to, rules.public_zeros_disclose) == (6, 7, 10, True)
    assert Entry.objects.get(verb="report.audience_rules_changed").facts["after"] == {
        "board_fewest": 6, "newsletter_fewest": 7, "public_fewest": 10, "public_round_to": 10,
    }  # fmt: skip

    refused = told(lead.post(RULES, answers | {"public_fewest": "2"}))
    assert "from 3 to 50" in refused
    assert AudienceRuleSet.current().public_fewest == 10


def test_rules_that_change_later_change_nothing_of_what_was_approved(lead, board_member, approved_report):
    before = told(board_member.get(f"/reports/{CODE}/"))
    AudienceRuleSet.objects.update(board_fewest=20)

    assert AudienceRuleSet.objects.count() == 1
    assert "Good or better 2 of 14 (14%)" in before
    assert "Good or better 2 of 14 (14%)" in told(board_member.get(f"/reports/{CODE}/"))


@pytest.mark.parametrize("who", ["board_member", "auditor", "worker", "analyst"])
def test_what_others_are_shown_is_for_people_who_read_drafts(request, who, approved_report):
    person = request.getfixturevalue(who)

    assert person.get(url("public")).status_code in (403, 404)
    assert person.post(url("public", "ask/")).status_code in (302, 403, 404)
    assert not AudienceRelease.objects.filter(audience="public").exists()


def test_an_audience_that_there_is_not_is_not_found(lead, approved_report):
    assert lead.get(url("everybody")).status_code == 404


def written(tmp_path, audience: str) -> tuple[dict, bytes]:
    out, file = io.StringIO(), tmp_path / "report.html"
    months = ("--from", "2023-06", "--to", "2023-07")
    call_command(
        "board_report", *months, "--format", "html", "--audience", audience, "--output", str(file), stdout=out, stderr=io.StringIO()
    )
    return json.loads(out.getvalue()), file.read_bytes()


def test_the_command_writes_what_an_audience_is_shown_and_nothing_that_nobody_released(tmp_path, director, approved_report):
    assert b"Good or better 2 of 14 (14%)" in written(tmp_path, "board")[1]
    with pytest.raises(CommandError, match="not released to that audience"):
        written(tmp_path, "public")
    with pytest.raises(CommandError, match="is not an audience"):
        written(tmp_path, "everybody")

    release_to_audience(actor=director.person, report=approved_report, audience=ReportAudience.PUBLIC)
    assert b"2 of 14" not in written(tmp_path, "public")[1]


def test_a_head_of_service_may_release_too(approved_report, db):
    head = Visitor(add_person("Nadia Osei", Role.HEAD_OF_SERVICE))

    assert "Release it" in told(head.get(url("public")))
