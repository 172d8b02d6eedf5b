"""How long audits took, by month: medians and the slowest, from counts of days, whatever the number of audits."""

import datetime
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import median

from audits.calculations import FEWEST
from audits.enums import TimeSpan
from audits.models import Audit
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person

from .counted import Scope
from .counted_work import days_counted, first_with_days


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
    """By span and month of the audits; a month of which no audit has come to the end of a span is not there. Four queries."""
    return {span: _by_month(scope, span, months) for span, months in days_counted(scope).items()}


def _by_month(scope: Scope, span: TimeSpan, months: Mapping[datetime.date, Counter[int]]) -> dict[datetime.date, TimesTaken]:
    slowest = first_with_days(scope, span, {month: max(days) for month, days in months.items()}) if months else {}
    return {
        month: TimesTaken(days.total(), median(days.elements()), max(days), slowest[month])
        for month, days in sorted((month, Counter(dict(sorted(days.items())))) for month, days in months.items())
    }


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
