"""What the observer and the practitioner do with one observation: consent, writing, recording, sharing, answering."""

import datetime
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Audit, Cycle
from audits.services.counting import count_once_submitted
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import normalised_text
from foundation.errors import StaleState
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from observations.enums import FamilyConsent, ObservationState, ObservedGrade
from observations.models import AreaSeen, Observation, ObservationType
from observations.permissions import can_assign, can_record, can_record_unplanned
from observations.services.moves import OBSERVATIONS
from observations.services.notifications import notify_family_refused, notify_is_acknowledged, notify_is_shared
from observations.services.planning import unsaved_observation
from observations.services.written import WORDS, Areas, Written, lines_of, stored_writing

NOTED = "observation.noted"


@transaction.atomic
def note_consent(*, actor: Person, observation: Observation, consent: FamilyConsent, note: str = "", kept: str = "") -> Observation:
    """What the family said to being observed, asked by the practitioner beforehand. It may change until the observation is recorded."""
    observation, step = begin_move(OBSERVATIONS, actor, observation, "consent")
    if not observation.kind.with_family:
        raise ValidationError({"consent": "No family is there, so nobody is asked."})
    if consent not in (FamilyConsent.GIVEN, FamilyConsent.REFUSED):
        raise ValidationError({"consent": "Say whether the family agreed."})
    looked = check_for_identities({"note": note}, audience=Audience.STAFF, kept=kept, target=observation)
    looked.keep(actor, observation)
    observation.consent, observation.consent_note, observation.consent_on = consent, normalised_text(note), today()
    observation = complete_move(actor, observation, step, consent=consent)
    if consent == FamilyConsent.REFUSED:
        notify_family_refused(actor, observation)
    return observation


@transaction.atomic
def start_unplanned_observation(
    *,
    actor: Person,
    kind: ObservationType,
    seen_on: datetime.date,
    cycle: Cycle | None = None,
    team: Team | None = None,
    practitioner: Person | None = None,
    audit: Audit | None = None,
    observer: Person | None = None,
) -> Observation:
    """Begin one that nobody had planned: it waits for its words like any other. Observers begin their own; the lead anyone's."""
    observer = observer or actor
    require(can_record_unplanned, actor)
    require(lambda actor: actor == observer or can_assign(actor), actor, why="Only the QA lead records another person’s observation.")
    _require_past(seen_on)
    observation = unsaved_observation(kind, observer, cycle=cycle, team=team, practitioner=practitioner, audit=audit, on=seen_on)
    observation.seen_on = seen_on
    observation.save()
    record(actor=actor, verb="observation.begun", target=observation, observer=observer, kind=kind.code, seen_on=seen_on)
    return observation


@transaction.atomic
def keep_writing(*, actor: Person, observation: Observation, written: Written, began_from: str | None = None) -> Observation:
    """Keep what is written so far, while it is not recorded; anything may be half done, and only the observer and the lead read it.

    `began_from` is the token of what the writer began from; EditConflict where other words are stored by now.
    """
    observation = locked(OBSERVATIONS.rows(), pk=observation.pk)
    require(can_record, actor, observation)
    if observation.state != ObservationState.PLANNED:
        raise StaleState(OBSERVATIONS.stale_text(observation, OBSERVATIONS.moves["record"]))
    if _store_writing(actor, observation, written, began_from):
        observation.save()
        record(actor=actor, verb=NOTED, target=observation)
    return observation


def record_written(
    *, actor: Person, observation: Observation, written: Written, kept: str = "", began_from: str | None = None
) -> Observation:
    """Record what was seen, or correct it until it is shared. `kept`: why words that look like an identity may stand."""
    with transaction.atomic():
        move = "correct" if observation.recorded_on else "record"
        observation, step = begin_move(OBSERVATIONS, actor, observation, move, consent=written.consent)
        _require_whole(written)
        looked = check_for_identities(written.texts(), audience=Audience.STAFF, kept=kept, target=observation)
        _store_writing(actor, observation, written, began_from)
        observation.recorded_on = observation.recorded_on or today()
        looked.keep(actor, observation)
        observation = complete_move(actor, observation, step, seen_on=written.seen_on)
        _count_with_audit(observation)
        return observation


def record_observation(
    *,
    actor: Person,
    observation: Observation,
    seen_on: datetime.date,
    seen: str,
    consent: str = "",
    present: Iterable[str] = (),
    areas: Areas | None = None,
    grade: str = "",
    kept: str = "",
    **words: str,
) -> Observation:
    """Record what was seen. `words` are strengths, learning, present_also and the fields of `FeedbackOf`; `areas` lead from a practice
    area's key to (words, grade), each of which may be empty.
    """
    written = _written(seen_on, seen, consent, present, areas or {}, grade, words)
    return record_written(actor=actor, observation=observation, written=written, kept=kept)


