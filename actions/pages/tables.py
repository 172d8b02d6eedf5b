"""The tables of the actions' pages."""

from collections.abc import Iterable, Sequence

from actions.models import Action, Escalation
from actions.pages.groups import ActionGroup
from actions.pages.supervision import Supervised
from actions.queries.figures import ClosingTimes
from actions.queries.moved import ServiceMoved
from actions.services.bulk import Consequence
from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import short_date, uk_date
from foundation.statistics import share_in_words

from .figures import label_of, median_words, service_name
from .moved import moved_by


def closing_table(heading: str, rows: Iterable[ClosingTimes]) -> Table:
    columns = [
        Column("Actions about", names_row=True),
        Column("Closed", numeric=True),
        Column("On time"),
        Column("By the first due date"),
        Column("Extended", numeric=True),
        Column("Median working days"),
    ]
    cells: list[AnyRow] = []
    for row in rows:
        on_time, by_first = share_in_words(row.on_time, row.closed), share_in_words(row.on_first_time, row.closed)
        cells.append([label_of(row), row.closed, on_time, by_first, row.extended, median_words(row)])
    return Table(heading, columns, cells)


def moved_table(rows: Iterable[ServiceMoved]) -> Table:
    columns = [
        Column("Service", names_row=True),
        Column("Due dates moved", numeric=True),
        Column("By how much"),
        Column("Withdrawn", numeric=True),
        Column("Overdue now", numeric=True),
        Column("Overdue by the first date", numeric=True),
    ]
    cells: list[AnyRow] = [
        [service_name(row.service), row.moved.dates, moved_by(row.moved) or None, row.moved.withdrawn, row.overdue, row.by_first]
        for row in rows
    ]
    return Table("Due dates moved and actions withdrawn", columns, cells)


def groups_table(grouped_by: str, groups: Iterable[ActionGroup]) -> Table:
    """Each group leads to its own actions."""
    headings = ("Open", "Overdue", "Overdue by the first date", "To be verified", "Closed so far")
    folded = {"Overdue by the first date", "Closed so far"}
    columns = [Column(grouped_by), *(Column(heading, numeric=True, more=heading in folded) for heading in headings)]
    rows: list[AnyRow] = [
        [
            Cell(each.name, href=each.href),
            *(each.open, each.overdue, each.by_first, each.to_verify),
            Cell(each.closed, href=each.closed_href, unseen=f"closed, {each.name}") if each.closed else each.closed,
        ]
        for each in groups
    ]
    return Table(f"By {grouped_by.lower()}", columns, rows, paged=True, key="groups")


def supervision_table(person: object, rows: Iterable[Supervised]) -> Table:
    """The last column is left for a pen."""
    columns = [Column(heading) for heading in ("Action", "Why it matters", "Due", "State", "Agreed in supervision")]
    cells: list[AnyRow] = [
        [
            Cell(f"{each.action.number}: {each.action.what}", href=each.action.get_absolute_url(), aside=each.source),
            each.action.why,
            Cell(each.action.due, text=short_date(each.action.due), aside=each.due_words),
            "; ".join(words for words in (each.action.get_state_display(), each.waiting) if words),
            "",
        ]
        for each in rows
    ]
    return Table(f"Actions of {person}", columns, cells, empty="Nothing is open.")


def consequences_table(consequences: Iterable[Consequence]) -> Table:
    rows: list[AnyRow] = [
        [
            Cell(str(each.action), href=each.action.get_absolute_url()),
            Cell(f"Cannot be done: {each.refused}", strong=True) if each.refused else each.sentence,
        ]
        for each in consequences
    ]
    return Table("What would happen to each action", [Column("Action"), Column("What would happen")], rows)


def found_table(action: Action, grades: Sequence[dict]) -> Table:
    """What the audit found in the action's domains."""
    rows: list[AnyRow] = [[str(each["domain"]), Cell(each["grade"], CellKind.GRADE)] for each in grades]
    return Table(f"What audit {action.audit_id} found", [Column("Domain", names_row=True), Column("Grade agreed")], rows)


def extensions_table(action: Action) -> Table:
    columns = [Column(heading) for heading in ("Was due", "Now due", "Why", "Who agreed")]
    rows: list[AnyRow] = [
        [each.was_due, each.due, each.reason, f"{each.granted_by}, {uk_date(each.granted_on)}"] for each in action.extensions.all()
    ]
    return Table("Extensions", columns, rows)


def escalations_table(escalations: Iterable[Escalation]) -> Table:
    """The steps up that a late action has taken, oldest first."""
    columns = [Column("Step", names_row=True), Column("To"), Column("On"), Column("Working days late", numeric=True)]
    rows: list[AnyRow] = [[each.get_step_display(), str(each.to or "Nobody was there"), each.day, each.days_late] for each in escalations]
    return Table("Escalated", columns, rows)
