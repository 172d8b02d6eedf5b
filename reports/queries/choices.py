"""What the writer of the report may pick from."""

import datetime
from collections.abc import Iterable

from audits.models import Audit, Cycle, Finding, RestrictedRecord
from audits.querysets import monthly
from foundation.council.months import add_months, first_of
from insight.models import MonthFinding
from insight.queries.distributions import months_with_audits
from reports.models import Report
from reports.periods import Period, usual_periods


def findings_to_pick(report: Report) -> list[Finding]:
    """What auditors found in the period's submitted audits, without what the report already says, and without restricted records'."""
    chosen = {row.text for row in report.findings.all()}
    submitted = Audit.objects.submitted().filter(monthly(), cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    submitted = submitted.exclude(case_key__in=RestrictedRecord.objects.keys_in_force())
    found = Finding.objects.filter(audit__in=submitted)
    return [row for row in found.select_related("audit__cycle").order_by("-kind", "audit__cycle__month", "pk") if row.text not in chosen]


def findings_to_take_over(report: Report) -> list[MonthFinding]:
    """What was drafted from the themes of the period's months and no report has taken over."""
    months = {"month__gte": report.first_month, "month__lte": report.last_month}
    return list(MonthFinding.objects.filter(taken_on=None, **months).order_by("month", "-kind", "pk"))


def next_period(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The months that the next report would be on: from where the last one ended to the latest month with audits."""
    ends = months_with_audits()
    latest = ends[1] if ends else add_months(first_of(today), -1)
    last = Report.objects.order_by("-last_month").first()
    first = add_months(last.last_month, 1) if last else add_months(latest, -1)
    return (first, latest) if first <= latest else (first, first)


def periods_to_report(today: datetime.date) -> list[Period]:
    """The usual periods that no report is on yet, that since the last report first."""
    first, latest = next_period(today)
    return usual_periods(latest, first, list(Report.objects.values_list("first_month", "last_month").distinct().order_by()))


def months_planned(months: Iterable[datetime.date]) -> list[datetime.date]:
    """Those of which there is a plan: a month that nobody planned has no findings."""
    return list(Cycle.objects.monthly().filter(month__in=list(months)).order_by("month").values_list("month", flat=True))
