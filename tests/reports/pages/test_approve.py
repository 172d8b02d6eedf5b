"""Approving a report freezes it."""

import pytest

from audits.enums import Stage
from foundation.accounts.enums import Role
from reports.models import ShownMonth
from reports.services import write_section
from tests.month_grades import JULY, JULY_GRADES, JUNE, moderate
from tests.people import Visitor, add_person
from tests.replay import replayed
from tests.reports.pages.reading import trail_of, words

REPORT = "/reports/2023-06-to-2023-07/"
URL = f"{REPORT}approve/"


@pytest.fixture
@replayed
def second_lead(db) -> Visitor:
    return Visitor(add_person("Sasha Lowe", Role.QA_LEAD))


@pytest.mark.parametrize("who", ["director", "head_of_service", "second_lead"])
def test_a_second_person_with_the_office_approves(request, who, written_report):
    visitor = request.getfixturevalue(who)
    visitor.post(URL, {"sure": "on"})

    written_report.refresh_from_db()
    assert written_report.approved_by == visitor.person
    assert trail_of(written_report)[-1] == "approved the report"


def test_what_was_shown_of_each_month_is_kept(approved_report):
    shown = {row.month: (row.stage, row.figures["overall"]["I"]) for row in ShownMonth.objects.all()}

    assert shown == {JUNE: (Stage.AGREED, 2), JULY: (Stage.PRE, 2)}


def test_figures_no_longer_change(director, approved_report, july):
    moderate(july, JULY_GRADES)

    assert "These are the grades before moderation: 0 of 9 audits of July 2023" in words(director.get(REPORT))


def test_what_is_missing_is_shown_before_approving(director, report):
    assert "Still missing Write: What the Board must decide" in words(director.get(URL))


def test_it_must_be_read_first(director, report):
    page = director.post(URL, {})

    assert "Tick “I have read the report and it may go to the Board” to continue" in words(page)


def test_a_report_that_names_a_worker_is_refused(lead, director, report, june, worker):
    type(june[0]).objects.filter(pk=june[0].pk).update(allocated_worker=worker.person)
    write_section(actor=lead.person, report=report, key="pace", text="Will Okafor did well.", kept="He agreed")

    page = director.post(URL, {"sure": "on"})

    report.refresh_from_db()
    assert "The text names Will Okafor." in words(page)
    assert not report.is_approved


@pytest.mark.parametrize("written", ["SIÂN O'NEILL", "Sia\u0302n OʼNeill", "O’Neill, Siân", "Siân\u00a0O‘Neill"])
def test_a_name_is_found_however_it_is_written(lead, director, report, june, worker, written):
    type(june[0]).objects.filter(pk=june[0].pk).update(allocated_worker=worker.person)
    type(worker.person).objects.filter(pk=worker.person.pk).update(name="Siân O’Neill")
    write_section(actor=lead.person, report=report, key="pace", text=f"{written} did well.", kept="They agreed")

    assert "The text names Siân O’Neill." in words(director.post(URL, {"sure": "on"}))


def test_second_time_does_nothing(director, approved_report):
    before = trail_of(approved_report)

    assert director.post(URL, {"sure": "on"}).url == REPORT
    assert trail_of(approved_report) == before


@pytest.mark.parametrize(("who", "status"), [("lead", 403), ("service_manager", 403), ("board_member", 404), ("outsider", 404)])
def test_nobody_else_approves(request, who, status, report):
    assert request.getfixturevalue(who).post(URL, {"sure": "on"}).status_code == status
