"""A correction is the next edition, with its reason; the one before stays as it was approved, at its own address."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from desk.pages.work import work_for
from foundation.accounts.enums import Role
from foundation.council.clock import today
from foundation.notices.models import Notice
from reports.models import Report
from reports.queries.seals import checked_editions
from reports.services import approve_report, open_correction, remove_report, save_findings, write_section
from tests.month_grades import JULY_GRADES, moderate
from tests.people import Visitor, add_person
from tests.replay import replayed
from tests.reports.pages.reading import words

REPORT = "/reports/2023-06-to-2023-07/"
REASON = "Two audits of July were counted before moderation."


@pytest.fixture
@replayed
def correction(lead, approved_report) -> Report:
    return open_correction(actor=lead.person, report=approved_report, reason=REASON)


@pytest.fixture
@replayed
def corrected(director, lead, correction, july) -> Report:
    moderate(july, JULY_GRADES)
    write_section(actor=lead.person, report=correction, key="summary", text="Corrected: demand fell.")
    return approve_report(actor=director.person, report=correction)


def test_the_lead_opens_a_correction_with_its_reason_from_the_words_of_the_edition_before(lead, approved_report):
    page = lead.get(f"{REPORT}correct/")
    lead.post(f"{REPORT}correct/", {"reason": REASON})

    draft = Report.objects.get(edition=2)
    assert "Correct the report on June and July 2023" in words(page)
    assert (draft.reason, draft.state, draft.meeting_date) == (REASON, "draft", approved_report.meeting_date)
    assert [row.text for row in draft.texts.all()] == [row.text for row in approved_report.texts.all()]
    page = words(lead.get(REPORT))
    assert "This is the draft of edition 2. It corrects edition 1: Two audits of July were counted before moderation." in page
    assert "The Board reads edition 1 until this is approved." in page


def test_without_a_reason_nothing_opens(lead, approved_report):
    assert "Why is it corrected" in words(lead.post(f"{REPORT}correct/", {"reason": " "}))
    assert Report.objects.count() == 1


def test_the_board_reads_edition_1_until_the_second_is_approved(board_member, correction):
    page = words(board_member.get(REPORT))

    assert "Demand fell again." in page
    assert "Two audits of July" not in page
    assert board_member.get(f"{REPORT}editions/2/").status_code == 404


def test_the_newest_edition_says_what_it_corrects_and_the_old_one_that_it_was_corrected(board_member, corrected):
    newest, old = words(board_member.get(REPORT)), words(board_member.get(f"{REPORT}editions/1/"))

    assert "This is edition 2. It corrects edition 1: Two audits of July were counted before moderation." in newest
    assert "Corrected: demand fell." in newest
    assert re.search(r"Edition 2, approved by Dilys Kaur on .+, corrects this edition: Two audits of July", old)
    assert "Demand fell again." in old
    assert "These are the grades before moderation: 0 of 9 audits of July 2023" in old


def test_files_name_the_edition(board_member, corrected):
    newest = board_member.get(f"{REPORT}download/html/")
    old = board_member.get(f"{REPORT}editions/1/download/html/")

    assert 'filename="board-report-2023-06-to-2023-07-edition-2.html"' in newest["Content-Disposition"]
    assert "Edition 2, which corrects edition 1: Two audits of July were counted before moderation." in words(newest)
    assert 'filename="board-report-2023-06-to-2023-07.html"' in old["Content-Disposition"]
    assert "by Dilys Kaur. Edition 1." in words(old)
    page = board_member.get(f"{REPORT}editions/1/").content.decode()
    assert f'href="{REPORT}editions/1/download/pdf/"' in page
    assert f'href="{REPORT}files/"' not in page


def test_the_board_is_told_of_a_correction_and_reads_it_in_my_work(board_member, corrected):
    notice = Notice.objects.get(person=board_member.person, key=f"report-approved:{corrected.pk}")

    assert notice.subject == "The report on June and July 2023 was corrected: edition 2"
    assert "Edition 2 corrects edition 1: Two audits of July were counted before moderation." in notice.words
    assert [item.what for item in work_for(board_member.person, today())].count("Read the report on June and July 2023") == 1


def test_both_editions_are_sealed_the_second_on_the_first(corrected):
    first, second = checked_editions(corrected)

    assert (first.is_whole, second.is_whole) == (True, True)
    assert second.seal.before == first.seal.sha256


def test_the_list_shows_the_newest_and_a_correction_that_is_open(lead, board_member, corrected):
    assert words(board_member.get("/reports/")).count("June and July 2023") == words(lead.get("/reports/")).count("June and July 2023")
    open_correction(actor=lead.person, report=corrected, reason="Again.")
    assert "June and July 2023, edition 3" in words(lead.get("/reports/"))
    assert "edition 3" not in words(board_member.get("/reports/"))


def test_a_month_that_edition_1_showed_is_restated_in_edition_2(board_member, corrected):
    assert "July 2023 was first shown before moderation: 7 Requires improvement to be good, 2 Inadequate; after" in words(
        board_member.get(REPORT)
    )


def test_writers_of_the_edition_before_do_not_approve_the_correction(lead, approved_report):
    other = Visitor(add_person("Sasha Lowe", Role.QA_LEAD))
    correction = open_correction(actor=other.person, report=approved_report, reason=REASON)

    for writer in (lead, other):
        with pytest.raises(PermissionDenied):
            approve_report(actor=writer.person, report=correction)


@pytest.mark.both
def test_one_correction_at_a_time_and_of_the_newest_edition_alone(lead, director, approved_report, correction):
    with pytest.raises(ValidationError, match="Edition 2 is open already"):
        open_correction(actor=lead.person, report=approved_report, reason=REASON)
    with pytest.raises(ValidationError, match="Edition 2 is open already"):
        open_correction(actor=lead.person, report=correction, reason=REASON)
    approve_report(actor=director.person, report=correction)
    with pytest.raises(ValidationError, match="Edition 2 corrects this one"):
        open_correction(actor=lead.person, report=approved_report, reason=REASON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            first_month=approved_report.first_month, last_month=approved_report.last_month, edition=3, opened_by=lead.person
        )


def test_a_correction_that_is_not_wanted_is_removed_and_the_edition_stands(lead, approved_report, correction):
    save_findings(actor=lead.person, report=correction, findings=[("strength", "Well.", "record")])
    remove_report(actor=lead.person, report=correction)

    assert [(report.edition, report.is_approved) for report in Report.objects.all()] == [(1, True)]


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("board_member", 403), ("outsider", 404)])
def test_nobody_else_opens_a_correction(request, who, status, approved_report):
    assert request.getfixturevalue(who).post(f"{REPORT}correct/", {"reason": REASON}).status_code == status
    assert Report.objects.count() == 1


def test_a_reason_that_names_a_child_is_pointed_out(lead, approved_report):
    page = words(lead.post(f"{REPORT}correct/", {"reason": "Child born 12/03/2012 was counted twice"}))

    assert Report.objects.count() == 1
    assert "12/03/2012" in page
