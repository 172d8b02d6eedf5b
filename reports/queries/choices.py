"""What the writer of the report may pick from."""

import datetime

from audits.models import Audit, Finding
from foundation.council.months import add_months, first_of
from insight.queries.distributions import months_with_audits
from reports.models import Report


def findings_to_pick(report: Report) -> list[Finding]:
    """What auditors found in the period's submitted audits, without what the report already says."""
    chosen = {row.text for row in report.findings.all()}
    submitted = Audit.objects.submitted().filter(cycle__month__gte=report.first_month, cycle__month__lte=report.last_month)
    found = Finding.objects.filter(audit__in=submitted)
    return [row for row in found.select_related("audit__cycle").order_by("-kind", "audit__cycle__month", "pk") if row.text not in chosen]


def next_period(today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The months that the next report would be on: from where the last one ended to the latest month with audits."""
    ends = months_with_audits()
    latest = ends[1] if ends else add_months(first_of(today), -1)
    last = Report.objects.order_by("-last_month").first()
    first = add_months(last.last_month, 1) if last else add_months(latest, -1)
    return (first, latest) if first <= latest else (first, first)
