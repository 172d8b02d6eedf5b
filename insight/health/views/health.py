"""The health of our quality assurance: the page, its files, and the rows behind each measure."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.permissions import reads_every_audit
from foundation.accounts.permissions import require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.council.downloads import PUBLISHED_EXPORTS, download, format_asked, sheets_as_file
from foundation.council.list_pages import list_page
from foundation.council.months import month_code, month_name, period_name
from foundation.documents import Table
from insight.enums import HealthMeasure
from insight.forms import YearForm
from insight.health.calculations import HealthWindow
from insight.health.pages.blocks import settings_links, strip_of, topics
from insight.health.pages.sheets import health_sheets
from insight.health.pages.words import HOW_TO_READ, WORDS
from insight.health.queries.conditions import ACTIONS, AUDITS
from insight.health.queries.measures import health_figures, targets_on
from insight.health.queries.rows import actions_behind, audits_behind, figures_behind, leaders_behind
from insight.health.queries.window import window_for
from insight.health.tables import (
    ACTION_HEADER,
    AUDIT_HEADER,
    ActionsBehindTable,
    AuditsBehindTable,
    action_rows,
    audit_rows,
    figures_table,
    leaders_table,
)
from insight.permissions import can_open_audits, can_see_insight
from insight.queries.distributions import months_with_audits

CANNOT_OPEN = "The rows behind a measure are shown to people who can read audits."


@require_safe
def health(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
    form = YearForm(request.GET, earliest=ends[0], latest=ends[1])
    window = window_for(request.user, *form.period)
    figures, targets = health_figures(window, request.user), targets_on(window)
    if export := format_asked(request):
        name = f"Health {month_code(window.first)} to {month_code(window.last)}"
        return sheets_as_file(health_sheets(figures, targets, window), export, name)
    found = topics(figures, targets, window, request.user, form.query)
    page = {"topics": found, "figures": strip_of(found), "links": settings_links(request.user), "how_to_read": HOW_TO_READ}
    return render(request, "insight/health/health.html", {"form": form, "exports": PUBLISHED_EXPORTS, **_about(window), **page})


def _about(window: HealthWindow) -> dict:
    return {
        "period": period_name(window.first, window.last),
        "hidden": [month_name(month) for month in window.hidden],
        "wider": window.wider,
    }


@require_safe
def rows(request: SignedInRequest, measure: str) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if measure not in HealthMeasure.values or ends is None:
        raise Http404
    chosen, form = HealthMeasure(measure), YearForm(request.GET, earliest=ends[0], latest=ends[1])
    window = window_for(request.user, *form.period)
    about = {"measure": chosen, "words": WORDS[chosen], "back": f"{reverse('insight:health')}{form.query}#{measure}", **_about(window)}
    if chosen in AUDITS or chosen in ACTIONS:
        require(can_open_audits, request.user, why=CANNOT_OPEN)
        return _listed(request, chosen, window, {**about, "choices": _choices(request, form.query)})
    table = _short(request, chosen, window)
    return download(request, table) or render(request, "insight/health/short.html", {"rows": table, "exports": PUBLISHED_EXPORTS, **about})


def _short(request: SignedInRequest, measure: HealthMeasure, window: HealthWindow) -> Table:
    if measure == HealthMeasure.FIGURES_FLAGGED:
        return figures_table(figures_behind(window))
    if measure != HealthMeasure.LEADERS:
        raise Http404
    require(reads_every_audit, request.user, why=CANNOT_OPEN)
    return leaders_table(leaders_behind(window))


def _listed(request: SignedInRequest, measure: HealthMeasure, window: HealthWindow, about: dict) -> HttpResponse:
    of_audits = measure in AUDITS
    behind = audits_behind if of_audits else actions_behind
    found = behind(measure, window, request.user)
    if request.GET.get("counted") in ("yes", "no"):
        found = found.filter(is_counted=request.GET["counted"] == "yes")
    return list_page(
        request,
        "insight/health/rows.html",
        table=AuditsBehindTable(found) if of_audits else ActionsBehindTable(found),
        title=f"{measure.label} {about['period']}",
        header=AUDIT_HEADER if of_audits else ACTION_HEADER,
        file_rows=audit_rows if of_audits else action_rows,
        about=lambda: about,
        exports=PUBLISHED_EXPORTS,
    )


def _choices(request: SignedInRequest, query: str) -> list[dict]:
    """All of them, those that are counted, those that are not."""
    asked = request.GET.get("counted", "")
    names = (("", "All"), ("yes", "Counted"), ("no", "Not counted"))
    return [{"text": text, "href": f"{query}&counted={value}" if value else query, "active": asked == value} for value, text in names]
