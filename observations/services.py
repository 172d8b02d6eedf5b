"""Everything a person can do with a practice observation. The only place in this app that writes."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Audit, Cycle
from audits.services.counting import count_once_submitted
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.own_time import with_own_days
from foundation.documents.formats import uk_date
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Workflow

from .enums import ObservationState, ObservationType
from .models import Observation
from .permissions import can_assign, can_record_unplanned
from .workflow import MOVES


def _stale_text(observation: Observation, step: Move) -> str:
    if observation.shared_on:
        return f"{observation} was shared on {uk_date(observation.shared_on)}: its words no longer change."
    return f"{observation} is now “{observation.get_state_display()}”. Open it again to see what happened."


def _practitioner(observation: Observation, answers: Mapping[str, str]) -> Missing:
    to_nobody = f"{observation} names no practitioner. The team’s managers can already read it."
    return {} if observation.practitioner_id else {"practitioner": to_nobody}


OBSERVATIONS = Workflow(moves=MOVES, rows=Observation.objects.all, stale_text=_stale_text, needs={"practitioner": _practitioner})
WORDS = ("seen", "strengths", "learning", "family_feedback")


@transaction.atomic
def assign_observation(
    *,
    actor: Person,
    cycle: Cycle,
    kind: ObservationType,
    observer: Person,
    team: Team | None = None,
    practitioner: Person | None = None,
    due: datetime.date | None = None,
    audit: Audit | None = None,
) -> Observation:
    """Ask `observer` to observe practice in this month. The team is the practitioner's or the audit's unless given."""
    require(can_assign, actor)
    _require_available(observer, due)
    if due and due < today():
        raise ValidationError({"due": "The day must be today or later."})
    observation = _planned(cycle, kind, observer, team, practitioner, audit)
    observation.due = due
    observation.save()
    record(actor=actor, verb="observation.assigned", target=observation, observer=observer, kind=kind, due=due)
    return observation


@transaction.atomic
def record_observation(
    *, actor: Person, observation: Observation, seen_on: datetime.date, seen: str, kept: str = "", **words: str
) -> Observation:
    """Write what was seen, or correct it until it is shared. `words` are strengths, learning and family_feedback.

    `kept`: why words that look like an identity may stand; colleagues may be named.
    """
    observation, step = begin_move(OBSERVATIONS, actor, observation, "correct" if observation.recorded_on else "record")
    looked = check_for_identities({"seen": seen, **words}, audience=Audience.STAFF, kept=kept, target=observation)
    _write(observation, seen_on, {"seen": seen, **words})
    looked.keep(actor, observation)
    observation = complete_move(actor, observation, step, seen_on=seen_on)
    _count_with_audit(observation)
    return observation


@transaction.atomic
def record_unplanned_observation(
    *,
    actor: Person,
    cycle: Cycle,
    kind: ObservationType,
    seen_on: datetime.date,
    seen: str,
    observer: Person | None = None,
    team: Team | None = None,
    practitioner: Person | None = None,
    audit: Audit | None = None,
    kept: str = "",
    **words: str,
) -> Observation:
    """Record an observation that nobody had planned. Observers record their own; the lead anyone's."""
    observer = observer or actor
    require(can_record_unplanned, actor)
    require(lambda actor: actor == observer or can_assign(actor), actor, why="Only the QA lead records another person’s observation.")
    observation = _planned(cycle, kind, observer, team, practitioner, audit)
    looked = check_for_identities({"seen": seen, **words}, audience=Audience.STAFF, kept=kept)
    _write(observation, seen_on, {"seen": seen, **words})
    observation.state = ObservationState.RECORDED
    observation.save()
    looked.keep(actor, observation)
    _count_with_audit(observation)
    record(actor=actor, verb="observation.recorded", target=observation, observer=observer, kind=kind, seen_on=seen_on)
    return observation


@transaction.atomic
def share_observation(*, actor: Person, observation: Observation) -> Observation:
    """Let the practitioner read it. After this its words stay as they are."""
    observation, step = begin_move(OBSERVATIONS, actor, observation, "share")
    observation.shared_on = today()
    return complete_move(actor, observation, step, practitioner=observation.practitioner)


@transaction.atomic
def hand_over_observations(*, actor: Person, person: Person, to: Person) -> None:
    """What somebody who leaves was to observe, and has not, is somebody else's to observe: late only after days of their own."""
    require(can_give_away, actor, person)
    for observation in Observation.objects.select_for_update().planned().filter(observer=person):
        _require_available(to, observation.due)
        observation.observer = to
        observation.due = with_own_days(observation.due, today()) if observation.due else None
        observation.save(update_fields=["observer", "due"])
        record(actor=actor, verb="observation.assigned", target=observation, observer=to, before=person, due=observation.due)


def _require_available(observer: Person, due: datetime.date | None) -> None:
    """The person asked to observe is an observer, and is not away until it is due."""
    if not observer.has_role(Role.OBSERVER):
        raise ValidationError({"observer": f"{observer} does not have the role “{Role.OBSERVER.label}”."})
    until = observer.away_until(today())
    if due and until and until >= due:
        raise ValidationError({"observer": f"{observer} is away until {uk_date(until)}. Choose somebody else or a later date."})


def _planned(
    cycle: Cycle, kind: ObservationType, observer: Person, team: Team | None, practitioner: Person | None, audit: Audit | None
) -> Observation:
    """An unsaved observation, once who observes whom is settled."""
    if observer == practitioner:
        raise ValidationError({"practitioner": "The observer and the practitioner must be different people: nobody observes themselves."})
    if not observer.is_active:
        raise ValidationError({"observer": f"{observer} no longer works here."})
    if audit and audit.cycle_id != cycle.pk:
        raise ValidationError({"audit": f"{audit} belongs to {audit.cycle}, not to {cycle}."})
    team = team or (practitioner.team if practitioner else None) or (audit.team if audit else None)
    if team is None:
        raise ValidationError({"team": "Select the practitioner’s team."})
    return Observation(cycle=cycle, kind=kind, observer=observer, practitioner=practitioner, team=team, audit=audit)


def _count_with_audit(observation: Observation) -> None:
    if observation.audit:
        count_once_submitted(observation.audit)


def _write(observation: Observation, seen_on: datetime.date, words: dict[str, Any]) -> None:
    if seen_on > today():
        raise ValidationError({"seen_on": "The date of the observation must be today or in the past."})
    if not words["seen"].strip():
        raise ValidationError({"seen": "Enter what was seen."})
    for name in WORDS:
        setattr(observation, name, words.pop(name, "").strip())
    if words:
        raise TypeError(f"An observation has no {', '.join(words)}.")
    observation.seen_on, observation.recorded_on = seen_on, observation.recorded_on or today()
