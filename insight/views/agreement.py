"""How far auditors and moderators agree over a year: the page and its downloads."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audits.enums import PRACTICE_GRADES
from audits.queries.grade_words import grade_word
from foundation.accounts.permissions import is_lead, require
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import sheets_as_file
from foundation.council.months import month_code, month_name, period_name
from insight.forms import YearForm
from insight.permissions import can_see_insight
from insight.queries.agreement import auditor_agreement, domain_agreement, months_still_to_moderate, overall_agreement
from insight.queries.agreement_page import (
    ENOUGH_OF_AN_AUDITOR,
    OVERALL,
    enough,
    figures,
    judgement_row,
    overall_sentence,
    sheets,
)
from insight.queries.distributions import months_with_audits

EXPORTS = [{"text": "CSV", "format": "csv"}, {"text": "CSV of before and after", "format": "moves"}, {"text": "Excel", "format": "xlsx"}]


@require_safe
def agreement(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html")
    form = YearForm(request.GET, earliest=ends[0], latest=ends[1])
    first, last = form.period
    hidden = months_still_to_moderate(request.user, first, last)
    overall, domains = overall_agreement(first, last, hidden), domain_agreement(first, last, hidden)
    export = request.GET.get("export")
    if export in ("csv", "moves", "xlsx"):
        compared, moves = sheets({OVERALL: overall, **domains})
        chosen = [moves] if export == "moves" else [compared, moves]
        return sheets_as_file(
            chosen, export, f"{'before-and-after' if export == 'moves' else 'agreement'}-{month_code(first)}-to-{month_code(last)}"
        )
    return render(
        request,
        "insight/agreement.html",
        {
            "form": form,
            "period": period_name(first, last),
            "exports": EXPORTS,
            "grades": [grade_word(grade) for grade in PRACTICE_GRADES],
            "overall": judgement_row(OVERALL, overall),
            "sentence": overall_sentence(overall),
            "figures": figures(overall),
            "domains": [judgement_row(name, found) for name, found in domains.items()],
            "hidden": [month_name(month) for month in hidden],
            **_auditors(request, first, last),
        },
    )


def _auditors(request: SignedInRequest, first: datetime.date, last: datetime.date) -> dict:
    """For the lead every auditor of whom enough is known; for an auditor their own row; for anyone else nothing."""
    sees_all = is_lead(request.user)
    found = auditor_agreement(first, last, None if sees_all else request.user)
    shown = enough(found)
    return {
        "sees_all": sees_all,
        "auditors": shown,
        "too_few": len(found) - len(shown),
        "enough": ENOUGH_OF_AN_AUDITOR,
        "own": None if sees_all or not found else found[0],
    }
