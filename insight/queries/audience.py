"""What of the grades a wider audience is shown: nothing about fewer than five audits, nor what would give it away by subtraction.

People who may read every audit see every count. Anyone else sees the council's own months, as the Board's report prints them, where at
least five audits were graded. A month in its parts, by cohort, is shown whole or not at all: were one part shown and another held
back, the whole would give the other away. Sums over months are of the months shown, so that no two periods differ by one held back.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from audits.calculations import FEWEST, is_small, safe_to_break_down
from audits.enums import PRACTICE_GRADES, CountedBy, CountedState, Stage
from audits.permissions import reads_every_audit
from audits.tool.queries import domain_lines
from foundation.accounts.models import Person
from insight.calculations import MonthStage, graded
from insight.enums import WhyWithheld

from .counted import FINISHED, SUBMITTED, Scope, counted


@dataclass(frozen=True)
class Withheld:
    """A month of which this reader is shown nothing, and why."""

    month: datetime.date
    why: WhyWithheld


@dataclass(frozen=True)
class ShownMonths:
    months: Sequence[MonthStage]
    withheld: Sequence[Withheld] = ()
    # Months whose grades before and after moderation this reader may not see beside each other, withheld ones among them.
    not_compared: Collection[datetime.date] = ()
    domains_not_compared: Collection[str] = ()


def shown_to(person: Person, months: Sequence[MonthStage], cohort: str = "") -> ShownMonths:
    """Of `months`, narrowed to `cohort` where one is given, what `person` is shown."""
    if reads_every_audit(person) or not months:
        return ShownMonths(months)
    parts = _Parts(months) if cohort else None
    kept, withheld = [], []
    for month in months:
        why = _why_not(month, parts)
        if why:
            withheld.append(Withheld(month.month, why))
        else:
            kept.append(_without_small_domains(month))
    held = {each.month for each in withheld} | months_of_few(months[0].month, months[-1].month)
    few = domains_of_few(months[0].month, months[-1].month)
    return ShownMonths(kept, withheld, held | (parts.broken_down if parts else set()), few)


def _why_not(month: MonthStage, parts: "_Parts | None") -> WhyWithheld | None:
    if min(month.audits, graded(month.overall)) < FEWEST:
        return WhyWithheld.FEWER
    return WhyWithheld.SMALL_PARTS if parts and not parts.is_safe(month.month) else None


def _without_small_domains(month: MonthStage) -> MonthStage:
    """A domain that was asked of some records only is a part of the month too."""
    return replace(month, domains={name: counts for name, counts in month.domains.items() if graded(counts) >= FEWEST})


class _Parts:
    """How the grades of months fall to their cohorts, for all judgements, in one query a stage."""

    def __init__(self, months: Sequence[MonthStage]):
        self._cells: dict[datetime.date, dict[tuple[str, int], dict[str, int]]] = {}
        for stage, grade in ((Stage.AGREED, "after"), (Stage.PRE, "before")):
            wanted = {month.month for month in months if month.stage == stage}
            if wanted:
                self._count(wanted, grade, FINISHED if stage == Stage.AGREED else SUBMITTED)

    def _count(self, months: Collection[datetime.date], grade: str, states: Collection[CountedState]) -> None:
        scope = Scope(min(months), max(months))
        rows = counted(scope, "month", "value", "domain", grade, split=CountedBy.COHORT, states=states)
        for (month, cohort, domain, given), count in rows.items():
            if given and month in months:
                self._cells.setdefault(month, {}).setdefault((cohort, domain), {})[given] = count

    @property
    def broken_down(self) -> set[datetime.date]:
        return {month for month in self._cells if len(self._cohorts(month)) > 1}

    def is_safe(self, month: datetime.date) -> bool:
        """One cohort is the whole month; of several each count of each must be safe."""
        return month not in self.broken_down or safe_to_break_down(self._cells[month].values())

    def _cohorts(self, month: datetime.date) -> set[str]:
        return {cohort for cohort, _ in self._cells[month]}


def months_of_few(first: datetime.date, last: datetime.date) -> set[datetime.date]:
    """Months in which fewer than five audits were moderated: the grades of so few are not compared for a wider audience."""
    moderated: Counter[datetime.date] = Counter()
    for (month, state), count in counted(Scope(first, last), "month", "state", overall=True).items():
        moderated[month] += count if state == CountedState.MODERATED else 0
    return {month for month, count in moderated.items() if count < FEWEST}


def domains_of_few(first: datetime.date, last: datetime.date) -> set[str]:
    """Domains of which, in some month, fewer than five moderated audits were graded: by the newest name of each."""
    lines = domain_lines()
    counts: Counter[tuple[datetime.date, str]] = Counter()
    rows = counted(Scope(first, last), "month", "domain", "after", states=[CountedState.MODERATED], overall=False)
    for (month, domain, grade), count in rows.items():
        if grade in PRACTICE_GRADES:
            counts[month, lines[domain].name] += count
    return {name for (_, name), count in counts.items() if is_small(count)}
