"""An indicator over time: its chart's points and its table's rows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from foundation.council.months import add_months, last_day, month_name
from foundation.council.words import in_our_words
from foundation.govuk.false_words import FalseWords
from performance.enums import OUR_COUNCIL, Basis, ComparatorKind, Series, Unit
from performance.models import Commentary, DatedEvent, Indicator, Target, Value
from performance.pages.comparators import neighbours_aside
from performance.pages.disagreements import disagreements_of
from performance.pages.facts_from_above import false_facts_from_above
from performance.pages.links import comment_url
from performance.pages.scorecards import Direction, direction_of, flags_of
from performance.queries.figures import NO_FIGURE, FigureReader, as_given, figure_text, in_figures
from performance.queries.periods import period_of, step_of

# The periods of what a month's share is a share of.
FOR_SHARES = (Basis.MONTH, Basis.AT_DATE)
UNITS = {Unit.PERCENT: "%", Unit.RATE: " per 10,000 children"}
# Figures by month.
Values = dict[datetime.date, Decimal | None]


@dataclass(frozen=True)
class HistoryRow:
    """One period: `restated_from` is what an earlier file said; `source` names the file and row it came from."""

    month: datetime.date
    period: str
    value: Decimal | None
    text: str
    direction: Direction
    neighbours_text: str
    restated_from: str
    first_text: str
    source: str
    status: int | None
    comment: str
    comment_url: str
    false_words: Sequence[FalseWords] = ()


def history(indicator: Indicator) -> list[HistoryRow]:
    """Every period with a figure or a mark, latest first."""
    values = list(indicator.values.ours().select_related("source").prefetch_related("restatements").order_by("month"))
    comments = {each.month: each for each in indicator.commentaries.all()}
    by_month = {each.month: each for each in indicator.comparators.filter(kind=ComparatorKind.STATISTICAL_NEIGHBOURS)}
    wrong = false_facts_from_above(None, list(comments.values()))
    rows = []
    for before, value in zip([None, *values], values, strict=False):
        held = by_month.get(value.month)
        said = comments.get(value.month)
        row = history_row(indicator, before, value, in_figures(indicator, held.value) if held else NO_FIGURE, said)
        rows.append(replace(row, false_words=wrong[said.pk]) if said and said.pk in wrong else row)
    return rows[::-1]


def history_row(
    indicator: Indicator, before: Value | None, value: Value, neighbours_text: str = NO_FIGURE, commentary: Commentary | None = None
) -> HistoryRow:
    """`value` with its source and its restatements loaded."""
    earlier = [in_figures(indicator, each.was) if each.was is not None else "no figure" for each in value.restatements.all()]
    return HistoryRow(
        month=value.month,
        period=period_of(indicator, value.month),
        value=value.value,
        text=figure_text(indicator, value),
        direction=direction_of(before.value if before else None, value.value, indicator),
        neighbours_text=neighbours_text,
        restated_from=", ".join(earlier),
        first_text=earlier[0] if earlier else "",
        source=f"{value.source.file_name}, row {value.row}",
        status=commentary.status if commentary else None,
        comment=commentary.published_comment if commentary else "",
        comment_url=comment_url(indicator, value.month),
    )


def with_unit(indicator: Indicator, value: Decimal) -> str:
    """“63.4%”, “114.1 per 10,000 children”."""
    return f"{in_figures(indicator, value)}{UNITS.get(Unit(indicator.unit), '')}"


def values_of(indicator: Indicator) -> Values:
    """Our own figures by month."""
    return dict(indicator.values.ours().values_list("month", "value"))


def events_of(indicator: Indicator, values: Values) -> list[DatedEvent]:
    """What happened in the months of its figures, earliest first; the numbers that the chart gives them are their places here."""
    if not values or indicator.series == Series.HALF_YEARS:
        return []
    events = DatedEvent.objects.beside(indicator).standing().select_related("added_by")
    return list(events.filter(day__gte=min(values), day__lte=last_day(max(values))))


def taken_back_of(indicator: Indicator) -> list[DatedEvent]:
    """At which limits once started again, and no longer do."""
    return list(DatedEvent.objects.beside(indicator).taken_back().select_related("added_by", "taken_back_by"))


def totals_of(indicator: Indicator, place: int = OUR_COUNCIL) -> Values:
    """What its shares are of, by month; nothing where no indicator holds that for a month or a date."""
    if not indicator.denominator_id:
        return {}
    held = Value.objects.filter(indicator=indicator.denominator_id, indicator__basis__in=FOR_SHARES, place=place)
    return dict(held.values_list("month", "value"))


def definition_of(indicator: Indicator) -> list[dict[str, str]]:
    """Rows of a summary list: what the indicator is."""
    rows = [
        ("Table", indicator.get_series_display() + (f", {indicator.get_area_display()}" if indicator.area else "")),
        ("What it is", in_our_words(indicator.definition) or "No definition is written yet."),
        ("Unit", indicator.get_unit_display()),
        ("Period basis", indicator.get_basis_display()),
        ("Which way is better", indicator.get_polarity_display()),
        ("Target", "; ".join(_target_words(each) for each in indicator.targets.all())),
        ("Breakdown", indicator.breakdown),
        ("Part of", str(indicator.numerator_of.measure) if indicator.numerator_of else ""),
        ("A share or rate of", indicator.denominator.shown_label if indicator.denominator else ""),
        ("Source", indicator.source),
        ("Comments by", str(indicator.owner or "")),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _target_words(target: Target) -> str:
    until = f" to {month_name(target.last_month)}" if target.last_month else ""
    return f"{as_given(target.value)} from {month_name(target.first_month)}{until}"


def comment_context(indicator: Indicator, month: datetime.date, reader: FigureReader) -> dict[str, Any]:
    """What a person wants beside the box: the figure in numbers, its cautions, what was said last time."""
    figures = reader.of(month)
    back = step_of(indicator)
    before = add_months(month, -back)
    direction = direction_of(figures.value(indicator, back), figures.value(indicator), indicator)
    year, held = figures.neighbours_year(indicator), figures.neighbours(indicator)
    rows = [
        {"key": period_of(indicator, month), "value": figures.text(indicator)},
        {"key": period_of(indicator, before), "value": figures.text(indicator, back)},
        {"key": "Direction", "value": ", ".join(filter(None, [direction.words, direction.change_words]))},
        {"key": f"Statistical neighbours {year}".strip(), "value": f"{held.text}{neighbours_aside(held)}" if held else NO_FIGURE},
    ]
    return {
        "figure_rows": rows,
        "flags": flags_of(figures, disagreements_of(month, reader))[indicator.pk],
        "last_time": indicator.commentaries.filter(month=before).select_related("written_by").first(),
        "last_period": period_of(indicator, before),
        "period": period_of(indicator, month),
    }
