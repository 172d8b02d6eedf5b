"""The lead's pages: all parts of an audit beside each other, what is asked of each agency, and joining them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from audits.enums import ShownBy
from audits.models import AgencyPart, Audit
from audits.moderation.services.revelations import reveal_on_reading
from audits.pages.summary import audit_summary
from audits.partners.forms.parts import AskBackForm, GivePartForm, HandOverForm, JoinForm, LeaveOutForm
from audits.partners.pages.parts import parts_page, with_other_agencies
from audits.partners.workflow import ONLY_THE_LEAD
from audits.permissions import can_give_parts, can_join_parts, can_lead_part
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today


def _audit(request: SignedInRequest, number: int) -> Audit:
    audit = get_object_or_404(Audit.objects.visible_to(request.user).for_page().select_related("cycle__kind"), number=number)
    if not with_other_agencies(audit):
        raise Http404
    return audit


@get_or_post
def parts(request: SignedInRequest, number: int) -> HttpResponse:
    """Who is asked for what, and for people who may read it what each agency saw."""
    audit = _audit(request, number)
    page = parts_page(audit, request.user, today())
    if request.method == "POST":
        require(can_give_parts, request.user, audit, why=ONLY_THE_LEAD)
        if not page.may_give:
            return too_late(request, f"{audit} is {audit.get_state_display().lower()}: its parts no longer change.", audit)
    form = GivePartForm(form_data(request), actor=request.user, audit=audit, agencies=page.free) if page.free else None
    if form and form.is_valid() and (part := form.save()):
        messages.success(request, f"{part.partner} is asked for the part of {part.agency}.")
        return redirect("audits:parts", number)
    if page.beside:
        reveal_on_reading(person=request.user, audits=[audit.pk], how=ShownBy.PAGE)
    return render(request, "audits/partners/parts.html", {"audit": audit, "page": page, "form": form, "facts": audit_summary(audit)})


@get_or_post
def join(request: SignedInRequest, number: int) -> HttpResponse:
    audit = _audit(request, number)
    require(can_join_parts, request.user, audit, why="The audit’s auditor joins the parts.")
    page = parts_page(audit, request.user, today())
    if not page.may_join:
        says = page.waits or "The parts cannot be joined now."
        return too_late(request, f"{says} Nothing was joined.", audit.get_absolute_url() + "parts/")
    form = JoinForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and form.save():
        messages.success(request, "The parts are joined. The joint grade is the overall judgement. Next, complete the audit and submit it.")
        return redirect("audits:form", number)
    return render(request, "audits/partners/join.html", {"audit": audit, "page": page, "form": form, "facts": audit_summary(audit)})


@get_or_post
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, HandOverForm, "Give the part to somebody", lambda part: f"{part.partner} has the part of {part.agency} now.")


@get_or_post
def ask_back(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, AskBackForm, "Ask the part back", lambda part: f"The part of {part.agency} is asked back.")


@get_or_post
def leave_out(request: SignedInRequest, pk: int) -> HttpResponse:
    return _act(request, pk, LeaveOutForm, "Go on without the part", lambda part: f"The audit goes on without {part.agency}.")


def _act(request: SignedInRequest, pk: int, form_class: Any, asks: str, said: Any) -> HttpResponse:
    part = get_object_or_404(AgencyPart.objects.filter(audit__in=Audit.objects.visible_to(request.user)).for_page(), pk=pk)
    require(can_lead_part, request.user, part, why=ONLY_THE_LEAD)
    form = form_class(form_data(request), actor=request.user, part=part)
    if form.is_valid() and (changed := form.save()):
        messages.success(request, said(changed))
        return redirect(part.parts_url)
    return render(request, "audits/partners/act.html", {"form": form, "part": part, "audit": part.audit, "asks": asks})
