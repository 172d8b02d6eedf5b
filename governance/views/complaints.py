"""A complaint about how somebody’s data were handled: entered, acknowledged, answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today
from governance import permissions
from governance.forms import registers as forms
from governance.models import DataComplaint
from governance.pages import registers as pages

from . import ask, keep


@get_or_post
def enter(request: SignedInRequest) -> HttpResponse:
    keep(request, permissions.keeps_registers)
    form = forms.EnterComplaintForm(form_data(request), actor=request.user)
    said = "The complaint is entered. Acknowledge it within 30 days."
    return ask(request, form, asks="Enter a complaint", said=said, crumbs=_crumbs())


@require_safe
def complaint_page(request: SignedInRequest, pk: int) -> HttpResponse:
    complaint = _visible(request, pk)
    context = {
        "complaint": complaint,
        "rows": pages.complaint_summary(complaint, today()),
        "may_acknowledge": complaint.acknowledged_on is None,
        "may_answer": complaint.acknowledged_on is not None and complaint.closed_on is None,
        "history": pages.history_of(complaint),
    }
    return render(request, "governance/complaint.html", context)


@get_or_post
def acknowledge(request: SignedInRequest, pk: int) -> HttpResponse:
    complaint = _visible(request, pk)
    if complaint.acknowledged_on:
        return too_late(request, f"{complaint} is acknowledged already.", complaint)
    return _ask(request, complaint, forms.AcknowledgeComplaintForm, "Note that it was acknowledged", "It is noted.")


@get_or_post
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    complaint = _visible(request, pk)
    if complaint.closed_on:
        return too_late(request, f"{complaint} is answered already.", complaint)
    return _ask(request, complaint, forms.AnswerComplaintForm, "Note what came of it", "It is noted.")


def _ask(request: SignedInRequest, complaint: DataComplaint, form_class: Any, asks: str, said: str) -> HttpResponse:
    form = form_class(form_data(request), complaint=complaint, actor=request.user)
    crumbs = [*_crumbs(), (complaint.reference, complaint.get_absolute_url())]
    return ask(request, form, asks=asks, said=said, crumbs=crumbs, caption=str(complaint))


def _crumbs() -> list[tuple[str, str]]:
    return [("Subject access", reverse("governance:requests"))]


def _visible(request: SignedInRequest, pk: int) -> DataComplaint:
    return get_object_or_404(DataComplaint.objects.visible_to(request.user).for_page(), pk=pk)
