"""How grades were given over a period: the page, its charts, its downloads."""

import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from foundation.accounts.permissions import require
from foundation.accounts.requests import SignedInRequest
from foundation.charts import alt_text, distribution_chart, render_svg
from foundation.charts.rendering import Spec
from foundation.council.months import add_months, month_code, period_name
from foundation.sheets import write_csv, write_xlsx
from insight.calculations import GRADE_ORDER, HOW_RANKED, STAGE_WORDS, MonthStage, compared, shown_by_month
from insight.forms import PeriodForm
from insight.permissions import can_open_audits, can_see_insight
from insight.queries.completion import completion
from insight.queries.distributions import distributions, months_with_audits
from insight.queries.facts import facts
from insight.queries.flows import flow
from insight.tables import chart_rows, export_sheet, flow_rows, heatmap, latest_figures, overall_rows, stage_groups

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORTS = [{"text": "CSV", "format": "csv"}, {"text": "Excel", "format": "xlsx"}]


@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None:
        return render(request, "insight/empty.html")
    form = PeriodForm(request.GET, earliest=ends[0], latest=ends[1])
    first, last = form.period
    months = shown_by_month(distributions(first, last))
    if request.GET.get("export") in ("csv", "xlsx"):
        return _download(months, request.GET["export"], f"grades-{month_code(first)}-to-{month_code(last)}")
    return render(request, "insight/overview.html", {"form": form, "exports": EXPORTS, **_page(request, months, first, last)})


def _page(request: SignedInRequest, months: list[MonthStage], first: datetime.date, last: datetime.date) -> dict:
    found = flow(first, last)
    heat_columns, heat_rows = heatmap(months)
    query = f"?from={month_code(first)}&to={month_code(last)}"
    return {
        "period": period_name(first, last),
        "months": months,
        "figures": latest_figures(months) if months else [],
        "grades": GRADE_ORDER,
        "overall": overall_rows(months, with_links=can_open_audits(request.user)),
        "overall_chart": _picture(months, "overall", query),
        "groups": [(group, _picture(months, group.stage, query)) for group in stage_groups(months)],
        "how_ranked": HOW_RANKED,
        "comparison": compared(months[-2], months[-1]) if len(months) > 1 else "",
        "heat_columns": heat_columns,
        "heat_rows": heat_rows,
        "flow": found,
        "flow_rows": flow_rows(found),
        "progress": completion(first, last),
        # The months before have had theirs; the latest two are what a report is being written about.
        "facts": facts(max(first, add_months(last, -1)), last),
    }


def _picture(months: list[MonthStage], of: str, query: str) -> dict[str, str] | None:
    """The chart's address and its words; None where there is nothing to draw."""
    spec = _chart(months, of)
    return {"src": reverse("insight:chart", args=[of]) + query, "alt": alt_text(spec)} if spec else None


def _chart(months: list[MonthStage], of: str) -> Spec | None:
    rows = chart_rows(months, of)
    title = "Overall judgement by month" if of == "overall" else f"Grades by domain, {STAGE_WORDS[of]}"
    return distribution_chart(rows, GRADE_ORDER, title) if rows else None


@require_safe
@cache_control(private=True, max_age=60)
def chart(request: SignedInRequest, of: str) -> HttpResponse:
    require(can_see_insight, request.user)
    ends = months_with_audits()
    if ends is None or of not in ("overall", *STAGE_WORDS):
        raise Http404
    first, last = PeriodForm(request.GET, earliest=ends[0], latest=ends[1]).period
    spec = _chart(shown_by_month(distributions(first, last)), of)
    if spec is None:
        raise Http404
    return HttpResponse(render_svg(spec), content_type="image/svg+xml")


def _download(months: list[MonthStage], form: str, name: str) -> HttpResponse:
    sheet = export_sheet(months)
    if form == "csv":
        response = HttpResponse(write_csv(sheet.header, sheet.rows), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(write_xlsx([sheet]), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
