"""The sentences that the writer of the report may insert. They are words, so this is beside `composing`; services and queries ask it."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from foundation.council.months import last_day, month_code, month_name
from insight.facts import ComputedFact, facts_in
from insight.models import InsertedFact
from performance.enums import Series
from performance.pages.facts import facts_for_report
from performance.pages.noted_figures import noted_sentence
from performance.queries import FigureReader
from performance.queries.noted_figures import NotedFigureSum, noted_figure_sums
from reports.enums import FactSource
from reports.models import Report

NOTED, OF_FIGURES = "noted_figure", "figure"
_RULES = {
    Series.HALF_YEARS: "Worked out from the figures of the half-year comparison that are stored.",
    Series.SCORECARD: "Worked out from the figures of the scorecard that are stored.",
}


@dataclass(frozen=True)
class FactGroup:
    source: FactSource
    facts: list[ComputedFact]


def facts_offered(report: Report, sources: Sequence[FactSource], reader: FigureReader | None = None) -> list[FactGroup]:
    """What may be inserted, by source; those that have nothing to offer are left out, and a sentence is offered once."""
    makers = {
        FactSource.AUDITS: _of_audits,
        FactSource.HALF_YEARS: _of_half_years,
        FactSource.SCORECARD: _of_scorecard,
        FactSource.NOTED: _noted,
    }
    groups: list[FactGroup] = []
    reader = reader or FigureReader()
    for source in sources:
        said = {fact.sentence for group in groups for fact in group.facts}
        groups.append(FactGroup(source, [fact for fact in makers[source](report, reader) if fact.sentence not in said]))
    return [group for group in groups if group.facts]


def _of_audits(report: Report, reader: FigureReader) -> list[ComputedFact]:
    return facts_in(report.first_month, report.last_month, reader)


def _of_half_years(report: Report, reader: FigureReader) -> list[ComputedFact]:
    return of_table(Series.HALF_YEARS, reader.latest(Series.HALF_YEARS, report.last_month), reader)


def _of_scorecard(report: Report, reader: FigureReader) -> list[ComputedFact]:
    return of_table(Series.SCORECARD, reader.latest(Series.SCORECARD, report.last_month), reader)


def _noted(report: Report, reader: FigureReader) -> list[ComputedFact]:
    return of_noted(noted_figure_sums(report.first_month, last_day(report.last_month)))


def of_noted(noted: Iterable[NotedFigureSum]) -> list[ComputedFact]:
    found = []
    for each in noted:
        sentence, month = noted_sentence(each), each.figure.day.replace(day=1)
        key = f"{NOTED}-{each.figure.pk}-{month_code(month)}"
        rule = "Noted by a person, with its source and day."
        found.append(_of_figures(NOTED, key, sentence, rule, each.figure.source, month))
    return found


def of_table(series: Series, month: datetime.date | None, reader: FigureReader) -> list[ComputedFact]:
    """In one month of a table; the source is the sum itself."""
    if month is None:
        return []
    found = []
    for each in facts_for_report(series, reader.of(month)):
        source = ". ".join(filter(None, [f"{series.label}, {month_name(month)}: {each.working}", each.caution]))
        key = f"{_beginning(series)}{each.key}-{month_code(month)}"
        found.append(_of_figures(OF_FIGURES, key, each.sentence, _RULES[series], source, month))
    return found


def every_fact(report: Report, reader: FigureReader | None = None) -> list[ComputedFact]:
    """From every source, whichever section offers it: a writer may put any of them anywhere."""
    return [fact for group in facts_offered(report, tuple(FactSource), reader) for fact in group.facts]


def figures_found_again(rows: Collection[InsertedFact], reader: FigureReader) -> dict[str, ComputedFact]:
    """Of inserted facts that were worked out from figures, or noted, those that are so now, by their keys."""
    found: list[ComputedFact] = []
    for series, months in _tables_of(rows).items():
        for month in months:
            found += of_table(series, month, reader)
    if any(row.kind == NOTED for row in rows):
        found += of_noted(noted_figure_sums())
    return {fact.key: fact for fact in found}


def _tables_of(rows: Iterable[InsertedFact]) -> dict[Series, set[datetime.date]]:
    """Which months of which tables they are of."""
    of_figures = [row for row in rows if row.kind == OF_FIGURES]
    return {series: {row.last_month for row in of_figures if row.key.startswith(_beginning(series))} for series in _RULES}


def _beginning(series: Series) -> str:
    return f"{OF_FIGURES}-{series.value}-"


def _of_figures(kind: str, key: str, sentence: str, rule: str, source: str, month: datetime.date) -> ComputedFact:
    figures = {"sentence": sentence}
    return ComputedFact(kind, key, sentence, rule, source, figures, months=(month,), period=(month, month), statement=key)
