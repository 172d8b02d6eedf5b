"""Owner, evidence, another person: the rules hold in the services, whichever door is used."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions.enums import ActionState, Level
from actions.models import Action
from actions.pages.work import work_for
from actions.services import (
    extend_action,
    mark_done,
    raise_action,
    reassign_action,
    return_action,
    verify_action,
)
from audits.auditing.services.auditing import submit_audit
from audits.moderation.services.moderation import return_audit, withdraw_audit
from foundation.accounts.models import Person
from foundation.errors import StaleState
from tests.reading import fresh

from .stages import THE_DAY, in_days, raised, trail_of, withdrawn


def test_an_action_goes_from_raised_to_verified_and_leaves_a_trace(done_action, team_manager):
    verify_action(actor=team_manager.person, action=done_action)

    action = fresh(done_action)
    assert (action.state, action.verified_by, action.verified_on) == (ActionState.VERIFIED, team_manager.person, THE_DAY)
    assert trail_of(action) == ["raised the action", "marked the action done, with evidence", "verified the action"]


def test_an_audits_action_takes_its_team_and_covers_several_domains(auditor, worker, started_audit, elm_team):
    domains = list(started_audit.tool.domains.all()[:3])

    action = raised(auditor, worker, audit=started_audit, domains=domains)

    assert (action.team, action.level, list(action.domains.all())) == (elm_team, Level.CHILD, domains)


def test_an_action_has_one_source(lead, worker, started_audit):
    from performance.models import Indicator

    with pytest.raises(ValidationError, match="one source"):
        raised(lead, worker, audit=started_audit, indicator=Indicator())


def test_a_due_date_in_the_past_is_refused(lead, worker):
    with pytest.raises(ValidationError, match="today or later"):
        raised(lead, worker, due=THE_DAY - datetime.timedelta(days=1))


def test_an_action_without_a_reason_is_refused(lead, worker):
    with pytest.raises(ValidationError, match="why it matters"):
        raised(lead, worker, why="  ")


def test_a_person_who_left_cannot_own_an_action(lead, worker):
    Person.objects.filter(pk=worker.person.pk).update(is_active=False)

    with pytest.raises(ValidationError, match="does not work here"):
        raise_action(actor=lead.person, what="x", why="y", owner=Person.objects.get(pk=worker.person.pk), due=in_days(3))


def test_a_board_member_owns_no_action_whichever_door_is_used(lead, open_action, board_member):
    with pytest.raises(ValidationError, match="sits on the Board"):
        raised(lead, board_member)
    with pytest.raises(ValidationError, match="sits on the Board"):
        reassign_action(actor=lead.person, action=open_action, owner=board_member.person, reason="x")


def test_an_auditor_raises_actions_from_their_own_audit_alone(auditor, worker, outsider, started_audit):
    raised(auditor, worker, audit=started_audit)

    with pytest.raises(PermissionDenied):
        raised(outsider, worker, audit=started_audit)
    with pytest.raises(PermissionDenied):
        raised(auditor, worker)


def test_a_withdrawn_audit_raises_no_actions(lead, worker, allocated_audit):
    audit = withdraw_audit(actor=lead.person, audit=allocated_audit, reason="The child moved away.")

    with pytest.raises(ValidationError, match="was withdrawn"):
        raised(lead, worker, audit=audit)


def test_the_actions_of_an_audit_leave_with_it(lead, auditor, moderator, worker, started_audit):
    action = raised(auditor, worker, audit=started_audit)
    submitted = submit_audit(actor=auditor.person, audit=started_audit)
    returned = return_audit(actor=moderator.person, audit=submitted, reason="Look at the plan again.")
    withdraw_audit(actor=lead.person, audit=returned, reason="The record is restricted now.")

    assert not Action.objects.live().exists()
    assert (work_for(worker.person, THE_DAY), worker.get(action.get_absolute_url()).status_code) == ([], 404)
    assert "was withdrawn, and this action with it" in lead.get(action.get_absolute_url()).content.decode()


def test_an_audits_action_goes_live_when_it_is_submitted(auditor, worker, started_audit):
    action = raised(auditor, worker, audit=started_audit)
    assert not Action.objects.visible_to(worker.person).exists()
    with pytest.raises(PermissionDenied):
        mark_done(actor=worker.person, action=action, evidence="Done.")

    submit_audit(actor=auditor.person, audit=started_audit)

    assert Action.objects.visible_to(worker.person).get() == action


def test_only_the_owner_marks_it_done(open_action, team_manager, lead):
    for person in (team_manager.person, lead.person):
        with pytest.raises(PermissionDenied):
            mark_done(actor=person, action=open_action, evidence="I am sure it is done.")


def test_done_needs_evidence(open_action, worker):
    with pytest.raises(ValidationError, match="what shows that it was done"):
        mark_done(actor=worker.person, action=open_action, evidence=" ")


def test_the_owner_never_verifies_even_as_a_lead(lead):
    action = raised(lead, lead)
    mark_done(actor=lead.person, action=action, evidence="Done.")

    with pytest.raises(PermissionDenied):
        verify_action(actor=lead.person, action=action)


def test_nobody_verifies_for_their_own_manager(lead, service_manager, team_manager, elm_team):
    action = raised(lead, service_manager, team=elm_team)
    mark_done(actor=service_manager.person, action=action, evidence="Done.")

    with pytest.raises(PermissionDenied):
        verify_action(actor=team_manager.person, action=action)


def test_a_returned_action_is_open_again_with_the_reason_beside_its_evidence(done_action, team_manager):
    return_action(actor=team_manager.person, action=done_action, reason="The chronology stops in May.")

    action, evidence = fresh(done_action), done_action.evidence.get()
    assert (action.state, action.done_on) == (ActionState.OPEN, None)
    assert (evidence.returned_by, evidence.return_reason) == (team_manager.person, "The chronology stops in May.")


def test_an_extension_keeps_the_first_due_date(open_action, team_manager):
    extend_action(actor=team_manager.person, action=open_action, due=in_days(30), reason="The school is closed.")
    extend_action(actor=team_manager.person, action=fresh(open_action), due=in_days(40), reason="Still closed.")

    action = fresh(open_action)
    assert (action.first_due, action.due) == (in_days(14), in_days(40))
    assert [(row.was_due, row.due) for row in action.extensions.all()] == [(in_days(14), in_days(30)), (in_days(30), in_days(40))]


def test_an_owner_does_not_extend_their_own_action(open_action, worker):
    with pytest.raises(PermissionDenied):
        extend_action(actor=worker.person, action=open_action, due=in_days(30), reason="Busy.")


def test_an_extension_is_later_than_the_due_date(open_action, lead):
    with pytest.raises(ValidationError, match="must be after 21 August 2023"):
        extend_action(actor=lead.person, action=open_action, due=in_days(14), reason="The school is closed.")


def test_a_new_owner_answers_for_the_action_alone(open_action, lead, worker, outsider):
    action = reassign_action(actor=lead.person, action=open_action, owner=outsider.person, reason="Will changed teams.")

    with pytest.raises(PermissionDenied):
        mark_done(actor=worker.person, action=action, evidence="Done.")
    assert fresh(action).owner == outsider.person


def test_a_withdrawn_action_leaves_every_count(open_action, worker, lead):
    withdrawn(worker, lead, open_action, "The child moved away.")

    assert not Action.objects.live().exists()


def test_the_second_verification_does_nothing(done_action, team_manager, lead):
    verify_action(actor=team_manager.person, action=done_action)

    with pytest.raises(StaleState, match="Verified"):
        verify_action(actor=lead.person, action=done_action)
    assert fresh(done_action).verified_by == team_manager.person
