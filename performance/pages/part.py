"""An indicator in one of our services or teams, over time beside the whole council."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from foundation.charts import StepLine, TrendPicture, TrendPoint, trend_picture
from performance.models import DatedEvent, Indicator, Place
from performance.pages.breakdowns import parts_with_figures
from performance.pages.comparing import LOOKS
from performance.pages.control_charts import Control
from performance.pages.indicator import IndicatorChart, drawn
from performance.pages.indicators import HistoryRow, Values, events_of, history_row, totals_of, values_of
from performance.pages.misfits import misfits
from performance.pages.signals import control_of
from performance.pages.trends import as_float, months_of, short_period
from performance.queries.comparators import is_count
from performance.queries.figures import NO_FIGURE, in_figures

WHOLE = "Whole council"


@dataclass(frozen=True)
class PartPage:
    """`rows` are latest first, each with the whole council's figure of its period; `latest` is the last with a figure."""

    indicator: Indicator
    place: Place
    rows: list[tuple[HistoryRow, str]]
    latest: HistoryRow | None
    events: list[DatedEvent]
    chart: IndicatorChart
    control: Control
    control_chart: IndicatorChart
    flags: list[str]


def part_page_of(indicator: Indicator, place: Place) -> PartPage:
    held = indicator.values.filter(place=place).select_related("source").prefetch_related("restatements").order_by("month")
    stored = list(held)
    values, whole = {each.month: each.value for each in stored}, values_of(indicator)
    rows = [
        (history_row(indicator, before, value), _whole_text(indicator, whole, value.month))
        for before, value in zip([None, *stored], stored, strict=False)
    ][::-1]
    events = events_of(indicator, values)
    control = control_of(indicator, values, events, totals_of(indicator, place.pk))
    return PartPage(
        indicator=indicator,
        place=place,
        rows=rows,
        latest=next((row for row, _ in rows if row.value is not None), None),
        events=events,
        chart=drawn(_chart(indicator, place, values, whole)),
        control=control,
        control_chart=drawn(control.picture),
        flags=_flags(indicator, place, rows),
    )


def _flags(indicator: Indicator, place: Place, rows: list[tuple[HistoryRow, str]]) -> list[str]:
    """Whether its latest figure can be that of its teams, which a person who reads a service's figure reads too."""
    latest = next((row for row, _ in rows if row.value is not None), None)
    if latest is None or place.service is None:
        return []
    family = Place.objects.filter(Q(pk=place.pk) | Q(team__service=place.service))
    found = misfits(indicator, latest.month, parts_with_figures(indicator, family))
    return [f"{latest.period}: {found[place.pk]}"] if place.pk in found else []


def _whole_text(indicator: Indicator, whole: Values, month: datetime.date) -> str:
    value = whole.get(month)
    return NO_FIGURE if value is None else in_figures(indicator, value)


def _chart(indicator: Indicator, place: Place, values: Values, whole: Values) -> TrendPicture | None:
    """The part's line. A share has the council's line beside it; a count of all would only press the part's own to the axis."""
    if not any(value is not None for value in values.values()):
        return None
    months = months_of(indicator, values)
    beside = [TrendPoint(short_period(indicator, month), as_float(whole.get(month))) for month in months]
    compares = not is_count(indicator) and any(point.value is not None for point in beside)
    return trend_picture(
        [TrendPoint(short_period(indicator, month), as_float(values.get(month))) for month in months],
        title=f"{indicator.shown_label}, {place.current_name}",
        series_label=place.current_name,
        unit=indicator.get_unit_display(),
        comparators=[StepLine(WHOLE, beside, LOOKS["council"])] if compares else [],
    )
