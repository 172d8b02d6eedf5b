"""Which records are to be audited again, and how the two audits of one record compare."""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from audits.enums import AuditState, Grade
from audits.models import Audit, AuditRules, CountedAudit, ReAudit
from audits.querysets import AuditQuerySet


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


def asking() -> AuditQuerySet:
    """Agreed Inadequate and not audited again, planned or waived, soonest due first. A re-audit that was withdrawn is none."""
    return Audit.objects.filter(pk__in=counted_asking().values("audit")).order_by("finished_on", "number")


def counted_asking() -> QuerySet[CountedAudit]:
    """The same from what is kept of each counted audit: its number and day alone, from one index, however many were Inadequate."""
    # Made once as a list: asked of each Inadequate, it would be looked up as often as there are any.
    settled = ReAudit.objects.exclude(audit__state=AuditState.WITHDRAWN).order_by().values("earlier")
    found = CountedAudit.objects.filter(after=Grade.INADEQUATE, finished_on__isnull=False)
    return found.exclude(audit__in=settled).order_by("finished_on", "audit_id")


def counted_asking_by(day: datetime.date, months: int) -> QuerySet[CountedAudit]:
    """Those that are due by `day`, so many months after they were agreed."""
    last = months_after(day, -months)
    # The last days of a long month fall due on the last of a short one.
    while months_after(last + datetime.timedelta(days=1), months) <= day:
        last += datetime.timedelta(days=1)
    return counted_asking().filter(finished_on__lte=last)


def asking_for_re_audit(audits: Iterable[Audit] | None = None) -> list[Due]:
    """When each of these, or every one that asks for it, is to be audited again, and what looks at its record since; in their order."""
    wanted = list(audits if audits is not None else asking().select_related("cycle", "team"))
    by_case: dict[str, list[Audit]] = {}
    others = Audit.objects.live().filter(case_key__in={audit.case_key for audit in wanted}).select_related("cycle")
    for audit in others.order_by("cycle__month"):
        by_case.setdefault(audit.case_key, []).append(audit)
    months = AuditRules.current().re_audit_months
    return [
        Due(
            audit=audit,
            due=months_after(audit.finished_on, months),
            later=[other for other in by_case.get(audit.case_key, ()) if other.cycle.month > audit.cycle.month],
        )
        for audit in wanted
        if audit.finished_on
    ]
