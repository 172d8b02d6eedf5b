"""The improvement plan."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.optional_url import optional_url
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import today
from foundation.council.downloads import PUBLISHED_EXPORTS
from foundation.council.list_pages import list_page
from foundation.documents.formats import uk_date
from foundation.govuk.buttons import Button
from foundation.govuk.forms import ServiceForm
from insight.permissions import can_see_insight
from inspections.fetching import get_priority
from inspections.forms.plan import ChangePriorityForm, ClosePriorityForm, PriorityForm, ProgressNoteForm, ReopenPriorityForm
from inspections.forms.recommendations import MappedToForm
from inspections.models import PlanPriority
from inspections.pages.evidence import evidence_page
from inspections.pages.history import history_of
from inspections.pages.plan import notes_of, priority_summary
from inspections.permissions import can_keep_inspections, can_see_inspections, can_write_progress
from inspections.queries.evidence import EvidencePeriod, actions_listed, evidence_for
from inspections.services.recommendations import DENIED_BECAUSE
from inspections.tables import PRIORITY_HEADER, PriorityTable, priority_row


@require_safe
def plan(request: SignedInRequest) -> HttpResponse:
    require(can_see_inspections, request.user)
    seen = PlanPriority.objects.visible_to(request.user).select_related("owner")
    seen = seen.prefetch_related("notes", "recommendations__inspection")
    seen = seen.annotate(answers=Count("recommendations", distinct=True), said_on=Max("notes__written_on"))
    buttons = [Button("Add a priority", reverse("inspections:new-priority"), is_main=True)] if can_keep_inspections(request.user) else []
    return list_page(
        request,
        "inspections/plan.html",
        table=PriorityTable(seen, on=today()),
        title="Improvement plan",
        header=PRIORITY_HEADER,
        file_rows=lambda priorities: map(priority_row, priorities),
        about=lambda: {"page_actions": buttons},
        exports=PUBLISHED_EXPORTS,
    )


@get_or_post
def new_priority(request: SignedInRequest) -> HttpResponse:
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    asked = request.GET.get("recommendation", "")
    form = PriorityForm(form_data(request), actor=request.user, initial={"recommendations": [asked] if asked.isdecimal() else []})
    form.cancel_url = reverse("inspections:plan")
    if form.is_valid() and (priority := form.save()):
        messages.success(request, f"The priority is in the plan, and on {priority.owner}’s My work when something is due.")
        return redirect(priority)
    return render(request, "inspections/ask.html", {"form": form, "asks": "Add a priority", "of_plan": True})


@require_safe
def priority_page(request: SignedInRequest, number: int) -> HttpResponse:
    priority, person = get_priority(request.user, number), request.user
    page: dict[str, Any] = {
        "priority": priority,
        "rows": priority_summary(priority, today()),
        "answers": priority.recommendations.visible_to(person).select_related("inspection"),
        "notes": notes_of(priority),
        "history": history_of(priority),
        "page_actions": _buttons(person, priority),
    }
    if can_see_insight(person):
        shown = evidence_for(person, [priority], EvidencePeriod(_began(priority), today()))
        page |= evidence_page(shown.of[priority.pk], shown) | {"actions_listed": actions_listed(person, priority)}
    return render(request, "inspections/priority.html", page)


def _began(priority: PlanPriority) -> Any:
    """The earliest inspection that it answers; else the day on which it was set."""
    days = [each.inspection.first_day for each in priority.recommendations.select_related("inspection")]
    return min(days, default=priority.set_on)


def _buttons(person: Person, priority: PlanPriority) -> list[Button]:
    keeps, is_open = can_keep_inspections(person), priority.is_open
    offered = [
        (is_open and can_write_progress(person, priority), "Say how it is going", "note-progress"),
        (keeps, "Choose its evidence", "map-priority"),
        (keeps and is_open, "Change it", "change-priority"),
        (keeps and is_open, "Close it", "close-priority"),
        (keeps and not is_open, "Open it again", "reopen-priority"),
    ]
    buttons = [(text, reverse(f"inspections:{name}", args=[priority.number])) for may, text, name in offered if may]
    # A page of the room above.
    if can_see_insight(person) and (impact := optional_url("learning:impact-of-priority", priority.number)):
        buttons.append(("What changed", impact))
    return [Button(text, href, is_main=place == 0 and text != "What changed") for place, (text, href) in enumerate(buttons)]


@get_or_post
def change_priority(request: SignedInRequest, number: int) -> HttpResponse:
    priority = get_priority(request.user, number)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    if not priority.is_open:
        return _closed(request, priority)
    form = ChangePriorityForm(form_data(request), priority=priority, actor=request.user)
    return _asked(request, priority, form, "Change the priority", "The priority is saved.")


@get_or_post
def map_priority(request: SignedInRequest, number: int) -> HttpResponse:
    priority = get_priority(request.user, number)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    form = MappedToForm(form_data(request), mapped=priority, actor=request.user)
    return _asked(request, priority, form, "What shows how it is getting on", "Saved. This is its evidence.")


@get_or_post
def note_progress(request: SignedInRequest, number: int) -> HttpResponse:
    priority = get_priority(request.user, number)
    require(can_write_progress, request.user, priority, why="The owner of a priority or a QA lead says how it is going.")
    if not priority.is_open:
        return _closed(request, priority)
    form = ProgressNoteForm(form_data(request), priority=priority, actor=request.user)
    return _asked(request, priority, form, "Say how it is going", "Saved: it is the latest word on this priority.")


@get_or_post
def close_priority(request: SignedInRequest, number: int) -> HttpResponse:
    priority = get_priority(request.user, number)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    if not priority.is_open:
        return _closed(request, priority)
    form = ClosePriorityForm(form_data(request), priority=priority, actor=request.user)
    return _asked(request, priority, form, "Close the priority", "The priority is closed.")


@get_or_post
def reopen_priority(request: SignedInRequest, number: int) -> HttpResponse:
    priority = get_priority(request.user, number)
    require(can_keep_inspections, request.user, why=DENIED_BECAUSE)
    if priority.is_open:
        return too_late(request, f"“{priority}” is open already. Nothing was changed.", priority)
    form = ReopenPriorityForm(form_data(request), priority=priority, actor=request.user)
    return _asked(request, priority, form, "Open the priority again", "The priority is open again.")


def _asked(request: SignedInRequest, priority: PlanPriority, form: ServiceForm, asks: str, said: str) -> HttpResponse:
    if form.is_valid() and form.save():
        messages.success(request, said)
        return redirect(priority)
    return render(request, "inspections/ask.html", {"form": form, "asks": asks, "priority": priority, "of_plan": True})


def _closed(request: SignedInRequest, priority: PlanPriority) -> HttpResponse:
    """Somebody closed it first: nothing changes."""
    said = f"“{priority}” was closed on {uk_date(priority.closed_on)}. Nothing was changed."
    return too_late(request, said, priority)
