"""What the practitioner, their manager and the auditor are notified of. No case content: subjects and words go out by mail."""

from django.urls import reverse

from audits.models import Audit, FactualCheck, FeedbackLetter
from audits.optional_url import optional_url
from audits.queries.due_days import audit_due
from foundation.accounts.models import Person
from foundation.documents.formats import uk_date
from foundation.notices.services import notify


def _tell(person: Person | None, audit: Audit, what: str, subject: str, words: str, page: str) -> None:
    if person:
        path = reverse(f"audits:{page}", args=[audit.number])
        notify(person=person, key=f"audit.{what}:{audit.number}", subject=subject, words=words, path=path)


def managers_of(audit: Audit) -> list[Person]:
    """Who manages the practitioner: their line manager and their team's manager, mostly one person."""
    worker, team = audit.allocated_worker, audit.team
    found = [worker.line_manager if worker else None, team.manager if team else None]
    return list(dict.fromkeys(person for person in found if person and person.is_active and person != worker))


def notify_reflection_is_asked(audit: Audit) -> None:
    until = audit_due(audit)
    due = f" Until {uk_date(until)}." if until else ""
    words = f"{audit.cycle}. What do you think of your own work with this child?{due}"
    _tell(audit.allocated_worker, audit, "reflection_asked", f"Your reflection is welcome: audit {audit.number}", words, "reflection")


def notify_reflection_is_sent(audit: Audit) -> None:
    _tell(audit.auditor, audit, "reflection_sent", f"A reflection came for audit {audit.number}", str(audit.cycle), "reflection")


def notify_check_is_asked(audit: Audit, check: FactualCheck) -> None:
    words = f"{audit.cycle}. Say by {uk_date(check.due)} whether the facts in the draft are right."
    _tell(check.asked_of, audit, "check_asked", f"Check the facts of audit {audit.number}", words, "factual-check")


def notify_check_is_answered(audit: Audit, check: FactualCheck) -> None:
    _tell(audit.auditor, audit, "check_answered", f"The facts of audit {audit.number} were checked", str(audit.cycle), "factual-check")


def notify_check_is_settled(audit: Audit, check: FactualCheck) -> None:
    subject = f"Your corrections to audit {audit.number} were answered"
    _tell(check.asked_of, audit, "check_settled", subject, str(audit.cycle), "factual-check")


def notify_no_longer_yours(audit: Audit, former: Person) -> None:
    """The person recorded as the worker before may have been notified of the audit, and can no longer open it."""
    subject = f"Audit {audit.number} is not of your work"
    words = f"{audit.cycle}. Its record has another worker now that its facts are corrected. Nothing is asked of you."
    path = optional_url("desk:my-work") or "/"
    notify(person=former, key=f"audit.other_worker:{audit.number}", subject=subject, words=words, path=path)


def notify_letter_is_sent(audit: Audit, letter: FeedbackLetter) -> None:
    words = f"{audit.cycle}. Read it by {uk_date(letter.read_by)}."
    _tell(letter.addressed_to, audit, f"letter_sent.{letter.pk}", f"Feedback on audit {audit.number}", words, "feedback")
    for manager in managers_of(audit):
        _tell(manager, audit, f"letter_sent.{letter.pk}", f"Feedback was given on audit {audit.number}", str(audit.cycle), "feedback")


def notify_letter_is_acknowledged(audit: Audit, letter: FeedbackLetter) -> None:
    subject = f"The feedback on audit {audit.number} was acknowledged"
    people = [audit.auditor, letter.sent_by, *managers_of(audit)]
    for person in dict.fromkeys(people):
        _tell(person, audit, f"acknowledged.{letter.pk}", subject, str(audit.cycle), "feedback")
