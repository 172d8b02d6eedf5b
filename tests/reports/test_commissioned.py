"""Commissioned work in the report: until an approved one has given the answer, and frozen with it."""

import datetime

import pytest

from commissions.enums import CommissionState
from commissions.models import Commission
from commissions.services import add_commission, answer_commission, withdraw_commission
from foundation.council.clock import frozen_clock
from foundation.documents import Paragraph
from reports.content import Remarks
from reports.models import Report
from reports.queries.approval import approvers_of, has_part_in
from reports.queries.drafts import document_of
from reports.queries.ledger import ledger_of
from reports.services import approve_report, open_correction, open_report
from tests.replay import replayed

QUESTION = "How many assessments that ended with no further action needed no assessment?"
APPROVED_ON = datetime.date(2023, 9, 4)


@pytest.fixture(autouse=True)
def _the_day():
    with frozen_clock(APPROVED_ON):
        yield


@pytest.fixture
@replayed
def asked(lead, head_of_service) -> Commission:
    type(head_of_service.person).objects.filter(pk=head_of_service.person.pk).update(job_title="Head of Locality")
    days = {"asked_on": datetime.date(2023, 6, 29), "due": datetime.date(2023, 9, 7)}
    return add_commission(actor=lead.person, question=QUESTION, occasion="Board of June", lead=head_of_service.person, **days)


def shown(report) -> tuple[list[list[str]], list[str]]:
    """The rows of the section's table as they are stored, and what it says was answered."""
    report = Report.objects.get(pk=report.pk)
    section = next(each for each in document_of(report).sections if each.key == "commissioned")
    tables = [block for block in section.blocks if not isinstance(block, Remarks | Paragraph)]
    remarks = [item.comment for block in section.blocks if isinstance(block, Remarks) for item in block.items]
    return [[cell.shown for cell in row] for table in tables for row in table.rows], remarks


def next_report(lead) -> Report:
    return open_report(actor=lead.person, first_month=datetime.date(2023, 8, 1), last_month=datetime.date(2023, 8, 1))


def test_an_open_question_is_in_every_report(lead, director, written_report, asked):
    row = [QUESTION, "Board of June", "29 June 2023", "Head of Locality", "7 September 2023", "Asked"]

    approve_report(actor=director.person, report=written_report)

    assert shown(written_report) == ([row], [])
    assert shown(next_report(lead)) == ([row], [])


def test_the_report_that_answers_it_says_the_answer_and_then_it_leaves(lead, director, written_report, asked):
    answer_commission(actor=lead.person, commission=asked, answer="Nine of fourteen did.")
    approve_report(actor=director.person, report=written_report)
    asked.refresh_from_db()

    assert shown(written_report) == (
        [[QUESTION, "Board of June", "29 June 2023", "Head of Locality", "7 September 2023", "Answered"]],
        ["Nine of fourteen did."],
    )
    assert asked.told_in == written_report.period
    assert shown(next_report(lead)) == ([], [])


def test_a_withdrawn_question_leaves_once_the_board_has_read_why(lead, director, written_report, asked):
    withdraw_commission(actor=lead.person, commission=asked, reason="July’s audits answer it.")
    approve_report(actor=director.person, report=written_report)

    assert shown(written_report)[1] == ["Withdrawn. July’s audits answer it."]
    assert shown(next_report(lead)) == ([], [])


def test_a_correction_gives_the_same_answer_again(lead, director, written_report, asked):
    answer_commission(actor=lead.person, commission=asked, answer="Nine of fourteen did.")
    approve_report(actor=director.person, report=written_report)

    assert shown(open_correction(actor=lead.person, report=written_report, reason="A figure was wrong."))[1] == ["Nine of fourteen did."]


def test_what_is_answered_later_is_no_restatement(lead, director, written_report, asked):
    approve_report(actor=director.person, report=written_report)
    with frozen_clock(APPROVED_ON + datetime.timedelta(days=20)):
        answer_commission(actor=lead.person, commission=asked, answer="Nine of fourteen did.")
        ledger = ledger_of(Report.objects.get(pk=written_report.pk))

    assert [cell for cell in ledger.cells if cell.key == "commissioned"] == []
    assert shown(written_report)[0][0][-1] == "Asked"


def test_what_was_approved_does_not_change_when_the_question_does(lead, director, written_report, asked):
    approve_report(actor=director.person, report=written_report)
    Commission.objects.update(question="Another question?", state=CommissionState.UNDER_WAY, started_on=APPROVED_ON)

    assert shown(written_report)[0][0][0] == QUESTION


def test_a_report_without_questions_says_so(written_report):
    assert shown(written_report) == ([], [])
    section = next(each for each in document_of(written_report).sections if each.key == "commissioned")
    assert section.blocks == (Paragraph("No question to quality assurance is open, and none was answered since the report before."),)


def test_who_wrote_an_answer_that_the_report_gives_does_not_approve_it(lead, head_of_service, director, written_report, asked):
    assert approvers_of(written_report, APPROVED_ON) == [director.person, head_of_service.person]

    answer_commission(actor=head_of_service.person, commission=asked, answer="Nine of fourteen did.")

    assert approvers_of(written_report, APPROVED_ON) == [director.person]
    assert has_part_in(head_of_service.person, written_report)
