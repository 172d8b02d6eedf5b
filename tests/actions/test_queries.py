"""What the report and My work ask about actions."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.pages.work import work_for
from actions.queries import counts_in_period
from actions.services import change_helpers, mark_done, return_action, verify_action
from foundation.accounts.models import Absence
from foundation.council.clock import frozen_clock, today

from .stages import THE_DAY, in_days, raised, withdrawn

JULY = (datetime.date(2023, 7, 1), datetime.date(2023, 7, 31))
AUGUST = (datetime.date(2023, 8, 1), datetime.date(2023, 8, 31))


def what(items) -> list[str]:
    return [item.what for item in items]


def test_a_period_counts_what_was_opened_and_closed_in_it(lead, worker, team_manager):
    with frozen_clock(datetime.date(2023, 7, 3)):
        first, late = raised(lead, worker), raised(lead, worker)
    mark_done(actor=worker.person, action=first, evidence="Done.")
    verify_action(actor=team_manager.person, action=first)

    july, august = counts_in_period(*JULY, on=THE_DAY), counts_in_period(*AUGUST, on=THE_DAY)

    assert late.due == datetime.date(2023, 7, 17)
    assert (july.opened, july.closed, august.opened, august.closed) == (2, 0, 0, 1)
    assert (august.open_now, august.overdue, august.awaiting_verification) == (1, 1, 0)


def test_a_period_counts_by_level_and_by_source(lead, worker, team_manager, submitted_audit):
    raised(lead, worker, audit=submitted_audit)
    raised(lead, worker)
    withdrawn(lead, team_manager, raised(lead, worker))

    counts = counts_in_period(*AUGUST, on=THE_DAY)

    assert [(tally.label, tally.opened) for tally in counts.by_level] == [("The child", 1), ("The team", 1)]
    assert [(tally.label, tally.opened) for tally in counts.by_source] == [("Audit", 1), ("On its own", 1)]


def test_an_open_action_waits_for_its_owner(open_action, worker, team_manager):
    item = work_for(worker.person, today())[0]

    assert (item.what, item.due, item.url) == ("Show evidence: Update the chronology", in_days(14), f"/actions/{open_action.number}/done/")
    assert work_for(team_manager.person, today()) == []


def test_a_helper_is_asked_to_help_until_the_owner_has_shown_evidence(open_action, lead, worker, outsider):
    change_helpers(actor=lead.person, action=open_action, helpers=[outsider.person])

    (item,) = work_for(outsider.person, today())
    assert (item.what, item.due, item.url) == ("Help with: Update the chronology", in_days(14), open_action.get_absolute_url())
    assert item.why.startswith(f"You help {worker.person}, who shows the evidence")

    mark_done(actor=worker.person, action=open_action, evidence="Done.")
    assert work_for(outsider.person, today()) == []


def test_a_done_action_waits_for_the_owners_manager(done_action, worker, team_manager, service_manager, lead):
    assert what(work_for(team_manager.person, today())) == ["Verify: Update the chronology"]
    assert [item.why for item in work_for(worker.person, today()) if item.waiting] == ["Tara Quinn verifies it"]
    assert work_for(service_manager.person, today()) == work_for(lead.person, today()) == []


def test_the_service_manager_verifies_while_the_team_manager_is_away(done_action, team_manager, service_manager):
    Absence.objects.create(person=team_manager.person, first_day=today(), last_day=in_days(7))

    assert what(work_for(service_manager.person, today())) == ["Verify: Update the chronology"]
    assert work_for(team_manager.person, today()) == []


def test_the_lead_verifies_where_nobody_stands_above_the_owner(lead, outsider):
    mark_done(actor=outsider.person, action=raised(lead, outsider), evidence="Done.")

    assert what(work_for(lead.person, today())) == ["Verify: Update the chronology"]


def test_a_returned_action_says_who_returned_it(done_action, worker, team_manager):
    return_action(actor=team_manager.person, action=done_action, reason="The chronology stops in May.")

    assert [item.why for item in work_for(worker.person, today())] == ["Returned by Tara Quinn"]


def test_work_costs_the_same_for_one_action_and_for_three(lead, worker, django_assert_num_queries):
    raised(lead, worker)
    assert worker.person.roles
    with CaptureQueriesContext(connection) as once:
        work_for(worker.person, today())
    raised(lead, worker), raised(lead, worker)

    with django_assert_num_queries(len(once)):
        work_for(worker.person, today())
