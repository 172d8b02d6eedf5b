"""Where somebody takes out what a report must not say of a person."""

from django.urls import reverse

from audits.models import Cycle
from foundation.council.months import month_code
from performance.pages.links import comment_url
from reports.enums import GivenAway
from reports.models import Report
from reports.queries.approval import shown_beside_figures
from reports.queries.identities import Identity, is_given_in


def where_to_mend(report: Report, found: Identity) -> str:
    """The address of the page on which the text is written: a section, the key findings, a comment beside a figure, a month's plan.

    Empty where the report has it from elsewhere. Looked for only where something was found.
    """
    if found.given_away == GivenAway.IN_SECTION:
        return _section(report, found.section)
    written = next((row.key for row in report.texts.all() if is_given_in(found, row.text)), "")
    if written:
        return _section(report, written)
    if found.given_away == GivenAway.IN_FINDING or any(is_given_in(found, row.text) for row in report.findings.all()):
        return reverse("reports:findings", args=[report.code])
    return _comment(report, found) or _plan(report, found)


def _section(report: Report, key: str) -> str:
    return reverse("reports:section", args=[report.code, key])


def _comment(report: Report, found: Identity) -> str:
    for said in shown_beside_figures(report).select_related("indicator"):
        if is_given_in(found, f"{said.published_comment}\n{said.published_action}"):
            return comment_url(said.indicator, said.month)
    return ""


def _plan(report: Report, found: Identity) -> str:
    for cycle in Cycle.objects.in_period(report.first_month, report.last_month):
        if is_given_in(found, f"{cycle.theme}\n{cycle.cohort}\n{cycle.shortfall_reason}"):
            return reverse("audits:change-cycle", args=[month_code(cycle.month)])
    return ""
