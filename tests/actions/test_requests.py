"""More time and withdrawal: asked by one, answered by another."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions.enums import ActionState
from actions.pages.work import work_for
from actions.services import (
    agree_withdrawal,
    amend_action,
    ask_for_time,
    ask_withdrawal,
    drop_action,
    grant_time,
    refuse_time,
    refuse_withdrawal,
)
from foundation.accounts.models import Absence
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.notices.models import Notice
from tests.reading import fresh
from tests.replay import replayed

from .stages import in_days, raised, trail_of

pytestmark = pytest.mark.both


@pytest.fixture
@replayed
def time_asked(open_action, worker):
    return ask_for_time(actor=worker.person, action=open_action, due=in_days(21), reason="The school is closed.")


@pytest.fixture
@replayed
def withdrawal_asked(open_action, worker):
    return ask_withdrawal(actor=worker.person, action=open_action, reason="The child moved away.")


def test_the_due_date_stays_until_the_manager_grants_more_time(time_asked, team_manager):
    assert fresh(time_asked).due == in_days(14)
    grant_time(actor=team_manager.person, action=time_asked)

    action = fresh(time_asked)
    assert (action.due, action.first_due) == (in_days(21), in_days(14))
    assert [(row.was_due, row.due, row.granted_by) for row in action.extensions.all()] == [(in_days(14), in_days(21), team_manager.person)]


def test_more_time_is_refused_with_a_reason_that_the_owner_is_told_of(time_asked, team_manager, worker):
    refuse_time(actor=team_manager.person, action=time_asked, reason="The court date stands.")

    assert fresh(time_asked).due == in_days(14)
    assert time_asked.requests.get().answer == "The court date stands."
    assert [notice.subject for notice in Notice.objects.filter(person=worker.person)] == [
        f"More time for action {time_asked.number}: refused"
    ]


def test_the_owner_does_not_answer_their_own_request(time_asked, withdrawal_asked, worker):
    for answer in (grant_time, agree_withdrawal):
        with pytest.raises(PermissionDenied):
            answer(actor=worker.person, action=time_asked)
    assert fresh(time_asked).state == ActionState.OPEN


def test_a_lead_who_asks_to_withdraw_needs_another_to_agree(open_action, lead, team_manager):
    asked = ask_withdrawal(actor=lead.person, action=open_action, reason="Raised twice.")

    with pytest.raises(PermissionDenied, match="someone else decides"):
        agree_withdrawal(actor=lead.person, action=asked)
    assert agree_withdrawal(actor=team_manager.person, action=asked).state == ActionState.WITHDRAWN


def test_a_refused_withdrawal_keeps_the_action(withdrawal_asked, lead):
    refuse_withdrawal(actor=lead.person, action=withdrawal_asked, reason="The next worker needs it.")

    assert fresh(withdrawal_asked).state == ActionState.OPEN
    assert trail_of(withdrawal_asked)[-2:] == ["asked to withdraw the action", "kept the action"]


def test_nothing_is_asked_twice_at_once(time_asked, worker):
    with pytest.raises(ValidationError, match="not answered yet"):
        ask_for_time(actor=worker.person, action=time_asked, due=in_days(28), reason="And longer.")


def test_the_second_answer_does_nothing(time_asked, team_manager, lead):
    grant_time(actor=team_manager.person, action=time_asked)

    with pytest.raises(StaleState):
        refuse_time(actor=lead.person, action=time_asked, reason="No.")
    assert fresh(time_asked).due == in_days(21)


def test_the_owners_manager_has_the_answer_to_give(time_asked, team_manager, service_manager):
    assert [item.what for item in work_for(team_manager.person, today())] == [f"Answer: more time for action {time_asked.number}"]
    assert work_for(service_manager.person, today()) == []


def test_the_lead_answers_while_the_manager_is_away(time_asked, team_manager, lead):
    Absence.objects.create(person=team_manager.person, first_day=today(), last_day=in_days(7))

    assert [item.what for item in work_for(lead.person, today())] == [f"Answer: more time for action {time_asked.number}"]


def test_who_asked_reads_that_it_is_not_answered_yet(time_asked, worker, team_manager):
    page = worker.get(time_asked.get_absolute_url()).content.decode()
    assert "More time was asked for on 7 August 2023 and is not answered yet." in page

    text = team_manager.get(time_asked.get_absolute_url()).context["step"].text
    assert text == "Will Okafor asked for time until 28 August 2023: The school is closed."


def test_an_auditor_drops_a_draft_and_nobody_a_live_one(auditor, worker, started_audit, submitted_audit_after):
    draft = raised(auditor, worker, audit=started_audit)
    drop_action(actor=auditor.person, action=draft, reason="Covered by the other one.")
    live = raised(auditor, worker, audit=started_audit)
    submitted_audit_after()

    assert fresh(draft).state == ActionState.WITHDRAWN
    with pytest.raises(PermissionDenied):
        drop_action(actor=auditor.person, action=fresh(live), reason="Covered.")


@pytest.fixture
def submitted_audit_after(started_audit):
    from audits.auditing.services.auditing import submit_audit

    return lambda: submit_audit(actor=started_audit.auditor, audit=started_audit)


NEW = {"what": "Update the chronology to August", "why": "It stops in March.", "level": "child", "priority": "normal", "reason": "Clearer."}


def test_moderation_amends_an_action_and_the_trail_keeps_what_it_said(auditor, moderator, worker, started_audit, submitted_audit_after):
    action = raised(auditor, worker, audit=started_audit)
    submitted_audit_after()
    from tests.audit_stages import moderate_unchanged

    with pytest.raises(PermissionDenied):
        amend_action(actor=moderator.person, action=fresh(action), **NEW)
    moderate_unchanged(fresh(action).audit)
    amend_action(actor=moderator.person, action=fresh(action), **NEW)

    assert fresh(action).what == "Update the chronology to August"
    assert "Update the chronology" in moderator.get(action.get_absolute_url()).content.decode()
    assert trail_of(action)[-1] == "changed the wording"


def test_an_urgent_action_goes_live_when_it_is_written(auditor, worker, started_audit):
    urgent, other = (raised(auditor, worker, audit=started_audit, priority=priority) for priority in ("urgent", "normal"))

    assert worker.get(urgent.get_absolute_url()).status_code == 200
    assert worker.get(other.get_absolute_url()).status_code == 404
