"""Domain strengths: the page and its downloads."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import sheets_as_file
from foundation.council.months import month_code, month_name, period_name
from insight.answers.pages.last_report import last_report_for
from insight.answers.pages.strengths import strengths_page, strengths_sheets
from insight.answers.pages.words import waiting_sentence
from insight.answers.queries.practice import practice_for
from insight.calculations import HOW_RANKED
from insight.forms import PeriodForm
from insight.pages.grades import withheld_sentence
from insight.permissions import can_see_insight
from insight.queries.counted import Scope
from insight.queries.distributions import cohorts_audited, months_with_audits

EXPORTS = (
    {"text": "CSV", "format": "csv"},
    {"text": "CSV of what changed", "format": "changes"},
    {"text": "Excel", "format": "xlsx"},
)


@require_safe
def strengths(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
    form = PeriodForm(request.GET, earliest=ends[0], latest=ends[1], cohorts=cohorts_audited())
    practice = practice_for(request.user, Scope(*form.period, cohort=form.cohort_chosen))
    page = strengths_page(practice, last_report_for(request.user))
    if (asked := request.GET.get("export")) in ("csv", "changes", "xlsx"):
        sheets = strengths_sheets(page)
        name = f"domain-strengths-{month_code(practice.scope.first)}-to-{month_code(practice.scope.last)}"
        return sheets_as_file(sheets[1:] if asked == "changes" else sheets, asked, name)
    about = {
        "form": form,
        "exports": EXPORTS,
        "period": period_name(practice.scope.first, practice.scope.last),
        "hidden": [month_name(month) for month in practice.hidden],
        "withheld": [withheld_sentence(each) for each in practice.withheld],
        "waiting": waiting_sentence(practice.waiting),
        "how_ranked": HOW_RANKED,
    }
    return render(request, "insight/answers/strengths.html", {**about, **page})
