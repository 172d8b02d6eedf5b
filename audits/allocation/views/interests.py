"""Declared interests: one's own, and for the lead everybody's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.allocation.forms.people import InterestForm
from audits.allocation.pages.tables import interests_table
from audits.allocation.services.interests import end_interest
from audits.models import Interest
from audits.permissions import can_declare_interests, can_end_interest, can_lead
from audits.querysets import InterestQuerySet
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post

NO_RECORDS = "Auditors, moderators and QA leads declare what they should not audit. You are given no records."


@get_or_post
def my_interests(request: SignedInRequest) -> HttpResponse:
    require(can_declare_interests, request.user, why=NO_RECORDS)
    return _interests(request, Interest.objects.filter(person=request.user), "audits:my-interests", for_others=False)


@get_or_post
def all_interests(request: SignedInRequest) -> HttpResponse:
    require(can_lead, request.user, why="Only the QA lead sees everybody’s declared interests.")
    return _interests(request, Interest.objects.visible_to(request.user), "audits:interests", for_others=True)


def _interests(request: SignedInRequest, interests: InterestQuerySet, name: str, *, for_others: bool) -> HttpResponse:
    """The list and a form to add to it; POST with `end` ends one."""
    if "end" in request.POST:
        return _end(request, interests, name)
    form = InterestForm(form_data(request), actor=request.user, for_others=for_others)
    if form.is_valid() and form.save():
        messages.success(request, "The interest is declared. The QA lead is warned of it when allocating audits.")
        return redirect(name)
    listed = interests.standing_first().select_related("person", "team", "worker", "declared_by", "handed_back", "ended_by")
    rows = [{"interest": each, "can_end": not each.ended_on and can_end_interest(request.user, each)} for each in listed]
    table = interests_table(rows, for_others=for_others)
    return render(request, "audits/allocation/interests.html", {"form": form, "rows": rows, "interests": table, "for_others": for_others})


def _end(request: SignedInRequest, interests: InterestQuerySet, name: str) -> HttpResponse:
    key = request.POST["end"]
    interest = get_object_or_404(interests, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 16 else 0)
    call_service(request, end_interest, "The interest is ended. It stays in the list for the record.", interest=interest)
    return redirect(name)
