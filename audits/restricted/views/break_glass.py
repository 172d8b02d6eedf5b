"""Break-glass: opening a closed audit in an emergency, reading it, and a lead's look at who did."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audits.enums import ShownBy
from audits.models import BreakGlass
from audits.moderation.services.revelations import reveal_on_reading
from audits.permissions import can_break_glass, can_restrict, can_review_break_glass
from audits.restricted.forms import BreakGlassForm, ReviewForm
from audits.restricted.pages import break_glass_table, opened_page
from audits.restricted.services.break_glass import WHO_ASKS
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.clock import now


@get_or_post
def ask(request: SignedInRequest) -> HttpResponse:
    require(can_break_glass, request.user, why=WHO_ASKS)
    form = BreakGlassForm(form_data(request), actor=request.user)
    if form.is_valid() and (found := form.save()):
        messages.success(request, f"Open for {form.hours} hours, for reading. The QA lead was notified and reads your reason.")
        return redirect("audits:opened", found[0].audit_id) if len(found) == 1 else redirect("audits:break-glass-readings")
    return render(request, "audits/restricted/break_glass.html", {"form": form})


@require_safe
def opened(request: SignedInRequest, number: int) -> HttpResponse:
    """For the person who opened it alone, for as long as it is open."""
    mine = BreakGlass.objects.open(now()).filter(person=request.user, audit=number)
    reading = get_object_or_404(mine.select_related("audit__cycle", "audit__team__service", "audit__tool", "audit__allocated_worker")[:1])
    reveal_on_reading(person=request.user, audits=[number], how=ShownBy.PAGE)
    return render(request, "audits/restricted/opened.html", {"audit": reading.audit, "page": opened_page(reading)})


@require_safe
def readings(request: SignedInRequest) -> HttpResponse:
    """A lead's list of all; of others their own."""
    require(can_break_glass | can_restrict, request.user, why="QA leads see who used break-glass, and others what they opened themselves.")
    rows = BreakGlass.objects.visible_to(request.user).for_list()
    page = {"readings": break_glass_table(rows, request.user, now()), "may_ask": can_break_glass(request.user)}
    return render(request, "audits/restricted/readings.html", page)


@get_or_post
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    reading = get_object_or_404(BreakGlass.objects.visible_to(request.user).for_list(), pk=pk)
    require(can_review_break_glass, request.user, reading, why="A QA lead says whether it was justified, and nobody of their own reading.")
    if reading.reviewed_on:
        return too_late(request, f"{reading.reviewed_by} looked at this already.", "audits:break-glass-readings")
    form = ReviewForm(form_data(request), actor=request.user, reading=reading)
    if form.is_valid() and form.save():
        messages.success(request, "Your review is kept with the reading.")
        return redirect("audits:break-glass-readings")
    return render(request, "audits/restricted/review.html", {"form": form, "reading": reading})
