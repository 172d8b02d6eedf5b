"""What the pages of kinds of audit show: their place in the programme, how each is done, what was planned of it."""

import datetime
from collections.abc import Iterable

from django.urls import reverse

from audits.enums import RecordsAsked
from audits.kinds.queries import KindInProgramme, PlannedOfKind, kinds_in_programme
from audits.models import KindOfAudit, KindTerms, Tool
from audits.tool.queries import draft_tool
from foundation.council.months import month_name
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date

NOT_SAID = "Not said yet"
NO_TOOL, ENDED, DUE, PLANNED, NOT_DUE, WHEN_NEEDED = "No tool yet", "No longer done", "Due", "Planned", "Not due", "When needed"
COLOURS = {NO_TOOL: "grey", ENDED: "grey", DUE: "yellow", PLANNED: "blue", NOT_DUE: "green", WHEN_NEEDED: "grey"}


def standing_of_kind(found: KindInProgramme) -> str:
    if found.kind.ended_on:
        return ENDED
    if found.tool is None:
        return NO_TOOL
    if found.next_planned:
        return PLANNED
    if found.due is None:
        return WHEN_NEEDED
    return DUE if found.is_due else NOT_DUE


def cadence_words(terms: KindTerms | None) -> str:
    if terms is None:
        return NOT_SAID
    if terms.cadence_months is None:
        return "When needed"
    how_often = "Every month" if terms.cadence_months == 1 else f"Every {terms.cadence_months} months"
    return f"{how_often}, {terms.size} audits" if terms.size else how_often


def kinds_table(on: datetime.date, *, may_plan: bool) -> Table:
    """The kinds that are still done, with their place in the programme."""
    columns = [
        *(Column("Kind of audit", names_row=True), Column("How often", more=True), Column("Last done"), Column("Next")),
        Column("State"),
    ]
    rows: list[AnyRow] = [_kind(each, may_plan) for each in kinds_in_programme(on)]
    return Table("Other kinds of audit", columns, rows)


def _kind(found: KindInProgramme, may_plan: bool) -> AnyRow:
    state = standing_of_kind(found)
    return [
        Cell(found.kind.name, href=found.kind.get_absolute_url()),
        cadence_words(found.terms),
        _last_done(found.last_done),
        _next(found, state, may_plan),
        Cell(state, CellKind.STATE, colour=COLOURS[state]),
    ]


def _last_done(last: PlannedOfKind | None) -> Cell:
    if last is None:
        return Cell("Never")
    return Cell(month_name(last.cycle.month), href=last.cycle.get_absolute_url(), notes=[last.progress.words])


def _next(found: KindInProgramme, state: str, may_plan: bool) -> Cell:
    if found.next_planned:
        cycle = found.next_planned.cycle
        return Cell(month_name(cycle.month), href=cycle.get_absolute_url())
    when = month_name(found.due) if found.due else "When needed"
    if may_plan and state == DUE:
        return Cell("Plan it", href=reverse("audits:plan-kind", args=[found.kind.pk]), unseen=found.kind.name, acts=True, notes=[when])
    return Cell(when)


def facts_of_kind(found: KindInProgramme) -> list[dict[str, object]]:
    terms, tool = found.terms, found.tool
    draft = draft_tool(found.kind.tool_name)
    facts: list[dict[str, object]] = [
        {"key": "What it is for", "value": found.kind.purpose or NOT_SAID},
        {"key": "How often", "value": cadence_words(terms)},
        {"key": "Which records", "value": records_words(terms)},
        {"key": "Moderated", "value": terms.get_moderation_rule_display() if terms else NOT_SAID},
        _tool_fact(tool),
    ]
    if draft:
        facts.append({"key": "Draft of the tool", "value": str(draft), "href": draft.get_absolute_url(), "change": "Go on with"})
    if found.kind.is_multi_agency:
        facts.append({"key": "Other agencies", "value": "Each audits its own part", "href": reverse("audits:agencies"), "change": "See"})
    return facts


def _tool_fact(tool: Tool | None) -> dict[str, object]:
    if tool is None:
        return {"key": "Audit tool", "value": "None is published yet"}
    return {"key": "Audit tool", "value": str(tool), "href": tool.get_absolute_url(), "change": "See"}


def records_words(terms: KindTerms | None) -> str:
    if terms is None:
        return NOT_SAID
    months = "1 month" if terms.closed_months == 1 else f"{terms.closed_months} months"
    within = f", closed within {months}" if terms.records == RecordsAsked.CLOSED else ""
    return f"{terms.get_records_display()}{within}"


def planned_table(found: KindInProgramme) -> Table:
    columns = [
        *(Column("Month", names_row=True), Column("Cohort", more=True), Column("Submitted"), Column("Finished", numeric=True)),
        Column("State"),
    ]
    rows: list[AnyRow] = [
        [
            Cell(month_name(each.cycle.month), href=each.cycle.get_absolute_url()),
            each.cycle.cohort or None,
            each.progress.words,
            each.progress.finished,
            Cell(each.progress.state, CellKind.STATE),
        ]
        for each in found.planned
    ]
    return Table(f"{found.kind}, by month", columns, rows, paged=True)


def terms_table(kind: KindOfAudit, terms: Iterable[KindTerms]) -> Table:
    """From which month on it is done how, newest first."""
    columns = [Column("From", names_row=True), Column("How often"), Column("Which records"), Column("Moderated")]
    rows: list[AnyRow] = [
        [month_name(each.first_month), cadence_words(each), records_words(each), each.get_moderation_rule_display()] for each in terms
    ]
    return Table(f"How {kind} are done", columns, rows, paged=True)


def ended_words(kind: KindOfAudit) -> str:
    return f"No longer done since {uk_date(kind.ended_on)}. What was done is still counted." if kind.ended_on else ""
