"""A person who ever owned an action, helped with it or asked about it does not judge it, whatever was changed on the way."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Action
from actions.pages.work import work_for
from actions.services import (
    agree_withdrawal,
    amend_action,
    ask_for_time,
    ask_withdrawal,
    change_helpers,
    extend_action,
    grant_time,
    judge_effect,
    let_verification_stand,
    mark_done,
    reassign_action,
    refuse_withdrawal,
    return_action,
    verify_action,
)
from actions.services.rules import change_action_rules
from audits.allocation.services.interests import declare_interest
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole
from foundation.council.clock import today
from tests.people import add_person
from tests.reading import fresh
from tests.replay import replayed

from .stages import THE_DAY, in_days, raised

WORDS = {"what": "Another chronology", "why": "Why.", "level": "child", "priority": "normal", "reason": "Clearer."}
JUDGING = {
    "open": {
        extend_action: {"due": THE_DAY + datetime.timedelta(days=70), "reason": "More time."},
        amend_action: WORDS,
    },
    "done": {verify_action: {}, return_action: {"reason": "Not shown."}},
    "verified": {let_verification_stand: {}, judge_effect: {"is_effective": True, "words": "Better."}},
}


def helped_before(action: Action, person: Person, lead: Person) -> None:
    change_helpers(actor=lead, action=action, helpers=[person])
    change_helpers(actor=lead, action=action, helpers=[])


def owned_before(action: Action, person: Person, lead: Person) -> None:
    owner = action.owner
    reassign_action(actor=lead, action=action, owner=person, reason="Theirs.")
    reassign_action(actor=lead, action=fresh(action), owner=owner, reason="Not theirs.")


@pytest.fixture
@replayed
def second_lead(db) -> Person:
    return add_person("Lena Ford", Role.QA_LEAD)


@pytest.mark.parametrize("had_it", [helped_before, owned_before])
@pytest.mark.parametrize("state", JUDGING)
def test_whoever_had_a_part_and_gave_it_up_judges_nothing_of_it(everything_drawn, lead, worker, open_action, state, had_it):
    had_it(open_action, lead.person, lead.person)
    if state != "open":
        mark_done(actor=worker.person, action=fresh(open_action), evidence="It is done.")
    if state == "verified":
        verify_action(actor=worker.person.line_manager, action=fresh(open_action))

    for judge, given in JUDGING[state].items():
        with pytest.raises(PermissionDenied):
            judge(actor=lead.person, action=fresh(open_action), **given)
    assert not [item for item in work_for(lead.person, today()) if str(open_action.number) in item.url]


def test_a_helper_who_takes_herself_off_once_it_is_done_does_not_verify_it(lead, worker, open_action):
    change_helpers(actor=lead.person, action=open_action, helpers=[lead.person])
    mark_done(actor=worker.person, action=fresh(open_action), evidence="It is done.")
    change_helpers(actor=lead.person, action=fresh(open_action), helpers=[])

    with pytest.raises(PermissionDenied):
        verify_action(actor=lead.person, action=fresh(open_action))


def test_whoever_gave_the_evidence_does_not_verify_it_after_another_became_owner(lead, second_lead, open_action):
    reassign_action(actor=lead.person, action=open_action, owner=second_lead, reason="QA does it.")
    mark_done(actor=second_lead, action=fresh(open_action), evidence="It is done.")
    Action.objects.filter(pk=open_action.pk).update(owner=lead.person)  # As a file or an old version of the portal might.

    for who in (lead.person, second_lead):
        with pytest.raises(PermissionDenied):
            verify_action(actor=who, action=fresh(open_action))


def test_nobody_verifies_what_their_own_manager_gave_away(lead, worker, team_manager, service_manager, open_action):
    reassign_action(actor=lead.person, action=open_action, owner=service_manager.person, reason="Higher up.")
    reassign_action(actor=lead.person, action=fresh(open_action), owner=worker.person, reason="Down again.")
    mark_done(actor=worker.person, action=fresh(open_action), evidence="It is done.")

    with pytest.raises(PermissionDenied):
        verify_action(actor=team_manager.person, action=fresh(open_action))


def test_whoever_asked_before_does_not_agree_when_another_asks_the_same(lead, worker, open_action, team_manager):
    ask_withdrawal(actor=lead.person, action=open_action, reason="Raised twice.")
    refuse_withdrawal(actor=team_manager.person, action=fresh(open_action), reason="It is another one.")
    ask_withdrawal(actor=worker.person, action=fresh(open_action), reason="Raised twice.")

    with pytest.raises(PermissionDenied):
        agree_withdrawal(actor=lead.person, action=fresh(open_action))
    assert not any("withdrawal" in item.what for item in work_for(lead.person, today()))


def test_an_owner_who_became_director_does_not_grant_what_was_once_theirs(lead, worker, director, open_action):
    owned_before(open_action, director.person, lead.person)
    ask_for_time(actor=worker.person, action=fresh(open_action), due=in_days(30), reason="The school is closed.")

    with pytest.raises(PermissionDenied):
        grant_time(actor=director.person, action=fresh(open_action))


@pytest.mark.parametrize("stake", ["own work", "declared interest"])
def test_nobody_verifies_an_action_about_a_record_in_which_they_have_a_stake(lead, auditor, worker, outsider, submitted_audit, stake):
    action = raised(auditor, outsider, audit=submitted_audit)
    mark_done(actor=outsider.person, action=action, evidence="It is done.")
    who = worker.person if stake == "own work" else lead.person
    if stake == "own work":
        PersonRole.objects.create(person=who, role=Role.QA_LEAD)
    else:
        declare_interest(actor=who, person=who, words="A friend.", case_id=submitted_audit.case_id)

    with pytest.raises(PermissionDenied):
        verify_action(actor=Person.objects.get(pk=who.pk), action=fresh(action))


def test_whoever_changed_the_rules_of_the_lot_is_always_looked_at(done_action, team_manager):
    PersonRole.objects.create(person=team_manager.person, role=Role.ADMINISTRATOR)
    change_action_rules(actor=Person.objects.get(pk=team_manager.person.pk), check_percentage=0)

    assert verify_action(actor=team_manager.person, action=done_action).second_looks.get().is_drawn
