"""Grades, moderation, time taken and what is counted of auditing: by the queries of the pages of Results, for a wider audience."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from audits.enums import PRACTICE_GRADES, Stage
from audits.queries.grade_words import grade_word
from feeds.enums import ColumnKind, FeedScope
from insight.calculations import Counts, MonthStage, Share, at_stage, graded, share_of
from insight.enums import HealthMeasure
from insight.health.calculations import HealthWindow
from insight.health.queries.measures import health_figures
from insight.health.queries.window import window_for
from insight.queries.audience import ShownMonths, shown_to_others
from insight.queries.completion import completion
from insight.queries.counted import Scope
from insight.queries.distributions import distributions_of
from insight.queries.flows import flow_of
from insight.queries.moderated import moderated_by_month
from insight.queries.times_taken import times_taken

from .table import AskedOfTable, FeedColumn, FeedTable, PlainRow, count_column, month_column, percent_column, text_column

OVERALL = "overall"
# As pages and files call them in addresses.
STAGES = {Stage.PRE: "pre", Stage.AGREED: "post"}
OF_ACTIONS = (HealthMeasure.ACTIONS_VERIFIED, HealthMeasure.LOOP_IN_TIME, HealthMeasure.ACTIONS_EFFECTIVE)


def _scope(asked: AskedOfTable) -> Scope:
    return Scope(asked.first, asked.last)


def _shown(asked: AskedOfTable, *, compares: bool = False) -> ShownMonths:
    """As `insight.views.asked` has it for a person who may not read every audit."""
    months = at_stage(distributions_of(_scope(asked), asked.hidden), asked.stage)
    return shown_to_others(months, _scope(asked), compares=compares)


def _month_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    shown = _shown(asked)
    rows: list[tuple] = [
        (each.month, True, STAGES[each.stage], each.audits, graded(each.overall), each.standing.submitted, each.standing.agreed, "")
        for each in shown.months
    ]
    rows += [(each.month, False, "", None, None, None, None, each.why.value) for each in shown.withheld]
    yield from sorted(rows)


def _grade_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for month in _shown(asked).months:
        for judgement, counts in {OVERALL: month.overall, **month.domains}.items():
            yield from _grades_of(month, judgement, counts)


def _grades_of(month: MonthStage, judgement: str, counts: Counts) -> Iterator[PlainRow]:
    for grade in PRACTICE_GRADES:
        share = share_of(counts, grade)
        low, high = share.interval or (None, None)
        yield month.month, STAGES[month.stage], judgement, grade.value, grade_word(grade), share.count, share.n, share.percent, low, high


def _moderation_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for each in moderated_by_month(_scope(asked)):
        yield each.month, each.submitted, each.moderated, Share(each.moderated, each.submitted).percent, each.released, each.open


def _change_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    shown = _shown(asked, compares=True)
    for each in flow_of(_scope(asked), {*asked.hidden, *shown.not_compared}).moves:
        if each.domain not in shown.domains_not_compared and each.n:
            yield asked.first, asked.last, each.domain or OVERALL, each.up, each.same, each.down, each.n


def _time_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for span, months in times_taken(_scope(asked)).items():
        for month, taken in months.items():
            if taken.is_enough:
                yield month, span.value, str(span.label), taken.n, Decimal(str(taken.median)), taken.most


def _completion_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for each in completion(asked.first, asked.last):
        yield each.month, each.expected, each.submitted, each.finished, each.missing, each.withdrawn, each.exempted


def _window(asked: AskedOfTable) -> HealthWindow:
    window = window_for(None, asked.first, asked.last)
    return replace(window, now=tuple(month for month in window.now if month not in asked.hidden), before=())


def _measure_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    for measure, figure in health_figures(_window(asked)).items():
        if measure not in OF_ACTIONS and not figure.is_withheld:
            yield from _months_of(measure, figure.months)


def _action_rows(asked: AskedOfTable) -> Iterator[PlainRow]:
    found = health_figures(_window(asked))
    for measure in OF_ACTIONS:
        if not found[measure].is_withheld:
            yield from _months_of(measure, found[measure].months)


def _months_of(measure: HealthMeasure, months: Mapping[datetime.date, Share]) -> Iterator[PlainRow]:
    for month, share in months.items():
        yield month, measure.value, str(measure.label), share.count, share.n, share.percent


_STAGE = text_column("stage", "“pre”: grades as first submitted; “post”: as agreed after moderation, or released without.")
_JUDGEMENT = text_column("judgement", "“overall”, or the domain by its newest name.")
_MEASURE = (
    text_column("measure", "The code of the measure, which stays."),
    text_column("label", "What it is called on the page Health."),
    count_column("counted", "How many were counted.", "things counted"),
    count_column("out_of", "Out of how many; at least five.", "things counted"),
    percent_column("percent", "Their share."),
)

RESULTS = (
    FeedTable(
        "months",
        "Months",
        "Which months are shown, by which grades and of how many audits; and which are not shown, and why.",
        FeedScope.AGGREGATES,
        (
            month_column(),
            FeedColumn("shown", ColumnKind.YES_NO, "Whether the grades of the month are in these tables."),
            _STAGE,
            count_column("audits", "Audits counted at this stage."),
            count_column("graded", "Of them those with an overall grade that is not “not applicable”."),
            count_column("submitted", "All submitted audits of the month."),
            count_column("agreed", "Of them those with agreed grades."),
            text_column(
                "why_not_shown",
                "“fewer”: fewer than five audits; “other_stage”: fewer than five at one of the two stages alone; "
                "“few_moderated”: so few moderated that the two stages would tell what was changed.",
            ),
        ),
        _month_rows,
        asks=("stage",),
    ),
    FeedTable(
        "grades",
        "Grades",
        "How many audits were given each grade, overall and in each domain, by month.",
        FeedScope.AGGREGATES,
        (
            month_column(),
            _STAGE,
            _JUDGEMENT,
            text_column("grade", "The code of the grade, which stays: O, G, RI or I."),
            text_column("grade_in_words", "The grade as the council words it."),
            count_column("audits", "Audits given this grade."),
            count_column("graded", "Audits graded in this judgement; “not applicable” is left out."),
            percent_column("percent", "The share of the graded audits."),
            percent_column("interval_from", "The lower end of the 95% interval (Wilson) of the share."),
            percent_column("interval_to", "Its upper end."),
        ),
        _grade_rows,
        asks=("stage",),
    ),
    FeedTable(
        "moderation",
        "Moderation",
        "How many of each month’s submitted audits were moderated.",
        FeedScope.AGGREGATES,
        (
            month_column(),
            count_column("submitted", "Submitted audits."),
            count_column("moderated", "Moderated."),
            percent_column("percent_moderated", "The share of the submitted audits that was moderated."),
            count_column("released", "Released without moderation."),
            count_column("open", "Still to be moderated or released, or with their auditor again."),
        ),
        _moderation_rows,
    ),
    FeedTable(
        "moderation-changes",
        "What moderation changed",
        "How many grades moderation raised, left and lowered over the whole period, overall and by domain.",
        FeedScope.AGGREGATES,
        (
            FeedColumn("first_month", ColumnKind.MONTH, "The first month of the period that was asked for."),
            FeedColumn("last_month", ColumnKind.MONTH, "Its last month."),
            _JUDGEMENT,
            count_column("raised", "Grades that moderation raised.", "grades"),
            count_column("same", "Grades that it left.", "grades"),
            count_column("lowered", "Grades that it lowered.", "grades"),
            count_column("compared", "Grades compared before and after moderation.", "grades"),
        ),
        _change_rows,
    ),
    FeedTable(
        "timeliness",
        "Time taken",
        "How many days audits took, by month; of five audits and more.",
        FeedScope.AGGREGATES,
        (
            month_column(),
            text_column("span", "The code of what is timed, which stays."),
            text_column("label", "From where to where, in words."),
            count_column("audits", "Audits timed."),
            FeedColumn("median_days", ColumnKind.DECIMAL, "Half of them took no longer.", "days"),
            count_column("most_days", "The slowest took so long.", "days"),
        ),
        _time_rows,
    ),
    FeedTable(
        "completion",
        "Completion",
        "How many audits each month was to have, and how far they have come.",
        FeedScope.AGGREGATES,
        (
            month_column("The month that was planned."),
            count_column("expected", "Planned, without those exempted; empty where nobody set a number."),
            count_column("submitted", "Submitted."),
            count_column("finished", "Moderated, or released without moderation."),
            count_column("missing", "Expected and not submitted."),
            count_column("withdrawn", "Withdrawn."),
            count_column("exempted", "Exempted."),
        ),
        _completion_rows,
    ),
    FeedTable(
        "measures",
        "Health of quality assurance",
        "The measures of the council’s own auditing, by month; months of fewer than five are left out.",
        FeedScope.AGGREGATES,
        (month_column(), *_MEASURE),
        _measure_rows,
    ),
    FeedTable(
        "actions",
        "Actions",
        "Actions verified, closed in time and found effective, by the month of their day; months of fewer than five are left out.",
        FeedScope.ACTIONS,
        (month_column("The month in which they were due, or verified."), *_MEASURE),
        _action_rows,
    ),
)
