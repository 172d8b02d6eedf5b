"""Who is late with what in a month's audits: for the lead, who may remind them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from audits.enums import WRITTEN_STATES, AuditState, Duty
from audits.models import Audit, Challenge, Cycle, FeedbackLetter, ReflectiveConversation, TeamResponse
from audits.queries.due_days import READ, WRITING_DAYS, audit_due, moderation_due
from audits.responses.queries.responses import service_managers_of, who_responds
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.activity.models import Entry
from foundation.council.working_days import add_working_days

REMINDED = "audit.reminded"
_PEOPLE = tuple(
    f"{place}__absences"
    for place in ("auditor", "moderator", "allocated_worker", "team__manager", "team__service__manager", "team__service__head")
)


@dataclass(frozen=True)
class LatePerson:
    """`key` tells one thing that is late from every other. A person who is away, or was reminded today, is not reminded."""

    person: Person
    audit: Audit
    duty: Duty
    due: datetime.date
    away_until: datetime.date | None
    reminded_on: datetime.date | None
    is_free: bool

    @property
    def key(self) -> str:
        return key_of(self.person, self.audit, self.duty)


def key_of(person: Person, audit: Audit, duty: Duty) -> str:
    return f"{audit.pk}:{person.pk}:{duty}"


def late_people(cycle: Cycle, today: datetime.date, reader: Person, audit: Audit | None = None) -> list[LatePerson]:
    """Everybody past a day of their own, with what; of one audit where it is given. Nobody in a paused month.

    What comes of a grade is left out where `reader` moderates that audit blind.
    """
    if cycle.is_paused:
        return []
    audits = cycle.audits.for_page().prefetch_related(*_PEOPLE, *READ).order_by("number")
    if audit:
        audits = audits.filter(pk=audit.pk)
    every = {each.pk: each for each in audits}
    shown = set(Audit.objects.with_grades_visible_to(reader).filter(pk__in=every).values_list("pk", flat=True))
    reminded = _reminded(every.values())
    dues = [*_writing(every.values()), *_following({pk: each for pk, each in every.items() if pk in shown}, today)]
    return [_late(person, each, duty, due, reminded, today) for person, each, duty, due in dues if person and due and due < today]


_Due = tuple[Person | None, Audit, Duty, datetime.date | None]


def _writing(audits: Iterable[Audit]) -> Iterable[_Due]:
    for audit in audits:
        if audit.state in WRITTEN_STATES:
            yield audit.auditor, audit, Duty.REVISE if audit.is_returned else Duty.AUDIT, audit_due(audit)
        elif audit.state == AuditState.SUBMITTED:
            yield audit.moderator, audit, Duty.MODERATE, moderation_due(audit)


def _following(audits: dict[int, Audit], today: datetime.date) -> Iterable[_Due]:
    """What comes after the grades: the team's response, answers to challenges, conversations, letters."""
    posts = TakenPosts(today)
    for response in TeamResponse.objects.filter(audit__in=audits, answered_on=None, not_upheld_on=None, due__lt=today):
        if audits[response.audit_id].state != AuditState.WITHDRAWN:
            audit = audits[response.audit_id]
            manager = who_responds(audit, today)
            yield manager, audit, Duty.RESPOND, posts.due(response.due, manager, audit.team) if manager else None
    for challenge in Challenge.objects.filter(audit__in=audits, answered_on=None, answer_due__lt=today):
        audit = audits[challenge.audit_id]
        yield audit.moderator, audit, Duty.CHALLENGE, challenge.answer_due
    finished = {pk: audit for pk, audit in audits.items() if audit.is_finished}
    for talk in ReflectiveConversation.objects.waiting().filter(audit__in=finished, due__lt=today):
        audit = audits[talk.audit_id]
        manager = next(iter(service_managers_of(audit)), None)
        yield manager, audit, Duty.CONVERSATION, posts.due(talk.due, manager, audit.team) if manager else None
    for audit in Audit.objects.awaiting_letter().filter(pk__in=finished):
        own = audits[audit.pk]
        yield own.auditor, own, Duty.LETTER, own.finished_on and add_working_days(own.finished_on, WRITING_DAYS)
    for letter in FeedbackLetter.objects.unread().filter(audit__in=finished, read_by__lt=today).select_related("addressed_to"):
        yield letter.addressed_to, audits[letter.audit_id], Duty.FEEDBACK, letter.read_by


def _late(
    person: Person, audit: Audit, duty: Duty, due: datetime.date, reminded: dict[str, datetime.date], today: datetime.date
) -> LatePerson:
    until, on = person.away_until(today), reminded.get(key_of(person, audit, duty))
    return LatePerson(person, audit, duty, due, until, on, is_free=not until and person.can_be_notified and on != today)


def _reminded(audits: Iterable[Audit]) -> dict[str, datetime.date]:
    """By key, when somebody was last reminded of it."""
    entries = Entry.objects.of_several(audits).filter(verb=REMINDED).order_by("pk")
    return {facts["key"]: day for facts, day in entries.values_list("facts", "day")}
