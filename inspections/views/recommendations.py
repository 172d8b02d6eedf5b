"""What an inspection recommended: pasted, looked at, stored; each with its evidence."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.calculations.framework import framework_name
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, call_service, form_data, get_or_post
from foundation.council.clock import today
from foundation.govuk.buttons import Button
from insight.permissions import can_see_insight
from inspections.fetching import get_inspection, get_recommendation
from inspections.forms.recommendations import MappedToForm, PasteForm, PreviewForm, RecommendationForm
from inspections.models import Inspection, Recommendation
from inspections.pages.evidence import evidence_page
from inspections.pages.history import history_of
from inspections.permissions import can_keep_inspections
from inspections.queries.evidence import EvidencePeriod, actions_listed, evidence_for
from inspections.services.recommendations import DENIED_BECAUSE
from inspections.services.recommendations import remove_recommendation as remove


@get_or_post
def paste_recommendations(request: SignedInRequest, number: int) -> HttpResponse:
    """The list is pasted, then shown as it was split; only what is sent from there is stored."""
    inspection = get_inspection(request.user, number)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    if "count" in request.POST:
        return _store(request, inspection)
    form = PasteForm(form_data(request))
    form.cancel_url = inspection.get_absolute_url()
    if not form.is_valid():
        return render(request, "inspections/paste.html", {"form": form, "inspection": inspection})
    preview = PreviewForm(inspection=inspection, items=form.split.items, actor=request.user)
    return _preview(request, inspection, preview, form.split.left_out)


def _store(request: SignedInRequest, inspection: Inspection) -> HttpResponse:
    form = PreviewForm(request.POST, inspection=inspection, actor=request.user)
    if form.is_valid() and (stored := form.save()):
        count = f"{len(stored)} recommendation{'' if len(stored) == 1 else 's'}"
        messages.success(request, f"{count} stored. Open each to choose what shows how it is getting on.")
        return redirect(inspection)
    return _preview(request, inspection, form)


def _preview(request: SignedInRequest, inspection: Inspection, form: PreviewForm, left_out: object = ()) -> HttpResponse:
    page = {"form": form, "inspection": inspection, "left_out": left_out, "count": form.count, "previews": True}
    return render(request, "inspections/paste.html", page)


@require_safe
def recommendation_page(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation, person = get_recommendation(request.user, pk), request.user
    keeps, inspection = can_keep_inspections(person), recommendation.inspection
    page = {
        "recommendation": recommendation,
        "named": framework_name(recommendation.framework, inspection.first_day),
        "priorities": recommendation.priorities.visible_to(person).select_related("owner"),
        "history": history_of(recommendation),
        "page_actions": _buttons(recommendation) if keeps else [],
    }
    if can_see_insight(person):
        shown = evidence_for(person, [recommendation], EvidencePeriod(inspection.first_day, today()))
        page |= evidence_page(shown.of[recommendation.pk], shown) | {"actions_listed": actions_listed(person, recommendation)}
    return render(request, "inspections/recommendation.html", page)


def _buttons(recommendation: Recommendation) -> list[Button]:
    pk = recommendation.pk
    return [
        Button("Choose its evidence", reverse("inspections:map-recommendation", args=[pk]), is_main=True),
        Button("Change its words", reverse("inspections:change-recommendation", args=[pk])),
        Button("Remove it", reverse("inspections:remove-recommendation", args=[pk])),
    ]


@get_or_post
def change_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation = get_recommendation(request.user, pk)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    form = RecommendationForm(form_data(request), recommendation=recommendation, actor=request.user)
    if form.is_valid() and (saved := form.save()):
        messages.success(request, "The recommendation is saved.")
        return redirect(saved)
    return _ask(request, recommendation, form, "Change its words")


@get_or_post
def map_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation = get_recommendation(request.user, pk)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    form = MappedToForm(form_data(request), mapped=recommendation, actor=request.user)
    if form.is_valid() and form.save():
        messages.success(request, "Saved. This is its evidence.")
        return redirect(recommendation)
    return _ask(request, recommendation, form, "What shows how it is getting on")


@get_or_post
def remove_recommendation(request: SignedInRequest, pk: int) -> HttpResponse:
    recommendation = get_recommendation(request.user, pk)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    inspection = recommendation.inspection
    if request.method != "POST":
        return render(request, "inspections/remove.html", {"recommendation": recommendation, "inspection": inspection})
    said = "The recommendation is removed. The history of the inspection keeps its words."
    done = call_service(request, remove, said, recommendation=recommendation)
    return redirect(inspection if done else recommendation)


def _ask(request: SignedInRequest, recommendation: Recommendation, form: object, asks: str) -> HttpResponse:
    page = {"form": form, "asks": asks, "inspection": recommendation.inspection, "recommendation": recommendation}
    return render(request, "inspections/ask.html", page)
