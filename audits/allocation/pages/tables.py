"""The tables of allocation: people's load, what was allocated so far, capacities, declared interests."""

from collections.abc import Iterable
from typing import Any

from audits.allocation.pages.plans import Load, PersonLoad, Plan
from audits.models import Allocation
from foundation.documents import AnyRow, Cell, Column, Fragment, Table
from foundation.documents.formats import short_date


def loads_table(plan: Plan) -> Table:
    """Everybody's load in one month."""
    before = "Twelve months before"
    columns = [
        *(Column("Person", names_row=True), Column("Audits", numeric=True)),
        *(Column(before, numeric=True, label="Audits in twelve months"), Column("Moderations", numeric=True)),
        *(Column(before, numeric=True, label="Moderations in twelve months"), Column("To know")),
    ]
    return Table(f"People and what they would have: {plan.month.cycle}", columns, [_load_cells(each) for each in plan.people])


def _load_cells(each: PersonLoad) -> AnyRow:
    person = each.staff.person
    return [
        Cell(person.name, notes=[str(person.team or "No team")]),
        *(*_load(each.audits), *_load(each.moderations)),
        Cell(each.away, fragment=Fragment("audits/allocation/_to_know.html", {"load": each})),
    ]


def _load(load: Load | None) -> tuple[str | None, int | None]:
    return (load.in_words, load.staff.past) if load else (None, None)


def history_table(changes: Iterable[Allocation]) -> Table:
    """Changes of auditor or moderator, newest first."""
    columns = [
        *(Column("Day", nowrap=True), Column("Audit"), Column("As", more=True), Column("From"), Column("To"), Column("How", more=True)),
    ]
    rows: list[AnyRow] = [
        [
            Cell(each.made_on, text=short_date(each.made_on)),
            Cell(str(each.audit_id), href=each.audit.get_absolute_url()),
            each.get_part_display(),
            *(str(each.before or "Nobody"), str(each.after or "Nobody")),
            ". ".join(words for words in (f"{each.get_source_display()} by {each.made_by}", each.reason) if words),
        ]
        for each in changes
    ]
    return Table("What was allocated so far", columns, rows, paged=True, key="history")


def capacities_table(rows: Iterable[dict[str, Any]]) -> Table:
    """The form of how much people take: `person`, and a field for each part that they may have."""
    columns = [Column("Person", names_row=True), *(Column(heading) for heading in ("Team", "Audits", "Moderations"))]
    empty = "No one has the role of auditor or moderator yet. An administrator adds it under Settings, People."
    cells: list[AnyRow] = [
        [str(row["person"]), str(row["person"].team or "–"), _field(row["audits"]), _field(row["moderations"])] for row in rows
    ]
    return Table("The most in a month", columns, cells, empty=empty)


def _field(field: Any) -> Cell:
    return Cell(fragment=Fragment("govuk/field_cell.html", {"field": field}) if field else None)


def interests_table(rows: Iterable[dict[str, Any]], *, for_others: bool) -> Table:
    """`interest`, and whether who looks at it `can_end` it."""
    columns = [
        *([Column("Person")] if for_others else []),
        *(Column("In"), Column("Why"), Column("Declared", more=True), Column("State")),
    ]
    return Table("Declared so far", columns, [_interest_cells(row, for_others) for row in rows], paged=True)


def _interest_cells(row: dict[str, Any], for_others: bool) -> AnyRow:
    interest = row["interest"]
    found = f"Found on opening audit {interest.handed_back_id}." if interest.handed_back else ""
    return [
        *([str(interest.person)] if for_others else []),
        str(interest.about),
        Cell(interest.words, aside=found),
        f"{short_date(interest.declared_on)} by {interest.declared_by}",
        Cell(fragment=Fragment("audits/allocation/_interest_state.html", {"row": row})),
    ]
