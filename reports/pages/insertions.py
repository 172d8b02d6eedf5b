"""Where facts that are read elsewhere can be put into a report."""

import datetime
from urllib.parse import urlencode

from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.months import month_code
from insight.pages.facts import Insertion
from reports.models import Report
from reports.permissions import can_write_reports


def into_draft(person: Person, first: datetime.date, last: datetime.date) -> Insertion | None:
    """The latest draft that has some of these months, for a person who may write in it."""
    if not can_write_reports(person):
        return None
    report = Report.objects.drafts().filter(first_month__lte=last, last_month__gte=first).first()
    return Insertion(reverse("reports:insert-fact", args=[report.code]), f"report on {report.period}") if report else None


def period_query(report: Report) -> str:
    """The report's months, as the pages of insight ask for them."""
    return "?" + urlencode({"from": month_code(report.first_month), "to": month_code(report.last_month)})
