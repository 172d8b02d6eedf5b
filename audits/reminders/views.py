"""The lead reminds people of what they are late with in a month, or in one audit of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.fetching import get_cycle
from audits.models import Audit
from audits.permissions import can_lead
from audits.reminders.forms import RemindForm
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def remind(request: SignedInRequest, code: str) -> HttpResponse:
    require(can_lead, request.user, why="Only the QA lead reminds people.")
    cycle = get_cycle(code)
    number = request.GET.get("audit", "")
    is_one = number.isascii() and number.isdigit() and len(number) < 10
    audit = get_object_or_404(Audit.objects.visible_to(request.user), cycle=cycle, number=number) if is_one else None
    form = RemindForm(form_data(request), cycle=cycle, audit=audit, actor=request.user)
    if form.is_valid() and (reminded := form.save()):
        names = ", ".join(dict.fromkeys(each.person.name for each in reminded))
        messages.success(request, f"Reminded: {names}.")
        return redirect(audit or cycle)
    return render(request, "audits/reminders/remind.html", {"form": form, "cycle": cycle, "audit": audit})
