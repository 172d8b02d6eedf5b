"""Who is late with what in audits: for the lead, who may remind them."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Value

from audits.enums import OPEN_STATES, WRITTEN_STATES, AuditState, Duty
from audits.models import AgencyPart, Audit, Challenge, Cycle, FeedbackLetter, MovedDate, ReflectiveConversation, TeamResponse
from audits.permissions import sees_grades
from audits.queries.due_days import WRITING_DAYS, audit_due, moderation_due
from audits.queries.people import give_people
from audits.queries.restrictions import named_readers
from audits.querysets import AuditQuerySet, closed_audits
from audits.responses.queries.responses import EverJudged, service_managers_of, who_responds
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.working_days import add_working_days
from foundation.lookups.read_together import hold_found, read_together

# The verb of the trail.
REMINDED = "audit.reminded"
# These exist because of a grade, so they go to nobody who must not know it.
COMES_OF_A_GRADE = (Duty.RESPOND, Duty.CHALLENGE, Duty.CONVERSATION)


@dataclass(frozen=True)
class LatePerson:
    """One person past a day of their own with one thing."""

    person: Person
    audit: Audit
    duty: Duty
    due: datetime.date
    # The key of an agency's part, where that is what is owed.
    part: int | None = None

    @property
    def key(self) -> str:
        """Tells one thing that is owed from every other, no matter who owes it."""
        return f"audit.{self.duty}:{self.audit.pk}" if self.part is None else f"audit.{self.duty}:{self.part}"


def late_in_month(cycle: Cycle, today: datetime.date, reader: Person, audits: Collection[int] | None = None) -> list[LatePerson]:
    """Everybody past a day of their own in one month, with what; in these audits of it where they are given."""
    asked = audits if audits is not None else _waiting(today)
    return late_people(Audit.objects.filter(pk__in=asked, cycle=cycle), today, reader)


def waiting_in_month(cycle: Cycle, today: datetime.date) -> list[int]:
    """The numbers of its audits that wait for somebody, oldest first."""
    return list(Audit.objects.filter(pk__in=_waiting(today), cycle=cycle).order_by("pk").values_list("pk", flat=True))


def waiting_everywhere(today: datetime.date) -> QuerySet:
    """The numbers of all audits that wait for somebody, oldest first."""
    return _waiting(today).order_by("pk").values_list("pk", flat=True)


def _waiting(today: datetime.date) -> QuerySet:
    """Numbers of audits that still wait for somebody: the others, by far the most, are not read."""
    return (
        Audit.objects.filter(state__in=OPEN_STATES)
        .order_by()
        .values("pk")
        .union(Audit.objects.awaiting_letter().order_by().values("pk"), *(rows.values("audit") for _, rows, _ in _owed_after(today)))
    )


def _owed_after(today: datetime.date) -> list[tuple[Duty, QuerySet, str]]:
    """What comes after the grades and is past its day: of each duty its rows, and the field of the day."""
    return [
        (Duty.RESPOND, TeamResponse.objects.filter(answered_on=None, not_upheld_on=None, due__lt=today).order_by(), "due"),
        (Duty.CHALLENGE, Challenge.objects.filter(answered_on=None, answer_due__lt=today).order_by(), "answer_due"),
        (Duty.CONVERSATION, ReflectiveConversation.objects.waiting().filter(due__lt=today).order_by(), "due"),
        (Duty.FEEDBACK, FeedbackLetter.objects.unread().filter(read_by__lt=today).order_by(), "read_by"),
    ]


def late_people(audits: AuditQuerySet, today: datetime.date, reader: Person) -> list[LatePerson]:
    """Of these audits; nobody in a paused month.

    What comes of a grade is left out where `reader`, or the person who is late, moderates that audit blind; all of a restricted
    record that is closed to one of them.
    """
    shown = Exists(Audit.objects.with_grades_visible_to(reader).filter(pk=OuterRef("pk")))
    read = audits.filter(cycle__paused_on=None).exclude(pk__in=closed_audits(reader))
    read = read.select_related("cycle").annotate(is_shown=shown).order_by("cycle", "number")
    following = _following_rows(audits, today)
    # Of audits with other agencies.
    moved = MovedDate.objects.filter(audit__in=audits)
    parts = AgencyPart.objects.waiting().filter(audit__in=audits, due__lt=today).select_related("partner").order_by("due", "pk")
    read_together(read, following, parts, moved)
    every = {each.pk: each for each in read}
    if not every:
        return []
    give_people(every.values())
    hold_found(every.values(), "moved_dates", moved)
    after = _by_duty(following, {pk for pk, each in every.items() if each.is_shown})
    return [*_past_their_day([*_writing(every.values()), *_following(every, after, today)], today), *_late_parts(parts, every)]


def _past_their_day(dues: Iterable["_Due"], today: datetime.date) -> list[LatePerson]:
    """Of people who may know of the audit."""
    found = [LatePerson(person, audit, duty, due) for person, audit, duty, due in dues if person and due and due < today]
    named = named_readers()
    return [each for each in found if named.may_know(each.person, each.audit)]


def _late_parts(parts: Iterable[AgencyPart], audits: dict[int, Audit]) -> list[LatePerson]:
    late = (part for part in parts if part.audit_id in audits)
    return [LatePerson(part.partner, audits[part.audit_id], Duty.PART, part.due, part.pk) for part in late]


_Due = tuple[Person | None, Audit, Duty, datetime.date | None]


def _writing(audits: Iterable[Audit]) -> Iterable[_Due]:
    for audit in audits:
        if audit.state in WRITTEN_STATES:
            yield audit.auditor, audit, Duty.REVISE if audit.is_returned else Duty.AUDIT, audit_due(audit)
        elif audit.state == AuditState.SUBMITTED:
            yield audit.moderator, audit, Duty.MODERATE, moderation_due(audit)


def _following_rows(audits: AuditQuerySet, today: datetime.date) -> QuerySet:
    """Of each thing that comes after the grades: its duty, its audit and its day."""
    owed = [rows.filter(audit__in=audits).values_list(Value(duty), "audit", day) for duty, rows, day in _owed_after(today)]
    letters = Audit.objects.awaiting_letter().filter(pk__in=audits).order_by().values_list(Value(Duty.LETTER), "pk", "finished_on")
    return letters.union(*owed, all=True)


def _by_duty(rows: QuerySet, shown: set[int]) -> dict[Duty, list[tuple[int, datetime.date | None]]]:
    found: dict[Duty, list[tuple[int, datetime.date | None]]] = {}
    for duty, number, day in rows:
        if number in shown:
            found.setdefault(Duty(duty), []).append((number, day))
    return found


def _following(audits: dict[int, Audit], found: dict[Duty, list[tuple[int, datetime.date | None]]], today: datetime.date) -> Iterable[_Due]:
    """What comes after the grades: the team's response, answers to challenges, conversations, letters."""
    posts, judged = TakenPosts(today), EverJudged(audits[number] for number, _ in found.get(Duty.RESPOND, ()))
    for number, day in sorted(found.get(Duty.RESPOND, ())):
        if audits[number].state != AuditState.WITHDRAWN:
            yield _in_line(who_responds(audits[number], today, judged), audits[number], Duty.RESPOND, day, posts)
    yield from ((audits[number].moderator, audits[number], Duty.CHALLENGE, day) for number, day in sorted(found.get(Duty.CHALLENGE, ())))
    for number, day in sorted(found.get(Duty.CONVERSATION, ()), key=lambda each: (each[1], each[0])):
        if audits[number].is_finished:
            yield _in_line(_who_talks(audits[number]), audits[number], Duty.CONVERSATION, day, posts)
    for number, day in sorted(found.get(Duty.LETTER, ()), reverse=True):
        yield audits[number].auditor, audits[number], Duty.LETTER, day and add_working_days(day, WRITING_DAYS)
    # A letter that is still to be read is addressed to the record's worker.
    for number, day in sorted(found.get(Duty.FEEDBACK, ()), reverse=True):
        yield audits[number].allocated_worker, audits[number], Duty.FEEDBACK, day


def _in_line(manager: Person | None, audit: Audit, duty: Duty, day: datetime.date | None, posts: TakenPosts) -> _Due:
    return manager, audit, duty, posts.due(day, manager, audit.team) if manager and day else None


def _who_talks(audit: Audit) -> Person | None:
    return next((each for each in service_managers_of(audit) if sees_grades(each, audit)), None)


def may_know_of(manager: Person, late: LatePerson) -> bool:
    """Whether a late person's manager may be told with which audit: they see it, and its grades where it came of one."""
    seen = Audit.objects.with_grades_visible_to(manager) if late.duty in COMES_OF_A_GRADE else Audit.objects.visible_to(manager)
    return seen.filter(pk=late.audit.pk).exists()
