"""Domain strengths: the page and its downloads."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import sheets_as_file
from foundation.council.months import month_code
from insight.answers.pages.from_reports import last_report_for
from insight.answers.pages.strengths import strengths_page, strengths_sheets
from insight.answers.pages.words import waiting_sentence
from insight.answers.queries.practice import practice_for
from insight.calculations import HOW_RANKED
from insight.permissions import can_see_insight
from insight.views.asked import asked_of, nothing_yet

EXPORTS = (
    {"text": "CSV", "format": "csv"},
    {"text": "CSV of what changed", "format": "changes"},
    {"text": "Excel", "format": "xlsx"},
    {"text": "OpenDocument", "format": "ods"},
)


@require_safe
def strengths(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    asked = asked_of(request)
    if asked is None:
        return nothing_yet(request)
    practice = practice_for(request.user, asked.scope, asked.hidden, asked.stage)
    page = strengths_page(practice, last_report_for(request.user), asked.links)
    if (export := request.GET.get("export")) in [each["format"] for each in EXPORTS]:
        sheets = strengths_sheets(page)
        name = f"Domain strengths {month_code(practice.scope.first)} to {month_code(practice.scope.last)}"
        return sheets_as_file(sheets[1:] if export == "changes" else sheets, export, name)
    around = {"exports": EXPORTS, "waiting": waiting_sentence(practice.waiting), "how_ranked": HOW_RANKED}
    return render(request, "insight/answers/strengths.html", {**asked.page(practice.of_scope), **around, **page})
