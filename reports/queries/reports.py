"""The report that an address names."""

from foundation.council.months import parse_month
from reports.models import Report
from reports.querysets import ReportQuerySet


def editions_at(code: str) -> ReportQuerySet:
    """The editions on a period, the newest first: “2023-06-to-2023-07” or “2023-07”. Raises ValueError for what names no months."""
    first, _, last = code.partition("-to-")
    return Report.objects.filter(first_month=parse_month(first), last_month=parse_month(last or first))


def newest_edition(report: Report) -> Report:
    """Of the same period, approved or not."""
    return Report.objects.editions_of(report).order_by("-edition")[0]
