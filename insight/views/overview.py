"""How grades were given over a period: the page, its charts, its downloads."""

import datetime
from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audits.calculations import WHICH_STAGE
from audits.enums import Stage
from foundation.accounts.permissions import require
from foundation.accounts.reader import board_reader
from foundation.accounts.requests import SignedInRequest
from foundation.charts import DistributionPicture, alt_text
from foundation.council.downloads import EXPORTS, sheets_as_file
from foundation.council.months import add_months, month_code, month_name, period_name
from foundation.govuk.pictures import picture_response
from insight.calculations import HOW_RANKED, STAGE_WORDS, MonthStage, compared, shown_by_month
from insight.facts import BEGINNING, OF_GRADES, FactReader, facts_for
from insight.facts.domain_figures import domains_with_figures
from insight.forms import PeriodForm
from insight.pages.facts import latest_and_earlier
from insight.pages.grade_tables import completion_table, flow_table, grades_table, heat_table, moves_table
from insight.pages.grades import (
    STAGE_CODES,
    chart_rows,
    export_sheet,
    grade_picture,
    heatmap,
    overall_rows,
    period_figures,
    stage_groups,
    withheld_sentence,
)
from insight.permissions import can_open_audits, can_see_insight
from insight.queries.agreement import months_still_to_moderate
from insight.queries.audience import ShownMonths, shown_to
from insight.queries.completion import completion
from insight.queries.distributions import cohorts_audited, distributions, months_with_audits
from insight.queries.flows import flow
from performance.queries import FigureReader

# A chart is named in its address by the stage that it shows.
STAGES: dict[str, Stage] = {code: stage for stage, code in STAGE_CODES.items()}


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html", {"for_board": board_reader() is not None})
    form = PeriodForm(request.GET, earliest=ends[0], latest=ends[1], cohorts=cohorts_audited())
    first, last = form.period
    hidden = months_still_to_moderate(request.user, BEGINNING, last)  # Facts look back at every month.
    shown = _shown(request, form, hidden)
    if request.GET.get("export") in ("csv", "xlsx"):
        return sheets_as_file(
            [export_sheet(shown.months, shown.withheld)], request.GET["export"], f"grades-{month_code(first)}-to-{month_code(last)}"
        )
    return render(request, "insight/overview.html", {"form": form, "exports": EXPORTS, **_page(request, form, shown, hidden)})


def _shown(request: SignedInRequest, form: PeriodForm, hidden: list[datetime.date]) -> ShownMonths:
    months = shown_by_month(distributions(*form.period, form.cohort_chosen, hidden))
    return shown_to(request.user, months, form.cohort_chosen)


def _page(request: SignedInRequest, form: PeriodForm, shown: ShownMonths, hidden: list[datetime.date]) -> dict:
    (first, last), cohort, months = form.period, form.cohort_chosen, shown.months
    found, reader = flow(first, last, cohort, {*hidden, *shown.not_compared}), FigureReader()
    overall = overall_rows(months, with_links=can_open_audits(request.user), cohort=cohort)
    return {
        "period": period_name(first, last),
        "cohort": cohort,
        "months": months,
        "withheld": [withheld_sentence(each) for each in shown.withheld],
        "which_stage": WHICH_STAGE,
        "standing": [month.standing_sentence for month in months if month.standing_sentence],
        "hidden": [month_name(month) for month in hidden if month >= first],
        "overall": grades_table(overall, "Overall judgement by month", "Month and stage"),
        "overall_chart": _picture(months, "overall", form.query),
        "groups": [
            (group, _picture(months, STAGE_CODES[group.stage], form.query), grades_table(group.rows, group.title, "Domain", ranked=True))
            for group in stage_groups(months)
        ],
        "how_ranked": HOW_RANKED,
        **_latest(months, reader),
        "heat": heat_table(*heatmap(months)),
        "flow": found,
        "moves": moves_table(found, shown.domains_not_compared),
        "flow_matrix": flow_table(found),
        "completion": completion_table(completion(first, last)),
        **_facts(request, form, hidden, reader),
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


def _facts(request: SignedInRequest, form: PeriodForm, hidden: list[datetime.date], reader: FigureReader) -> dict:
    """Of the chosen months and cohort, from their grades alone: those of the latest two months first."""
    first, last = form.period
    facts = FactReader(first, last, cohort=form.cohort_chosen, hidden=hidden, figures=reader)
    latest, earlier = latest_and_earlier(facts_for(request.user, facts, OF_GRADES), add_months(last, -1))
    return {"facts": latest, "earlier_facts": earlier}


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
    ends = months_with_audits()
    if ends is None or of not in ("overall", *STAGES):
        raise Http404
    form = PeriodForm(request.GET, earliest=ends[0], latest=ends[1], cohorts=cohorts_audited())
    drawn = _drawn(_shown(request, form, months_still_to_moderate(request.user, *form.period)).months, of)
    if drawn is None:
        raise Http404
    spec = next((getattr(drawn, shape) for shape in ("narrow", "middle") if shape in request.GET), drawn.wide)
    return picture_response(spec)
