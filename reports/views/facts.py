"""Facts put into a report with one press, from wherever they are read; and put in the place of what is not so any more."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from foundation.accounts.requests import SignedInRequest, call_service
from foundation.council.months import month_code, parse_month
from insight.facts import FactReader, facts_of_period, insertable
from reports.models import Report, SectionText
from reports.services import insert_fact, replace_fact

from .fetching import draft_to_write


@require_POST
def insert(request: SignedInRequest, code: str) -> HttpResponse:
    """The fact of the key that was pressed, of the period and cohort in which it was found; back to where it was pressed."""
    report = draft_to_write(request, code)
    try:
        first, last = parse_month(request.POST.get("from", "")), parse_month(request.POST.get("to", ""))
    except ValueError as wrong:
        raise BadRequest(str(wrong)) from None
    key, cohort = request.POST.get("key", ""), request.POST.get("cohort", "")
    reader = FactReader(first, last, cohort=cohort)
    offered = insertable(facts_of_period(reader.period(first, last)), reader)
    fact = next((each for each in offered if each.key == key), None)
    if fact is None:
        messages.error(request, "This fact has changed since you opened the page, so it was not inserted. Insert it as it is now.")
    else:
        call_service(request, insert_fact, lambda section: _inserted(report, section), report=report, fact=fact)
    asked = {"from": month_code(first), "to": month_code(last)} | ({"cohort": cohort} if cohort else {})
    return redirect(f"{reverse('insight:facts')}?{urlencode(asked)}#{key}")


def _inserted(report: Report, section: str) -> str:
    return f"The fact is at the end of “{report.heading_of(section)}” in the report on {report.period}."


@require_POST
def replace(request: SignedInRequest, code: str, key: str) -> HttpResponse:
    """What is so now in the place of a fact that is not so any more."""
    report = draft_to_write(request, code)
    call_service(request, replace_fact, _replaced, report=report, key=key, fact=request.POST.get("fact", ""))
    return redirect("reports:section", code=code, key=key)


def _replaced(written: SectionText | None) -> str:
    return "The text says what is so now." if written else "There was nothing to replace: the text or the figures have changed since."
