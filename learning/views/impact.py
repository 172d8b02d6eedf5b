"""What changed after an event or an alert, or since a priority of the improvement plan was set."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.clock import today
from foundation.council.downloads import EXPORTS, format_asked, sheets_as_file
from foundation.govuk.pictures import picture_response
from insight.permissions import can_see_insight
from inspections.fetching import get_priority
from learning.pages.impact import HOW_DRAWN, events_table, impact_chart, impact_picture, impact_table, kind_words
from learning.pages.impact_words import in_short
from learning.queries.impact import ImpactShown, impact_for, subject_of_event, subject_of_priority, subject_of_publication
from publications.models import Publication

from .fetching import visible_event

DENIED_BECAUSE = "Results of audits are for people who lead, audit or oversee."


@require_safe
def of_event(request: SignedInRequest, number: int) -> HttpResponse:
    return _page(request, _of_event(request, number), reverse("learning:impact-chart", args=[number]))


@require_safe
def of_priority(request: SignedInRequest, number: int) -> HttpResponse:
    return _page(request, _of_priority(request, number), reverse("learning:impact-of-priority-chart", args=[number]))


@require_safe
def of_publication(request: SignedInRequest, number: int) -> HttpResponse:
    return _page(request, _of_publication(request, number), reverse("learning:impact-of-publication-chart", args=[number]))


@require_safe
def publication_chart(request: SignedInRequest, number: int) -> HttpResponse:
    return _chart(request, _of_publication(request, number))


@require_safe
def event_chart(request: SignedInRequest, number: int) -> HttpResponse:
    return _chart(request, _of_event(request, number))


@require_safe
def priority_chart(request: SignedInRequest, number: int) -> HttpResponse:
    return _chart(request, _of_priority(request, number))


def _of_event(request: SignedInRequest, number: int) -> ImpactShown:
    event = visible_event(request, number)
    require(can_see_insight, request.user, why=DENIED_BECAUSE)
    return impact_for(request.user, subject_of_event(request.user, event), today())


def _of_priority(request: SignedInRequest, number: int) -> ImpactShown:
    priority = get_priority(request.user, number)
    require(can_see_insight, request.user, why=DENIED_BECAUSE)
    return impact_for(request.user, subject_of_priority(request.user, priority), today())


def _of_publication(request: SignedInRequest, number: int) -> ImpactShown:
    seen = Publication.objects.visible_to(request.user).published()
    publication = get_object_or_404(seen, number=number)
    require(can_see_insight, request.user, why=DENIED_BECAUSE)
    return impact_for(request.user, subject_of_publication(publication), today())


def _page(request: SignedInRequest, shown: ImpactShown, chart_url: str) -> HttpResponse:
    tables = [impact_table(shown), events_table(shown)]
    if file_format := format_asked(request):
        return sheets_as_file(tables, file_format, f"Before and after, {shown.subject.name}")
    context = {
        "subject": shown.subject,
        "subject_url": shown.subject.about.get_absolute_url(),
        "kind": kind_words(shown.subject),
        "in_short": in_short(shown),
        "chart": impact_chart(shown, chart_url),
        "how_drawn": HOW_DRAWN,
        "compared": tables[0],
        "happened": tables[1],
        "exports": EXPORTS,
    }
    return render(request, "learning/impact.html", context)


def _chart(request: SignedInRequest, shown: ImpactShown) -> HttpResponse:
    """The wide one; with `?middle` or `?narrow` that for a tablet or a phone."""
    drawn = impact_picture(shown)
    if drawn is None:
        raise Http404
    return picture_response(next((getattr(drawn, shape) for shape in ("narrow", "middle") if shape in request.GET), drawn.wide))
