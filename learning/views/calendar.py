"""The calendar, the list of all events, and the feed that other calendars read."""

import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.queries.calendar import owner_by_key
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.activity.access_log import log_reading_as
from foundation.council.clock import today
from foundation.council.list_pages import list_page
from foundation.council.months import first_of, parse_month
from learning.enums import EventState
from learning.filters import EventFilter
from learning.models import LearningEvent
from learning.pages.calendar import calendar_months, half_year_from, turning
from learning.pages.feed import feed_of
from learning.permissions import can_plan, can_see_calendar
from learning.tables import HEADER, EventTable, file_row

# So far back a calendar reads.
DAYS_BACK = 366


@require_safe
def calendar(request: SignedInRequest) -> HttpResponse:
    require(can_see_calendar, request.user)
    first = _asked_month(request)
    events = LearningEvent.objects.visible_to(request.user).between(*half_year_from(first))
    context = {"months": calendar_months(events, first), "may_plan": can_plan(request.user), **turning(first, today())}
    return render(request, "learning/calendar.html", context)


def _asked_month(request: SignedInRequest) -> datetime.date:
    try:
        return parse_month(request.GET.get("from", ""))
    except ValueError:
        return first_of(today())


@require_safe
def event_list(request: SignedInRequest) -> HttpResponse:
    require(can_see_calendar, request.user)
    seen = LearningEvent.objects.visible_to(request.user).for_page().with_numbers().prefetch_related("domains")
    filtered = EventFilter(request.GET, queryset=seen, request=request)
    return list_page(
        request,
        "learning/list.html",
        table=EventTable(filtered.qs),
        title="Calendar of learning",
        header=HEADER,
        file_rows=lambda events: map(file_row, events),
        filtered=filtered,
        about=lambda: {"may_plan": can_plan(request.user)},
    )


@login_not_required
@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """For a calendar, which cannot sign in: anyone with the address sees what is planned, and nothing of a child."""
    person = owner_by_key(key)
    if person is None:
        raise Http404
    log_reading_as(request, person)
    since = today() - datetime.timedelta(days=DAYS_BACK)
    events = LearningEvent.objects.visible_to(person).exclude(state=EventState.CANCELLED).filter(last_day__gte=since)
    return HttpResponse(feed_of(events), content_type="text/calendar; charset=utf-8")
