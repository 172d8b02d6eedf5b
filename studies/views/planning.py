"""Planning a study, changing it, finishing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post, too_late
from foundation.govuk.forms import ServiceForm
from studies.forms.planning import ChangeStudyForm, FinishStudyForm, PlanAccuracyForm, PlanStudyForm
from studies.pages.results import shown_results
from studies.permissions import can_plan, can_run
from studies.queries.results import results_of
from studies.services.planning import reopen_study

from .fetching import visible_study

DENIED_BECAUSE = "Only the QA lead can plan a dip sample."


@get_or_post
def new(request: SignedInRequest) -> HttpResponse:
    require(can_plan, request.user, why=DENIED_BECAUSE)
    form = PlanStudyForm(form_data(request), actor=request.user)
    return _planned(request, form, "Plan a dip sample")


@get_or_post
def new_accuracy(request: SignedInRequest) -> HttpResponse:
    require(can_plan, request.user, why=DENIED_BECAUSE)
    form = PlanAccuracyForm(form_data(request), actor=request.user)
    return _planned(request, form, "Check the rows behind a figure")


def _planned(request: SignedInRequest, form: ServiceForm, title: str) -> HttpResponse:
    if form.is_valid() and (study := form.save()):
        messages.success(request, "The plan is saved. Look at what it can find, then draw the first records.")
        return redirect(study)
    return render(request, "studies/ask.html", {"form": form, "asks": title})


@get_or_post
def change(request: SignedInRequest, number: int) -> HttpResponse:
    study = visible_study(request, number)
    require(can_run, request.user, study)
    if not study.is_open:
        return too_late(request, f"{study.short_name} is finished, so its plan no longer changes.", study)
    form = ChangeStudyForm(form_data(request), actor=request.user, study=study)
    if form.is_valid() and form.save():
        messages.success(request, "The plan is saved.")
        return redirect(study)
    return render(request, "studies/ask.html", {"form": form, "study": study, "asks": "Change the plan"})


@get_or_post
def finish(request: SignedInRequest, number: int) -> HttpResponse:
    study = visible_study(request, number)
    require(can_run, request.user, study)
    if not study.is_open:
        return too_late(request, f"{study.short_name} is finished already.", study)
    form = FinishStudyForm(form_data(request), actor=request.user, study=study)
    if form.is_valid() and form.save():
        messages.success(request, f"{study.short_name} is finished.")
        return redirect(study)
    results = shown_results(study, results_of(study))
    return render(request, "studies/ask.html", {"form": form, "study": study, "asks": "Finish it", "results": results})


@require_POST
def reopen(request: SignedInRequest, number: int) -> HttpResponse:
    study = visible_study(request, number)
    require(can_run, request.user, study)
    call_service(request, reopen_study, f"{study.short_name} is open again.", study=study)
    return redirect(study)
