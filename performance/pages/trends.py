"""An indicator's chart: our figures, with what they are held to as it was at the time."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from foundation.charts import Event, StepLine, TrendPicture, TrendPoint, trend_picture
from foundation.charts import LevelLine as Level
from foundation.council.months import add_months, first_of, month_name, months_between
from performance.enums import ComparatorKind, Series
from performance.models import Comparator, DatedEvent, Indicator, Target
from performance.pages.comparators import age_words, average_of
from performance.pages.comparing import LOOKS, Published, average, average_text, chart_of, with_average
from performance.queries.comparators import MeasureComparison, year_end
from performance.queries.figures import as_given, in_figures, target_in

STEPS = (12, 6, 3)
QUOTED, PUBLISHED, TARGET = "Statistical neighbours", "Published neighbours", "Target"


@dataclass(frozen=True)
class DatedValue:
    """What a comparator is from `month` on; without a value it ends there. `year` is the period covered, `speaks_of` its last month."""

    month: datetime.date
    value: Decimal | None
    text: str = ""
    year: str = ""
    of: str = ""
    model: str = ""
    speaks_of: datetime.date | None = None

    @property
    def label(self) -> str:
        return with_average(self.year, self.of)


@dataclass(frozen=True)
class DatedComparator:
    """One comparator: its dated values, earliest first, of which one may come before the chart's first month."""

    name: str
    look: str
    dated: tuple[DatedValue, ...]
    by: str = ""

    def at(self, month: datetime.date) -> DatedValue | None:
        """The one that holds in `month`."""
        return next((each for each in reversed(self.dated) if each.month <= month), None)

    @property
    def label(self) -> str:
        latest = [each for each in self.dated if each.value is not None][-1]
        ended = f"to {add_months(self.dated[-1].month, -1):%b %Y}" if self.dated[-1].value is None else ""
        return " ".join(filter(None, [self.name, latest.label, ended]))


@dataclass(frozen=True)
class HeldRow:
    """A dated value in the table under the chart."""

    name: str
    since: str
    figure: str
    year: str
    age: str
    of: str
    model: str


@dataclass(frozen=True)
class Trend:
    """The chart, None where there is no figure to draw, and in numbers what else is drawn in it."""

    picture: TrendPicture | None
    held: tuple[DatedComparator, ...] = ()
    month: datetime.date | None = None

    @property
    def moves(self) -> bool:
        return any(len(each.dated) > 1 for each in self.held)

    def rows(self) -> list[HeldRow]:
        """Each comparator's values, latest first; how old each is, in the chart's last month."""
        return [_row(held, each, self.month) for held in self.held for each in reversed(held.dated) if each.value is not None]

    def header(self) -> list[str]:
        """Columns of an export, for what the history's own columns do not tell."""
        return [column for each in self._besides() for column in (", ".join(filter(None, [each.name, each.by])), f"{each.name}: year")]

    def cells(self, month: datetime.date) -> list[str]:
        found = [each.at(month) for each in self._besides()]
        return [cell for each in found for cell in ((each.text, each.year) if each else ("", ""))]

    def _besides(self) -> list[DatedComparator]:
        return [each for each in self.held if each.name != QUOTED]


def _row(held: DatedComparator, each: DatedValue, month: datetime.date | None) -> HeldRow:
    def unknown(words: str) -> str:
        return "" if held.name == TARGET else words

    return HeldRow(
        name=held.name,
        since=month_name(each.month),
        figure=each.text,
        year=each.year or unknown("not given"),
        age=age_words(each.speaks_of, month) if each.speaks_of and month else unknown("not known"),
        of=each.of,
        model=each.model,
    )


def trend_of(
    indicator: Indicator, values: dict[datetime.date, Decimal | None], published: Published | None, events: Sequence[DatedEvent]
) -> Trend:
    """Our figures with the comparators and the target of their time; a published indicator's years, at our council there."""
    if not any(value is not None for value in values.values()):
        return Trend(chart_of(published.choice, published.years) if published and indicator.series == Series.PUBLISHED else None)
    months = months_of(indicator, values)
    held = tuple(_held_to(indicator, months, published))
    picture = trend_picture(
        [TrendPoint(short_period(indicator, month), as_float(values.get(month))) for month in months],
        title=indicator.shown_label,
        series_label="Ours",
        unit=indicator.get_unit_display(),
        comparators=[_line(indicator, each, months) for each in held],
        events=[Event(short_period(indicator, first_of(each.day)), each.words) for each in events],
    )
    return Trend(picture, held, months[-1])


def _held_to(indicator: Indicator, months: Sequence[datetime.date], published: Published | None) -> Iterable[DatedComparator]:
    every = [DatedComparator(QUOTED, LOOKS["quoted"], tuple(_quoted(indicator)))]
    if published and indicator.series != Series.PUBLISHED and not published.are_totals:
        every += _published(published)
    every.append(DatedComparator(TARGET, LOOKS["target"], tuple(_targets(indicator, months))))
    for each in every:
        shown = _shown(each.dated, months)
        if any(dated.value is not None for dated in shown):
            yield replace(each, dated=shown)


