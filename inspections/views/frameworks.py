"""The editions of the inspection framework, under Settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from inspections.forms.frameworks import ChangeFrameworkForm, FrameworkForm
from inspections.models import InspectionFramework
from inspections.pages.frameworks import frameworks_table
from inspections.permissions import can_set_frameworks
from inspections.services.frameworks import DENIED_BECAUSE


@require_safe
def framework_list(request: SignedInRequest) -> HttpResponse:
    require(can_set_frameworks, request.user, why=DENIED_BECAUSE)
    table = frameworks_table(InspectionFramework.objects.prefetch_related("judgements"))
    return render(request, "inspections/frameworks.html", {"frameworks": table})


@get_or_post
def new_framework(request: SignedInRequest) -> HttpResponse:
    require(can_set_frameworks, request.user, why=DENIED_BECAUSE)
    form = FrameworkForm(form_data(request), actor=request.user)
    if form.is_valid() and (framework := form.save()):
        messages.success(request, f"{framework} is added.")
        return redirect("inspections:frameworks")
    return render(request, "inspections/framework.html", {"form": form, "asks": "Add an edition"})


@get_or_post
def change_framework(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_set_frameworks, request.user, why=DENIED_BECAUSE)
    framework = get_object_or_404(InspectionFramework, pk=pk)
    form = ChangeFrameworkForm(form_data(request), framework=framework, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "The edition is saved.")
        return redirect("inspections:frameworks")
    return render(request, "inspections/framework.html", {"form": form, "asks": str(framework)})
