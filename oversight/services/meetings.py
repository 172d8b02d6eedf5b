"""Planning a check and challenge meeting, noting that it was held, its minutes, and agreeing its record."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Cycle
from audits.queries.restrictions import closed_words
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come
from foundation.activity.models import Entry
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.editing.conflicts import require_unchanged
from foundation.editing.version_tokens import Lines, normalised_lines, normalised_text
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Missing, Move, Workflow, answer_needed
from foundation.notices.services import notify
from oversight.enums import MeetingState
from oversight.models import CheckAndChallenge, MeetingAttendance
from oversight.permissions import can_plan_meetings
from oversight.queries.figures import grades_today
from oversight.querysets import LEADERS
from oversight.stored import MONTH_FIGURES, written_month
from oversight.workflow import MEETING_MOVES

MINUTES, LONGEST_NAME = "minutes", 150
NAME_CLOSED = "These minutes name a restricted record that is closed to you. Ask a QA lead to write on."
_TWICE = ValidationError({"held_on": "A meeting on this month is planned for that day already. Open it, or choose another day."})


def _stale_text(meeting: CheckAndChallenge, step: Move) -> str:
    return f"{meeting}, on {uk_date(meeting.held_on)}, is now “{meeting.get_state_display()}”. Open it again to see what happened."


def _has_minutes(meeting: CheckAndChallenge, answers: Any) -> Missing:
    return {} if meeting.minutes else {"minutes": "There are no minutes yet. Write them first, then somebody else agrees the record."}


MEETINGS = Workflow(
    moves=MEETING_MOVES,
    rows=CheckAndChallenge.objects.for_page,
    stale_text=_stale_text,
    needs={"minutes": _has_minutes, "reason": answer_needed("reason", "Say why it is cancelled.")},
)


@transaction.atomic
def plan_meeting(
    *, actor: Person, cycle: Cycle, held_on: datetime.date, chair: Person, people: Iterable[Person] = (), others: Sequence[str] = ()
) -> CheckAndChallenge:
    """Plan a meeting on a month. `people` and the chair are notified; `others` are typed, each a name with what they do."""
    require(can_plan_meetings, actor, why=MEETING_MOVES["change"].denied_because)
    _require_chair(chair)
    meeting = CheckAndChallenge(cycle=cycle, held_on=held_on, chair=chair, planned_by=actor, planned_on=today())
    _require_free_day(meeting)
    with first_come(_TWICE):
        meeting.save(force_insert=True)
    _invite(actor, meeting, people, others)
    record(actor=actor, verb="meeting.planned", target=meeting, month=cycle.code, held_on=held_on, chair=chair)
    return meeting


@transaction.atomic
def change_meeting(
    *,
    actor: Person,
    meeting: CheckAndChallenge,
    held_on: datetime.date,
    chair: Person,
    people: Iterable[Person] = (),
    others: Sequence[str] = (),
    version: str | None = None,
) -> CheckAndChallenge:
    """Another day, chair or list of people, before it is held; people who are new to it are notified."""
    meeting, step = begin_move(MEETINGS, actor, meeting, "change", version=version)
    if chair != meeting.chair:
        _require_chair(chair)
    before = {"held_on": meeting.held_on.isoformat(), "chair": str(meeting.chair)}
    meeting.held_on, meeting.chair = held_on, chair
    _require_free_day(meeting)
    with first_come(_TWICE):
        meeting = complete_move(actor, meeting, step, before=before, after={"held_on": held_on.isoformat(), "chair": str(chair)})
    _invite(actor, meeting, people, others)
    return meeting


@transaction.atomic
def hold_meeting(
    *,
    actor: Person,
    meeting: CheckAndChallenge,
    held_on: datetime.date,
    present: Collection[int] = (),
    people: Iterable[Person] = (),
    others: Sequence[str] = (),
    version: str | None = None,
) -> CheckAndChallenge:
    """Note that it was held and who was there, and freeze the month's grades.

    `present` are keys of attendances; `people` and `others` came without an invitation.
    """
    meeting, step = begin_move(MEETINGS, actor, meeting, "hold", version=version)
    if held_on > today():
        raise ValidationError({"held_on": "The day must be today or in the past."})
    meeting.held_on = held_on
    _require_free_day(meeting)
    came = _note_who_was_there(meeting, present, people, others)
    if not came:
        raise ValidationError({"present": "Say who was there."})
    meeting.figures = MONTH_FIGURES.write(months=[written_month(month) for month in grades_today(meeting.cycle)])
    meeting.figures_on = today()
    with first_come(_TWICE):
        return complete_move(actor, meeting, step, held_on=held_on, present=came)


def require_readable(person: Person, meeting: CheckAndChallenge) -> None:
    """Raises PermissionDenied where the minutes name a restricted record that is closed to `person`: they are shown them without it."""
    require(lambda person: not closed_words(person).are_in(meeting.minutes), person, why=NAME_CLOSED)


@transaction.atomic
def write_minutes(*, actor: Person, meeting: CheckAndChallenge, minutes: str, seen: str | None = None, kept: str = "") -> CheckAndChallenge:
    """What was said. `seen`: the token of what the writer began from; EditConflict where other words are stored by now.

    `kept`: why words that look like an identity may stand; colleagues may be named.
    """
    meeting, step = begin_move(MEETINGS, actor, meeting, "write")
    require_readable(actor, meeting)
    words = normalised_text(minutes)
    writes = Entry.objects.of(meeting).filter(verb=step.verb).order_by("-pk")
    mine, theirs = minutes_lines(words), minutes_lines(meeting.minutes)
    require_unchanged(what=MINUTES, actor=actor, seen=seen, theirs=theirs, mine=mine, writes=writes)
    if words == meeting.minutes:
        return meeting
    looked = check_for_identities({"minutes": words}, audience=Audience.STAFF, kept=kept, target=meeting)
    before, meeting.minutes, meeting.written_by = meeting.minutes, words, actor
    meeting = complete_move(actor, meeting, step, before=before, after=words)
    looked.keep(actor, meeting)
    return meeting


def minutes_lines(minutes: str) -> Lines:
    return normalised_lines([("Minutes", minutes)])


@transaction.atomic
def agree_record(*, actor: Person, meeting: CheckAndChallenge) -> CheckAndChallenge:
    """Somebody who did not write the record agrees it; it no longer changes. What it decided goes on."""
    meeting, step = begin_move(MEETINGS, actor, meeting, "agree")
    meeting.agreed_by, meeting.agreed_on = actor, today()
    return complete_move(actor, meeting, step)


@transaction.atomic
def cancel_meeting(*, actor: Person, meeting: CheckAndChallenge, reason: str, kept: str = "") -> CheckAndChallenge:
    meeting, step = begin_move(MEETINGS, actor, meeting, "cancel", reason=reason)
    looked = check_for_identities({"reason": reason}, audience=Audience.STAFF, kept=kept, target=meeting)
    meeting = complete_move(actor, meeting, step, reason=reason.strip())
    looked.keep(actor, meeting)
    return meeting


def _require_chair(chair: Person) -> None:
    if not (chair.can_be_notified and chair.has_role(*LEADERS)):
        raise ValidationError({"chair": f"{chair} cannot chair it. Choose the QA lead, a director, or a head or manager of a service."})


def _require_free_day(meeting: CheckAndChallenge) -> None:
    same = CheckAndChallenge.objects.filter(cycle=meeting.cycle, held_on=meeting.held_on).exclude(state=MeetingState.CANCELLED)
    if same.exclude(pk=meeting.pk).exists():
        raise _TWICE
    if meeting.held_on < meeting.cycle.month:
        raise ValidationError({"held_on": f"The meeting must be on or after the first day of {meeting.cycle}."})


def _invite(actor: Person, meeting: CheckAndChallenge, people: Iterable[Person], others: Sequence[str]) -> None:
    """The invited are these and the chair, in place of those before."""
    wanted = {person.pk: person for person in (meeting.chair, *people)}
    before = {row.person_id: row for row in meeting.attendances.select_related("person") if row.person_id}
    meeting.attendances.exclude(person__in=wanted).delete()
    rows = [MeetingAttendance(meeting=meeting, person=person) for pk, person in wanted.items() if pk not in before]
    MeetingAttendance.objects.bulk_create([*rows, *(MeetingAttendance(meeting=meeting, name=name) for name in _names(others))])
    for row in rows:
        if row.person:
            _tell(row.person, actor, meeting)


def _names(typed: Sequence[str]) -> list[str]:
    """Each once."""
    names = dict.fromkeys(" ".join(name.split()) for name in typed if name.strip())
    if long := [name for name in names if len(name) > LONGEST_NAME]:
        raise ValidationError({"others": f"“{long[0][:40]}…” is longer than {LONGEST_NAME} characters. Shorten it."})
    return list(names)


def _tell(person: Person, actor: Person, meeting: CheckAndChallenge) -> None:
    if person == actor or not person.can_be_notified:
        return
    notify(
        person=person,
        key=f"meeting:{meeting.pk}",
        subject=f"Check and challenge of {meeting.cycle}, {uk_date(meeting.held_on)}",
        words=f"{actor} has invited you to the check and challenge meeting on the audits of {meeting.cycle}.",
        path=meeting.get_absolute_url(),
    )


def _note_who_was_there(meeting: CheckAndChallenge, present: Collection[int], people: Iterable[Person], others: Sequence[str]) -> list[str]:
    """The names of everybody who was there."""
    invited = list(meeting.attendances.select_related("person"))
    for row in invited:
        row.was_there = row.pk in present
    MeetingAttendance.objects.bulk_update(invited, ["was_there"])
    known = {row.person_id for row in invited}
    new = [
        MeetingAttendance(meeting=meeting, person=person, was_invited=False, was_there=True) for person in people if person.pk not in known
    ]
    new += [MeetingAttendance(meeting=meeting, name=name, was_invited=False, was_there=True) for name in _names(others)]
    MeetingAttendance.objects.bulk_create(new)
    return [row.name or str(row.person) for row in [*invited, *new] if row.was_there]
