"""The health of a council's own auditing: what is counted, how it compares with the period before and with its target."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from audits.calculations import FEWEST, is_small
from foundation.council.months import last_day
from foundation.statistics import EVIDENCE, fisher_exact, rank_sum
from insight.calculations import Share
from insight.enums import HealthMeasure, HealthTopic, HealthTrend, TargetVerdict

# Of fewer a share says nothing: there is neither a trend nor a verdict.
ENOUGH = 10
# Above this many the exact test takes long, and the one by ranks says the same.
MOST_EXACT = 400
M = HealthMeasure
BY_TOPIC: Mapping[HealthTopic, tuple[HealthMeasure, ...]] = {
    HealthTopic.IMPACT: (M.ACTIONS_VERIFIED, M.ACTIONS_EFFECTIVE, M.RE_AUDITS_BETTER),
    HealthTopic.FEEDBACK: (M.FEEDBACK_SOUGHT, M.FEEDBACK_OBTAINED, M.VOICES_OBTAINED),
    HealthTopic.PRACTITIONER: (M.PRACTITIONER_INVOLVED,),
    HealthTopic.EVENNESS: (M.AGREEMENT, M.DRIFT, M.SPREAD),
    HealthTopic.LINE_OF_SIGHT: (M.SERVICES, M.PLAN_TYPES, M.CLOSED_RECORDS, M.CHILDREN, M.LEADERS),
    HealthTopic.LOOP: (M.LOOP_IN_TIME,),
    HealthTopic.MODERATION: (M.MODERATED, M.OVER_OPTIMISM),
    HealthTopic.REASONS: (M.REASONS,),
    HealthTopic.FIGURES: (M.FIGURES_FLAGGED,),
    HealthTopic.PEOPLE: (M.TRAINED,),
}
# Everything there is was counted, so that there is no chance in it and no interval.
COMPLETE = frozenset({M.DRIFT, M.SPREAD, M.SERVICES, M.PLAN_TYPES, M.CHILDREN, M.LEADERS, M.FIGURES_FLAGGED, M.TRAINED})
# Of these less is better, and a target says at most.
LESS_IS_BETTER = frozenset({M.DRIFT, M.OVER_OPTIMISM, M.FIGURES_FLAGGED})
# Counts of people by what was found of their grades, and other counts of people.
JUDGED_PEOPLE, PEOPLE = frozenset({M.DRIFT, M.SPREAD}), frozenset({M.LEADERS, M.TRAINED})
# Their parts are named without counts for a wider audience.
KINDS_OF_RECORD = frozenset({M.SERVICES, M.PLAN_TYPES})

Months = Mapping[datetime.date, Share]


@dataclass(frozen=True)
class HealthWindow:
    """The months that are counted for one reader: of the period, and of the same number of months before it.

    `hidden` are months that the reader still grades blind, and of which nothing is counted. For a `wider` audience small numbers
    are protected.
    """

    first: datetime.date
    last: datetime.date
    now: tuple[datetime.date, ...]
    before: tuple[datetime.date, ...]
    wider: bool = False
    hidden: tuple[datetime.date, ...] = ()

    @property
    def months(self) -> tuple[datetime.date, ...]:
        return (*self.before, *self.now)

    @property
    def last_day(self) -> datetime.date:
        return last_day(self.last)


@dataclass(frozen=True)
class HealthPart:
    """A part of what a measure counts, by the code of its kind or the name of a service; `now` is None where only `occurs` may be said."""

    name: str
    now: Share | None
    occurs: bool = True


@dataclass(frozen=True)
class HealthFigure:
    """A measure over the period and the one before it, month by month and in its parts.

    `is_withheld`: a wider audience is not shown so few. `is_unset`: somebody must first say what it is a share of.
    """

    measure: HealthMeasure
    now: Share
    before: Share
    months: Months = field(default_factory=dict)
    parts: Sequence[HealthPart] = ()
    is_withheld: bool = False
    is_unset: bool = False

    @property
    def has_interval(self) -> bool:
        return self.measure not in COMPLETE

    @property
    def is_enough(self) -> bool:
        return not (self.is_withheld or self.is_unset) and is_enough(self.measure, self.now)

    @property
    def trend(self) -> HealthTrend:
        if self.is_withheld or self.is_unset:
            return HealthTrend.TOO_FEW
        return trend_of(self.measure, self.before, self.now)


def is_enough(measure: HealthMeasure, share: Share) -> bool:
    return share.n >= (1 if measure in COMPLETE else ENOUGH)


def trend_of(measure: HealthMeasure, before: Share, now: Share) -> HealthTrend:
    """What is counted completely has changed where it is another; of the rest a test says whether chance could have done it."""
    if not (is_enough(measure, before) and is_enough(measure, now)):
        return HealthTrend.TOO_FEW
    if measure in COMPLETE and before.exact == now.exact:
        return HealthTrend.THE_SAME
    if measure not in COMPLETE and p_of_change(before, now) >= EVIDENCE:
        return HealthTrend.NO_EVIDENCE
    return HealthTrend.BETTER if (now.exact > before.exact) != (measure in LESS_IS_BETTER) else HealthTrend.WORSE


def p_of_change(before: Share, now: Share) -> float:
    counts = (before.count, before.n - before.count, now.count, now.n - now.count)
    if before.n + now.n <= MOST_EXACT:
        return fisher_exact(*counts)
    return rank_sum(counts[:2], counts[2:])


# How the grade after compares with the one before.
STEPS = ("better", "same", "worse")


@dataclass
class Steps:
    """How many grades moved which way, by month; one that is missing on either side is left out. Ranks are better first."""

    counts: dict[datetime.date, dict[str, int]] = field(default_factory=dict)

    def add(self, month: datetime.date, first: int | None, then: int | None, count: int) -> None:
        if first is not None and then is not None:
            way = "same" if first == then else "better" if then < first else "worse"
            self.counts.setdefault(month, dict.fromkeys(STEPS, 0))[way] += count

    def months(self, way: str) -> Months:
        return {month: Share(ways[way], sum(ways.values())) for month, ways in self.counts.items()}


def total_of(months: Months, chosen: Collection[datetime.date]) -> Share:
    counted = [share for month, share in months.items() if month in chosen]
    return Share(sum(share.count for share in counted), sum(share.n for share in counted))


def summed_figure(measure: HealthMeasure, months: Months, window: HealthWindow, parts: Mapping[str, Months] | None = None) -> HealthFigure:
    """A measure that sums over months. For a wider audience months of few are left out, of sums and parts too."""
    kept = _with_enough(months, window)
    now = total_of(kept, window.now)
    shown = [month for month in window.now if month in kept]
    of_parts = [HealthPart(name, total_of(of, shown)) for name, of in (parts or {}).items()]
    return HealthFigure(
        measure,
        now,
        total_of(kept, window.before),
        {month: kept[month] for month in shown},
        of_parts if now.n else (),
        is_withheld=not now.n and total_of(months, window.now).n > 0,
    )


def _with_enough(months: Months, window: HealthWindow) -> Months:
    fewest = FEWEST if window.wider else 0
    return {month: months[month] for month in sorted(window.months) if month in months and months[month].n >= fewest}


def shown_in(window: HealthWindow, figure: HealthFigure) -> HealthFigure:
    """A measure that counts people, kinds of record or children, as the window's audience may see it."""
    if not window.wider:
        return figure
    if figure.measure in KINDS_OF_RECORD:
        return replace(figure, parts=[replace(part, now=None) for part in figure.parts])
    if figure.measure in JUDGED_PEOPLE | PEOPLE:
        before = figure.before if _may_be_counted(figure.measure, figure.before) else Share(0, 0)
        is_withheld = figure.now.n > 0 and not _may_be_counted(figure.measure, figure.now)
        return replace(figure, before=before, months={}, parts=(), is_withheld=is_withheld)
    return replace(figure, months={}, is_withheld=is_small(figure.now.count) and figure.now.n > 0)


