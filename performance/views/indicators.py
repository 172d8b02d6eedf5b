"""One indicator: its figures over time and what can be computed from them."""

from zlib import crc32

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.accounts.requests import SignedInRequest
from foundation.charts import alt_text, render_svg
from performance.models import Commentary, Indicator
from performance.permissions import can_act_on, can_ask_for_comments, can_comment
from performance.queries import figures_for
from performance.queries.comments import ask_url
from performance.queries.disagreements import find_disagreements
from performance.queries.facts import facts_about
from performance.queries.indicators import HistoryRow, definition_of, history, trend_of
from performance.queries.scorecards import flags_of


@require_safe
def indicator_page(request: SignedInRequest, slug: str) -> HttpResponse:
    indicator = get_object_or_404(Indicator.objects.select_related("measure", "owner", "numerator_of"), slug=slug)
    rows = history(indicator)
    latest = next((row for row in rows if row.value is not None), None)
    figures = figures_for(latest.month) if latest else None
    spec = trend_of(indicator)
    return render(
        request,
        "performance/indicator.html",
        {
            "indicator": indicator,
            "latest": latest,
            "definition": definition_of(indicator),
            "chart_text": alt_text(spec) if spec else "",
            # The address changes with the figures, so that a browser may keep the picture.
            "chart_version": f"{crc32(str(spec).encode()):x}" if spec else "",
            "rows": rows,
            "facts": facts_about(indicator, figures) if figures else [],
            "flags": flags_of(figures, find_disagreements(figures))[indicator.pk] if figures else [],
            "ask_url": ask_url(indicator, latest.month) if latest else "",
            "may_comment": _may_comment(request, indicator, latest),
            "may_ask": can_ask_for_comments(request.user),
            "may_raise": can_act_on(request.user, indicator),
        },
    )


def _may_comment(request: SignedInRequest, indicator: Indicator, latest: HistoryRow | None) -> bool:
    if latest is None:
        return False
    held = Commentary.objects.filter(indicator=indicator, month=latest.month).first()
    return can_comment(request.user, held or Commentary(indicator=indicator))


@require_safe
@cache_control(private=True, max_age=300)
def chart(request: SignedInRequest, slug: str) -> HttpResponse:
    spec = trend_of(get_object_or_404(Indicator, slug=slug))
    if spec is None:
        raise Http404("There is no figure to draw yet.")
    return HttpResponse(render_svg(spec), content_type="image/svg+xml")