@transaction.atomic
def share_observation(*, actor: Person, observation: Observation) -> Observation:
    """Let the practitioner read it. After this its words stay as they are."""
    observation, step = begin_move(OBSERVATIONS, actor, observation, "share")
    observation.shared_on = today()
    observation = complete_move(actor, observation, step, practitioner=observation.practitioner)
    notify_is_shared(actor, observation)
    return observation


@transaction.atomic
def write_reflection(*, actor: Person, observation: Observation, reflection: str, kept: str = "") -> Observation:
    """The practitioner's own thoughts on what was observed, until they acknowledge it."""
    observation, step = begin_move(OBSERVATIONS, actor, observation, "reflect")
    if not reflection.strip():
        raise ValidationError({"reflection": "Write your reflection, or go back: you need not write one."})
    looked = check_for_identities({"reflection": reflection}, audience=Audience.STAFF, kept=kept, target=observation)
    looked.keep(actor, observation)
    observation.reflection, observation.reflected_on = normalised_text(reflection), today()
    return complete_move(actor, observation, step)


@transaction.atomic
def acknowledge_observation(*, actor: Person, observation: Observation, answer: str = "", kept: str = "") -> Observation:
    """The practitioner has read it. Their answer, if they give one, is kept as it is."""
    observation, step = begin_move(OBSERVATIONS, actor, observation, "acknowledge")
    looked = check_for_identities({"answer": answer}, audience=Audience.STAFF, kept=kept, target=observation)
    looked.keep(actor, observation)
    observation.answer, observation.acknowledged_on = normalised_text(answer), today()
    observation = complete_move(actor, observation, step, answered=bool(observation.answer))
    notify_is_acknowledged(actor, observation)
    return observation


def _written(
    seen_on: datetime.date, seen: str, consent: str, present: Iterable[str], areas: Areas, grade: str, words: Mapping[str, str]
) -> Written:
    if unknown := sorted(set(words) - {*WORDS, "present_also"}):
        raise TypeError(f"An observation has no {', '.join(unknown)}.")
    return Written(seen_on=seen_on, seen=seen, consent=consent, present=tuple(present), areas=areas, grade=grade, **words)


def _require_past(seen_on: datetime.date | None) -> None:
    if seen_on and seen_on > today():
        raise ValidationError({"seen_on": "The date of the observation must be today or in the past."})


def _require_whole(written: Written) -> None:
    if written.seen_on is None:
        raise ValidationError({"seen_on": "Enter the date of the observation."})
    _require_past(written.seen_on)
    if not written.seen.strip():
        raise ValidationError({"seen": "Enter what was seen."})


def _store_writing(actor: Person, observation: Observation, written: Written, began_from: str | None) -> bool:
    """Set what is written, and store its areas, where it is another than is stored. Nothing is saved of the observation itself."""
    mine, theirs = lines_of(observation, written), lines_of(observation, stored_writing(observation))
    writes = Entry.objects.of(observation).filter(verb=NOTED).reverse()
    require_unchanged(what="observation", actor=actor, seen=began_from, theirs=theirs, mine=mine, writes=writes)
    says_consent = bool(written.consent) and observation.kind.with_family and written.consent != observation.consent
    if says_consent:
        observation.consent, observation.consent_on = written.consent, today()
    if mine == theirs:
        return says_consent
    _require_known(observation, written)
    observation.seen_on, observation.present, observation.grade = written.seen_on, list(written.present), written.grade
    observation.present_also = written.present_also.strip()
    for name in WORDS:
        setattr(observation, name, normalised_text(getattr(written, name)))
    observation.areas_seen.exclude(area__in=written.areas).delete()
    for area, (words, grade) in written.areas.items():
        given = {"words": normalised_text(words), "grade": grade}
        AreaSeen.objects.update_or_create(observation=observation, area_id=area, defaults=given)
    return True


def _require_known(observation: Observation, written: Written) -> None:
    """Areas are of the observation's form, and grades of the scale of observations."""
    areas = set(observation.template.areas.values_list("pk", flat=True)) if observation.template else set()
    if set(written.areas) - areas:
        raise ValidationError("An area of practice is not of this observation’s form.")
    grades = [written.grade, *(grade for _, grade in written.areas.values())]
    if any(grade and grade not in ObservedGrade.values for grade in grades):
        raise ValidationError({"grade": "Select a grade of the scale of observations, or none."})
    if any(grades) and observation.template and not observation.template.asks_grade:
        raise ValidationError({"grade": "This form asks for no grade."})


def _count_with_audit(observation: Observation) -> None:
    if observation.audit:
        count_once_submitted(observation.audit)
