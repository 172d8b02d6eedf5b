"""The table of a month's audits, and what the page of the year's months offers."""

from django.urls import reverse

from audits.models import Audit, Cycle
from audits.optional_url import optional_url
from audits.overview.pages.cycle import AuditRow
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.govuk.buttons import Button
from foundation.govuk.paging import RowsOfQuery

BEFORE = "Before is the auditor’s judgement as first submitted; grades are provisional until moderation is complete."


def audits_table(rows: RowsOfQuery, cycle: Cycle, *, may_plan: bool) -> Table:
    columns = [
        *(Column("Audit"), Column("Case ID", nowrap=True), Column("Team", more=True), Column("Auditor"), Column("Moderator", more=True)),
        *(Column("State"), Column("Overall before", more=True), Column("Overall after", more=True)),
    ]
    return Table(f"Audits of {cycle}", columns, rows.each(lambda row: _audit(row, may_plan)), notes=[BEFORE], paged=True)


def _audit(row: AuditRow, may_plan: bool) -> AnyRow:
    audit = row.audit
    return [
        Cell(str(audit.number), href=audit.get_absolute_url()),
        audit.case_id,
        _named(audit.team),
        _auditor(audit, may_plan),
        _named(audit.moderator),
        audit.get_state_display(),
        Cell("Hidden until you have graded", style="qa-muted") if row.is_hidden else _grade(row.before),
        _grade(row.after),
    ]


def _named(one: object) -> str | None:
    return str(one) if one else None


def _auditor(audit: Audit, may_plan: bool) -> Cell:
    if audit.auditor or not may_plan:
        return Cell(_named(audit.auditor))
    return Cell("Allocate", href=reverse("audits:allocate", args=[audit.number]), unseen=f"audit {audit.number}", acts=True)


def _grade(grade: str) -> Cell:
    return Cell(grade, CellKind.GRADE) if grade else Cell()


def planning_buttons(year: int) -> list[Button]:
    """For the people who may plan months."""
    return [
        Button("Plan a month", reverse("audits:plan-cycle"), is_main=True),
        Button("Plan the year", reverse("audits:plan-year", args=[year])),
        Button("Ready themes", reverse("audits:ready-themes")),
        Button("Kinds of audit", reverse("audits:kinds")),
        Button("Check and challenge", optional_url("oversight:meetings")),
        Button("Re-audits", reverse("audits:re-audits")),
        Button("Dip samples", optional_url("studies:list")),
        Button("Audit settings", reverse("audits:rules")),
        Button("Moderation settings", reverse("audits:moderation-rules")),
        Button("Audit tool", reverse("audits:tools")),
        Button("Themes of findings", reverse("audits:finding-themes")),
    ]


def meetings_of(cycle: Cycle) -> str:
    """Where the check and challenge meetings on a month are listed; they belong to a room above."""
    address = optional_url("oversight:meetings")
    return f"{address}?month={cycle.code}" if address else ""
