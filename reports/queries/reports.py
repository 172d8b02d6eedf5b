"""The report that an address names."""

from foundation.council.months import parse_month
from reports.models import Report
from reports.querysets import ReportQuerySet


def editions_at(code: str) -> ReportQuerySet:
    """The editions on a period, the newest first: “2023-06-to-2023-07” or “2023-07”. Raises ValueError for what names no months."""
    first, _, last = code.partition("-to-")
    return Report.objects.filter(first_month=parse_month(first), last_month=parse_month(last or first))


def report_before(report: Report) -> Report | None:
    """The approved edition whose changes a draft opens with: that which it corrects, else the newest of the latest report before it."""
    if report.edition > 1:
        return Report.objects.editions_of(report).approved().filter(edition__lt=report.edition).last()
    earlier = Report.objects.approved().standing().filter(last_month__lte=report.last_month)
    return earlier.exclude(first_month=report.first_month, last_month=report.last_month).first()


def draft_after(report: Report) -> Report | None:
    """The draft that opens with what changed since an approved edition."""
    drafts = Report.objects.drafts().filter(last_month__gte=report.last_month).order_by("last_month", "first_month")
    return next((draft for draft in drafts if report_before(draft) == report), None)


def newest_edition(report: Report) -> Report:
    """Of the same period, approved or not."""
    return Report.objects.editions_of(report).order_by("-edition")[0]
