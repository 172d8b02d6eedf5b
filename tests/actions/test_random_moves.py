"""Whatever people try, in whatever order, the rules of an action hold."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions import services
from actions.enums import CLOSED_STATES
from actions.models import Action, ActionRules, Evidence
from tests.reading import fresh
from tests.shares import WHOLE

from .stages import in_days, raised, trail_of

PEOPLE = ("worker", "team_manager", "service_manager", "lead", "outsider")
LATER, WORDS = datetime.timedelta(days=7), {"reason": "Somebody said why."}
# Every service that moves an action, and what it is given besides the action: all of the table's moves, in any order.
MOVES = {
    "mark_done": lambda action, other: {"evidence": "It is done."},
    "verify_action": lambda action, other: {},
    "return_action": lambda action, other: WORDS,
    "let_verification_stand": lambda action, other: {},
    "reopen_action": lambda action, other: WORDS,
    "judge_effect": lambda action, other: {"is_effective": bool(action.pk % 2), "words": "The child is seen."},
    "extend_action": lambda action, other: {"due": action.due + LATER} | WORDS,
    "reassign_action": lambda action, other: {"owner": other} | WORDS,
    "amend_action": lambda action, other: {"what": f"{action.what}.", "why": "Why.", "level": "child", "priority": "normal"} | WORDS,
    "drop_action": lambda action, other: WORDS,
    "ask_for_time": lambda action, other: {"due": action.due + LATER} | WORDS,
    "grant_time": lambda action, other: {},
    "refuse_time": lambda action, other: WORDS,
    "ask_withdrawal": lambda action, other: WORDS,
    "agree_withdrawal": lambda action, other: {},
    "refuse_withdrawal": lambda action, other: WORDS,
}
WATCHED = ("state", "owner_id", "due", "what", "done_on", "verified_by_id")


@pytest.fixture
def people(worker, team_manager, service_manager, lead, outsider):
    return dict(zip(PEOPLE, (worker, team_manager, service_manager, lead, outsider), strict=True))


def _try(move: str, people: dict, who: str, other: str, action: Action) -> bool:
    """Whether the person could make the move."""
    try:
        getattr(services, move)(actor=people[who].person, action=action, **MOVES[move](action, people[other].person))
    except (PermissionDenied, ValidationError):
        return False
    return True


def _look_of(action: Action) -> tuple:
    return tuple(getattr(action, name) for name in WATCHED)


@settings(max_examples=40 if WHOLE else 20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    share=st.sampled_from([0, 100]),
    steps=st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=16),
)
def test_never_verified_by_its_owner_nor_without_its_first_due_date_nor_untraced(people, share, steps):
    with transaction.atomic():
        ActionRules.objects.create(pk=1, check_percentage=share)
        action = raised(people["lead"], people["worker"])
        for move, who, other in steps:
            before, traced = _look_of(fresh(action)), len(trail_of(action))
            made = _try(move, people, who, other, fresh(action))
            # A move leaves a row of the trail, and nothing changes without one.
            assert len(trail_of(action)) == traced + made
            assert made or _look_of(fresh(action)) == before
            _check(fresh(action))
        transaction.set_rollback(True)


def _check(action: Action) -> None:
    is_closed = action.state in CLOSED_STATES
    assert action.first_due == in_days(14)
    assert is_closed == (action.verified_by_id is not None)
    assert action.verified_by_id is None or action.verified_by_id != action.owner_id
    # Nor by the person who gave the accepted evidence.
    assert not is_closed or action.verified_by_id != Evidence.objects.filter(action=action).latest("pk").given_by_id
    assert action.state != "withdrawn" or not action.requests.filter(agreed=True, answered_by=action.owner).exists()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(PEOPLE))
def test_on_the_straight_road_whoever_may_verify_is_never_the_owner(people, order):
    """Random steps seldom get as far as this: evidence is given, then everybody tries to verify, to judge, to withdraw."""
    with transaction.atomic():
        ActionRules.objects.create(pk=1, check_percentage=0)
        action = raised(people["lead"], people["worker"])
        for move in ("mark_done", "verify_action", "judge_effect"):
            could = [who for who in order if _try(move, people, who, who, fresh(action))]
            assert (could == ["worker"]) if move == "mark_done" else ("worker" not in could and len(could) == 1)
            _check(fresh(action))
        transaction.set_rollback(True)
