"""Facts of a period, the most telling first; and one of them with its rule and the audits behind it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import PUBLISHED_EXPORTS, format_asked, sheets_as_file
from foundation.council.list_pages import list_page
from foundation.council.months import month_code, month_name, period_name
from foundation.govuk.paging import A_PAGE, page_of
from insight.facts import BEGINNING, ORDER, ComputedFact, FactReader, facts_for, insertable
from insight.forms import PeriodForm
from insight.pages.facts import fact_rows, facts_sheet, insertion_for, other_sources
from insight.permissions import can_open_audits, can_see_insight
from insight.queries.agreement import months_still_to_moderate
from insight.queries.distributions import cohorts_audited, months_with_audits
from insight.queries.fact_rows import audits_behind
from insight.tables import FACT_AUDITS_HEADER, FactAuditsTable, fact_audit_rows


@require_safe
def fact_list(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    form = _form(request)
    if form is None:
        return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
    (first, last), cohort = form.period, form.cohort_chosen
    found, reader = _facts(request, form)
    if export := format_asked(request):
        return sheets_as_file([facts_sheet(found)], export, f"Facts {month_code(first)} to {month_code(last)}")
    insertion = insertion_for(request.user, first, last)
    to_insert = insertable(found, reader) if insertion else []
    context = {
        "form": form,
        "exports": PUBLISHED_EXPORTS,
        "period": period_name(first, last),
        "cohort": cohort,
        "facts": page_of(fact_rows(found, form.query, to_insert), request.GET.get("page"), A_PAGE),
        "order": ORDER,
        "hidden": [month_name(month) for month in reader.scope.hidden if month >= first],
        "insertion": insertion,
        "some_held_back": len(to_insert) < len(found),
        "first": month_code(first),
        "last": month_code(last),
    }
    return render(request, "insight/facts.html", context)


@require_safe
def fact_page(request: SignedInRequest, key: str) -> HttpResponse:
    require(can_see_insight, request.user)
    form = _form(request)
    found = next((fact for fact in _facts(request, form)[0] if fact.key == key), None) if form else None
    if form is None or found is None:
        raise Http404
    about = {
        "fact": found,
        "period": period_name(*form.period),
        "cohort": form.cohort_chosen,
        "other_sources": other_sources(found, form.query),
        "back": f"{reverse('insight:facts')}{form.query}",
    }
    if not can_open_audits(request.user):
        return render(request, "insight/fact.html", about)
    audits = audits_behind(found.rests_on, form.cohort_chosen)
    shown = audits.with_grades_visible_to(request.user).select_related("cycle", "team").with_last_version()
    return list_page(
        request,
        "insight/fact_audits.html",
        table=FactAuditsTable(shown),
        title=f"Audits behind {key}",
        header=FACT_AUDITS_HEADER,
        file_rows=fact_audit_rows,
        about=lambda: {**about, "counted": audits.count(), "shown": shown.count()},
    )


def _form(request: SignedInRequest) -> PeriodForm | None:
    ends = months_with_audits()
    return PeriodForm(request.GET, earliest=ends[0], latest=ends[1], cohorts=list(cohorts_audited())) if ends else None


def _facts(request: SignedInRequest, form: PeriodForm) -> tuple[list[ComputedFact], FactReader]:
    """What this person may be told of the chosen months and cohort; facts look back at every month, and so does what is hidden."""
    first, last = form.period
    hidden = months_still_to_moderate(request.user, BEGINNING, last)
    reader = FactReader(first, last, cohort=form.cohort_chosen, hidden=hidden)
    return facts_for(request.user, reader), reader
