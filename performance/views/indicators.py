"""One indicator: its figures over time and what can be computed from them."""

from typing import Any
from zlib import crc32

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest
from foundation.charts import Spec, alt_text, render_svg
from foundation.council.clock import today
from foundation.council.downloads import EXPORTS, download
from performance.models import Commentary, Indicator
from performance.permissions import can_act_on, can_ask_for_comments, can_comment, can_import
from performance.queries import figures_for
from performance.queries.comments import ask_url
from performance.queries.comparing import published_beside
from performance.queries.disagreements import find_disagreements
from performance.queries.facts import facts_about
from performance.queries.figures import Figures, in_figures
from performance.queries.indicators import HistoryRow, definition_of, events_of, history, trend_of, values_of
from performance.queries.scorecards import flags_of
from performance.queries.signals import Values, control_of, heading_of

HISTORY = ("Period", "Figure", "First reported", "Statistical neighbours", "Since the one before", "Comment", "Source")


@require_safe
def indicator_page(request: SignedInRequest, slug: str) -> HttpResponse:
    indicator = get_object_or_404(Indicator.objects.select_related("measure", "owner", "numerator_of__measure", "published_as"), slug=slug)
    rows = history(indicator)
    latest = next((row for row in rows if row.value is not None), None)
    figures = figures_for(latest.month) if latest else None
    values: Values = {row.month: row.value for row in rows}
    published, events = published_beside(indicator), events_of(indicator, values)
    spec = trend_of(indicator, values, published, events)
    if file := download(request, indicator.slug, HISTORY, (_cells(row) for row in rows)):
        return file
    return render(
        request,
        "performance/indicator.html",
        {
            **_signals(indicator, values, figures),
            "events": events,
            "published": (published.choice, published.rows(today())) if published else None,
            "exports": EXPORTS,
            "may_change": can_import(request.user),
            "indicator": indicator,
            "latest": latest,
            "definition": definition_of(indicator),
            "chart_text": alt_text(spec) if spec else "",
            # The address changes with the figures, so that a browser may keep the picture.
            "chart_version": _version(spec),
            "rows": rows,
            "facts": facts_about(indicator, figures) if figures else [],
            "flags": flags_of(figures, find_disagreements(figures))[indicator.pk] if figures else [],
            "ask_url": ask_url(indicator, latest.month) if latest else "",
            "may_comment": _may_comment(request, indicator, latest),
            "may_ask": can_ask_for_comments(request.user),
            "may_raise": can_act_on(request.user, indicator),
        },
    )


def _signals(indicator: Indicator, values: Values, figures: Figures | None) -> dict[str, Any]:
    """Control limits where they are honest, and where the figure is heading."""
    control = control_of(indicator, values)
    sn = figures.sn(indicator) if figures else None
    named = f"the statistical neighbours’ {in_figures(indicator, sn)}" if sn is not None else ""
    return {
        "control": control,
        "control_text": alt_text(control.spec) if control.spec else "",
        "control_version": _version(control.spec),
        "heading_for": heading_of(indicator, values, sn, named),
    }


def _version(spec: Spec | None) -> str:
    return f"{crc32(str(spec).encode()):x}" if spec else ""


def _cells(row: HistoryRow) -> list[Any]:
    return [row.period, row.text, row.first_text, row.sn_text, row.direction.change_words or row.direction.words, row.comment, row.source]


def _may_comment(request: SignedInRequest, indicator: Indicator, latest: HistoryRow | None) -> bool:
    if latest is None:
        return False
    held = Commentary.objects.filter(indicator=indicator, month=latest.month).first()
    return can_comment(request.user, held or Commentary(indicator=indicator))


@require_safe
@cache_control(private=True, max_age=300)
def chart(request: SignedInRequest, slug: str) -> HttpResponse:
    indicator = get_object_or_404(Indicator, slug=slug)
    values = values_of(indicator)
    return _picture(trend_of(indicator, values, published_beside(indicator), events_of(indicator, values)))


@require_safe
@cache_control(private=True, max_age=300)
def control_chart(request: SignedInRequest, slug: str) -> HttpResponse:
    indicator = get_object_or_404(Indicator, slug=slug)
    return _picture(control_of(indicator, values_of(indicator)).spec)


def _picture(spec: Spec | None) -> HttpResponse:
    if spec is None:
        raise Http404("There is no figure to draw yet.")
    return HttpResponse(render_svg(spec), content_type="image/svg+xml")