def _may_be_counted(measure: HealthMeasure, people: Share) -> bool:
    """At least five people; of a count of what was found of their grades, none or at least five on either side of it."""
    return people.n >= FEWEST and (measure in PEOPLE or _is_safe(people))


def _is_safe(share: Share) -> bool:
    return not (is_small(share.count) or is_small(share.n - share.count))


@dataclass(frozen=True)
class DatedTarget:
    """What a measure should reach: at least so many per cent, or at most where less is better."""

    measure: HealthMeasure
    percentage: int
    from_when: datetime.date
    by_when: datetime.date

    @property
    def is_reached_by(self) -> str:
        return "at most" if self.measure in LESS_IS_BETTER else "at least"

    def verdict(self, figure: HealthFigure, on: datetime.date) -> TargetVerdict:
        """As things stand on the last day of the period."""
        if not figure.is_enough:
            return TargetVerdict.UNKNOWN
        share = figure.now.exact * 100
        if share <= self.percentage if self.measure in LESS_IS_BETTER else share >= self.percentage:
            return TargetVerdict.MET
        return TargetVerdict.MISSED if self.by_when < on else TargetVerdict.NOT_YET

    def is_within_chance(self, figure: HealthFigure) -> bool:
        """Whether the interval of a share lies on both sides of the target, so that it may be met or missed by chance."""
        if not figure.has_interval or not figure.is_enough or figure.now.interval is None:
            return False
        low, high = figure.now.interval
        return low < self.percentage < high
