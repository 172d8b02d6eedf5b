"""The rules of audits."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from audits.cycles.forms.rules import AuditRulesForm
from audits.permissions import can_set_audit_rules
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def audit_rules(request: SignedInRequest) -> HttpResponse:
    require(can_set_audit_rules, request.user, why="The QA lead and administrators change the audit settings.")
    form = AuditRulesForm(form_data(request), actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "The rules are saved. They hold from now on; days given already stay.")
        return redirect("audits:rules")
    return render(request, "audits/cycles/rules.html", {"form": form})
