"""One indicator: its figures over time and what can be computed from them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.activity.trail_cache import cached_until_trail_changes
from foundation.council.downloads import PUBLISHED_EXPORTS, download
from foundation.documents import CellValue, plain_table
from performance.models import Indicator, Place
from performance.pages.breakdowns import has_figures_among
from performance.pages.indicator import IndicatorPage, indicator_page_of, indicator_page_with_parts
from performance.pages.indicator_tables import compared_table, control_table, history_table, published_table
from performance.pages.indicators import HistoryRow
from performance.permissions import can_act_on, can_ask_for_comments, can_comment, can_import, can_read_parts, reads_every_part

from .downloads import figure_cell, number, period_cell
from .pictures import picture_for

HISTORY = ("Period", "Figure", "First reported", "Statistical neighbours", "Since the one before", "Comment", "Source")


@require_safe
def indicator_page(request: SignedInRequest, slug: str) -> HttpResponse:
    page = _page(slug, every_part=reads_every_part(request.user))
    header = [*HISTORY, *page.trend.header(), *page.control.header()]
    if file := download(request, plain_table(page.indicator.shown_label, header, (_cells(row, page) for row in page.rows))):
        return file
    return render(
        request,
        "performance/indicator.html",
        {
            **vars(page),
            "history": history_table(page.rows),
            "compared": compared_table(page.trend, page.latest.period if page.latest else ""),
            "control_rows": control_table(page.control),
            "published_years": page.published and published_table(page.published.choice, page.published.rows, page.published.seen_in),
            "exports": PUBLISHED_EXPORTS,
            "may_change": can_import(request.user),
            "may_restart": can_import(request.user) and page.control.is_monthly,
            "may_comment": page.commentary is not None and can_comment(request.user, page.commentary),
            "may_ask": can_ask_for_comments(request.user),
            "may_read_parts": _sees_parts(request.user, page),
            "may_raise": can_act_on(request.user, page.indicator),
        },
    )


def _sees_parts(person: Person, page: IndicatorPage) -> bool:
    """Asked each time of services and teams where they are not the same ones for everybody."""
    if not can_read_parts(person):
        return False
    if page.is_broken_down or reads_every_part(person):
        return page.is_broken_down
    return has_figures_among(page.indicator, Place.objects.parts_visible_to(person))


def _page(slug: str, *, every_part: bool = False) -> IndicatorPage:
    """Kept apart for people who read every part, since only they see which figures of a part cannot be true."""
    indicators = Indicator.objects.select_related("measure", "owner", "numerator_of__measure", "denominator", "published_as")
    name = f"indicator:{slug}:released" if board_reader() else f"indicator:{slug}"
    if every_part:
        return cached_until_trail_changes(f"{name}:every-part", lambda: indicator_page_with_parts(get_object_or_404(indicators, slug=slug)))
    return cached_until_trail_changes(name, lambda: indicator_page_of(get_object_or_404(indicators, slug=slug)))


def _cells(row: HistoryRow, page: IndicatorPage) -> list[Any]:
    moved = row.direction.change_words or row.direction.words
    said = [
        period_cell(row.period, row.month),
        _figure(row),
        figure_cell(row.first_text),
        figure_cell(row.neighbours_text),
        moved,
        row.comment,
        row.source,
    ]
    return [*said, *map(figure_cell, [*page.trend.cells(row.month), *page.control.cells(row.month)])]


def _figure(row: HistoryRow) -> CellValue:
    return figure_cell(row.text) if row.value is None else number(row.value)


@require_safe
def chart(request: SignedInRequest, slug: str) -> HttpResponse:
    return picture_for(request, _page(slug).chart.picture)


@require_safe
def control_chart(request: SignedInRequest, slug: str) -> HttpResponse:
    return picture_for(request, _page(slug).control_chart.picture)
