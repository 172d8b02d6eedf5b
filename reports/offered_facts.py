"""The sentences that the writer of the report may insert. They are words, so this is beside `composing`; services and queries ask it."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from audits.enums import Grade
from audits.queries.grade_words import grade_word
from foundation.council.months import last_day, month_code, month_name
from foundation.seals import version_of
from insight.facts import ComputedFact, facts_in
from insight.models import InsertedFact
from performance.enums import Series
from performance.pages.facts import facts_for_report
from performance.pages.noted_figures import noted_sentence
from performance.queries import FigureReader
from performance.queries.noted_figures import NotedFigureSum, noted_figure_sums
from reports.enums import FactSource
from reports.models import Report
from reports.queries.ledger import ledger_of
from reports.queries.reports import report_before

NOTED, OF_FIGURES, RESTATED = "noted_figure", "figure", "restated"
# How a fact on what changed since a report begins, but for months of audits, which say it in words of their own.
IN_THE_REPORT = "In the report on "
# What a month of audits is said to be: “June 2023 was first shown before moderation”, “was shown after moderation”.
_SHOWN = " shown "
# Columns that follow from others.
_FOLLOWS = "95% interval"
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
        FactSource.RESTATED: _restated,
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
    """From every source, whichever section offers it: a writer may put any of them anywhere. But for what changed since the last report:
    that is worked out where somebody asks, `restated_in`.
    """
    sources = [source for source in FactSource if source != FactSource.RESTATED]
    return [fact for group in facts_offered(report, sources, reader) for fact in group.facts]


def _restated(report: Report, reader: FigureReader) -> list[ComputedFact]:
    before = report_before(report)
    return restated_since(before) if before else []


def restated_in(report: Report, text: str) -> list[ComputedFact]:
    """Those on what changed since the last report that a text may have."""
    may_have_some = IN_THE_REPORT in text or _SHOWN in text
    return _restated(report, FigureReader()) if may_have_some else []


def restated_since(report: Report) -> list[ComputedFact]:
    """A sentence for each month whose grades are others than an approved report showed, and for each other row of a table of it."""
    ledger = ledger_of(report)
    told = [f"Overall judgement, {month_name(month)}" for month in ledger.months]
    found = [_of_restated(report, month_code(month), sentence) for month, sentence in ledger.months.items()]
    for (table, row), cells in groupby((cell for cell in ledger.cells if cell.row), key=lambda cell: (cell.table, cell.row)):
        changes = [cell for cell in cells if cell.column and not cell.column.startswith(_FOLLOWS)]
        if changes and not table.startswith(tuple(told)):
            said = "; ".join(f"{_in_full(cell.column)} was {cell.was} and is now {cell.now}" for cell in changes)
            sentence = f"{IN_THE_REPORT}{report.period}, “{table}”, {row}: {said}."
            found.append(_of_restated(report, version_of(table, row), sentence))
    return found


def _in_full(column: str) -> str:
    """A column of grades has their codes at its head, and their words in a note."""
    return grade_word(Grade(column)) if column in Grade.values else column


def _of_restated(report: Report, name: str, sentence: str) -> ComputedFact:
    key = f"{RESTATED}-{report.edition}-{report.code}-{name}"
    rule = "What the report said when it was approved, beside what the same period’s report would say now."
    fact = _of_figures(RESTATED, key, sentence, rule, f"{report}, compared with the grades and figures of now", report.last_month)
    return replace(fact, period=(report.first_month, report.last_month))


def figures_found_again(rows: Collection[InsertedFact], reader: FigureReader) -> dict[str, ComputedFact]:
    """Of inserted facts that were worked out from figures, or noted, those that are so now, by their keys."""
    found: list[ComputedFact] = []
    for series, months in _tables_of(rows).items():
        for month in months:
            found += of_table(series, month, reader)
    if any(row.kind == NOTED for row in rows):
        found += of_noted(noted_figure_sums())
    for report in _reports_of({row.key for row in rows if row.kind == RESTATED}):
        found += restated_since(report)
    return {fact.key: fact for fact in found}


def _reports_of(keys: Collection[str]) -> list[Report]:
    """The approved editions that facts on what changed since are about."""
    beginnings = {tuple(key.split("-")[1:2]) for key in keys}
    reports = Report.objects.approved().filter(edition__in=[int(edition) for (edition,) in beginnings]) if keys else []
    return [report for report in reports if any(key.startswith(f"{RESTATED}-{report.edition}-{report.code}-") for key in keys)]


def _tables_of(rows: Iterable[InsertedFact]) -> dict[Series, set[datetime.date]]:
    """Which months of which tables they are of."""
    of_figures = [row for row in rows if row.kind == OF_FIGURES]
    return {series: {row.last_month for row in of_figures if row.key.startswith(_beginning(series))} for series in _RULES}


def _beginning(series: Series) -> str:
    return f"{OF_FIGURES}-{series.value}-"


def _of_figures(kind: str, key: str, sentence: str, rule: str, source: str, month: datetime.date) -> ComputedFact:
    figures = {"sentence": sentence}
    return ComputedFact(kind, key, sentence, rule, source, figures, months=(month,), period=(month, month), statement=key)
