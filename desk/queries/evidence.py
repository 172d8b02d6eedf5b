"""What was done for security in a period, as counts and hashes: no case ID, no word that anybody wrote, no name."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Sum
from django.db.models.functions import TruncDate

from foundation.activity.models import Access, Entry, LogCheck, Segment
from governance.models import RetentionRun


@dataclass(frozen=True)
class SecurityPeriod:
    """Both days included."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        return self.first, self.last


@dataclass(frozen=True)
class SealedDay:
    """Of one log: what was sealed on a day, and the head at its end."""

    log: str
    day: datetime.date
    segments: int
    rows: int
    last: int
    head: str


def checks_in(period: SecurityPeriod) -> Iterable[LogCheck]:
    return LogCheck.objects.filter(day__range=period.days).order_by("pk")


def sealed_in(period: SecurityPeriod) -> list[SealedDay]:
    found = (
        Segment.objects.filter(sealed_at__date__range=period.days)
        .order_by("log")
        .annotate(on=TruncDate("sealed_at"))
        .values("log", "on")
        .annotate(segments=Count("pk"), rows_sealed=Sum("rows"), newest=Max("number"))
        .order_by("log", "on")
    )
    rows = list(found)
    heads = {
        (each.log, each.number): each.sha256 for each in Segment.objects.filter(number__in={row["newest"] for row in rows}).order_by("pk")
    }
    return [
        SealedDay(row["log"], row["on"], row["segments"], row["rows_sealed"], row["newest"], heads[row["log"], row["newest"]])
        for row in rows
    ]


def accesses_in(period: SecurityPeriod) -> dict[str, int]:
    """How often case content was read or taken, a request was denied, somebody signed in or failed to: by kind."""
    rows = Access.objects.filter(day__range=period.days).order_by().values_list("act")
    return dict(sorted(rows.annotate(times=Count("pk"))))


def done_in(period: SecurityPeriod) -> dict[str, int]:
    """How often each kind of thing was done, by its verb in the trail."""
    rows = Entry.objects.filter(day__range=period.days).order_by().values_list("verb")
    return dict(sorted(rows.annotate(times=Count("pk"))))


def removals_in(period: SecurityPeriod) -> Iterable[RetentionRun]:
    return RetentionRun.objects.filter(done_on__range=period.days).order_by("pk")
