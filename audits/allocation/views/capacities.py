"""How much everybody takes in a month: for the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from audits.allocation.forms.people import CapacitiesForm
from audits.allocation.pages.tables import capacities_table
from audits.permissions import can_lead
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def capacities(request: SignedInRequest) -> HttpResponse:
    require(can_lead, request.user, why="Only the QA lead sets how much people take in a month.")
    form = CapacitiesForm(form_data(request), actor=request.user)
    if form.is_valid() and (changed := form.save()) is not None:
        people = "1 person’s numbers are" if changed == 1 else f"{changed} people’s numbers are"
        messages.success(request, f"{people} changed." if changed else "Nothing was changed.")
        return redirect("audits:capacities")
    return render(request, "audits/allocation/capacities.html", {"form": form, "capacities": capacities_table(form.rows())})
