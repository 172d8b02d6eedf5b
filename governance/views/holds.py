"""The list of legal holds, and the pages that place and end one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today
from governance import permissions
from governance.forms.retention import EndHoldForm, HoldForm
from governance.models import LegalHold
from governance.pages.retention import holds_table

from . import ask, keep

CRUMBS = [("Legal holds", "governance:holds")]


@require_safe
def hold_list(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.keeps_registers)
    return render(request, "governance/holds.html", {"holds": holds_table(LegalHold.objects.visible_to(request.user).for_page(), today())})


@get_or_post
def place(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.keeps_registers)
    form = HoldForm(form_data(request), actor=request.user)
    said = "The hold is placed. Retention passes over what it keeps."
    return ask(request, form, asks="Place a legal hold", said=said, crumbs=_crumbs())


@get_or_post
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    hold = get_object_or_404(LegalHold.objects.visible_to(request.user).for_page(), pk=pk)
    if hold.ended_on:
        return too_late(request, f"{hold} was ended already, by {hold.ended_by}.", "governance:holds")
    form = EndHoldForm(form_data(request), hold=hold, actor=request.user)
    return ask(request, form, asks=f"End the hold on {hold.on_what}", said="The hold is ended.", crumbs=_crumbs(), quote=hold.reason)


def _crumbs() -> list[tuple[str, str]]:
    return [(text, reverse(name)) for text, name in CRUMBS]
