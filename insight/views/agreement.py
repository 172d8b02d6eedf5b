"""How far auditors and moderators agree over a year: the page and its downloads."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audits.enums import PRACTICE_GRADES
from audits.models import Audit, Cycle
from audits.permissions import reads_every_audit
from audits.queries.drift import auditors_with_drift
from audits.queries.grade_words import grade_word
from audits.queries.moderation_rate import moderation_rates
from audits.queries.month_standing import standings
from foundation.accounts.permissions import is_lead, require
from foundation.accounts.reader import board_reader
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
from insight.queries.audience import domains_of_few, months_of_few
from insight.queries.chosen import agreement_by_choice, chosen_sheet
from insight.queries.distributions import months_with_audits
from performance.querysets import released

EXPORTS = [
    {"text": "CSV", "format": "csv"},
    {"text": "CSV of before and after", "format": "moves"},
    {"text": "CSV of random and chosen", "format": "chosen"},
    {"text": "Excel", "format": "xlsx"},
]
FILE_NAMES = {"csv": "agreement", "xlsx": "agreement", "moves": "before-and-after", "chosen": "agreement-random-and-chosen"}


@require_safe
def agreement(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
    form = YearForm(request.GET, earliest=ends[0], latest=ends[1])
    first, last = form.period
    blind = months_still_to_moderate(request.user, first, last)
    sees_all = reads_every_audit(request.user)
    few = [] if sees_all else sorted(months_of_few(first, last) - set(blind))
    hidden = [*blind, *few]
    audits = Audit.objects.filter(released("cycle__month"), cycle__month__gte=first, cycle__month__lte=last)
    overall, domains = overall_agreement(first, last, hidden), domain_agreement(first, last, hidden)
    if not sees_all:
        few_of = domains_of_few(first, last)
        domains = {name: found for name, found in domains.items() if name not in few_of}
    chosen = agreement_by_choice(first, last, hidden, OVERALL)
    export = request.GET.get("export", "")
    if export in (FILE_NAMES.keys() if sees_all else FILE_NAMES.keys() - {"chosen"}):
        compared, moves, by_choice = *sheets({OVERALL: overall, **domains}), chosen_sheet(chosen)
        files = {"moves": [moves], "chosen": [by_choice]}
        name = f"{FILE_NAMES[export]}-{month_code(first)}-to-{month_code(last)}"
        whole = [compared, moves, by_choice] if sees_all else [compared, moves]
        return sheets_as_file(files.get(export, whole), export, name)
    return render(
        request,
        "insight/agreement.html",
        {
            "form": form,
            "period": period_name(first, last),
            "exports": [each for each in EXPORTS if sees_all or each["format"] != "chosen"],
            "sees_every_audit": sees_all,
            "few": [month_name(month) for month in few],
            "grades": [grade_word(grade) for grade in PRACTICE_GRADES],
            "overall": judgement_row(OVERALL, overall),
            "sentence": overall_sentence(overall),
            "figures": figures(overall),
            "domains": [judgement_row(name, found) for name, found in domains.items()],
            "opened_again": sum(each.opened_again for each in standings(audits).values()),
            "hidden": [month_name(month) for month in blind],
            "chosen": chosen,
            "rates": moderation_rates(Cycle.objects.in_period(first, last).filter(released()).order_by("month"), request.user),
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
        "drifting": auditors_with_drift() if sees_all else [],
    }
