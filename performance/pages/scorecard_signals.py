"""The control charts of a scorecard's indicators, all at once: for the report, in as many queries as for one."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from foundation.council.months import last_day
from foundation.lookups.read_together import prefetch_together
from performance.enums import OUR_COUNCIL
from performance.models import DatedEvent, Indicator, Value
from performance.pages.control_charts import Control
from performance.pages.indicators import FOR_SHARES, Values
from performance.pages.signals import control_of
from performance.queries.figures import note_values


def controls_of(indicators: Sequence[Indicator], last: datetime.date, place: int = OUR_COUNCIL) -> list[tuple[Indicator, Control]]:
    """Those that have limits, with the figures up to the month `last`, in the order given; of our council, or of a part of it."""
    wanted = {each.pk for each in indicators} | {each.denominator_id for each in indicators if each.denominator_id}
    values = Value.objects.filter(place=place, indicator__in=wanted, month__lte=last)
    rows = values.values_list("indicator", "indicator__basis", "month", "value", "pk", "missing_mark")
    events = DatedEvent.objects.of_series("").standing().select_related("added_by")
    prefetch_together(indicators, "targets", beside=[rows, events])
    figures = _figures(rows)
    given = [each for each in indicators if figures.get((each.pk, each.basis))]
    found = [(each, _control(each, figures, list(events))) for each in given]
    return [(indicator, control) for indicator, control in found if control.picture]


def _figures(rows: Collection[Any]) -> dict[tuple[int, str], Values]:
    """By indicator and its period basis, then by month."""
    found: dict[tuple[int, str], Values] = defaultdict(dict)
    note_values((key, value, mark) for _, _, _, value, key, mark in rows)
    for indicator, basis, month, value, _, _ in rows:
        found[indicator, basis][month] = value
    return found


def _control(indicator: Indicator, figures: dict[tuple[int, str], Values], events: Sequence[DatedEvent]) -> Control:
    values = figures[indicator.pk, indicator.basis]
    totals = next((held for basis in FOR_SHARES if (held := figures.get((indicator.denominator_id or 0, basis)))), None)
    return control_of(indicator, values, _beside(indicator, values, events), totals)


def _beside(indicator: Indicator, values: Values, events: Sequence[DatedEvent]) -> list[DatedEvent]:
    """What happened in the months of its figures, as on its own page."""
    return [event for event in events if event.indicator_id in (None, indicator.pk) and min(values) <= event.day <= last_day(max(values))]
