"""How grades were given over a period: the page, its charts, its downloads."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.calculations import WHICH_STAGE
from audits.enums import Stage
from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.charts import DistributionPicture, alt_text
from foundation.council.downloads import EXPORTS, sheets_as_file
from foundation.council.months import add_months, month_code
from foundation.govuk.pictures import picture_response
from insight.calculations import HOW_RANKED, STAGE_WORDS, MonthStage, compared
from insight.facts import OF_GRADES, FactReader, facts_for
from insight.facts.domain_figures import domains_with_figures
from insight.pages.facts import latest_and_earlier
from insight.pages.grade_tables import completion_table, flow_table, grades_table, heat_table, moves_table
from insight.pages.grades import (
    chart_rows,
    export_sheet,
    grade_picture,
    heatmap,
    overall_rows,
    period_figures,
    stage_groups,
)
from insight.pages.scope import STAGE_CODES
from insight.permissions import can_open_audits, can_see_insight
from insight.queries.completion import completion
from insight.queries.flows import flow_of
from performance.queries import FigureReader

from .asked import AskedResults, asked_of, nothing_yet

# A chart is named in its address by the stage that it shows.
STAGES: dict[str, Stage] = {code: stage for stage, code in STAGE_CODES.items()}


@require_safe
def grades(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    asked = asked_of(request)
    if asked is None:
        return nothing_yet(request)
    shown, scope = asked.shown, asked.scope
    if request.GET.get("export") in ("csv", "xlsx"):
        name = f"Grades {month_code(scope.first)} to {month_code(scope.last)}"
        return sheets_as_file([export_sheet(shown.months, shown.withheld)], request.GET["export"], name)
    return render(request, "insight/grades.html", {"exports": EXPORTS, **asked.page(), **_page(asked)})


def _page(asked: AskedResults) -> dict:
    scope, shown, query = asked.scope, asked.shown, asked.form.query
    months = shown.months
    found, reader = flow_of(scope, {*asked.hidden, *shown.not_compared}), FigureReader()
    overall = overall_rows(months, scope, with_links=can_open_audits(asked.person))
    return {
        "months": months,
        "which_stage": WHICH_STAGE,
        "standing": [month.standing_sentence for month in months if month.standing_sentence],
        "overall": grades_table(overall, "Overall judgement by month", "Month and stage"),
        "overall_chart": _picture(months, "overall", query),
        "groups": [
            (group, _picture(months, STAGE_CODES[group.stage], query), grades_table(group.rows, group.title, "Domain", ranked=True))
            for group in stage_groups(months)
        ],
        "how_ranked": HOW_RANKED,
        **_latest(months, reader),
        "heat": heat_table(*heatmap(months)),
        "flow": found,
        "moves": moves_table(found, shown.domains_not_compared),
        "flow_matrix": flow_table(found),
        "completion": completion_table(completion(scope.first, scope.last)),
        **_facts(asked, reader),
    }


def _latest(months: Sequence[MonthStage], reader: FigureReader) -> dict:
    """What is said of the period's figures and of its latest month; nothing where no month is shown."""
    if not months:
        return {"figures": [], "comparison": "", "beside": [], "beside_month": ""}
    return {
        "figures": period_figures(months),
        "comparison": compared(months[-2], months[-1]) if len(months) > 1 else "",
        "beside": domains_with_figures(months[-1], reader),
        "beside_month": months[-1].name,
    }


def _facts(asked: AskedResults, reader: FigureReader) -> dict:
    """Of the chosen months and cohort, from their grades alone: those of the latest two months first."""
    scope = asked.scope
    facts = FactReader(scope.first, scope.last, cohort=scope.cohort, hidden=asked.hidden, figures=reader)
    latest, earlier = latest_and_earlier(facts_for(asked.person, facts, OF_GRADES), add_months(scope.last, -1))
    return {"facts": latest, "earlier_facts": earlier, "cohort": scope.cohort}


def _picture(months: Sequence[MonthStage], of: str, query: str) -> dict[str, str] | None:
    """The chart's address and its words; None where there is nothing to draw."""
    drawn = _drawn(months, of)
    return {"src": reverse("insight:chart", args=[of]) + (query or "?"), "alt": alt_text(drawn.wide)} if drawn else None


def _drawn(months: Sequence[MonthStage], of: str) -> DistributionPicture | None:
    rows = chart_rows(months, of)
    title = "Overall judgement by month" if of == "overall" else f"Grades by domain, {STAGE_WORDS[STAGES[of]]}"
    return grade_picture(rows, title)


@require_safe
def chart(request: SignedInRequest, of: str) -> HttpResponse:
    require(can_see_insight, request.user)
    asked = asked_of(request)
    if asked is None or of not in ("overall", *STAGES):
        raise Http404
    drawn = _drawn(asked.shown.months, of)
    if drawn is None:
        raise Http404
    spec = next((getattr(drawn, shape) for shape in ("narrow", "middle") if shape in request.GET), drawn.wide)
    return picture_response(spec)
