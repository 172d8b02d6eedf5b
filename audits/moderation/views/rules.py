"""The rules by which audits are chosen for moderation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from audits.moderation.forms.rules import ModerationRulesForm
from audits.permissions import can_set_moderation_rules
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data


@require_http_methods(["GET", "POST"])
def moderation_rules(request: SignedInRequest) -> HttpResponse:
    require(can_set_moderation_rules, request.user, why="The QA lead and administrators change the moderation settings.")
    form = ModerationRulesForm(form_data(request))
    if form.is_valid() and form.save(actor=request.user):
        messages.success(request, "The rules are saved. They hold for audits submitted from now on.")
        return redirect("audits:moderation-rules")
    return render(request, "audits/moderation/rules.html", {"form": form})
