"""The sentences that the writer of the report may add with a tick."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from foundation.council.months import last_day, month_name
from insight.pages.facts import ComputedSentence, facts
from performance.enums import Series
from performance.pages.facts import facts_for_report
from performance.pages.noted_figures import noted_sentence
from performance.queries import FigureReader
from performance.queries.noted_figures import noted_figure_sums
from reports.enums import FactSource
from reports.models import Report


@dataclass(frozen=True)
class FactGroup:
    source: FactSource
    facts: list[ComputedSentence]


def facts_for(report: Report, sources: Sequence[FactSource]) -> list[FactGroup]:
    """What may be added with a tick, by source; those that have nothing to offer are left out."""
    makers = {
        FactSource.AUDITS: _of_audits,
        FactSource.HALF_YEARS: _of_half_years,
        FactSource.SCORECARD: _of_scorecard,
        FactSource.NOTED: _noted,
    }
    groups: list[FactGroup] = []
    reader = FigureReader()
    for source in sources:
        said = {fact.sentence for group in groups for fact in group.facts}
        groups.append(FactGroup(source, [fact for fact in makers[source](report, reader) if fact.sentence not in said]))
    return [group for group in groups if group.facts]


def _of_audits(report: Report, reader: FigureReader) -> list[ComputedSentence]:
    return facts(report.first_month, report.last_month, reader)


def _of_half_years(report: Report, reader: FigureReader) -> list[ComputedSentence]:
    return _of_table(Series.HALF_YEARS, reader.latest(Series.HALF_YEARS, report.last_month), reader)


def _of_scorecard(report: Report, reader: FigureReader) -> list[ComputedSentence]:
    return _of_table(Series.SCORECARD, reader.latest(Series.SCORECARD, report.last_month), reader)


def _noted(report: Report, reader: FigureReader) -> list[ComputedSentence]:
    return [
        ComputedSentence(noted_sentence(each), each.figure.source)
        for each in noted_figure_sums(report.first_month, last_day(report.last_month))
    ]


def _of_table(series: Series, month: datetime.date | None, reader: FigureReader) -> list[ComputedSentence]:
    """In the table's latest month; the source is the sum itself."""
    if month is None:
        return []
    found = facts_for_report(series, reader.of(month))
    return [
        ComputedSentence(fact.sentence, ". ".join(filter(None, [f"{series.label}, {month_name(month)}: {fact.working}", fact.caution])))
        for fact in found
    ]
