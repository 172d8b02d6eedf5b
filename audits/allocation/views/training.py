"""Who is trained to audit, since when: for the lead."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audits.allocation.forms.training import TrainingForm
from audits.allocation.pages.training import days_table, trained_table
from audits.allocation.services.training import DENIED_BECAUSE, remove_training
from audits.models import AuditTraining
from audits.permissions import can_record_training
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post


@get_or_post
def training(request: SignedInRequest) -> HttpResponse:
    require(can_record_training, request.user, why=DENIED_BECAUSE)
    form = TrainingForm(form_data(request), actor=request.user)
    if form.is_valid() and (recorded := form.save()):
        messages.success(request, f"Training recorded for {len(recorded)} {'person' if len(recorded) == 1 else 'people'}.")
        return redirect("audits:training")
    trainings = list(AuditTraining.objects.select_related("person", "recorded_by"))
    tables = {"trained": trained_table(form.people_here, trainings), "days": days_table(trainings)}
    return render(request, "audits/allocation/training.html", {"form": form, **tables})


@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_record_training, request.user, why=DENIED_BECAUSE)
    remove_training(actor=request.user, training=get_object_or_404(AuditTraining, pk=pk))
    messages.success(request, "The training is removed. The history keeps that it was recorded.")
    return redirect("audits:training")
