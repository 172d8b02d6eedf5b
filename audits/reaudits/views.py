"""Inadequates that ask to be audited again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.models import Audit
from audits.permissions import can_lead
from audits.reaudits.forms import ReAuditForm
from audits.reaudits.pages import due_table
from audits.reaudits.queries import asking, asking_for_re_audit
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today
from foundation.council.working_days import due_in_words

DENIED_BECAUSE = "The QA lead plans re-audits."


@require_safe
def re_audits(request: SignedInRequest) -> HttpResponse:
    require(can_lead, request.user, why=DENIED_BECAUSE)
    return render(request, "audits/reaudits/re_audits.html", {"due": due_table(today())})


@get_or_post
def plan_again(request: SignedInRequest, number: int) -> HttpResponse:
    """What becomes of one of them; once it is settled there is nothing to ask."""
    require(can_lead, request.user, why=DENIED_BECAUSE)
    earlier = get_object_or_404(Audit.objects.visible_to(request.user).finished(), number=number)
    due = next(iter(asking_for_re_audit(asking().filter(pk=earlier.pk).select_related("cycle", "team"))), None)
    if due is None:
        says = f"{earlier} does not ask for a re-audit, or it is settled already. Nothing was changed."
        return too_late(request, says, reverse("audits:re-audits"))
    form = ReAuditForm(form_data(request), actor=request.user, due=due)
    if form.is_valid() and form.save():
        messages.success(request, f"Saved: the re-audit of {earlier}.")
        return redirect("audits:re-audits")
    return render(request, "audits/reaudits/plan.html", {"form": form, "due": due, "due_words": due_in_words(due.due, today())})
