"""The page that sets a council beside its neighbours, its region and England."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from foundation.charts import StepLine, TrendPicture, TrendPoint, trend_picture
from foundation.council.months import month_name
from foundation.statistics import plain, round_half_up
from performance.enums import AverageBy, Basis, PlaceKind, Series
from performance.models import Indicator, NeighbourModel, Place, PublishedPlace
from performance.pages.comparators import age_words, average_of
from performance.queries.comparators import MeasureComparison, age_in_months, are_totals, compare_over_years
from performance.queries.figures import AVERAGE_DECIMALS, NO_FIGURE, in_figures

NO_BREAK = "\N{NO-BREAK SPACE}"
# How each is drawn, on every chart.
LOOKS = {"neighbours": "dashed", "quoted": "dash-dot-dot", "region": "dotted", "england": "dash-dot", "target": "long", "council": "dashed"}


@dataclass(frozen=True)
class ComparisonChoice:
    """What is compared; the defaults are our own council and model and the first published measure."""

    council: Place
    indicator: Indicator
    model: NeighbourModel | None
    by: AverageBy = AverageBy.MEAN

    @property
    def named(self) -> dict[str, str]:
        """As the page's address says it."""
        return {
            "council": self.council.code,
            "measure": self.indicator.slug,
            **({"model": self.model.name} if self.model else {}),
            "average": self.by.value,
        }


@dataclass(frozen=True)
class YearRow:
    """`period` is what the year's figure covers; `age` counts months, None for a year that ends later."""

    year: int
    period: str
    council: str
    mean: str
    median: str
    n: int
    age: int | None
    age_words: str
    region: str
    england: str


def measures() -> QuerySet[Indicator]:
    return Indicator.objects.published().order_by("source__folded", "label__folded", "breakdown__folded")


def choice_of(council: Place | None, indicator: Indicator | None, model: NeighbourModel | None, by: str = "") -> ComparisonChoice | None:
    """None where nothing published is stored yet."""
    ours = PublishedPlace.current()
    council = council or ours.council or Place.objects.of_kind(PlaceKind.COUNCIL).first()
    indicator = indicator or measures().first()
    if council is None or indicator is None:
        return None
    return ComparisonChoice(
        council, indicator, model or ours.neighbour_model or NeighbourModel.objects.last(), AverageBy(by or ours.average_by)
    )


def compared(choice: ComparisonChoice) -> list[MeasureComparison]:
    return compare_over_years(choice.council, choice.indicator, choice.model, choice.by)


def year_rows(choice: ComparisonChoice, years: list[MeasureComparison], month: datetime.date) -> list[YearRow]:
    """Latest first, with the age of each in `month`."""

    def text(value: Decimal | None) -> str:
        return NO_FIGURE if value is None else in_figures(choice.indicator, value)

    def of_neighbours(value: Decimal | None) -> str:
        return NO_FIGURE if value is None else average_text(choice.indicator, value)

    return [
        YearRow(
            year=each.year,
            period=period_words(choice.indicator, each.month),
            council=text(each.council),
            mean=of_neighbours(each.mean),
            median=of_neighbours(each.median),
            n=each.n,
            age=age if (age := age_in_months(each.month, month)) >= 0 else None,
            age_words=age_words(each.month, month),
            region=text(each.region),
            england=text(each.england),
        )
        for each in reversed(years)
    ]


def period_words(indicator: Indicator, month: datetime.date) -> str:
    """“year to March 2022”, or “March 2022” of what was counted on a day."""
    return month_name(month) if indicator.basis == Basis.AT_DATE else f"year to {month_name(month)}"


def average(indicator: Indicator, value: Decimal) -> Decimal:
    """With one decimal more than its indicator: an average is no figure that anybody published."""
    return round_half_up(value, indicator.decimals + AVERAGE_DECIMALS)


def average_text(indicator: Indicator, value: Decimal) -> str:
    return plain(value, indicator.decimals + AVERAGE_DECIMALS)


@dataclass(frozen=True)
class Published:
    """What is published of the same as an indicator, or of itself where it is published; at our own council there."""

    choice: ComparisonChoice
    years: list[MeasureComparison]

    @property
    def are_totals(self) -> bool:
        return are_totals(self.choice.indicator, self.years)

    def rows(self, month: datetime.date) -> list[YearRow]:
        return year_rows(self.choice, self.years, month)


def published_comparison(indicator: Indicator) -> Published | None:
    """None until our council there, and the published indicator, are chosen."""
    published = indicator if indicator.series == Series.PUBLISHED else indicator.published_as
    if published is None:
        return None
    ours = PublishedPlace.current()
    if ours.council is None:
        return None
    choice = ComparisonChoice(ours.council, published, ours.neighbour_model, AverageBy(ours.average_by))
    return Published(choice, compared(choice))


def chart_of(choice: ComparisonChoice, years: list[MeasureComparison]) -> TrendPicture | None:
    """The council's years as a line, and the others' as lines of their own, each named with its last year.

    Totals of the region and of England would leave no height for a council's, so those stand in the table alone.
    """
    if not any(each.council is not None for each in years):
        return None
    names = _names_of(years)
    ours = {each.month: float(each.council) for each in years if each.council is not None}
    return trend_picture(
        [TrendPoint(name, ours.get(month)) for month, name in names.items()],
        title=choice.indicator.shown_label,
        series_label=choice.council.name,
        unit=choice.indicator.get_unit_display(),
        comparators=[line for line in _others(choice, years, names) if line],
    )


def _others(choice: ComparisonChoice, years: list[MeasureComparison], names: dict[datetime.date, str]) -> list[StepLine | None]:
    averages = {
        each.month: (average(choice.indicator, each.value), average_of(each.by, each.n)) for each in years if each.value is not None
    }
    neighbours = _line(names, "Neighbours", "neighbours", averages)
    if are_totals(choice.indicator, years):
        return [neighbours]
    region = choice.council.region
    return [
        neighbours,
        _line(names, region.name if region else "Region", "region", {each.month: (each.region, "") for each in years}),
        _line(names, "England", "england", {each.month: (each.england, "") for each in years}),
    ]


def with_average(said: str, of: str) -> str:
    """“2022 (mean of 10)”, its spaces such that no line ends within the brackets."""
    return f"{said} ({of.replace(' ', NO_BREAK)})" if of else said


def _names_of(years: list[MeasureComparison]) -> dict[datetime.date, str]:
    """What the chart calls each year, one without any figure too: the line breaks there."""
    months = [each.month for each in years]
    if len({month.month for month in months}) > 1:
        return {month: f"{month:%b %Y}" for month in months}
    return {months[0].replace(year=year): str(year) for year in range(months[0].year, months[-1].year + 1)}


def _line(
    names: dict[datetime.date, str], name: str, look: str, values: Mapping[datetime.date, tuple[Decimal | None, str]]
) -> StepLine | None:
    """A comparator's years; its label has the last year and, of neighbours, which average of how many that one is."""
    known = {month: float(value) for month, (value, _) in values.items() if value is not None}
    if not known:
        return None
    last = max(known)
    label = with_average(f"{name} {names[last]}", values[last][1])
    return StepLine(label, [TrendPoint(names[month], value) for month, value in known.items()], LOOKS[look])
