"""How long audits took, by month: medians and the slowest, from one grouped query a span, whatever the number of audits."""

import datetime
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Min

from audits.calculations import FEWEST
from audits.enums import TimeSpan
from audits.models import Audit
from audits.permissions import reads_every_audit
from audits.queries.time_taken import with_days
from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader
from foundation.activity.trail_cache import cached_until_trail_changes

from .counted import Scope, audits_of


@dataclass(frozen=True)
class TimesTaken:
    """Of `n` audits the median and the most days, and the number of one that took so many."""

    n: int
    median: float
    most: int
    slowest: int

    @property
    def is_enough(self) -> bool:
        return self.n >= FEWEST


Times = Mapping[TimeSpan, Mapping[datetime.date, TimesTaken]]


def times_taken(scope: Scope) -> Times:
    """By span and month of the audits; a month of which no audit has come to the end of a span is not there. Kept until something is
    written: with tens of thousands of audits it takes half a second.
    """
    asked = repr((scope, sorted(scope.parts.items()), board_reader() is not None))
    name = f"times-taken-{hashlib.sha256(asked.encode()).hexdigest()}"
    return cached_until_trail_changes(name, lambda: {span: _by_month(scope, span) for span in TimeSpan})


def _by_month(scope: Scope, span: TimeSpan) -> dict[datetime.date, TimesTaken]:
    rows = with_days(audits_of(scope), span).order_by().values_list("cycle__month", "days").annotate(Count("pk"), Min("pk"))
    by_month: dict[datetime.date, list[tuple[int, int, int]]] = {}
    for month, days, count, first in rows:
        by_month.setdefault(month, []).append((days, count, first))
    return {month: _taken(sorted(found)) for month, found in sorted(by_month.items())}


def _taken(found: Sequence[tuple[int, int, int]]) -> TimesTaken:
    days = [day for day, count, _ in found for _ in range(count)]
    most, _, slowest = found[-1]
    return TimesTaken(len(days), median(days), most, slowest)


def shown_times(person: Person, scope: Scope, found: Times) -> Times:
    """What of it a person is shown: who may not read every audit sees whole months, where five audits or more took their time."""
    if reads_every_audit(person):
        return found
    if scope.parts:
        return {span: {} for span in found}
    return {span: {month: each for month, each in months.items() if each.is_enough} for span, months in found.items()}


def opened_by(person: Person, found: Times) -> Collection[int]:
    """Of the slowest audits those that a person may read."""
    slowest = {each.slowest for months in found.values() for each in months.values()}
    return set(Audit.objects.visible_to(person).filter(pk__in=slowest).values_list("pk", flat=True))
