"""The calendar of due dates."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.models import CalendarFeed
from actions.pages.calendar import calendar_of
from actions.queries.calendar import owner_by_key
from actions.services.calendar_feed import make_calendar, revoke_calendar
from audits.optional_url import optional_url
from foundation.accounts.requests import SignedInRequest, get_or_post, may_repeat
from foundation.activity.access_log import log_reading_as


@may_repeat("each press makes a new address, and shows it")
@get_or_post
def calendar(request: SignedInRequest) -> HttpResponse:
    """The address is shown when it is made and never again."""
    key = ""
    if request.method == "POST" and "revoke" in request.POST:
        revoke_calendar(actor=request.user)
        messages.success(request, "The address is revoked: it answers nobody from now on.")
        return redirect("actions:calendar")
    if request.method == "POST":
        key = make_calendar(actor=request.user)
    address = request.build_absolute_uri(reverse("actions:feed", args=[key])) if key else ""
    calendar_feed = CalendarFeed.objects.filter(person=request.user).first()
    learning = optional_url("learning:feed", key) if key else ""
    others = request.build_absolute_uri(learning) if learning else ""
    return render(request, "actions/calendar.html", {"feed": calendar_feed, "address": address, "learning_address": others})


@login_not_required
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """For a calendar, which cannot sign in: anyone with the address sees numbers and days, and nothing of a child."""
    person = owner_by_key(key)
    if person is None:
        raise Http404
    log_reading_as(request, person)
    return HttpResponse(calendar_of(person), content_type="text/calendar; charset=utf-8")
