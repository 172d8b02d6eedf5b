"""How audits were graded: overall by month and by domain."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from audits.calculations import WHICH_STAGE
from foundation.accounts.requests import SignedInRequest
from foundation.documents import Table
from insight.calculations import HOW_RANKED, MonthStage, compared
from insight.facts.domain_figures import domains_with_figures
from insight.pages.grade_tables import grades_table
from insight.pages.grades import export_sheet, overall_rows, period_figures, stage_groups
from insight.pages.pictures import bars_picture, picture_at
from insight.pages.scope import STAGE_CODES

from .asked import AskedResults, ResultsPage, results_page


@require_safe
def grades(request: SignedInRequest) -> HttpResponse:
    return results_page(request, ResultsPage("insight/grades.html", "Grades", _context, _sheets))


def _context(asked: AskedResults) -> dict[str, Any]:
    months, query = asked.shown.months, asked.form.query
    return {
        "which_stage": WHICH_STAGE,
        "standing": [month.standing_sentence for month in months if month.standing_sentence],
        "overall": grades_table(overall_rows(months, asked.links), "Overall judgement by month", "Month and stage"),
        "overall_chart": picture_at("overall", bars_picture(months, "overall"), query),
        "groups": [
            (
                group,
                picture_at(STAGE_CODES[group.stage], bars_picture(months, STAGE_CODES[group.stage]), query),
                grades_table(group.rows, group.title, "Domain", ranked=True),
            )
            for group in stage_groups(months, asked.links)
        ],
        "how_ranked": HOW_RANKED,
        **_latest(months),
    }


def _latest(months: Sequence[MonthStage]) -> dict[str, Any]:
    """What is said of the period's figures and of its latest month; nothing where no month is shown."""
    if not months:
        return {"figures": [], "comparison": "", "beside": [], "beside_month": ""}
    return {
        "figures": period_figures(months),
        "comparison": compared(months[-2], months[-1]) if len(months) > 1 else "",
        "beside": domains_with_figures(months[-1]),
        "beside_month": months[-1].name,
    }


def _sheets(asked: AskedResults) -> list[Table]:
    return [export_sheet(asked.shown.months, asked.shown.withheld)]
