"""Ofsted's published outcomes: ours beside our neighbours', brought in three steps."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from foundation.council.downloads import PUBLISHED_EXPORTS, download
from foundation.gate.sizes import takes_files
from inspections.forms.outcomes import OutcomesForm
from inspections.models import InspectionFramework, OutcomesUpload
from inspections.pages.outcomes import check_figures, check_tables, outcomes_table, stored_words
from inspections.permissions import can_bring_outcomes, reads_inspections
from inspections.queries.outcomes import outcomes_beside
from inspections.reading.outcomes import LIMITS
from inspections.services.outcomes import DENIED_BECAUSE, store_outcomes
from inspections.services.outcomes import check_outcomes as check


@require_safe
def outcomes(request: SignedInRequest) -> HttpResponse:
    require(reads_inspections, request.user)
    beside = outcomes_beside()
    newest = InspectionFramework.objects.prefetch_related("judgements").first()
    table = outcomes_table(beside, list(newest.judgements.all()) if newest else [])
    if file := download(request, table):
        return file
    page = {"outcomes": table, "exports": PUBLISHED_EXPORTS if beside.outcomes else (), "beside": beside}
    return render(
        request, "inspections/outcomes.html", {**page, "said": stored_words(beside.outcomes), "may_bring": can_bring_outcomes(request.user)}
    )


@takes_files(LIMITS.file_bytes)
@get_or_post
def bring_outcomes(request: SignedInRequest) -> HttpResponse:
    require(can_bring_outcomes, request.user, why=DENIED_BECAUSE)
    form = OutcomesForm(form_data(request), request.FILES or None, actor=request.user)
    if form.is_valid() and form.save():
        return redirect("inspections:check-outcomes")
    return render(request, "inspections/ask.html", {"form": form, "asks": "Bring Ofsted’s published outcomes"})


@get_or_post
def check_outcomes(request: SignedInRequest) -> HttpResponse:
    """What the file would do; POST stores it."""
    require(can_bring_outcomes, request.user, why=DENIED_BECAUSE)
    upload = OutcomesUpload.objects.filter(uploaded_by=request.user).first()
    if upload is None:
        return redirect("inspections:bring-outcomes")
    if request.method == "POST":
        stored = call_service(request, store_outcomes, lambda count: f"{count} outcomes were written.", upload=upload)
        return redirect("inspections:outcomes" if stored else "inspections:bring-outcomes")
    found = check(upload)
    page = {"check": found, "figures": check_figures(found), "tables": check_tables(found), "takes_any": bool(found.to_store)}
    return render(request, "inspections/check_outcomes.html", page)
