"""The practitioner's reflection on their work."""

from audits.models import Audit, Reflection
from foundation.accounts.models import Person


def sent_reflection(audit: Audit, person: Person) -> Reflection | None:
    """What was sent, to whom it was sent."""
    sent = Reflection.objects.visible_to(person).filter(audit=audit, written_by=audit.allocated_worker, sent_on__isnull=False)
    return sent.select_related("written_by").first()
