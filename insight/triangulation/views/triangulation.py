"""What audits, observations, voices, dip samples and figures say of one practice, and where they contradict each other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.charts import SharePicture, alt_text
from foundation.council.downloads import PUBLISHED_EXPORTS, format_asked, sheets_as_file
from foundation.council.months import month_code
from foundation.govuk.pictures import picture_response
from insight.calculations import at_stage
from insight.permissions import can_see_insight
from insight.queries.audience import ShownMonths, shown_to
from insight.queries.distributions import distributions_of
from insight.triangulation.facts.asked import EvidenceAsked, ThemeAsked, before
from insight.triangulation.facts.sources import Triangulation, triangulate, triangulate_theme
from insight.triangulation.forms import TriangulationForm
from insight.triangulation.pages.page import EvidenceLinks, shares_picture, triangulation_page, triangulation_sheet
from insight.triangulation.pages.themes import theme_page
from insight.triangulation.queries.themed import domains_of_theme
from insight.views.asked import AskedResults, asked_of, nothing_yet


@require_safe
def triangulation(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    asked = asked_here(request)
    if asked is None:
        return nothing_yet(request)
    results, form = asked
    evidence, shown = evidence_asked(results)
    found = _found(evidence, form)
    if file_format := format_asked(request):
        rows = found if form.domain_chosen is None else [each for each in found if each.domain == form.domain_chosen]
        name = f"Triangulation {month_code(results.scope.first)} to {month_code(results.scope.last)}"
        return sheets_as_file([triangulation_sheet(rows, "Theme" if form.theme_chosen else "Domain")], file_format, name)
    links = EvidenceLinks(evidence, results.links)
    page = theme_page(found[0], links) if evidence.theme else triangulation_page(found, form.domain_chosen, links, form.themes)
    around = {"exports": PUBLISHED_EXPORTS, "chart": _picture_at(found, form)}
    return render(request, "insight/triangulation/triangulation.html", {**results.page(shown), **around, **page})


@require_safe
def chart(request: SignedInRequest) -> HttpResponse:
    """The wide one; with `?middle` or `?narrow` that for a tablet or a phone."""
    require(can_see_insight, request.user)
    asked = asked_here(request)
    drawn = _drawn(_found(evidence_asked(asked[0])[0], asked[1]), asked[1]) if asked else None
    if drawn is None:
        raise Http404
    return picture_response(next((getattr(drawn, shape) for shape in ("narrow", "middle") if shape in request.GET), drawn.wide))


def asked_here(request: SignedInRequest) -> tuple[AskedResults, TriangulationForm] | None:
    asked = asked_of(request, TriangulationForm)
    return (asked, cast(TriangulationForm, asked.form)) if asked else None


def _found(evidence: EvidenceAsked, form: TriangulationForm) -> list[Triangulation]:
    """Of a theme it alone, else all of practice and every domain."""
    return [triangulate_theme(evidence)] if evidence.theme else triangulate(evidence, form.domains)


def _drawn(found: Sequence[Triangulation], form: TriangulationForm) -> SharePicture | None:
    chosen = form.theme_chosen.name if form.theme_chosen else form.domain_chosen
    return next((shares_picture(each) for each in found if each.domain == chosen), None)


def _picture_at(found: Sequence[Triangulation], form: TriangulationForm) -> dict[str, str] | None:
    drawn = _drawn(found, form)
    return {"src": reverse("insight:triangulation-chart") + form.query, "alt": alt_text(drawn.wide)} if drawn else None


def evidence_asked(asked: AskedResults) -> tuple[EvidenceAsked, ShownMonths]:
    """What sources are asked, and the months of the scope as this reader is shown them; those before it are read with them."""
    scope = asked.scope
    both = scope.over(before(scope)[0], scope.last)
    read = shown_to(asked.person, at_stage(distributions_of(both, asked.hidden), asked.stage), both, compares=False)
    now = [month for month in read.months if month.month >= scope.first]
    earlier = [month for month in read.months if month.month < scope.first]
    withheld = [each for each in read.withheld if each.month >= scope.first]
    theme = cast(TriangulationForm, asked.form).theme_chosen
    of_theme = ThemeAsked(theme.pk, theme.name, domains_of_theme(theme)) if theme else None
    return EvidenceAsked(scope, now, earlier, asked.hidden, asked.person, of_theme), replace(read, months=now, withheld=withheld)
