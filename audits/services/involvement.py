"""Writing down who has to do with a record, for whenever they no longer do."""

from audits.conflicts import involved_in
from audits.models import Audit, Involvement


def keep_involved(audit: Audit) -> None:
    """Note who stands in a hard conflict with its record now. Call it inside the transaction that adds, gives or submits it."""
    rows = [Involvement(audit=audit, person_id=person, kind=kind) for person, kind in sorted(involved_in(audit))]
    Involvement.objects.bulk_create(rows, ignore_conflicts=True)
