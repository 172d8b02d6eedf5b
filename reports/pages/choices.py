"""Where what the writer of a report may pick is made."""

from django.urls import reverse

from foundation.council.months import month_code, month_name, months_between
from reports.models import Report
from reports.queries.choices import months_planned


def drafting_links(report: Report) -> list[dict[str, str]]:
    """Where the key findings of each of its months are drafted from the themes of findings."""
    months = months_planned(months_between(report.first_month, report.last_month))
    return [{"text": month_name(month), "href": reverse("insight:month-findings", args=[month_code(month)])} for month in months]
