"""Whether moderation keeps changing an auditor's grades: used by the moderation rules and shown to the QA lead."""

from django.db.models import OuterRef, Subquery

from audits.models import AuditorMonth, AuditRules
from audits.moderation.calculations import Drift
from foundation.accounts.models import Person
from foundation.names import folded

_SUMS = ("audits", "agreed_compared", "agreed_up", "agreed_down")


def drift_of(auditor: Person | None) -> Drift:
    """Over the auditor's latest ten moderated audits, without any whose moderator had seen the grades before giving their own: the
    grades first submitted beside the agreed ones.
    """
    kept = AuditorMonth.objects.filter(auditor=auditor).order_by("-cycle__month").values_list(*_SUMS).first() if auditor else None
    return Drift(*kept) if kept else Drift(0, 0, 0, 0)


def auditors_with_drift() -> list[tuple[str, Drift]]:
    """The auditors whose next audits are moderated by the rules, for the lead only: what is kept of the latest month of each has them."""
    latest = AuditorMonth.objects.filter(auditor=OuterRef("auditor")).order_by("-cycle__month").values("pk")[:1]
    kept = AuditorMonth.objects.filter(auditor__is_active=True, pk=Subquery(latest)).order_by()
    share = AuditRules.current().drift_share
    rows = sorted(kept.values_list("auditor__name", "auditor", *_SUMS), key=lambda row: (folded(row[0]), row[1]))
    found = [(name, Drift(*sums)) for name, _, *sums in rows]
    return [(name, drift) for name, drift in found if drift.is_drift(share)]
