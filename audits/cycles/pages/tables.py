"""The tables of a year's months, of one month and of its exemptions."""

from collections.abc import Iterable

from django.urls import reverse

from audits.cycles.pages.month_statistics import MonthStatistics, StatisticsRow
from audits.cycles.queries.programme import PlannedMonth
from audits.models import Cycle, Exemption
from foundation.council.months import month_code, month_name
from foundation.documents import AnyRow, Cell, CellKind, Column, Fragment, Table
from foundation.documents.formats import uk_date


def programme_table(months: Iterable[PlannedMonth], year_name: str, *, may_plan: bool) -> Table:
    """Twelve months, planned or not."""
    columns = [
        *(Column("Month", names_row=True, nowrap=True), Column("Theme"), Column("Cohort", more=True), Column("Submitted")),
        *(Column("Finished", numeric=True, more=True), Column("State")),
    ]
    rows = [_planned(row) if row.cycle else _unplanned(row, may_plan) for row in months]
    return Table(f"The months of {year_name}", columns, rows)


def _planned(row: PlannedMonth) -> AnyRow:
    cycle, progress = row.cycle, row.progress
    assert progress, "a month with a plan is counted"
    shown = {"cycle": cycle, "progress": progress}
    return [
        Cell(str(cycle), href=cycle.get_absolute_url()),
        cycle.theme or None,
        cycle.cohort or None,
        Cell(progress.words, fragment=Fragment("audits/overview/_progress.html", shown)),
        progress.finished,
        Cell(progress.state, CellKind.STATE, fragment=Fragment("audits/overview/_month_state.html", shown)),
    ]


def _unplanned(row: PlannedMonth, may_plan: bool) -> AnyRow:
    name = month_name(row.month)
    href = reverse("audits:plan-cycle", query={"month": month_code(row.month)})
    plan = Cell(f"Plan {name}", href=href, spans=4, acts=True) if may_plan else Cell(None, spans=4)
    return [name, plan, Cell("Not planned", CellKind.STATE, colour="grey")]


def statistics_table(found: MonthStatistics, heading: str, first_column: str, cycle: Cycle) -> Table:
    """Expected, exempt, allocated, submitted and finished, by service or by auditor; columns in which nothing stands are left out."""
    names = [("Expected", found.has_expected), ("Exempt", found.has_exempt), *((name, True) for name in _COUNTED)]
    columns = [Column(first_column, names_row=True), *(Column(name, numeric=True) for name, is_shown in names if is_shown)]
    total = [Cell(value, strong=at > 0) for at, value in enumerate(_statistics(found, found.total, "Total"))]
    return Table(f"{heading}: audits of {cycle}", columns, [_statistics(found, row, row.name) for row in found.rows], total=total)


_COUNTED = ("Allocated", "Submitted", "Moderated or released")


def _statistics(found: MonthStatistics, row: StatisticsRow, name: str) -> list[str | int | None]:
    expected = [row.expected] if found.has_expected else []
    exempt = [row.exempt] if found.has_exempt else []
    return [name, *expected, *exempt, row.allocated, row.submitted, row.finished]


def exemptions_table(exemptions: Iterable[Exemption], cycle: Cycle) -> Table:
    columns = [
        *(Column("Team or auditor", names_row=True), Column("Audits", numeric=True)),
        *(Column("Asked", more=True), Column("Why"), Column("Decision")),
    ]
    rows: list[AnyRow] = [
        [
            Cell(each.whom, href=reverse("audits:exemption", args=[cycle.code, each.pk])),
            each.audits,
            f"{uk_date(each.asked_on)} by {each.asked_by}",
            each.reason,
            Cell(each.get_state_display(), CellKind.STATE, colour=each.colour, notes=_decision(each)),
        ]
        for each in exemptions
    ]
    return Table(f"Exemptions from {cycle}", columns, rows, paged=True)


def _decision(exemption: Exemption) -> list[str]:
    if not exemption.decided_by:
        return []
    by = f"{uk_date(exemption.decided_on)} by {exemption.decided_by}"
    return [f"{by}: {exemption.answer}" if exemption.answer else by]


def year_form_table(form, year_name: str) -> Table:
    """The form of a year's plan: a row a month, a field in each cell."""
    headings = ("Theme", "Cohort", "Expected", "Audits due", "Moderation due")
    columns = [Column("Month", names_row=True, nowrap=True), *(Column(heading) for heading in headings)]
    rows = [
        [
            Cell(row["name"], notes=["Planned"] if row["cycle"] else []),
            *(Cell(fragment=Fragment("govuk/field_cell.html", {"field": field})) for field in row["fields"]),
        ]
        for row in form.rows()
    ]
    return Table(f"{year_name}: one row a month", columns, rows, style="qa-table--asks")
