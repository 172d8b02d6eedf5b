"""Tying somebody to a record before its month is allocated: for the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from audits.allocation.forms.people import PinForm
from audits.allocation.services.months import remove_pin
from audits.fetching import get_audit_to_lead
from audits.pages.summary import audit_summary
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def pins(request: SignedInRequest, number: int) -> HttpResponse:
    """Who is tied to the record, and a form for another; POST with `remove` unties one part."""
    audit = get_audit_to_lead(request, number)
    if part := request.POST.get("remove"):
        for pin in audit.pins.filter(part=part):
            remove_pin(actor=request.user, pin=pin)
        return redirect("audits:pins", number=number)
    form = PinForm(form_data(request), actor=request.user, audit=audit)
    form.cancel_url = ""
    if form.is_valid() and (pin := form.save()):
        messages.success(request, f"{pin.person} is fixed to audit {number}. Proposals for {audit.cycle} will not change this.")
        return redirect("audits:allocation", code=audit.cycle.code)
    tied = audit.pins.select_related("person", "pinned_by")
    return render(request, "audits/allocation/pins.html", {"form": form, "audit": audit, "pins": tied, "facts": audit_summary(audit)})
