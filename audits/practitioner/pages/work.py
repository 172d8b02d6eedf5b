"""What waits for one person on the practitioner's side of audits: reflections, factual checks, letters."""

import datetime

from django.db.models import Q
from django.urls import reverse

from audits.models import Audit, FactualCheck, FeedbackLetter, Reflection
from audits.queries.due_days import READ, WRITING_DAYS, audit_due
from audits.querysets import closed_audits
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.council.working_days import add_working_days


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    return [
        _to_reflect(person, on),
        _to_check(person),
        _to_settle(person),
        _checked_by_others(person, on),
        _to_write(person),
        _to_read(person),
    ]


def _item(audit: Audit, verb: str, why: str, page: str, due: datetime.date | None, waiting: bool = False) -> WorkItem:
    what = f"{verb} audit {audit.number}"
    url = reverse(f"audits:{page}", args=[audit.number])
    return WorkItem(what=what, why=f"{why}; {audit.cycle}", url=url, due=due, waiting=waiting, email_text=what)


def _to_reflect(person: Person, on: datetime.date) -> WorkQuestion:
    """An offer while there is time for it: past the day of the audit nobody is late with a reflection."""
    answered = Reflection.objects.filter(Q(sent_on__isnull=False) | Q(declined_on__isnull=False), written_by=person)
    audits = Audit.objects.open_to_reflection_of(person).exclude(pk__in=answered.values("audit"))
    audits = audits.select_related("cycle", "auditor").prefetch_related(*READ)

    def item(audit: Audit) -> WorkItem:
        due = _day_to_come(None if audit.cycle.is_paused else audit_due(audit), on)
        return _item(audit, "Reflect before", f"{audit.auditor} audits your work with {audit.case_id}", "reflection", due)

    return WorkQuestion(audits, lambda: map(item, audits))


def _day_to_come(day: datetime.date | None, on: datetime.date) -> datetime.date | None:
    return day if day and day >= on else None


def _to_check(person: Person) -> WorkQuestion:
    checks = FactualCheck.objects.unanswered().filter(asked_of=person).exclude(audit__in=closed_audits(person))
    checks = checks.select_related("audit__cycle", "asked_by")

    def item(check: FactualCheck) -> WorkItem:
        return _item(check.audit, "Check the facts of", f"{check.asked_by} asks whether the draft is right", "factual-check", check.due)

    return WorkQuestion(checks, lambda: map(item, checks))


def _to_settle(person: Person) -> WorkQuestion:
    checks = FactualCheck.objects.unsettled().filter(audit__auditor=person).select_related("audit__cycle", "asked_of")
    checks = checks.prefetch_related(*(f"audit__{name}" for name in READ))

    def item(check: FactualCheck) -> WorkItem:
        due = None if check.audit.cycle.is_paused else audit_due(check.audit)
        return _item(check.audit, "Answer the corrections to", f"{check.asked_of} checked the facts", "factual-check", due)

    return WorkQuestion(checks, lambda: map(item, checks))


def _checked_by_others(person: Person, on: datetime.date) -> WorkQuestion:
    """The auditor waits for the answer until its day; then the audit can go on without it."""
    checks = FactualCheck.objects.unanswered().filter(audit__auditor=person, due__gte=on).select_related("audit__cycle", "asked_of")

    def item(check: FactualCheck) -> WorkItem:
        return _item(check.audit, "Factual check of", f"{check.asked_of} checks the facts", "factual-check", check.due, waiting=True)

    return WorkQuestion(checks, lambda: map(item, checks))


def _to_write(person: Person) -> WorkQuestion:
    """The auditor writes the letter; where they have left, the lead."""
    theirs = Q(auditor=person)
    if person.has_role(Role.QA_LEAD):
        theirs |= Q(auditor=None) | Q(auditor__is_active=False)
    audits = Audit.objects.awaiting_letter().filter(theirs).exclude(pk__in=closed_audits(person))
    audits = audits.select_related("cycle", "allocated_worker")

    def item(audit: Audit) -> WorkItem:
        due = add_working_days(audit.finished_on, WRITING_DAYS) if audit.finished_on else None
        why = f"The grades are agreed and {audit.allocated_worker} has had no letter"
        return _item(audit, "Write the feedback on", why, "write-letter", due)

    return WorkQuestion(audits, lambda: map(item, audits))


def _to_read(person: Person) -> WorkQuestion:
    letters = FeedbackLetter.objects.unread().filter(addressed_to=person).exclude(audit__in=closed_audits(person))
    letters = letters.select_related("audit__cycle", "sent_by")

    def item(letter: FeedbackLetter) -> WorkItem:
        return _item(letter.audit, "Read the feedback on", f"{letter.sent_by} wrote to you", "feedback", letter.read_by)

    return WorkQuestion(letters, lambda: map(item, letters))
