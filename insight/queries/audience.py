"""What of the grades a wider audience is shown: nothing about fewer than five audits, nor what would give it away by subtraction.

People who may read every audit see every count. Anyone else sees the council's own months, as the Board's report prints them, where at
least five audits were graded. A month in its parts, by service, team, cohort, plan type or kind, is shown whole or not at all: were one
part shown and another held back, the whole would give the other away. By two of these at once it is not shown, for the tables of each
would give away what the table of both holds back. Sums over months are of the months shown, so that no two periods differ by one held back.
Managers see of their own services and teams what was agreed, since they may read each of those audits.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q

from audits.calculations import FEWEST, MonthStanding, is_small, safe_to_break_down
from audits.enums import PRACTICE_GRADES, CountedBy, CountedState, Stage
from audits.permissions import reads_every_audit
from audits.tool.queries import domain_lines
from foundation.accounts.models import Person, Team
from insight.calculations import MonthStage, graded
from insight.enums import WhyWithheld

from .counted import FINISHED, SUBMITTED, Scope, counted, standings


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


def shown_to(person: Person, months: Sequence[MonthStage], scope: Scope, *, compares: bool = True) -> ShownMonths:
    """Of `months`, counted in `scope`, what `person` is shown. What may not be compared is not asked for a page that `compares` nothing
    before and after moderation.
    """
    if reads_every_audit(person):
        return ShownMonths(months)
    shown = shown_to_others(months, scope, compares=compares)
    return _with_their_own(months, shown) if reads_all_agreed(person, scope) else shown


def reads_all_agreed(person: Person, scope: Scope) -> bool:
    """Whether a person may read every audit of the scope once its grades are agreed: all of it is of their own line."""
    teams = scope.parts.get(CountedBy.TEAM, ())
    line = Q(manager=person) | Q(service__manager=person) | Q(service__head=person)
    return bool(teams) and Team.objects.filter(line, pk__in=map(int, teams)).count() == len(teams)


def _with_their_own(months: Sequence[MonthStage], shown: ShownMonths) -> ShownMonths:
    own = {month.month: month for month in months if month.stage == Stage.AGREED}
    kept = {month.month: month for month in shown.months} | own
    withheld = [each for each in shown.withheld if each.month not in own]
    return ShownMonths([kept[month] for month in sorted(kept)], withheld, set(shown.not_compared) - own.keys())


def shown_to_others(months: Sequence[MonthStage], scope: Scope, *, compares: bool = True) -> ShownMonths:
    """The same of people who may not read every audit, such as the Board."""
    if months and len(scope.parts) > 1:
        return _nothing_of(months)
    parts = _Parts(months, next(iter(scope.parts)), of_teams=scope.team is not None) if months and scope.parts else None
    few, few_in = _not_beside_the_usual(months, parts)
    kept, withheld = [], []
    for month in months:
        why = _why_not(month, parts, few)
        if why:
            withheld.append(Withheld(month.month, why))
        else:
            kept.append(_without_small_domains(month, few_in if _is_at_other_stage(month) else ()))
    if not compares:
        return ShownMonths(kept, withheld)
    first, last = min([scope.first, *(month.month for month in months)]), scope.last
    held = {each.month for each in withheld} | months_of_few(first, last) | (parts.broken_down if parts else set())
    return ShownMonths(kept, withheld, held, domains_of_few(first, last))


def shown_in_parts(person: Person, shown: ShownMonths, scope: Scope) -> ShownMonths:
    """Of the months of which `person` is `shown` the grades those that they are shown by service, or by team where one of either is
    chosen.
    """
    if reads_every_audit(person):
        return shown
    in_parts = in_parts_for_others(shown.months, scope)
    return _with_their_own(shown.months, in_parts) if reads_all_agreed(person, scope) else in_parts


def in_parts_for_others(months: Sequence[MonthStage], scope: Scope) -> ShownMonths:
    """The same of people who may not read every audit."""
    if scope.parts.keys() - {CountedBy.TEAM}:
        return _nothing_of(months)
    parts = _Parts(months, CountedBy.TEAM, of_teams=CountedBy.TEAM in scope.parts)
    held = [Withheld(month.month, WhyWithheld.SMALL_PARTS) for month in months if not parts.is_safe(month.month)]
    return ShownMonths([month for month in months if parts.is_safe(month.month)], held)


def _nothing_of(months: Sequence[MonthStage]) -> ShownMonths:
    withheld = [Withheld(month, WhyWithheld.SEVERAL) for month in sorted({month.month for month in months})]
    return ShownMonths((), withheld, {each.month for each in withheld})


def _is_at_other_stage(month: MonthStage) -> bool:
    """Than pages usually show it by, so that both can be had, one after the other."""
    return (month.stage == Stage.AGREED) != month.standing.shows_agreed


def _not_beside_the_usual(months: Sequence[MonthStage], parts: "_Parts | None") -> tuple[Collection[datetime.date], Collection[str]]:
    """Months and domains that are not shown at the other stage: from the usual one it could be told how few grades were changed."""
    others = {month.month for month in months if _is_at_other_stage(month)}
    if not others:
        return (), ()
    first, last = min(others), max(others)
    return months_of_few(first, last) | (parts.broken_down if parts else set()), domains_of_few(first, last)


def _why_not(month: MonthStage, parts: "_Parts | None", few: Collection[datetime.date]) -> WhyWithheld | None:
    if min(month.audits, graded(month.overall)) < FEWEST:
        return WhyWithheld.FEWER
    if _is_at_other_stage(month) and is_small(month.standing.left_out):
        return WhyWithheld.OTHER_STAGE
    if _is_at_other_stage(month) and month.month in few:
        return WhyWithheld.FEW_MODERATED
    return WhyWithheld.SMALL_PARTS if parts and not parts.is_safe(month.month) else None


def _without_small_domains(month: MonthStage, few: Collection[str]) -> MonthStage:
    """A domain that was asked of some records only is a part of the month too."""
    kept = {name: counts for name, counts in month.domains.items() if graded(counts) >= FEWEST and name not in few}
    return replace(month, domains=kept)


class _Parts:
    """How the grades of months fall to the parts of one kind, for all judgements, in a query a stage. Teams are parts only `of_teams`;
    otherwise their services are.
    """

    def __init__(self, months: Sequence[MonthStage], by: CountedBy, *, of_teams: bool = False):
        self._by = by
        self._part_of = service_of_teams() if by == CountedBy.TEAM and not of_teams else {}
        self._cells: dict[datetime.date, dict[tuple[str, int], Counter[str]]] = {}
        for stage, grade in ((Stage.AGREED, "after"), (Stage.PRE, "before")):
            wanted = {month.month for month in months if month.stage == stage}
            if wanted:
                self._count(wanted, grade, FINISHED if stage == Stage.AGREED else SUBMITTED)

    def _count(self, months: Collection[datetime.date], grade: str, states: Collection[CountedState]) -> None:
        whole = Scope(min(months), max(months))
        rows = counted(whole, "month", "value", "domain", grade, split=self._by, states=states)
        for (month, value, domain, given), count in rows.items():
            if given and month in months:
                part = self._part_of.get(value, value)
                self._cells.setdefault(month, {}).setdefault((part, domain), Counter())[given] += count

    @property
    def broken_down(self) -> set[datetime.date]:
        return {month for month in self._cells if len(self._names(month)) > 1}

    def is_safe(self, month: datetime.date) -> bool:
        """One part is the whole month; of several each count of each must be safe."""
        return month not in self.broken_down or safe_to_break_down(self._cells[month].values())

    def _names(self, month: datetime.date) -> set[str]:
        return {part for part, _ in self._cells[month]}


def service_of_teams() -> dict[str, str]:
    """By the key of a team, both as the counts have it, its service; a team of none is by itself."""
    return {str(pk): f"in-{service}" for pk, service in Team.objects.exclude(service=None).order_by().values_list("pk", "service")}


def months_of_few(first: datetime.date, last: datetime.date) -> set[datetime.date]:
    """Months whose grades before and after moderation are not compared for a wider audience: too few audits were moderated, or so few
    others are in what is shown of the whole month that subtraction would give away theirs.
    """
    scope = Scope(first, last)
    standing, moderated = standings(scope), Counter[datetime.date]()
    for (month,), count in counted(scope, "month", states=[CountedState.MODERATED], overall=True).items():
        moderated[month] = count
    return {month for month, each in standing.items() if is_not_compared(each, moderated[month])}


def is_not_compared(standing: MonthStanding, moderated: int) -> bool:
    others = [standing.agreed - moderated] + ([] if standing.shows_agreed else [standing.submitted - moderated])
    return moderated < FEWEST or any(map(is_small, others))


def domains_of_few(first: datetime.date, last: datetime.date) -> set[str]:
    """Domains of which, in some month, fewer than five moderated audits were graded: by the newest name of each."""
    lines = domain_lines()
    counts: Counter[tuple[datetime.date, str]] = Counter()
    rows = counted(Scope(first, last), "month", "domain", "after", states=[CountedState.MODERATED], overall=False)
    for (month, domain, grade), count in rows.items():
        if grade in PRACTICE_GRADES:
            counts[month, lines[domain].name] += count
    return {name for (_, name), count in counts.items() if is_small(count)}
