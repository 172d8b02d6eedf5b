"""Control limits of an indicator, where they are honest, and where it is heading."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from foundation.charts import Comparator, TrendPicture, TrendPoint, trend_picture
from foundation.council.months import add_months, month_name, months_between
from foundation.statistics import plain
from foundation.statistics.control import FEWEST_POINTS, ControlLimits, Rule, control_limits, year_on_year
from foundation.statistics.projections import FEWEST_POINTS as FEWEST_MONTHS
from foundation.statistics.projections import Heading, project
from performance.enums import Basis, Polarity, Series, Unit
from performance.models import Indicator

from .figures import NO_FIGURE

# A trend of more than a year says little of what happens next.
TREND_MONTHS = 12
Values = dict[datetime.date, Decimal | None]

ROLLING_SHARE = (
    "There are no control limits: a rolling rate or percentage shares eleven months with the one before it, so that noise alone would look "
    "like signals, and no single months can be recovered from it."
)
AT_A_DATE = "There are no control limits: most of a figure at a date was there the month before, so limits would be far too narrow."
NOT_MONTHLY = "There are no control limits: they need monthly figures."


@dataclass(frozen=True)
class SignalRow:
    """A month of the chart; `rule` is the one that it fires, or empty."""

    period: str
    figure: str
    rule: str


@dataclass(frozen=True)
class Control:
    """`note` says what is charted, or why nothing is; the rest is empty in that case."""

    note: str
    limits: str = ""
    rows: tuple[SignalRow, ...] = ()
    picture: TrendPicture | None = None
    named: str = ""

    @property
    def signals(self) -> list[SignalRow]:
        return [row for row in self.rows if row.rule]

    def header(self) -> list[str]:
        """Columns of an export."""
        return [f"Charted for signals: {self.named}", "Signal"] if self.rows else []

    def cells(self, period: str) -> list[str]:
        if not self.rows:
            return []
        found = next((row for row in self.rows if row.period == period), None)
        return [found.figure, found.rule] if found else ["", ""]


def control_of(indicator: Indicator, values: Values) -> Control:
    """Limits of monthly figures, or of year-on-year differences that two rolling totals give away; never of a rolling series."""
    if not values or indicator.series == Series.HALF_YEARS:
        return Control(NOT_MONTHLY)
    months = list(months_between(min(values), max(values)))
    figures = [None if values.get(month) is None else float(values[month] or 0) for month in months]
    if indicator.basis == Basis.MONTH:
        return _control(indicator, months, figures, "Each month’s figure", "Each month’s figure, with limits from month to month.")
    if indicator.basis == Basis.ROLLING_YEAR and indicator.unit == Unit.NUMBER:
        note = "Each month less the same month a year before, recovered from the rolling totals, which themselves must not be charted so."
        return _control(indicator, months[1:], year_on_year(figures)[1:], "Against a year before", note)
    if indicator.basis == Basis.AT_DATE:
        return Control(AT_A_DATE)
    return Control(ROLLING_SHARE if indicator.basis == Basis.ROLLING_YEAR else NOT_MONTHLY)


def _control(indicator: Indicator, months: list[datetime.date], figures: list[float | None], named: str, note: str) -> Control:
    limits = control_limits(figures)
    known = sum(figure is not None for figure in figures)
    if limits is None:
        return Control(f"There are no control limits yet: {known} of the {FEWEST_POINTS} months that they need. {note}")
    fired = {each.index: words_of(each.rule) for each in limits.signals}
    rows = tuple(
        SignalRow(month_name(month), NO_FIGURE if figure is None else plain(round(figure, 4)), fired.get(index, ""))
        for index, (month, figure) in enumerate(zip(months, figures, strict=True))
    )
    return Control(note, _limits_in_words(limits), rows[::-1], _picture(indicator, months, figures, limits, named), named)


def words_of(rule: Rule) -> str:
    return rule.value[:1].upper() + rule.value[1:]


def _limits_in_words(limits: ControlLimits) -> str:
    return f"Mean {plain(round(limits.mean, 1))}, limits {plain(round(limits.lower, 1))} and {plain(round(limits.upper, 1))}."


def _picture(
    indicator: Indicator, months: Sequence[datetime.date], figures: list[float | None], limits: ControlLimits, named: str
) -> TrendPicture:
    levels = [("Upper limit", limits.upper, "dashed"), ("Mean", limits.mean, "long"), ("Lower limit", limits.lower, "dashed")]
    return trend_picture(
        [TrendPoint(f"{month:%b %Y}", figure) for month, figure in zip(months, figures, strict=True)],
        title=f"{indicator.shown_label}: signal or noise?",
        series_label=named,
        comparators=[Comparator(name, round(level, 1), look) for name, level, look in levels],
        marked=[f"{months[each.index]:%b %Y}" for each in limits.signals],
    )


def heading_of(indicator: Indicator, values: Values, target: Decimal | None, named: str) -> str:
    """Months until the last year's trend reaches `target`, with a range; or why that cannot be said. Empty without a target."""
    if target is None or not values or indicator.series == Series.HALF_YEARS:
        return ""
    last = max(month for month, value in values.items() if value is not None)
    months = months_between(max(min(values), add_months(last, 1 - TREND_MONTHS)), last)
    trend = [None if values.get(month) is None else float(values[month] or 0) for month in months]
    lower = {Polarity.LOWER: True, Polarity.HIGHER: False}.get(Polarity(indicator.polarity))
    found = project(trend, float(target), lower_is_better=lower)
    if found.heading == Heading.TOO_FEW:
        known = sum(value is not None for value in trend)
        return f"Too few points to say when {named} would be reached: {known} of the {FEWEST_MONTHS} months that a trend needs."
    if found.heading == Heading.NOT_THERE:
        return f"Not heading there: the trend of the last {len(trend)} months does not move towards {named}."
    if found.heading == Heading.THERE_ALREADY:
        return f"Already at {named} or better."
    latest = f"to {_months(found.latest)}" if found.latest is not None else "to never"
    return (
        f"At the trend of the last {len(trend)} months {named} would be reached in {_months(found.months)} months (95% range: "
        f"{_months(found.earliest)} {latest}). A straight line drawn on: an illustration, not a forecast."
    )


def _months(count: float | None) -> str:
    return plain(round(count or 0, 1))
