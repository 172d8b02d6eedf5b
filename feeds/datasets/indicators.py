"""Indicators with their figures and comparators, and the facts of a period."""

from collections.abc import Iterator

from feeds.enums import ColumnKind, FeedScope
from insight.facts import FactReader
from insight.facts.offered import facts_for_others, gives_away
from performance.models import Indicator
from performance.queries.long_table import HEADER, long_table_of_months

from .table import AskedOfTable, FeedColumn, FeedTable, PlainRow, count_column, text_column

# Of the long table of the page All figures; the names of files, which people typed, are left out.
_TAKEN = (
    *("indicator", "place_kind", "place", "period", "period_ends", "figure", "mark", "first_reported"),
    *("what", "year_quoted", "neighbour_model"),
)


def _indicator_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for each in Indicator.objects.of_ours().select_related("measure").order_by("slug"):
        labels = (each.get_unit_display(), each.get_basis_display(), each.get_polarity_display(), each.get_series_display())
        area = each.get_area_display() if each.area else ""
        yield each.slug, str(each.measure), each.shown_label, *labels, area, each.breakdown, each.decimals, each.definition


def _figure_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    places = [HEADER.index(name) for name in _TAKEN]
    for row in long_table_of_months(asked.first, asked.last, ours=asked.ours):
        yield [row[place] for place in places]  # type: ignore[misc]  # plain values, each of the kind of its column


def _fact_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    reader = FactReader(asked.first, asked.last, hidden=asked.hidden)
    for fact in facts_for_others(reader):
        if not gives_away(fact, asked.hidden):
            yield fact.key, fact.kind, fact.sentence, fact.rule, fact.source, fact.month


INDICATORS = (
    FeedTable(
        "indicators",
        "Indicators",
        "What is measured: each indicator of our own tables with its unit, basis and definition.",
        FeedScope.INDICATORS,
        (
            text_column("indicator", "The code of the indicator, which stays."),
            text_column("measure", "What is measured, in whichever table."),
            text_column("label", "As our table names it."),
            text_column("unit", "What its figures are in."),
            text_column("basis", "Which period a figure covers."),
            text_column("polarity", "Whether higher or lower is better."),
            text_column("table", "In which of our tables it is."),
            text_column("area", "The area of the scorecard."),
            text_column("breakdown", "The part of the whole that it counts."),
            count_column("decimals", "With how many decimals it is printed.", "digits"),
            text_column("definition", "How it is counted."),
        ),
        _indicator_rows,
        has_months=False,
    ),
    FeedTable(
        "figures",
        "Figures of indicators",
        "Every figure of the council’s indicators, and beside it what its table quotes of others; of no service and no team.",
        FeedScope.INDICATORS,
        (
            text_column("indicator", "The code of the indicator."),
            text_column("place_kind", "Our council, another council, a region, a country, or whose figure is quoted."),
            text_column("place", "The place by name."),
            text_column("period", "The period in words."),
            FeedColumn("period_ends", ColumnKind.DAY, "The day on which the period ends."),
            FeedColumn("figure", ColumnKind.DECIMAL, "The figure, empty where there is a mark.", "the unit of the indicator"),
            text_column("mark", "The mark of a figure that is missing: NA, x, c."),
            FeedColumn(
                "first_reported", ColumnKind.DECIMAL, "What was reported first, where a file changed it.", "the unit of the indicator"
            ),
            text_column("what", "Whether it is a figure, or a comparator as a table quoted it."),
            text_column("year_quoted", "The year that a quoted comparator is for."),
            text_column("neighbour_model", "The model of statistical neighbours of a quoted comparator."),
        ),
        _figure_rows,
        asks=("of",),
    ),
)

FACTS = (
    FeedTable(
        "facts",
        "Facts",
        "What can be said of the period, the most telling first: sentences that all staff may read, without any count under five.",
        FeedScope.AGGREGATES,
        (
            text_column("key", "Which fact it is, whatever its figures are."),
            text_column("kind", "The kind of fact."),
            text_column("sentence", "The fact."),
            text_column("rule", "By which rule it was found."),
            text_column("source", "What it was counted from."),
            FeedColumn("latest_month", ColumnKind.MONTH, "The latest month that it covers."),
        ),
        _fact_rows,
    ),
)
