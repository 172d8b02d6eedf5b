"""A child may be at risk now: raise it, see it, acknowledge it, close it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audits.enums import WRITTEN_STATES
from audits.models import Audit, AuditRules, RiskFlag
from audits.permissions import can_acknowledge_risk, can_close_risk, can_raise_risk
from audits.risks.forms import AcknowledgeRiskForm, CloseForm, RaiseRiskForm
from audits.risks.pages import open_lines_of, risk_page
from audits.risks.queries import has_nobody_to_notify, people_to_notify
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late


@get_or_post
def raise_risk(request: SignedInRequest, number: int) -> HttpResponse:
    audit = get_object_or_404(Audit.objects.visible_to(request.user).for_page(), number=number)
    require(can_raise_risk, request.user, audit, why="The audit’s auditor or moderator, or the QA lead, raises a risk here. Ring first.")
    form = RaiseRiskForm(form_data(request), actor=request.user, audit=audit)
    if form.is_valid() and (raised := form.save()):
        messages.success(request, "We have notified them. Keep your phone on, and call again if no one rings back.")
        return redirect(raised)
    page = {"audit": audit, "form": form, "rules": AuditRules.current(), "nobody": has_nobody_to_notify(audit)}
    page |= {"is_unsubmitted": audit.state in WRITTEN_STATES, "open_risks": open_lines_of(audit, request.user)}
    return render(request, "audits/risks/raise.html", page | {"told": people_to_notify(audit, raised_by=request.user)})


def get_risk(request: SignedInRequest, number: int, pk: int) -> RiskFlag:
    """A flag that this person may see; 404 for any other."""
    return get_object_or_404(RiskFlag.objects.visible_to(request.user).for_page(), audit=number, pk=pk)


@require_safe
def risk(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    flag = get_risk(request, number, pk)
    return render(request, "audits/risks/risk.html", {"risk": flag, "page": risk_page(flag, request.user)})


@get_or_post
def acknowledge(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    flag = get_risk(request, number, pk)
    require(can_acknowledge_risk, request.user, flag, why="The people who were notified at once, or the QA lead, acknowledge a risk.")
    if flag.acknowledged_at:
        return too_late(request, f"{flag.acknowledged_by} has acknowledged this.", flag)
    form = AcknowledgeRiskForm(form_data(request), actor=request.user, risk=flag)
    if form.is_valid() and form.save():
        messages.success(request, "Acknowledged. The person who raised it has been notified. Close it when you know the outcome.")
        return redirect(flag)
    return render(request, "audits/risks/act.html", {"risk": flag, "form": form, "page": risk_page(flag, request.user)})


@get_or_post
def close(request: SignedInRequest, number: int, pk: int) -> HttpResponse:
    flag = get_risk(request, number, pk)
    require(can_close_risk, request.user, flag, why="The team’s managers or the QA lead close a risk, not the person who raised it.")
    if flag.closed_at or flag.acknowledged_at is None:
        return too_late(request, f"{flag.closed_by} has closed this." if flag.closed_at else "Acknowledge it first, then close it.", flag)
    form = CloseForm(form_data(request), actor=request.user, risk=flag)
    if form.is_valid() and form.save():
        after = f" Audit {number} can be submitted now." if flag.audit.state in WRITTEN_STATES else ""
        messages.success(request, f"The risk is closed.{after}")
        return redirect(flag)
    return render(request, "audits/risks/act.html", {"risk": flag, "form": form, "page": risk_page(flag, request.user)})
