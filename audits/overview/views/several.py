"""Several audits of the list given to other people, of one month or of many: for the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from audits.allocation.forms.months import current_form, posted_form, seen_in
from audits.allocation.queries.reassigning import months_of_audits
from audits.models import Audit
from audits.overview.filters import AuditFilter
from audits.permissions import can_lead
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, get_or_post
from foundation.govuk.list_tables import chosen_rows

MOST = 100


@get_or_post
def several(request: SignedInRequest) -> HttpResponse:
    """Who has each of the chosen audits, to be changed as a unit; those that can no longer be reallocated are named."""
    require(can_lead, request.user, why="Only the QA lead gives audits to other people.")
    listed = Audit.objects.visible_to(request.user).with_overall(request.user).with_waiting().order_by("-number")
    chosen = chosen_rows(request.GET, AuditFilter(request.GET, queryset=listed, request=request).qs)
    count, numbers = chosen.count(), [audit.pk for audit in chosen[:MOST]]
    months = months_of_audits({*numbers, *seen_in(request.POST)})
    applies = request.method == "POST" and "check" not in request.POST
    if request.method == "POST":
        form = posted_form(request.POST, months, actor=request.user, binds=applies)
    else:
        form = current_form(months, actor=request.user)
    if applies and form.is_valid() and (changed := form.save()) is not None:
        messages.success(request, f"{changed} audit{'' if changed == 1 else 's'} reallocated. Everyone affected has been notified.")
        return redirect("audits:list")
    shown = {audit.pk for month in months for audit in month.audits}
    stays = Audit.objects.filter(pk__in=set(numbers) - shown).order_by("number")
    found = {"form": form, "count": count, "stays": list(stays), "most": MOST if count > MOST else 0}
    return render(request, "audits/overview/several.html", found)
