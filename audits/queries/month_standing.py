"""How the submitted audits of a month stand: agreed, opened again, sent back, waiting for moderation."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from audits.calculations import MonthStanding
from audits.enums import FINISHED_STATES, AuditState, VersionKind
from audits.models import Audit, Cycle
from audits.querysets import AuditQuerySet

_AGREED = Q(state__in=FINISHED_STATES)
_BACK = Q(state=AuditState.IN_PROGRESS)
STANDING = {
    "agreed": Count("pk", filter=_AGREED),
    "opened_again": Count("pk", filter=_BACK & Q(last_version=VersionKind.REOPENED)),
    "sent_back": Count("pk", filter=_BACK & (Q(last_version=None) | ~Q(last_version=VersionKind.REOPENED))),
    "waiting": Count("pk", filter=Q(state=AuditState.SUBMITTED)),
    "agreed_before": Count("pk", filter=~_AGREED & Q(was_agreed=True)),
}


def standings(audits: AuditQuerySet) -> dict[datetime.date, MonthStanding]:
    """By month, of those of `audits` that were submitted and not withdrawn; one query."""
    return standings_in(standing_rows(audits))


def standing_rows(audits: AuditQuerySet) -> QuerySet:
    """A row a month, which `standings_in` reads."""
    submitted = audits.submitted().with_was_agreed().with_last_version().order_by()
    return submitted.values("cycle__month", "cycle__settled_on").annotate(**STANDING)


def standings_in(rows: Iterable[dict[str, Any]]) -> dict[datetime.date, MonthStanding]:
    return {row.pop("cycle__month"): MonthStanding(is_settled=row.pop("cycle__settled_on") is not None, **row) for row in rows}


def standing_of(cycle: Cycle) -> MonthStanding:
    return standings(Audit.objects.filter(cycle=cycle)).get(cycle.month, MonthStanding())


def is_settled_now(cycle: Cycle) -> bool:
    """Every audit submitted so far has been agreed, and they are at least half of the month: the first few do not speak for it."""
    standing = standing_of(cycle)
    if not standing.submitted or standing.awaits_first:
        return False
    counted = Cycle.objects.with_exempted().annotate(live=Count("audits", filter=~Q(audits__state=AuditState.WITHDRAWN))).get(pk=cycle.pk)
    expected = max((counted.expected or 0) - counted.exempted, counted.live)
    return standing.submitted * 2 >= expected
