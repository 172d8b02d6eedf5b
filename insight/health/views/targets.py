"""Targets of our own auditing, with dates, and what it is a share of."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.accounts.settings_pages import settings_page
from insight.health.forms.targets import HealthRulesForm, HealthTargetForm
from insight.health.pages.targets import targets_table
from insight.health.permissions import can_set_targets
from insight.health.services.targets import DENIED_BECAUSE, remove_health_target
from insight.models import HealthTarget

health_rules = settings_page(
    HealthRulesForm,
    "insight/health/rules.html",
    may=can_set_targets,
    denied_because=DENIED_BECAUSE,
    said="The choice is saved. The share of children’s records looked at is counted by it from now on.",
)


@get_or_post
def targets(request: SignedInRequest) -> HttpResponse:
    require(can_set_targets, request.user, why=DENIED_BECAUSE)
    form = HealthTargetForm(form_data(request), actor=request.user)
    if form.is_valid() and (target := form.save()):
        messages.success(request, f"Target set. {target}.")
        return redirect("insight:health-targets")
    table = targets_table(HealthTarget.objects.select_related("set_by"))
    return render(request, "insight/health/targets.html", {"form": form, "targets": table})


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_set_targets, request.user, why=DENIED_BECAUSE)
    remove_health_target(actor=request.user, target=get_object_or_404(HealthTarget, pk=pk))
    messages.success(request, "The target is removed. The history keeps that it was set.")
    return redirect("insight:health-targets")
