"""Findings as they are listed and coded: only what somebody may read."""

from django.db.models import QuerySet

from audits.enums import AuditState
from audits.models import Audit, Finding
from foundation.accounts.models import Person


def findings_visible_to(person: Person) -> QuerySet[Finding]:
    """Of submitted audits that `person` may read: not those that they moderate blind, nor what an auditor is writing again."""
    audits = Audit.objects.visible_to(person).with_words_visible_to(person).submitted().exclude(state=AuditState.IN_PROGRESS)
    return Finding.objects.filter(audit__in=audits.order_by().values("pk"))


def findings_for_list(person: Person) -> QuerySet[Finding]:
    return findings_visible_to(person).select_related("audit__cycle", "audit__team__service").order_by("-audit_id", "-kind", "pk")
