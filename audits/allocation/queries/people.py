"""Who can be given an audit: here first, then those away, each with what they already have this month."""

from audits.models import Audit
from foundation.accounts.models import Person


def was_ever_audited(person: Person) -> bool:
    """Whether their own work was audited: their line of management reads their reflections and discusses it with them."""
    return Audit.objects.filter(allocated_worker=person).exists()


def reads_any(person: Person) -> bool:
    return Audit.objects.visible_to(person).exists()
