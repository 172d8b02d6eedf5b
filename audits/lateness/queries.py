"""Who is late with what in audits: for the lead, who may remind them."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from audits.enums import OPEN_STATES, WRITTEN_STATES, AuditState, Duty
from audits.models import Audit, Challenge, Cycle, FeedbackLetter, ReflectiveConversation, TeamResponse
from audits.permissions import sees_grades
from audits.queries.due_days import READ, WRITING_DAYS, audit_due, moderation_due
from audits.querysets import AuditQuerySet
from audits.responses.queries.responses import service_managers_of, who_responds
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.working_days import add_working_days

# The verb of the trail.
REMINDED = "audit.reminded"
# These exist because of a grade, so they go to nobody who must not know it.
COMES_OF_A_GRADE = (Duty.RESPOND, Duty.CHALLENGE, Duty.CONVERSATION)
_PEOPLE = tuple(
    f"{place}__absences"
    for place in ("auditor", "moderator", "allocated_worker", "team__manager", "team__service__manager", "team__service__head")
)


@dataclass(frozen=True)
class LatePerson:
    """One person past a day of their own with one thing."""

    person: Person
    audit: Audit
    duty: Duty
    due: datetime.date

    @property
    def key(self) -> str:
        """Tells one thing that is owed from every other, no matter who owes it."""
        return f"audit.{self.duty}:{self.audit.pk}"


def late_in_month(cycle: Cycle, today: datetime.date, reader: Person, audits: Collection[int] | None = None) -> list[LatePerson]:
    """Everybody past a day of their own in one month, with what; in these audits of it where they are given."""
    asked = Q(pk__in=audits) if audits is not None else _waiting(today)
    return late_people(Audit.objects.filter(asked, cycle=cycle), today, reader)


def waiting_in_month(cycle: Cycle, today: datetime.date) -> list[int]:
    """The numbers of its audits that wait for somebody, oldest first."""
    return list(Audit.objects.filter(_waiting(today), cycle=cycle).order_by("pk").values_list("pk", flat=True))


def late_in_every_month(today: datetime.date, reader: Person, at_most: int | None = None) -> list[LatePerson]:
    """The same of all months; from the oldest `at_most` audits that wait for somebody where that is given."""
    waiting = Audit.objects.filter(_waiting(today))
    if at_most:
        waiting = Audit.objects.filter(pk__in=list(waiting.order_by("pk").values_list("pk", flat=True)[:at_most]))
    return late_people(waiting, today, reader)


def _waiting(today: datetime.date) -> Q:
    """Audits that still wait for somebody: the others, by far the most, are not read."""
    waits = Q(state__in=OPEN_STATES) | Q(pk__in=Audit.objects.awaiting_letter().order_by().values("pk"))
    waits |= Q(pk__in=TeamResponse.objects.filter(answered_on=None, not_upheld_on=None, due__lt=today).order_by().values("audit"))
    waits |= Q(pk__in=Challenge.objects.filter(answered_on=None, answer_due__lt=today).order_by().values("audit"))
    waits |= Q(pk__in=ReflectiveConversation.objects.waiting().filter(due__lt=today).order_by().values("audit"))
    return waits | Q(pk__in=FeedbackLetter.objects.unread().filter(read_by__lt=today).order_by().values("audit"))


def late_people(audits: AuditQuerySet, today: datetime.date, reader: Person) -> list[LatePerson]:
    """Of these audits; nobody in a paused month.

    What comes of a grade is left out where `reader`, or the person who is late, moderates that audit blind.
    """
    read = audits.filter(cycle__in=Cycle.objects.running().order_by().values("pk")).for_page().prefetch_related(*_PEOPLE, *READ)
    every = {each.pk: each for each in read.order_by("cycle", "number")}
    if not every:
        return []
    shown = set(Audit.objects.with_grades_visible_to(reader).filter(pk__in=every).values_list("pk", flat=True))
    dues = [*_writing(every.values()), *_following({pk: each for pk, each in every.items() if pk in shown}, today)]
    return [LatePerson(person, audit, duty, due) for person, audit, duty, due in dues if person and due and due < today]


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
        manager = _who_talks(audit)
        yield manager, audit, Duty.CONVERSATION, posts.due(talk.due, manager, audit.team) if manager else None
    for audit in Audit.objects.awaiting_letter().filter(pk__in=finished):
        own = audits[audit.pk]
        yield own.auditor, own, Duty.LETTER, own.finished_on and add_working_days(own.finished_on, WRITING_DAYS)
    for letter in FeedbackLetter.objects.unread().filter(audit__in=finished, read_by__lt=today).select_related("addressed_to"):
        yield letter.addressed_to, audits[letter.audit_id], Duty.FEEDBACK, letter.read_by


def _who_talks(audit: Audit) -> Person | None:
    return next((each for each in service_managers_of(audit) if sees_grades(each, audit)), None)


def may_know_of(manager: Person, late: LatePerson) -> bool:
    """Whether a late person's manager may be told with which audit: they see it, and its grades where it came of one."""
    seen = Audit.objects.with_grades_visible_to(manager) if late.duty in COMES_OF_A_GRADE else Audit.objects.visible_to(manager)
    return seen.filter(pk=late.audit.pk).exists()