def _shown(dated: Sequence[DatedValue], months: Sequence[datetime.date]) -> tuple[DatedValue, ...]:
    """Those of the chart's months and the one that holds when they begin; where a comparator has only one value, that one."""
    if len(dated) == 1 and dated[0].month > months[-1]:
        return ()
    ahead = dated[1:]
    return tuple(
        each
        for each, following in zip(dated, [*ahead, None], strict=False)
        if each.month <= months[-1] and (following is None or following.month > months[0])
    )


def _quoted(indicator: Indicator) -> list[DatedValue]:
    """What the table itself quotes, where it differs from what it quoted before."""
    rows = list(indicator.comparators.filter(kind=ComparatorKind.STATISTICAL_NEIGHBOURS).order_by("month"))
    changed = rows[:1] + [later for before, later in pairwise(rows) if _says(before) != _says(later)]
    return [
        DatedValue(
            each.month,
            each.value,
            max(as_given(each.value), in_figures(indicator, each.value), key=len),
            each.year,
            model=each.neighbour_model,
            speaks_of=year_end(each.year),
        )
        for each in changed
    ]


def _says(row: Comparator) -> tuple[Decimal, str, str]:
    return row.value, row.year, row.neighbour_model


def _published(published: Published) -> Iterable[DatedComparator]:
    """The neighbours' average by year, region and England."""
    choice, years = published.choice, published.years
    indicator, region = choice.indicator, choice.council.region
    averages = [
        DatedValue(
            each.month,
            average(indicator, each.value),
            average_text(indicator, each.value),
            of=average_of(each.by, each.n),
            model=str(choice.model),
            **_dates(each),
        )
        for each in years
        if each.value is not None
    ]
    yield DatedComparator(PUBLISHED, LOOKS["neighbours"], tuple(averages), choice.by.value)
    of_region = [(each, each.region) for each in years]
    of_england = [(each, each.england) for each in years]
    for name, look, theirs in ((region.name if region else "Region", "region", of_region), ("England", "england", of_england)):
        dated = [DatedValue(each.month, value, in_figures(indicator, value), **_dates(each)) for each, value in theirs if value is not None]
        yield DatedComparator(name, LOOKS[look], tuple(dated))


def _dates(each: MeasureComparison) -> dict:
    return {"year": str(each.year), "speaks_of": each.month}


def _targets(indicator: Indicator, months: Sequence[datetime.date]) -> list[DatedValue]:
    """The target of each month, where it is another than the month before's."""
    targets = list(indicator.targets.all())
    by_month = [(month, target_in(targets, month)) for month in months_between(add_months(months[0], -1), months[-1])]
    held: list[tuple[datetime.date, Target | None]] = [(target.first_month, target) for _, target in by_month[:1] if target]
    held += [later for before, later in pairwise(by_month) if before[1] != later[1]]
    return [DatedValue(month, target.value, as_given(target.value)) if target else DatedValue(month, None) for month, target in held]


def target_lines(indicator: Indicator, months: Sequence[datetime.date], look: str) -> list[Level | StepLine]:
    """The targets of the chart's months, one line."""
    shown = _shown(_targets(indicator, months), months)
    if not any(each.value is not None for each in shown):
        return []
    return [_line(indicator, DatedComparator(TARGET, look, shown), months)]


def _line(indicator: Indicator, held: DatedComparator, months: Sequence[datetime.date]) -> Level | StepLine:
    """One value is a level line, more are steps."""
    only = held.dated[0]
    holds_all_along = len(held.dated) == 1 and (held.name != TARGET or only.month <= months[0])
    if holds_all_along and only.value is not None:
        return Level(held.label, float(only.value), held.look)
    return _steps(indicator, held, months)


def _steps(indicator: Indicator, held: DatedComparator, months: Sequence[datetime.date]) -> StepLine:
    # A half-year's window is the first that ends with the month or after it.
    dated = {next(month for month in months if month >= each.month): each.value for each in held.dated if each.month >= months[0]}
    before = [each.value for each in held.dated if each.month < months[0]]
    points = [TrendPoint(short_period(indicator, month), as_float(value)) for month, value in dated.items()]
    return StepLine(held.label, points, held.look, steps=True, before=as_float(before[-1]) if before else None)


def as_float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def months_of(indicator: Indicator, values: dict[datetime.date, Decimal | None]) -> Sequence[datetime.date]:
    """Every month from the first figure to the last, gaps too; of half-years those that there are.

    Figures beside the regular tables may come by the quarter, the half-year or the year: then only those periods.
    """
    held = sorted(values)
    if indicator.series == Series.HALF_YEARS:
        return held
    months = list(months_between(held[0], held[-1]))
    if indicator.series == Series.OTHER:
        return months[:: _step_of([months.index(each) for each in held])]
    return months


def _step_of(held: Sequence[int]) -> int:
    """How many months lie between one period and the next: 3, 6 or 12 where all figures keep to it, else 1."""
    return next((step for step in STEPS if len(held) > 1 and all(each % step == 0 for each in held)), 1)


def short_period(indicator: Indicator, month: datetime.date) -> str:
    return f"Six months to {month:%b %Y}" if indicator.series == Series.HALF_YEARS else f"{month:%b %Y}"
