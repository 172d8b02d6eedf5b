"""When late actions go up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actions.forms.escalation import EscalationRulesForm
from actions.permissions import can_set_action_rules
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def escalation_rules(request: SignedInRequest) -> HttpResponse:
    require(can_set_action_rules, request.user, why="The QA lead and administrators set when late actions are escalated.")
    form = EscalationRulesForm(form_data(request), actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "The rules are saved. They hold from the next working day on; steps already taken stay.")
        return redirect("actions:escalation-rules")
    return render(request, "actions/escalation_rules.html", {"form": form})
