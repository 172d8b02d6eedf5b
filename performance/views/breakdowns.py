"""An indicator in its parts: what it is broken down by, our services and our teams."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.downloads import PUBLISHED_EXPORTS, download
from foundation.documents import plain_table
from performance.models import Indicator, Place
from performance.pages.breakdowns import PartRow, breakdown_of, periods_with_parts
from performance.pages.indicator_tables import control_table, part_history_table, places_table, sources_table
from performance.pages.part import PartPage, part_page_of
from performance.permissions import can_import, can_read_parts, reads_every_part

from .downloads import figure_cell, period_cell
from .months import chosen_month, month_choices
from .pictures import picture_for

DENIED_BECAUSE = "Only people who work with the figures of services and teams can read them."
PARTS = ("Part", "Before", "Now", "Direction", "Share of the whole", "Caution")
HISTORY = ("Period", "Figure", "Whole council", "First reported", "Since the one before", "Source")


@require_safe
def breakdown(request: SignedInRequest, slug: str) -> HttpResponse:
    require(can_read_parts, request.user, why=DENIED_BECAUSE)
    indicator = get_object_or_404(Indicator.objects.select_related("measure"), slug=slug)
    places = Place.objects.parts_visible_to(request.user)
    months = periods_with_parts(indicator, places)
    month = chosen_month(request, months)
    found = breakdown_of(indicator, month, places) if month else None
    rows = [*found.sources, *found.places] if found else []
    if file := download(request, plain_table(f"{indicator.shown_label} in parts", PARTS, (_cells(row) for row in rows))):
        return file
    return render(
        request,
        "performance/breakdown.html",
        {
            "indicator": indicator,
            "found": found,
            "sources": found and sources_table(found, indicator),
            "places": found and places_table(found, indicator),
            "months": month_choices(months, month),
            "exports": PUBLISHED_EXPORTS,
            "may_import": can_import(request.user),
            "reads_all": reads_every_part(request.user),
        },
    )


def _cells(row: PartRow) -> list[Any]:
    return [row.name, figure_cell(row.before), figure_cell(row.now), row.direction.words, figure_cell(row.share), row.caution]


@require_safe
def part(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    page = _page(request, slug, pk)
    rows = (
        [
            *[period_cell(row.period, row.month), *map(figure_cell, (row.text, whole, row.first_text)), row.direction.words, row.source],
            *map(figure_cell, page.control.cells(row.month)),
        ]
        for row, whole in page.rows
    )
    of = f"{page.indicator.shown_label} {page.place.current_name}"
    if file := download(request, plain_table(of, [*HISTORY, *page.control.header()], rows)):
        return file
    return render(
        request,
        "performance/part.html",
        {**vars(page), "history": part_history_table(page.rows), "control_rows": control_table(page.control), "exports": PUBLISHED_EXPORTS},
    )


@require_safe
def part_chart(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    return picture_for(request, _page(request, slug, pk).chart.picture)


@require_safe
def part_control(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    return picture_for(request, _page(request, slug, pk).control_chart.picture)


def _page(request: SignedInRequest, slug: str, pk: int) -> PartPage:
    require(can_read_parts, request.user, why=DENIED_BECAUSE)
    # Whose figures these are is checked again for every reader; what is kept is the same for all who may read it.
    place = get_object_or_404(Place.objects.parts_visible_to(request.user).select_related("team", "service"), pk=pk)

    def make() -> PartPage:
        return part_page_of(get_object_or_404(Indicator.objects.select_related("measure"), slug=slug), place)

    return cached_until_trail_changes(f"indicator:{slug}:{pk}", make)
