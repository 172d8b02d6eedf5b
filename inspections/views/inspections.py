"""The list of inspections, an inspection's page, and progress by recommendation."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post
from foundation.council.clock import today
from foundation.council.downloads import PUBLISHED_EXPORTS, format_asked, sheets_as_file
from foundation.council.list_pages import list_page
from foundation.govuk.buttons import Button
from insight.permissions import can_see_insight
from inspections.enums import GRADED_KINDS
from inspections.fetching import get_inspection
from inspections.forms.inspections import ChangeInspectionForm, InspectionForm
from inspections.models import Inspection, Recommendation
from inspections.pages.evidence import in_short
from inspections.pages.following import following_words
from inspections.pages.history import history_of
from inspections.pages.inspections import grades_table, inspection_summary, recommendations_table
from inspections.pages.progress import progress_sheets, progress_table
from inspections.permissions import can_keep_inspections, can_see_inspections, can_see_tracking, can_set_frameworks, reads_inspections
from inspections.queries.evidence import EvidencePeriod, EvidenceShown, evidence_for
from inspections.queries.following import what_follows
from inspections.services.inspections import DENIED_BECAUSE
from inspections.tables import INSPECTION_HEADER, InspectionTable, inspection_row


@require_safe
def inspection_list(request: SignedInRequest) -> HttpResponse:
    require(can_see_inspections, request.user)
    seen = Inspection.objects.visible_to(request.user).select_related("framework").prefetch_related("given__judgement")
    return list_page(
        request,
        "inspections/list.html",
        table=InspectionTable(seen.annotate(asked=Count("recommendations", distinct=True))),
        title="Inspections",
        header=INSPECTION_HEADER,
        file_rows=lambda inspections: map(inspection_row, inspections),
        about=lambda: _about_list(request.user),
        exports=PUBLISHED_EXPORTS,
    )


def _about_list(person: Person) -> dict[str, Any]:
    buttons = [Button("Record an inspection", reverse("inspections:new"), is_main=True)] if can_keep_inspections(person) else []
    buttons.append(Button("Improvement plan", reverse("inspections:plan")))
    links = [("Other councils’ grades", reverse("inspections:outcomes"))] if reads_inspections(person) else []
    links += [("Editions of the framework", reverse("inspections:frameworks"))] if can_set_frameworks(person) else []
    return {"page_actions": buttons, "following": following_words(what_follows(today()), today()), "links": links}


@get_or_post
def new_inspection(request: SignedInRequest) -> HttpResponse:
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    form = InspectionForm(form_data(request), actor=request.user)
    form.cancel_url = reverse("inspections:list")
    if form.is_valid() and (inspection := form.save()):
        if inspection.kind in GRADED_KINDS:
            messages.success(request, f"Recorded, by {inspection.framework}. Add its grades below, once you have them.")
            return redirect("inspections:change", inspection.pk)
        messages.success(request, "Recorded. Add what needs to improve.")
        return redirect(inspection)
    return render(request, "inspections/ask.html", {"form": form, "asks": "Record an inspection"})


@get_or_post
def change_inspection(request: SignedInRequest, number: int) -> HttpResponse:
    inspection = get_inspection(request.user, number)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    form = ChangeInspectionForm(form_data(request), inspection=inspection, actor=request.user)
    if form.is_valid() and (saved := form.save()):
        messages.success(request, "The inspection is saved.")
        return redirect(saved)
    return render(request, "inspections/ask.html", {"form": form, "asks": "Dates and grades", "inspection": inspection})


@require_safe
def inspection_page(request: SignedInRequest, number: int) -> HttpResponse:
    inspection, person = get_inspection(request.user, number), request.user
    recommendations = _recommendations(person, inspection)
    shown = _evidence(person, inspection, recommendations)
    short = {pk: in_short(found) for pk, found in shown.of.items()} if shown else {}
    page = {
        "inspection": inspection,
        "rows": inspection_summary(inspection),
        "grades": grades_table(inspection),
        "recommendations": recommendations_table(inspection, recommendations, short),
        "history": history_of(inspection),
        "page_actions": _buttons(person, inspection, bool(recommendations)),
    }
    return render(request, "inspections/inspection.html", page)


def _buttons(person: Person, inspection: Inspection, has_list: bool) -> list[Button]:
    number, keeps = inspection.pk, can_keep_inspections(person)
    progress_url = reverse("inspections:progress", args=[number])
    offered = [
        (keeps, "Add what needs to improve", reverse("inspections:paste", args=[number])),
        (has_list and can_see_insight(person), "Progress and evidence", progress_url),
        (keeps, "Dates and grades", reverse("inspections:change", args=[number])),
        (can_see_tracking(person), "Tracked children", reverse("inspections:tracking", args=[number])),
    ]
    main = "Progress and evidence" if has_list else "Add what needs to improve"
    buttons = [Button(text, href, is_main=text == main) for may, text, href in offered if may]
    return sorted(buttons, key=lambda button: not button.is_main)


@require_safe
def progress(request: SignedInRequest, number: int) -> HttpResponse:
    inspection, person = get_inspection(request.user, number), request.user
    require(can_see_insight, person)
    recommendations = _recommendations(person, inspection)
    shown = evidence_for(person, recommendations, EvidencePeriod(inspection.first_day, today()))
    if file_format := format_asked(request):
        sheets = progress_sheets(inspection, recommendations, shown)
        return sheets_as_file(sheets, file_format, f"Progress since inspection {inspection.first_day:%Y-%m}")
    table = progress_table(inspection, recommendations, shown)
    return render(request, "inspections/progress.html", {"inspection": inspection, "progress": table, "exports": PUBLISHED_EXPORTS})


def _recommendations(person: Person, inspection: Inspection) -> list[Recommendation]:
    return list(inspection.recommendations.visible_to(person).prefetch_related("priorities"))


def _evidence(person: Person, inspection: Inspection, recommendations: list[Recommendation]) -> EvidenceShown | None:
    if not recommendations or not can_see_insight(person):
        return None
    return evidence_for(person, recommendations, EvidencePeriod(inspection.first_day, today()))
