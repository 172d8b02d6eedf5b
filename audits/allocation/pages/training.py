"""Who was trained to audit, person by person, and every day that is recorded."""

from collections.abc import Iterable

from audits.models import AuditTraining
from foundation.accounts.models import Person
from foundation.documents import AnyRow, Cell, Column, Fragment, Table

NEVER = "Not recorded"


def trained_table(people: Iterable[Person], trainings: Iterable[AuditTraining]) -> Table:
    """Everybody who audits or moderates, by name, with the first day and the latest."""
    days: dict[int, list[AuditTraining]] = {}
    for each in trainings:
        days.setdefault(each.person_id, []).append(each)
    columns = [Column("Person", names_row=True), Column("Team"), Column("Trained since"), Column("Latest training")]
    rows: list[AnyRow] = [[str(person), str(person.team or "–"), *_since(days.get(person.pk, []))] for person in people]
    empty = "No one has the role of auditor or moderator yet. An administrator adds it under Settings, People."
    return Table("Auditors and moderators", columns, rows, empty=empty)


def _since(days: list[AuditTraining]) -> list[Cell]:
    if not days:
        return [Cell(None, text=NEVER), Cell(None)]
    ordered = sorted(days, key=lambda each: each.trained_on)
    return [Cell(ordered[0].trained_on), Cell(ordered[-1].trained_on, aside=ordered[-1].what)]


def days_table(trainings: Iterable[AuditTraining]) -> Table:
    columns = [
        Column("Day"),
        Column("Person", names_row=True),
        Column("What it was"),
        Column("Recorded by", more=True),
        Column("Remove", unseen=True),
    ]
    rows: list[AnyRow] = [
        [
            each.trained_on,
            str(each.person),
            each.what or None,
            Cell(str(each.recorded_by)),
            Cell(fragment=Fragment("audits/allocation/_remove_training.html", {"training": each})),
        ]
        for each in trainings
    ]
    return Table("Recorded so far", columns, rows, empty="No training is recorded yet.", paged=True, key="days")
