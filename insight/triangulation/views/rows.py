"""From a share of observations or voices to those behind it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import PUBLISHED_EXPORTS, download
from foundation.council.months import month_name, period_name
from insight.pages.scope import address_of
from insight.permissions import can_open_audits
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.pages.page import theme_address, triangulation_address
from insight.triangulation.pages.rows import ROWS, behind_table
from insight.triangulation.queries.observed import observations_of, observed, said, said_on_theme, visible_rows, voices_of

from .triangulation import asked_here, evidence_asked

CANNOT_OPEN = "Only people who work with audits can open the rows behind this figure."


@require_safe
def rows(request: SignedInRequest, source: str) -> HttpResponse:
    require(can_open_audits, request.user, why=CANNOT_OPEN)
    asked = asked_here(request)
    if source not in map(str, ROWS) or asked is None:
        raise Http404
    results, form = asked
    evidence, domain, of = evidence_asked(results)[0], form.domain_chosen or form.domains[0], EvidenceSource(source)
    theme = evidence.theme if of == EvidenceSource.VOICES else None
    domain = theme.name if theme else domain
    if of == EvidenceSource.VOICES:
        voices = voices_of(evidence.scope, evidence.months_seen)
        found = said_on_theme(voices, theme.key, theme.name, theme.domains)[0] if theme else said(voices)
        may_open = visible_rows(request.user, voices)
    else:
        observations = observations_of(evidence.scope, evidence.months_seen)
        found, may_open = observed(observations), visible_rows(request.user, observations)
    query = address_of(results.scope, results.stage)
    behind = behind_table(of, domain, found, may_open)
    about = {
        "behind": behind,
        "source": of.label,
        "domain": domain,
        "period": period_name(results.scope.first, results.scope.last),
        "hidden": list(map(month_name, results.hidden_in_scope)),
        "back": theme_address(theme.key, query) if theme else triangulation_address(domain, query),
        "exports": PUBLISHED_EXPORTS,
    }
    return download(request, behind) or render(request, "insight/triangulation/rows.html", about)
