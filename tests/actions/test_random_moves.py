"""Whatever people try, in whatever order, the rules of an action hold."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions import services
from actions.models import Action

from .stages import fresh, in_days, raised, trail_of

PEOPLE = ("worker", "team_manager", "service_manager", "lead", "outsider")
MOVES = ("mark_done", "verify_action", "return_action", "extend_action", "reassign_action", "ask_withdrawal")


@pytest.fixture
def people(worker, team_manager, service_manager, lead, outsider):
    return dict(zip(PEOPLE, (worker, team_manager, service_manager, lead, outsider), strict=True))


def _try(move: str, people: dict, who: str, other: str, action: Action) -> bool:
    """Whether the person could make the move."""
    answers = {
        "mark_done": {"evidence": "It is done."},
        "verify_action": {},
        "return_action": {"reason": "It is not."},
        "extend_action": {"due": action.due + datetime.timedelta(days=7), "reason": "More time."},
        "reassign_action": {"owner": people[other].person, "reason": "Changed teams."},
        "ask_withdrawal": {"reason": "No longer wanted."},
    }
    try:
        getattr(services, move)(actor=people[who].person, action=action, **answers[move])
    except (PermissionDenied, ValidationError):
        return False
    return True


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(MOVES), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=12))
def test_never_verified_by_its_owner_nor_without_its_first_due_date_nor_untraced(people, steps):
    with transaction.atomic():
        action = raised(people["lead"], people["worker"])
        made = sum(_try(move, people, who, other, fresh(action)) for move, who, other in steps)
        after = fresh(action)

        assert after.verified_by_id != after.owner_id
        assert (after.verified_by_id is None) == (after.state != "verified")
        assert after.first_due == in_days(14)
        assert len(trail_of(action)) == made + 1
        transaction.set_rollback(True)
