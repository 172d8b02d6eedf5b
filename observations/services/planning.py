"""Planning rounds of observations, giving them out, rescheduling and cancelling them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Audit, Cycle
from audits.services.restrictions import require_reader
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.council.months import first_of
from foundation.council.own_time import with_own_days
from foundation.documents.formats import uk_date
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move
from observations.enums import FamilyConsent
from observations.models import Observation, ObservationPlan, ObservationTemplate, ObservationType
from observations.permissions import can_assign
from observations.services.moves import OBSERVATIONS
from observations.services.notifications import notify_is_assigned, notify_is_cancelled, notify_is_rescheduled

MOST_EXPECTED = 200


@transaction.atomic
def plan_observations(
    *,
    actor: Person,
    title: str,
    first_day: datetime.date,
    last_day: datetime.date,
    expected: int,
    focus: str = "",
    cycle: Cycle | None = None,
    kept: str = "",
) -> ObservationPlan:
    """Plan a round, such as a practice week: how many observations are expected from `first_day` to `last_day`, both included."""
    require(can_assign, actor, why="The QA lead plans observations.")
    plan = ObservationPlan(planned_on=today(), cycle=cycle)
    return _store_plan(actor, plan, "observation.planned", kept, title, first_day, last_day, expected, focus)


@transaction.atomic
def change_plan(
    *,
    actor: Person,
    plan: ObservationPlan,
    title: str,
    first_day: datetime.date,
    last_day: datetime.date,
    expected: int,
    focus: str = "",
    cycle: Cycle | None = None,
    version: str | None = None,
    kept: str = "",
) -> ObservationPlan:
    """The observations that are given out in it stay as they are."""
    require(can_assign, actor, why="The QA lead plans observations.")
    plan = locked(ObservationPlan.objects.all(), pk=plan.pk)
    require_version(plan, version)
    plan.cycle = cycle
    return _store_plan(actor, plan, "observation.plan_changed", kept, title, first_day, last_day, expected, focus)


def _store_plan(
    actor: Person,
    plan: ObservationPlan,
    verb: str,
    kept: str,
    title: str,
    first_day: datetime.date,
    last_day: datetime.date,
    expected: int,
    focus: str,
) -> ObservationPlan:
    wrong = (
        ("title", not title.strip(), "Say what it is called, for example “Practice week”."),
        ("last_day", last_day < first_day, "The last day must be the first day or later."),
        ("expected", not 1 <= expected <= MOST_EXPECTED, f"Enter a number from 1 to {MOST_EXPECTED}."),
    )
    if problems := {field: sentence for field, is_wrong, sentence in wrong if is_wrong}:
        raise ValidationError(problems)
    target = plan if plan.pk else None
    looked = check_for_identities({"title": title, "focus": focus}, audience=Audience.STAFF, kept=kept, target=target)
    plan.title, plan.focus, plan.expected = title.strip(), focus.strip(), expected
    plan.first_day, plan.last_day = first_day, last_day
    plan.save()
    looked.keep(actor, plan)
    record(actor=actor, verb=verb, target=plan, title=plan.title, first_day=first_day, last_day=last_day, expected=expected)
    return plan


@transaction.atomic
def assign_observation(
    *,
    actor: Person,
    kind: ObservationType,
    observer: Person,
    cycle: Cycle | None = None,
    plan: ObservationPlan | None = None,
    team: Team | None = None,
    practitioner: Person | None = None,
    due: datetime.date | None = None,
    audit: Audit | None = None,
    preparation: str = "",
    kept: str = "",
) -> Observation:
    """Ask `observer` to observe practice, in a month's cycle or freely. The team is the practitioner's or the audit's unless given."""
    require(can_assign, actor)
    require_available(observer, due)
    if due and due < today():
        raise ValidationError({"due": "The day must be today or later."})
    looked = check_for_identities({"preparation": preparation}, audience=Audience.STAFF, kept=kept)
    observation = unsaved_observation(
        kind, observer, cycle=cycle or (plan.cycle if plan else None), plan=plan, team=team, practitioner=practitioner, due=due, audit=audit
    )
    observation.preparation = preparation.strip()
    observation.save()
    looked.keep(actor, observation)
    record(actor=actor, verb="observation.assigned", target=observation, observer=observer, kind=kind.code, due=due)
    notify_is_assigned(actor, observation)
    return observation


@transaction.atomic
def reschedule_observation(*, actor: Person, observation: Observation, due: datetime.date, reason: str, kept: str = "") -> Observation:
    """Another day, with the reason. The day planned first stays on record; a family that said no is asked again."""
    observation, step = begin_move(OBSERVATIONS, actor, observation, "reschedule", reason=reason)
    if due < today():
        raise ValidationError({"due": "The day must be today or later."})
    if due == observation.due:
        raise ValidationError({"due": "It is planned for this day already. Enter another day."})
    require_available(observation.observer, due)
    looked = check_for_identities({"reason": reason}, audience=Audience.STAFF, kept=kept, target=observation)
    looked.keep(actor, observation)
    before, observation.due = observation.due, due
    observation.first_due = observation.first_due or due
    observation.rescheduled_why = reason.strip()
    if observation.cycle_id is None and observation.plan_id is None:
        observation.month = first_of(due)
    if observation.consent == FamilyConsent.REFUSED:
        observation.consent, observation.consent_on = FamilyConsent.NOT_ASKED, None
    observation = complete_move(actor, observation, step, before=before, after=due, reason=reason.strip())
    notify_is_rescheduled(actor, observation)
    return observation


