"""What the writer of the report may pick from."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from audits.models import Audit, Finding
from foundation.council.months import add_months, first_of, last_day, month_name
from insight.pages.facts import Fact, facts
from insight.queries.distributions import months_with_audits
from performance.enums import Series
from performance.queries import facts_for_report, figures_for, latest_half_year, scorecard_months
from performance.queries.noted import noted_figures
from reports.enums import FactSource
from reports.models import Report


@dataclass(frozen=True)
class FactGroup:
    source: FactSource
    facts: list[Fact]


def findings_to_pick(report: Report) -> list[Finding]:
    """What auditors found in the period's submitted audits, without what the report already says."""
    chosen = {row.text for row in report.findings.all()}
    submitted = Audit.objects.submitted().filter(cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    found = Finding.objects.filter(audit__in=submitted)
    return [row for row in found.select_related("audit__cycle").order_by("-kind", "audit__cycle__month", "pk") if row.text not in chosen]


def facts_for(report: Report, sources: Sequence[FactSource]) -> list[FactGroup]:
    """What may be added with a tick, by source; those that have nothing to offer are left out."""
    makers = {
        FactSource.AUDITS: _of_audits,
        FactSource.HALF_YEARS: _of_half_years,
        FactSource.SCORECARD: _of_scorecard,
        FactSource.NOTED: _noted,
    }
    groups: list[FactGroup] = []
    for source in sources:
        said = {fact.sentence for group in groups for fact in group.facts}
        groups.append(FactGroup(source, [fact for fact in makers[source](report) if fact.sentence not in said]))
    return [group for group in groups if group.facts]


def _of_audits(report: Report) -> list[Fact]:
    return facts(report.first_month, report.last_month)


def _of_half_years(report: Report) -> list[Fact]:
    return _of_table(Series.HALF_YEARS, latest_half_year(report.last_month))


def _of_scorecard(report: Report) -> list[Fact]:
    return _of_table(Series.SCORECARD, next((month for month in scorecard_months() if month <= report.last_month), None))


def _noted(report: Report) -> list[Fact]:
    return [Fact(each.sentence, each.figure.source) for each in noted_figures(report.first_month, last_day(report.last_month))]


def _of_table(series: Series, month: datetime.date | None) -> list[Fact]:
    """In the table's latest month; the source is the sum itself."""
    if month is None:
        return []
    found = facts_for_report(series, figures_for(month))
    return [
        Fact(fact.sentence, ". ".join(filter(None, [f"{series.label}, {month_name(month)}: {fact.working}", fact.caution])))
        for fact in found
    ]


def next_period(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The months that the next report would be on: from where the last one ended to the latest month with audits."""
    ends = months_with_audits()
    latest = ends[1] if ends else add_months(first_of(today), -1)
    last = Report.objects.order_by("-last_month").first()
    first = add_months(last.last_month, 1) if last else add_months(latest, -1)
    return (first, latest) if first <= latest else (first, first)
