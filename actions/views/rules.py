"""The rules of actions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actions.forms.rules import ActionRulesForm
from actions.permissions import can_set_action_rules
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def action_rules(request: SignedInRequest) -> HttpResponse:
    require(can_set_action_rules, request.user, why="The QA lead and administrators change the action settings.")
    form = ActionRulesForm(form_data(request), actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "The rules are saved. They hold from now on.")
        return redirect("actions:rules")
    return render(request, "actions/rules.html", {"form": form})
