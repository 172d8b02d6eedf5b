"""Which records are to be audited again, and how the two audits of one record compare."""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from audits.enums import AuditState, Grade, Stage
from audits.models import Audit, AuditRules, Judgement, ReAudit


@dataclass(frozen=True)
class Due:
    """An Inadequate that no other audit has looked at since; `later` audits of the same record may be the re-audit already."""

    audit: Audit
    due: datetime.date
    later: Sequence[Audit]


def months_after(day: datetime.date, count: int) -> datetime.date:
    """The same day of the month, or its last."""
    years, index = divmod(day.year * 12 + day.month - 1 + count, 12)
    return datetime.date(years, index + 1, min(day.day, calendar.monthrange(years, index + 1)[1]))


def asking() -> QuerySet[Audit]:
    """Agreed Inadequate and not audited again, planned or waived. A re-audit that was withdrawn is none."""
    agreed = Judgement.objects.at(Stage.AGREED).overall().filter(audit=OuterRef("pk"), grade=Grade.INADEQUATE)
    settled = ReAudit.objects.filter(earlier=OuterRef("pk")).exclude(audit__state=AuditState.WITHDRAWN)
    return Audit.objects.finished().filter(Exists(agreed), ~Exists(settled), finished_on__isnull=False)


def asking_for_re_audit() -> list[Due]:
    """Every Inadequate that asks for a re-audit, soonest due first."""
    audits = list(asking().select_related("cycle", "team"))
    by_case: dict[str, list[Audit]] = {}
    for audit in (
        Audit.objects.live().filter(case_key__in={audit.case_key for audit in audits}).select_related("cycle").order_by("cycle__month")
    ):
        by_case.setdefault(audit.case_key, []).append(audit)
    months = AuditRules.current().re_audit_months
    found = [
        Due(
            audit=audit,
            due=months_after(audit.finished_on, months),
            later=[other for other in by_case[audit.case_key] if other.cycle.month > audit.cycle.month],
        )
        for audit in audits
        if audit.finished_on
    ]
    return sorted(found, key=lambda each: (each.due, each.audit.number))
