"""The page that sets a council beside its neighbours, its region and England."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from foundation.charts import Spec, TrendPoint, trend_chart
from foundation.charts.trends import Comparator
from foundation.statistics import round_half_up
from performance.enums import PlaceKind, Series
from performance.models import Indicator, NeighbourModel, Place, PublishedPlace

from .comparators import Compared, age_in_months, compare_over_years
from .figures import NO_FIGURE, in_figures

AVERAGE_DECIMALS = 1


@dataclass(frozen=True)
class Choice:
    """What is compared; the defaults are our own council and model and the first published measure."""

    council: Place
    indicator: Indicator
    model: NeighbourModel | None


@dataclass(frozen=True)
class YearRow:
    year: int
    council: str
    neighbours: str
    n: int
    age: int
    region: str
    england: str


def measures() -> QuerySet[Indicator]:
    return Indicator.objects.published().order_by("source", "label", "breakdown")


def choice_of(council: Place | None, indicator: Indicator | None, model: NeighbourModel | None) -> Choice | None:
    """None where nothing published is stored yet."""
    ours = PublishedPlace.current()
    council = council or ours.council or Place.objects.of_kind(PlaceKind.COUNCIL).first()
    indicator = indicator or measures().first()
    if council is None or indicator is None:
        return None
    return Choice(council, indicator, model or ours.neighbour_model or NeighbourModel.objects.last())


def compared(choice: Choice) -> list[Compared]:
    return compare_over_years(choice.council, choice.indicator, choice.model)


def year_rows(choice: Choice, years: list[Compared], today: datetime.date) -> list[YearRow]:
    """Latest first. An average carries one decimal more than its indicator: it is no figure that anybody published."""

    def text(value: Decimal | None) -> str:
        return NO_FIGURE if value is None else in_figures(choice.indicator, value)

    return [
        YearRow(
            year=each.year,
            council=text(each.council),
            neighbours=NO_FIGURE if each.value is None else f"{round_half_up(each.value, choice.indicator.decimals + AVERAGE_DECIMALS):,f}",
            n=each.n,
            age=age_in_months(each, today),
            region=text(each.region),
            england=text(each.england),
        )
        for each in reversed(years)
    ]


@dataclass(frozen=True)
class Published:
    """What is published of the same as an indicator, or of itself where it is published; at our own council there."""

    choice: Choice
    years: list[Compared]

    def rows(self, today: datetime.date) -> list[YearRow]:
        return year_rows(self.choice, self.years, today)


def published_beside(indicator: Indicator) -> Published | None:
    """None until our council there, and the published indicator, are chosen."""
    published = indicator if indicator.series == Series.PUBLISHED else indicator.published_as
    if published is None:
        return None
    ours = PublishedPlace.current()
    if ours.council is None:
        return None
    choice = Choice(ours.council, published, ours.neighbour_model)
    return Published(choice, compared(choice))


def chart_of(choice: Choice, years: list[Compared]) -> Spec | None:
    """The council's years as a line, and the latest averages of the others as level lines, each with its year."""
    if not any(each.council is not None for each in years):
        return None
    latest = years[-1]
    others = [
        ("Neighbours", latest.value),
        (choice.council.region.name if choice.council.region else "Region", latest.region),
        ("England", latest.england),
    ]
    return trend_chart(
        [TrendPoint(str(each.year), None if each.council is None else float(each.council)) for each in years],
        title=choice.indicator.shown_label,
        series_label=choice.council.name,
        unit=choice.indicator.get_unit_display(),
        comparators=[Comparator(f"{name} {latest.year}", round(float(value), 2)) for name, value in others if value is not None],
    )