@transaction.atomic
def cancel_observation(*, actor: Person, observation: Observation, reason: str, kept: str = "") -> Observation:
    """It will not be made; the reason stays, and it counts as cancelled, not as missing."""
    observation, step = begin_move(OBSERVATIONS, actor, observation, "cancel", reason=reason)
    looked = check_for_identities({"reason": reason}, audience=Audience.STAFF, kept=kept, target=observation)
    looked.keep(actor, observation)
    return _cancelled(actor, observation, step, reason.strip())


def _cancelled(actor: Person, observation: Observation, step: Move, reason: str) -> Observation:
    observation.cancelled_on, observation.cancelled_why = today(), reason
    observation = complete_move(actor, observation, step, reason=reason)
    notify_is_cancelled(actor, observation)
    return observation


@transaction.atomic
def cancel_observations_of(*, actor: Person, person: Person, reason: str) -> None:
    """What was planned of the practice of somebody who leaves is not made; its observer is notified."""
    require(can_give_away, actor, person)
    for observation in Observation.objects.select_for_update().planned().filter(practitioner=person):
        _cancelled(actor, observation, OBSERVATIONS.moves["cancel"], reason)


@transaction.atomic
def hand_over_observations(*, actor: Person, person: Person, to: Person) -> None:
    """What somebody who leaves was to observe, and has not, is somebody else's to observe: late only after days of their own."""
    require(can_give_away, actor, person)
    for observation in Observation.objects.select_for_update().planned().filter(observer=person):
        require_available(to, observation.due)
        require_reader(to, observation.audit, field="observer")
        observation.observer = to
        observation.due = with_own_days(observation.due, today()) if observation.due else None
        observation.save(update_fields=["observer", "due"])
        record(actor=actor, verb="observation.assigned", target=observation, observer=to, before=person, due=observation.due)
        notify_is_assigned(actor, observation)


def require_available(observer: Person, due: datetime.date | None) -> None:
    """The person asked to observe is an observer, and is not away until it is due."""
    if not observer.has_role(Role.OBSERVER):
        raise ValidationError({"observer": f"{observer} does not have the role “{Role.OBSERVER.label}”."})
    until = observer.away_until(today())
    if due and until and until >= due:
        raise ValidationError({"observer": f"{observer} is away until {uk_date(until)}. Choose somebody else or a later date."})


def unsaved_observation(
    kind: ObservationType,
    observer: Person,
    *,
    cycle: Cycle | None = None,
    plan: ObservationPlan | None = None,
    team: Team | None = None,
    practitioner: Person | None = None,
    due: datetime.date | None = None,
    audit: Audit | None = None,
    on: datetime.date | None = None,
) -> Observation:
    """An unsaved observation, once who observes whom is settled; `on` is the day on which it was seen, where it has been."""
    day = on or due or today()
    _require_pair(observer, practitioner)
    require_reader(observer, audit, field="observer")
    if not kind.is_offered(day):
        raise ValidationError({"kind": f"“{kind}” is not offered on {uk_date(day)}. Choose another type."})
    if audit and cycle and audit.cycle_id != cycle.pk:
        raise ValidationError({"audit": f"{audit} belongs to {audit.cycle}, not to {cycle}."})
    cycle = cycle or (audit.cycle if audit else None)
    return Observation(
        month=_month_of(cycle, plan, day),
        cycle=cycle,
        plan=plan,
        audit=audit,
        kind=kind,
        template=template_for(kind),
        observer=observer,
        practitioner=practitioner,
        team=_team_of(team, practitioner, audit),
        due=due,
        first_due=due,
        consent=FamilyConsent.NOT_ASKED if kind.with_family else FamilyConsent.NOT_NEEDED,
    )


def _month_of(cycle: Cycle | None, plan: ObservationPlan | None, day: datetime.date) -> datetime.date:
    return cycle.month if cycle else first_of(plan.first_day if plan else day)


def _team_of(team: Team | None, practitioner: Person | None, audit: Audit | None) -> Team:
    found = team or (practitioner.team if practitioner else None) or (audit.team if audit else None)
    if found is None:
        raise ValidationError({"team": "Select the practitioner’s team."})
    return found


def _require_pair(observer: Person, practitioner: Person | None) -> None:
    if observer == practitioner:
        raise ValidationError({"practitioner": "The observer and the practitioner must be different people: nobody observes themselves."})
    if not observer.is_active:
        raise ValidationError({"observer": f"{observer} no longer works here."})


def template_for(kind: ObservationType) -> ObservationTemplate | None:
    """The newest published version of the form on which observations of this type are written."""
    return ObservationTemplate.objects.filter(name=kind.form, published_on__isnull=False).order_by("version").last()
