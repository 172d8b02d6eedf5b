"""Who is late with what in a month's audits: for the lead, who may remind them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from audits.enums import WRITTEN_STATES, State
from audits.models import Audit, Challenge, Cycle, FeedbackLetter, ReflectiveConversation, TeamResponse
from audits.queries.due_days import READ, WRITING_DAYS, audit_due, moderation_due
from audits.responses.queries.responses import service_managers_of, who_responds
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.activity.models import Entry
from foundation.council.working_days import add_working_days, due_in_words
from foundation.govuk.formats import uk_date

REMINDED = "audit.reminded"
_PEOPLE = tuple(
    f"{place}__absences"
    for place in ("auditor", "moderator", "allocated_worker", "team__manager", "team__service__manager", "team__service__head")
)


@dataclass(frozen=True)
class LatePerson:
    """`key` tells one thing that is late from every other. Whoever is away, or was reminded today, is not reminded."""

    person: Person
    audit: Audit
    what: str
    words: str
    away: str = ""
    reminded_on: datetime.date | None = None
    is_free: bool = True

    @property
    def key(self) -> str:
        return f"{self.audit.pk}:{self.person.pk}:{self.what.partition(' ')[0].lower()}"

    @property
    def note(self) -> str:
        said = f"Reminded on {uk_date(self.reminded_on)}" if self.reminded_on else ""
        return ". ".join(filter(None, [self.away, said]))


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
    found = [_late(person, each, what, due, today) for person, each, what, due in dues if person and due and due < today]
    return [_with_reminder(late, reminded, today) for late in found]


_Due = tuple[Person | None, Audit, str, datetime.date | None]


def _writing(audits: Iterable[Audit]) -> Iterable[_Due]:
    for audit in audits:
        if audit.state in WRITTEN_STATES:
            yield audit.auditor, audit, f"{'Revise' if audit.is_returned else 'Audit'} {audit.number}", audit_due(audit)
        elif audit.state == State.SUBMITTED:
            yield audit.moderator, audit, f"Moderate {audit.number}", moderation_due(audit)


def _following(audits: dict[int, Audit], today: datetime.date) -> Iterable[_Due]:
    """What comes after the grades: the team's response, answers to challenges, conversations, letters."""
    posts = TakenPosts(today)
    for response in TeamResponse.objects.filter(audit__in=audits, answered_on=None, not_upheld_on=None, due__lt=today):
        if audits[response.audit_id].state != State.WITHDRAWN:
            audit = audits[response.audit_id]
            manager = who_responds(audit, today)
            yield manager, audit, f"Respond to {audit.number}", posts.due(response.due, manager, audit.team) if manager else None
    for challenge in Challenge.objects.filter(audit__in=audits, answered_on=None, answer_due__lt=today):
        audit = audits[challenge.audit_id]
        yield audit.moderator, audit, f"Challenge to {audit.number}", challenge.answer_due
    finished = {pk: audit for pk, audit in audits.items() if audit.is_finished}
    for talk in ReflectiveConversation.objects.waiting().filter(audit__in=finished, due__lt=today):
        audit = audits[talk.audit_id]
        manager = next(iter(service_managers_of(audit)), None)
        yield manager, audit, f"Conversation on {audit.number}", posts.due(talk.due, manager, audit.team) if manager else None
    for audit in Audit.objects.awaiting_letter().filter(pk__in=finished):
        own = audits[audit.pk]
        yield own.auditor, own, f"Letter on {own.number}", own.finished_on and add_working_days(own.finished_on, WRITING_DAYS)
    for letter in FeedbackLetter.objects.unread().filter(audit__in=finished, read_by__lt=today).select_related("addressed_to"):
        yield letter.addressed_to, audits[letter.audit_id], f"Feedback on {letter.audit_id}", letter.read_by


def _late(person: Person, audit: Audit, what: str, due: datetime.date, today: datetime.date) -> LatePerson:
    until = person.away_until(today)
    away = f"Away until {uk_date(until)}: not chased" if until else ""
    return LatePerson(person, audit, what, due_in_words(due, today), away, is_free=not until and person.can_be_told)


def _reminded(audits: Iterable[Audit]) -> dict[str, datetime.date]:
    """By key, when somebody was last reminded of it."""
    entries = Entry.objects.of_several(audits).filter(verb=REMINDED).order_by("pk")
    return {facts["key"]: day for facts, day in entries.values_list("facts", "day")}


def _with_reminder(late: LatePerson, reminded: dict[str, datetime.date], today: datetime.date) -> LatePerson:
    on = reminded.get(late.key)
    return LatePerson(late.person, late.audit, late.what, late.words, late.away, on, late.is_free and on != today)
