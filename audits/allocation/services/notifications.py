"""What people are notified of about allocation, in their next digest. No case ID, no grade: it goes out by mail."""

from audits.enums import Part
from audits.models import Allocation
from audits.optional_url import optional_url
from audits.queries.due_days import audit_due, moderation_due
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.documents.formats import uk_date
from foundation.notices.services import notify

NOW_YOURS = {Part.AUDITOR: "Audit {0} is yours", Part.MODERATOR: "You moderate audit {0}"}
NO_LONGER_YOURS = {Part.AUDITOR: "Audit {0} is no longer yours", Part.MODERATOR: "You no longer moderate audit {0}"}


def notify_of_allocation(change: Allocation, actor: Person) -> None:
    """Notify the people who have it now and who had it, but nobody of what they did themselves."""
    part, cycle = Part(change.part), change.audit.cycle
    if change.after and change.after != actor:
        words = f"{cycle}.{_due(change, part)}"
        _tell(change.after, f"audit.allocated:{change.pk}", NOW_YOURS[part].format(change.audit_id), words)
    if change.before and change.before != actor:
        to = f" {change.after} has it now." if change.after else ""
        _tell(change.before, f"audit.relieved:{change.pk}", NO_LONGER_YOURS[part].format(change.audit_id), f"{cycle}.{to}")


def notify_leads(*, key: str, subject: str, words: str, path: str) -> None:
    """Tell everybody who leads quality assurance and works here."""
    for lead in Person.objects.active().with_role(Role.QA_LEAD):
        notify(person=lead, key=key, subject=subject, words=words, path=path)


def _tell(person: Person, key: str, subject: str, words: str) -> None:
    # My work leads on: a moderator may not open the audit before it is submitted, nor anybody who was relieved.
    notify(person=person, key=key, subject=subject, words=words, path=optional_url("desk:my-work") or "/")


def _due(change: Allocation, part: Part) -> str:
    due = audit_due(change.audit) if part == Part.AUDITOR else moderation_due(change.audit)
    return f" Due {uk_date(due)}." if due else ""
