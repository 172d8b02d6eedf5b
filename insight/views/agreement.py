"""How far auditors and moderators agree over a year: the page and its downloads."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audits.models import Cycle
from audits.moderation.pages.replies import replies_of_period
from audits.moderation.pages.revelations import left_out_words
from audits.moderation.pages.selection_rate import RateRow, rate_rows
from audits.moderation.queries.drift import auditors_with_drift
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead, require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import sheets_as_file
from foundation.council.months import month_code, month_name, period_name
from foundation.documents import Table
from insight.forms import YearForm
from insight.pages.agreement import ENOUGH_OF_AN_AUDITOR, OVERALL, enough, figures, judgement_row, overall_sentence, sheets
from insight.pages.agreement_tables import auditors_table, by_choice_table, domains_table, judgement_matrix, rates_table
from insight.pages.chosen import ChosenTable, chosen_sheet, chosen_table
from insight.pages.grades import grades_shown
from insight.permissions import can_see_insight
from insight.queries.agreement import Agreement, agreement_of, auditor_agreement, months_still_to_moderate
from insight.queries.audience import domains_of_few, months_of_few
from insight.queries.chosen import agreement_by_choice
from insight.queries.counted import Scope, standings
from insight.queries.distributions import months_with_audits
from performance.querysets import released

EXPORTS = [
    {"text": "CSV", "format": "csv"},
    {"text": "CSV of before and after", "format": "moves"},
    {"text": "CSV of random and chosen", "format": "chosen"},
    {"text": "Excel", "format": "xlsx"},
    {"text": "OpenDocument", "format": "ods"},
]
FILE_NAMES = {"moves": "Before and after", "chosen": "Agreement random and chosen"} | dict.fromkeys(("csv", "xlsx", "ods"), "Agreement")


@require_safe
def agreement(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
    form = YearForm(request.GET, earliest=ends[0], latest=ends[1])
    first, last = form.period
    found = _compared(request.user, first, last)
    export = request.GET.get("export", "")
    if export in found.files:
        return sheets_as_file(found.files[export], export, f"{FILE_NAMES[export]} {month_code(first)} to {month_code(last)}")
    grades = grades_shown()
    overall = judgement_row(OVERALL, found.overall)
    domains = [judgement_row(name, domain) for name, domain in found.domains.items()]
    return render(
        request,
        "insight/agreement.html",
        {
            "form": form,
            "period": period_name(first, last),
            "exports": [each for each in EXPORTS if each["format"] in found.files],
            "sees_every_audit": found.sees_every_audit,
            "few": [month_name(month) for month in found.few],
            "overall": overall,
            "overall_matrix": judgement_matrix(overall, grades, "Overall judgement before and after moderation"),
            "sentence": overall_sentence(found.overall),
            "figures": figures(found.overall),
            "domains": [(row, judgement_matrix(row, grades, f"{row.name}, before and after moderation")) for row in domains],
            "domains_table": domains_table(domains),
            "opened_again": sum(each.agreed_before for each in standings(Scope(first, last)).values()),
            "left_out": left_out_words(first, last, found.blind) if found.sees_every_audit else "",
            "hidden": [month_name(month) for month in found.blind],
            "chosen": found.chosen,
            "by_choice": by_choice_table(found.chosen),
            "rates": rates_table(_rates(request.user, first, last), says_by_what=found.sees_every_audit),
            **_auditors(request, first, last),
        },
    )


@dataclass(frozen=True)
class AgreementComparison:
    """What one reader may see of a period: without months that they still grade `blind`, and of a wider audience those of `few`."""

    sees_every_audit: bool
    blind: list[datetime.date]
    few: list[datetime.date]
    overall: Agreement
    domains: dict[str, Agreement]
    chosen: ChosenTable

    @cached_property
    def files(self) -> dict[str, list[Table]]:
        """By the name of the download. How audits were chosen parts them into small groups: not for a wider audience."""
        compared, moves = sheets({OVERALL: self.overall, **self.domains})
        if not self.sees_every_audit:
            return {"csv": [compared, moves], "moves": [moves], "xlsx": [compared, moves], "ods": [compared, moves]}
        by_choice = chosen_sheet(self.chosen)
        whole = [compared, moves, by_choice]
        return {"csv": whole, "moves": [moves], "chosen": [by_choice], "xlsx": whole, "ods": whole}


def _compared(person: Person, first: datetime.date, last: datetime.date) -> AgreementComparison:
    blind, sees_all = months_still_to_moderate(person, first, last), reads_every_audit(person)
    few = [] if sees_all else sorted(months_of_few(first, last) - set(blind))
    held_back = set() if sees_all else domains_of_few(first, last)
    hidden = [*blind, *few]
    found = agreement_of(Scope(first, last), hidden)
    domains = {name: domain for name, domain in found.items() if name and name not in held_back}
    chosen = chosen_table(agreement_by_choice(first, last, hidden))
    return AgreementComparison(sees_all, blind, few, found[""], domains, chosen)


def _rates(person: Person, first: datetime.date, last: datetime.date) -> list[RateRow]:
    return rate_rows(Cycle.objects.in_period(first, last).filter(released()).order_by("month"), person)


def _auditors(request: SignedInRequest, first: datetime.date, last: datetime.date) -> dict:
    """For the lead every auditor of whom enough is known; for an auditor their own row; for anyone else nothing."""
    sees_all = is_lead(request.user)
    found = auditor_agreement(first, last, None if sees_all else request.user)
    shown = enough(found)
    return {
        "sees_all": sees_all,
        "auditors": shown,
        "auditors_table": auditors_table(shown),
        "too_few": len(found) - len(shown),
        "enough": ENOUGH_OF_AN_AUDITOR,
        "own": None if sees_all or not found else found[0],
        "drifting": auditors_with_drift() if sees_all else [],
        "replies": replies_of_period(first, last, request.user),
    }
