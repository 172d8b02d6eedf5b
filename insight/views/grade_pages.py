"""The pages of grades beside the first: over time, month by month, by service, moderation, completion and time."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from audits.permissions import reads_every_audit
from foundation.accounts.requests import SignedInRequest
from foundation.documents import Table
from insight.pages.grades import withheld_sentence
from insight.pages.grades_completion import (
    TIMES,
    completion_picture,
    completion_sheet,
    completion_table,
    times_picture,
    times_sheet,
    times_tables,
)
from insight.pages.grades_moderation import (
    flow_of_grades,
    flow_table,
    moderation_sheets,
    moves_picture,
    moves_table,
    rates_picture,
    rates_sheet,
    rates_table,
)
from insight.pages.grades_over_time import HOW_DRAWN, domains_picture, heat_table, over_time_picture, over_time_sheet, over_time_table
from insight.pages.grades_services import NO_RANKING, services_groups, services_picture, services_sheet, what_is_compared
from insight.pages.pictures import picture_at
from insight.pages.scope import STAGE_CODES
from insight.queries.completion import completion
from insight.queries.moderated import ModeratedMonth, moderated_by_month
from insight.queries.services import parts_side_by_side
from insight.queries.times_taken import opened_by, shown_times, times_taken

from .asked import AskedResults, ResultsPage, results_page


@require_safe
def over_time(request: SignedInRequest) -> HttpResponse:
    return results_page(request, ResultsPage("insight/grades_over_time.html", "Good or better", _over_time, _months_sheet))


def _over_time(asked: AskedResults) -> Mapping[str, Any]:
    months, query = asked.shown.months, asked.form.query
    return {
        "overall_chart": picture_at("over-time", over_time_picture(months), query),
        "domains_chart": picture_at("domains", domains_picture(months), query),
        "how_drawn": HOW_DRAWN,
        "good_table": over_time_table(months, asked.links),
    }


@require_safe
def by_month(request: SignedInRequest) -> HttpResponse:
    page = ResultsPage("insight/grades_by_month.html", "Good or better by month", _by_month, _months_sheet)
    return results_page(request, page)


def _by_month(asked: AskedResults) -> Mapping[str, Any]:
    return {"heat": heat_table(asked.shown.months, asked.links)}


def _months_sheet(asked: AskedResults) -> list[Table]:
    return [over_time_sheet(asked.shown.months, asked.shown.withheld)]


@require_safe
def services(request: SignedInRequest) -> HttpResponse:
    return results_page(request, ResultsPage("insight/grades_services.html", "Services", _services, _services_sheets))


def _services(asked: AskedResults) -> Mapping[str, Any]:
    found, withheld = parts_side_by_side(asked.person, asked.scope, asked.shown)
    groups = services_groups(found, asked.scope, asked.links)
    pictures = [picture_at(f"services-{STAGE_CODES[each.stage]}", services_picture(each, asked.scope), asked.form.query) for each in found]
    return {
        "what": what_is_compared(asked.scope),
        "groups": list(zip(groups, pictures, strict=True)),
        "not_in_parts": [withheld_sentence(each) for each in withheld],
        "no_ranking": NO_RANKING,
    }


def _services_sheets(asked: AskedResults) -> list[Table]:
    found, _ = parts_side_by_side(asked.person, asked.scope, asked.shown)
    return [services_sheet(found, asked.scope)]


def shows_moderated(asked: AskedResults) -> bool:
    """Of parts of months only who may read every audit is shown how many were moderated."""
    return reads_every_audit(asked.person) or not asked.scope.parts


def moderated_months(asked: AskedResults) -> list[ModeratedMonth]:
    return moderated_by_month(asked.scope) if shows_moderated(asked) else []


@require_safe
def moderation(request: SignedInRequest) -> HttpResponse:
    return results_page(
        request, ResultsPage("insight/grades_moderation.html", "Moderation", _moderation, _moderation_sheets, compares=True)
    )


def _moderation(asked: AskedResults) -> Mapping[str, Any]:
    found, links, query, sees_all = asked.flow, asked.links, asked.form.query, reads_every_audit(asked.person)
    of_months = links.over({month.month for month in asked.shown.months} - set(asked.hidden)) if links else None
    counted_here, rates = shows_moderated(asked), moderated_months(asked)
    return {
        "flow": found,
        "flow_chart": picture_at("flow", flow_of_grades(found), query),
        "flow_matrix": flow_table(found, of_months),
        "moves": moves_table(found, asked.compared.domains_not_compared, of_months),
        "moves_chart": picture_at("moves", moves_picture(found, asked.compared.domains_not_compared), query),
        "rates_chart": picture_at("moderated", rates_picture(rates), query),
        "rates": rates_table(rates, links, says_how=sees_all, hidden=asked.hidden),
        "counted_here": counted_here,
    }


def _moderation_sheets(asked: AskedResults) -> list[Table]:
    sees_all = reads_every_audit(asked.person)
    sheet = rates_sheet(moderated_months(asked), says_how=sees_all, hidden=asked.hidden)
    return moderation_sheets(asked.flow, asked.compared.domains_not_compared, sheet)


@require_safe
def completion_and_time(request: SignedInRequest) -> HttpResponse:
    return results_page(request, ResultsPage("insight/grades_completion.html", "Completion and time", _completion, _completion_sheets))


def _completion(asked: AskedResults) -> Mapping[str, Any]:
    scope, query = asked.scope, asked.form.query
    progress, times = completion(scope.first, scope.last), shown_times(asked.person, scope, times_taken(scope))
    charts = [picture_at(span, times_picture(span, times), query) for span in times]
    tables = times_tables(times, opened_by(asked.person, times), asked.links)
    return {
        "completion_chart": picture_at("completion", completion_picture(progress), query),
        "completion": completion_table(progress, asked.links_to_months),
        "times": [(table, rule, chart) for (table, rule), chart in zip(tables, charts, strict=True)],
        "how_timed": TIMES,
        "sees_all": reads_every_audit(asked.person),
    }


def _completion_sheets(asked: AskedResults) -> list[Table]:
    scope = asked.scope
    return [completion_sheet(completion(scope.first, scope.last)), times_sheet(shown_times(asked.person, scope, times_taken(scope)))]
