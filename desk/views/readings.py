"""Unusual readings: the list, a lead's look at one day of one person, and the rules."""

import datetime

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from audits.models import Audit
from audits.querysets import closed_audits
from desk.enums import UnusualReading
from desk.forms.readings import LookForm, ReadingRulesForm, UnusualForm
from desk.models import LookAtReading, ReadingRules
from desk.pages.readings import narrowed, readings_table, unusual_table
from desk.permissions import can_look_at_readings, can_see_unusual_readings
from desk.queries.unusual import unusual_days
from desk.services.readings import OWN
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.accounts.settings_pages import settings_page
from foundation.activity.access import store_waiting
from foundation.activity.models import Access
from foundation.council.clock import today
from foundation.council.downloads import EXPORTS, download

FOR_LEADS = "QA leads see who read what."

rules = settings_page(
    ReadingRulesForm,
    "desk/reading_rules.html",
    may=can_see_unusual_readings,
    denied_because=FOR_LEADS,
    said="Saved. The list is made by these rules from now on.",
    then="desk:unusual-readings",
)


@require_safe
def unusual(request: SignedInRequest) -> HttpResponse:
    require(can_see_unusual_readings, request.user, why=FOR_LEADS)
    store_waiting()
    form = UnusualForm(request.GET)
    held = ReadingRules.current()
    days = narrowed(unusual_days(*form.period(today()), held), form.chosen("kind"), form.chosen("state"))
    table = unusual_table(days, request.user)
    if file := download(request, table):
        return file
    return render(request, "desk/unusual_readings.html", {"form": form, "days": table, "rules": held, "exports": EXPORTS})


@get_or_post
def look(request: SignedInRequest, pk: int, day: str, what: str) -> HttpResponse:
    require(can_see_unusual_readings, request.user, why=FOR_LEADS)
    try:
        on, kind = datetime.date.fromisoformat(day), UnusualReading(what)
    except ValueError as wrong:
        raise Http404 from wrong
    reader = get_object_or_404(Person.objects.filter(is_system=False), pk=pk)
    require(can_look_at_readings, request.user, reader, why=OWN)
    if held := LookAtReading.objects.filter(reader=reader, day=on, kind=kind).select_related("looked_by").first():
        return too_late(request, f"{held.looked_by} looked at these already.", "desk:unusual-readings")
    form = LookForm(form_data(request), actor=request.user, reader=reader, day=on, kind=kind)
    if form.is_valid() and form.save():
        messages.success(request, "Kept with the readings.")
        return redirect("desk:unusual-readings")
    readings = readings_table(_shown(request.user, reader, on, kind))
    page = {"form": form, "reader": reader, "day": on, "kind": kind, "readings": readings}
    return render(request, "desk/look_at_readings.html", page)


def _shown(lead: Person, reader: Person, day: datetime.date, kind: UnusualReading) -> list[Access]:
    """What they read that day, or were refused.

    Without those of audits that this lead moderates, which may tell what was graded, or that are closed to them.
    """
    asked = Access.objects.denied() if kind == UnusualReading.REFUSED else Access.objects.readings()
    rows = asked.filter(actor=reader, day=day, target_type__isnull=False).select_related("target_type").order_by("at")
    hidden = set(Audit.objects.filter(Q(moderator=lead) | Q(pk__in=closed_audits(lead))).values_list("pk", flat=True))
    return [each for each in rows if not (each.target_type and each.target_type.model == "audit" and _number(each) in hidden)]


def _number(access: Access) -> int:
    return int(access.target_id) if access.target_id.isdigit() else 0
