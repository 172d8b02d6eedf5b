"""Planning an event, changing it, saying that it was held, cancelling it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Domain
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, is_lead, require
from foundation.activity.locking import all_locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.guard.services import IdentityCheck, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Workflow, answer_needed
from learning.enums import Attendance, EventKind
from learning.models import EvaluationQuestion, Facilitator, LearningEvent
from learning.permissions import can_plan
from learning.workflow import MOVES
from performance.models import Indicator
from studies.models import Study

from .notifications import tell_organiser, tell_people_who_come

PLANNERS = "The QA lead, directors, heads of service and service managers plan events."
LONGEST = 31
MOST_QUESTIONS = 8
# What people who came to a training are asked, unless it asks something else.
USUAL_QUESTIONS = (
    "It was about what I meet in my work.",
    "I know what I will do differently.",
    "I would recommend it to a colleague.",
)
# Looked at by the guard; a place is often called like a person.
_WORDS = ("name", "objectives")
FacilitatorGiven = tuple[str, str]


def _stale_text(event: LearningEvent, step: Move) -> str:
    return f"{event} is {event.get_state_display().lower()} already. Open it again to see what happened."


def _has_begun(event: LearningEvent, answers: Mapping[str, str]) -> Missing:
    return (
        {} if event.first_day <= today() else {"begun": f"It begins on {uk_date(event.first_day)}. Say that it was held once it has begun."}
    )


def _nobody_came(event: LearningEvent, answers: Mapping[str, str]) -> Missing:
    came = event.invitations.exclude(attendance=Attendance.UNKNOWN).exists()
    return {"nobody": "It is recorded who came. Clear that first, on the page of attendance."} if came else {}


EVENTS = Workflow(
    moves=MOVES,
    rows=lambda: LearningEvent.objects.select_related("organiser"),
    stale_text=_stale_text,
    needs={
        "begun": _has_begun,
        "nobody": _nobody_came,
        "reason": answer_needed("reason", "Say why it is cancelled. People who were invited read it."),
    },
)


@transaction.atomic
def plan_event(
    *,
    actor: Person,
    kind: EventKind,
    name: str,
    first_day: datetime.date,
    last_day: datetime.date | None = None,
    organiser: Person | None = None,
    facilitators: Sequence[FacilitatorGiven] = (),
    questions: Sequence[str] | None = None,
    domains: Iterable[Domain] = (),
    indicators: Iterable[Indicator] = (),
    studies: Iterable[Study] = (),
    kept: str = "",
    **about: Any,
) -> LearningEvent:
    """Put an event into the calendar. `about`: objectives, place, and starts_at with ends_at for hours of one day.

    Of a training `questions` are what people who came are asked, the usual ones unless they are given.
    `kept`: why words that look like an identity may stand. Raises ValidationError by field.
    """
    require(can_plan, actor, why=PLANNERS)
    values = {
        "kind": kind,
        "name": name,
        "first_day": first_day,
        "last_day": last_day or first_day,
        "organiser": organiser or actor,
        **about,
    }
    event = LearningEvent(**_tidied(values), planned_on=today())
    _require_sense(event)
    looked = _looked_at(event, facilitators, questions, kept)
    event.save(force_insert=True)
    _set_links(event, domains, indicators, studies)
    _set_facilitators(event, facilitators)
    _ask(event, USUAL_QUESTIONS if questions is None and event.is_training else questions or ())
    record(actor=actor, verb="learning.planned", target=event, kind=event.kind, first_day=event.first_day, last_day=event.last_day)
    looked.keep(actor, event)
    tell_organiser(actor, event)
    return event


@transaction.atomic
def change_event(
    *,
    actor: Person,
    event: LearningEvent,
    facilitators: Sequence[FacilitatorGiven] | None = None,
    questions: Sequence[str] | None = None,
    domains: Iterable[Domain] | None = None,
    indicators: Iterable[Indicator] | None = None,
    studies: Iterable[Study] | None = None,
    version: str | None = None,
    kept: str = "",
    **values: Any,
) -> LearningEvent:
    """Change what is planned, or correct what was held; what is left out stays. People who come are notified of another day or hour.

    The questions stay once somebody has answered them.
    """
    event, step = begin_move(EVENTS, actor, event, "correct" if event.is_held else "change", version=version)
    before = (event.first_day, event.last_day, event.starts_at, event.ends_at, event.organiser)
    for name, value in _tidied(values).items():
        setattr(event, name, value)
    _require_sense(event)
    if event.is_held and event.first_day > today():
        raise ValidationError({"first_day": "It was held, so its first day must be today or before."})
    looked = _looked_at(event, facilitators or (), questions, kept)
    _set_links(event, domains, indicators, studies)
    if facilitators is not None:
        _set_facilitators(event, facilitators)
    if questions is not None:
        _ask(event, questions)
    event = complete_move(actor, event, step, before=str(before[0]), after=str(event.first_day), changed=sorted(values))
    looked.keep(actor, event)
    if event.organiser != before[-1]:
        tell_organiser(actor, event)
    if event.is_planned and (event.first_day, event.last_day, event.starts_at, event.ends_at) != before[:-1]:
        tell_people_who_come(actor, event, f"It has moved. It is now on {event.days}.", mark=f"moved:{event.first_day}:{event.starts_at}")
    return event


@transaction.atomic
def hold_event(*, actor: Person, event: LearningEvent) -> LearningEvent:
    """Say that it was held."""
    event, step = begin_move(EVENTS, actor, event, "hold")
    return complete_move(actor, event, step)


@transaction.atomic
def unhold_event(*, actor: Person, event: LearningEvent) -> LearningEvent:
    """Take back that it was held, as long as nobody is recorded to have come."""
    event, step = begin_move(EVENTS, actor, event, "unhold")
    return complete_move(actor, event, step)


@transaction.atomic
def cancel_event(*, actor: Person, event: LearningEvent, reason: str, kept: str = "") -> LearningEvent:
    """It will not be held; people who were invited are notified."""
    event, step = begin_move(EVENTS, actor, event, "cancel", reason=reason)
    looked = check_for_identities({"reason": reason}, kept=kept, target=event)
    event = complete_move(actor, event, step, reason=reason.strip())
    looked.keep(actor, event)
    tell_people_who_come(actor, event, "It is cancelled. Its page says why.", mark="cancelled")
    return event


@transaction.atomic
def hand_over_events(*, actor: Person, person: Person, to: Person) -> None:
    """Planned events of somebody who leaves are organised by somebody else."""
    require(can_give_away, actor, person)
    for event in all_locked(LearningEvent.objects.planned().filter(organiser=person)):
        event.organiser = to
        _require_organiser(event)
        event.save(update_fields=["organiser"])
        record(actor=actor, verb="learning.handed_over", target=event, before=person, organiser=to)


def _tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: " ".join(value.split()) if name in ("name", "place") else value for name, value in values.items()}


def _require_sense(event: LearningEvent) -> None:
    """Of each thing that is wrong what to do, by field."""
    half = (event.starts_at is None) != (event.ends_at is None)
    backwards = event.starts_at is not None and event.ends_at is not None and event.ends_at <= event.starts_at
    several = not half and event.starts_at is not None and event.first_day != event.last_day
    wrong = (
        ("name", not event.name, "Write what it is called."),
        ("last_day", event.last_day < event.first_day, "It cannot end before it begins. Give a later day, or leave this empty."),
        ("last_day", (event.last_day - event.first_day).days >= LONGEST, f"It can take at most {LONGEST} days. Plan each part by itself."),
        ("ends_at", half, "Give both times, or neither for the whole day."),
        ("ends_at", backwards, "It cannot end before it starts. Give a later time."),
        ("ends_at", several, "Hours are of one day. Leave them empty, or plan each day by itself."),
    )
    if problems := {field: sentence for field, is_wrong, sentence in wrong if is_wrong}:
        raise ValidationError(problems)
    _require_organiser(event)


def _require_organiser(event: LearningEvent) -> None:
    if not event.organiser.is_system and not event.organiser.can_be_notified:
        raise ValidationError({"organiser": f"{event.organiser} does not work here, or cannot sign in. Choose somebody else."})
    if event.kind == EventKind.AUDITOR_TRAINING and not is_lead(event.organiser):
        raise ValidationError({"organiser": "A QA lead organises training to audit, who says who is trained. Choose a QA lead."})


def _looked_at(event: LearningEvent, facilitators: Sequence[FacilitatorGiven], questions: Sequence[str] | None, kept: str) -> IdentityCheck:
    words = {name: getattr(event, name) for name in _WORDS} | {"questions": "\n".join(questions or ())}
    _require_names(facilitators)
    return check_for_identities({name: text for name, text in words.items() if text}, kept=kept, target=event if event.pk else None)


def _require_names(facilitators: Sequence[FacilitatorGiven]) -> None:
    if any(not name.strip() for name, _ in facilitators):
        raise ValidationError({"facilitators": "Write the name first, then a comma and the organisation."})
    if any(len(name) > 100 or len(organisation) > 120 for name, organisation in facilitators):
        raise ValidationError({"facilitators": "A name has at most 100 characters, an organisation 120. Write each person on a line."})


def _set_links(
    event: LearningEvent, domains: Iterable[Domain] | None, indicators: Iterable[Indicator] | None, studies: Iterable[Study] | None
) -> None:
    for name, rows in (("domains", domains), ("indicators", indicators), ("studies", studies)):
        if rows is not None:
            getattr(event, name).set(rows)


def _set_facilitators(event: LearningEvent, facilitators: Sequence[FacilitatorGiven]) -> None:
    event.facilitators.all().delete()
    rows = [Facilitator(event=event, name=name.strip(), organisation=organisation.strip()) for name, organisation in facilitators]
    Facilitator.objects.bulk_create(rows)


def _ask(event: LearningEvent, questions: Sequence[str]) -> None:
    """Ask these, in place of those of before."""
    wanted = [" ".join(text.split()) for text in questions if text.strip()]
    if wanted == [each.text for each in event.questions.all()]:
        return
    if event.invitations.filter(evaluated=True).exists():
        raise ValidationError({"questions": "Somebody has answered them already, so the questions stay as they are."})
    if len(wanted) > MOST_QUESTIONS:
        raise ValidationError({"questions": f"Ask at most {MOST_QUESTIONS} questions."})
    if any(len(text) > 200 for text in wanted):
        raise ValidationError({"questions": "A question has at most 200 characters. Use fewer words."})
    event.questions.all().delete()
    EvaluationQuestion.objects.bulk_create(
        [EvaluationQuestion(event=event, place=place, text=text) for place, text in enumerate(wanted, start=1)]
    )
