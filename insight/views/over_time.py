"""The share graded Good or better over time: the page, its chart, its download, and where its limits start again."""

import datetime
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest, form_data, get_or_post, too_late
from foundation.council.downloads import PUBLISHED_EXPORTS, download
from foundation.council.months import month_name
from foundation.documents.formats import uk_date
from foundation.govuk.pictures import picture_response
from insight.calculations import shown_by_month
from insight.forms import ChosenJudgementForm
from insight.pages.agreement import OVERALL
from insight.pages.grades import withheld_sentence
from insight.pages.over_time import GRADES, control_sheet, events_of_grades, over_time, restarts_taken_back
from insight.permissions import can_see_insight
from insight.queries.agreement import months_still_to_moderate
from insight.queries.audience import ShownMonths, shown_to
from insight.queries.counted import Scope
from insight.queries.distributions import distributions, months_with_audits
from insight.triangulation.pages.page import triangulation_address
from performance.forms import RestartForm, TakeBackRestartForm
from performance.models import DatedEvent
from performance.pages.control_charts import Control
from performance.pages.indicator import drawn
from performance.pages.indicator_tables import control_table
from performance.permissions import can_import

DENIED_BECAUSE = "Only a QA lead or a performance analyst can let control limits start again."
NOTHING_TO_DRAW = "There is nothing to draw yet."


@require_safe
def good_or_better(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
    hidden = months_still_to_moderate(request.user, *ends)
    shown = _shown(request.user, ends, hidden)
    form = ChosenJudgementForm(request.GET, names=_names(shown))
    control, events = _control(shown, form.chosen)
    if file := download(request, control_sheet(control, form.chosen)):
        return file
    drawing = drawn(control.picture)
    context = {
        "form": form,
        "other_sources": triangulation_address("" if form.chosen == form.usual else form.chosen),
        "control": control,
        "control_chart": drawing,
        "control_url": reverse("insight:over-time-chart"),
        "chart_query": f"{form.query}&{drawing.version}",
        "hidden": list(map(month_name, hidden)),
        "control_rows": control_table(control),
        "events": events,
        "taken_back": restarts_taken_back(),
        "may_change": can_import(request.user),
        "restart_url": reverse("insight:restart-grades") if can_import(request.user) else "",
        "withheld": [withheld_sentence(each) for each in shown.withheld],
        "exports": PUBLISHED_EXPORTS,
    }
    return render(request, "insight/over_time.html", context)


def _shown(person: Person, ends: tuple[datetime.date, datetime.date], hidden: Sequence[datetime.date]) -> ShownMonths:
    return shown_to(person, shown_by_month(distributions(*ends, hidden=hidden)), Scope(*ends))


def _names(shown: ShownMonths) -> list[str]:
    return [OVERALL, *dict.fromkeys(name for month in shown.months for name in month.domains)]


def _control(shown: ShownMonths, judgement: str) -> tuple[Control, list[DatedEvent]]:
    events = events_of_grades()
    return over_time(shown.months, events, judgement), events


@require_safe
def chart(request: SignedInRequest) -> HttpResponse:
    """The wide one; with `?narrow` the one for a phone."""
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        raise Http404(NOTHING_TO_DRAW)
    shown = _shown(request.user, ends, months_still_to_moderate(request.user, *ends))
    control, _ = _control(shown, ChosenJudgementForm(request.GET, names=_names(shown)).chosen)
    if control.picture is None:
        raise Http404(NOTHING_TO_DRAW)
    return picture_response(control.picture.narrow if "narrow" in request.GET else control.picture.wide)


@get_or_post
def restart(request: SignedInRequest) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    form = RestartForm(form_data(request), actor=request.user, series=GRADES)
    form.cancel_url = reverse("insight:over-time")
    if form.is_valid() and (event := form.save()):
        messages.success(request, f"Control limits start again in {month_name(event.day)}: {event.words}.")
        return redirect("insight:over-time")
    return render(request, "insight/restart.html", {"form": form})


@get_or_post
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_import, request.user, why=DENIED_BECAUSE)
    event = get_object_or_404(DatedEvent.objects.of_series(GRADES), pk=pk)
    back = reverse("insight:over-time")
    if event.is_taken_back:
        return too_late(request, f"This was taken back already, by {event.taken_back_by} on {uk_date(event.taken_back_on)}.", back)
    form = TakeBackRestartForm(form_data(request), actor=request.user, event=event)
    form.cancel_url = back
    if form.is_valid() and form.save():
        messages.success(request, f"Taken back: control limits no longer start again in {month_name(event.day)}.")
        return redirect(back)
    return render(request, "insight/take_back.html", {"form": form, "event": event})
