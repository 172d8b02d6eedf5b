"""What is shown of a list of people or teams before it is stored, and afterwards: every row, and what becomes of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from foundation.accounts.models import PeopleUpload, Person
from foundation.accounts.reading.person_rows import PeopleCheck, PersonRow
from foundation.accounts.reading.subjects import TITLE_WORDS
from foundation.accounts.reading.teams import TeamRow, TeamsCheck
from foundation.accounts.stored import JOINED, Joined
from foundation.documents import AnyRow, Cell, Column, Table, plain_table
from foundation.matching.correcting import rows_to_correct
from foundation.matching.stored import WAITING_SHEET

SHOWN = 200
EVERY_ROW = ("Row", "Name", "What happens", "Details", "Waits for a second person")


def check_page(check: PeopleCheck | TeamsCheck, of: str) -> dict[str, Any]:
    """The figures and a table of each kind of row; `of` is “people” or “teams”."""
    taken = sorted([*check.new, *check.changed], key=lambda row: row.number)
    return {
        "figures": [
            {"number": check.read, "text": "rows read"},
            {"number": len(check.new), "text": f"new {of}"},
            {"number": len(check.changed), "text": f"{of} that change" if of == "teams" else "people who change"},
            {"number": len(check.unchanged), "text": "here already, as they are"},
            {"number": len(check.refused), "text": "rows refused"},
            *([{"number": len(check.left_out), "text": "left out"}] if check.left_out else []),
        ],
        "taken": _taken_table(taken) if taken else None,
        "refused": _why_table("Refused", "What is wrong", [(row, " ".join(row.wrong)) for row in check.refused]),
        "left_out": _why_table("Left out", "Why", [(row, row.left_out) for row in check.left_out]),
        "unchanged": _why_table("Unchanged", "To know", [(row, " ".join(_notes(row))) for row in check.unchanged]),
        "waits": any(row.waits for row in taken),
        "can_store": bool(taken) or bool(isinstance(check, PeopleCheck) and check.suggested),
        "titles": any(word.subject == TITLE_WORDS.name for word in check.words),
    }


def _taken_table(rows: Sequence[PersonRow | TeamRow]) -> Table:
    columns = [Column("Row", numeric=True), Column("Name", nowrap=True), Column("What happens"), Column("Waits for a second person")]
    cells: list[AnyRow] = [
        [Cell(row.number, text=str(row.number)), _called(row), Cell(_happens(row), notes=_notes(row)), ", ".join(row.waits) or None]
        for row in rows[:SHOWN]
    ]
    return Table("Added and changed", columns, cells, notes=_more(rows))


def _notes(row: PersonRow | TeamRow) -> list[str]:
    suggested = row.suggested if isinstance(row, PersonRow) else None
    return [*row.remarks, *([f"The job title suggests: {suggested.label}."] if suggested else [])]


def _called(row: PersonRow | TeamRow) -> str:
    here = row.person if isinstance(row, PersonRow) else row.team
    return here.name if here else row.name


def _happens(row: PersonRow | TeamRow) -> str:
    new = "New. " if row.is_new else ""
    return f"{new}{'; '.join(_details(row))}"


def _details(row: PersonRow | TeamRow) -> list[str]:
    if not row.is_new:
        return [f"{name}: {after}" if not before else f"{name}: {before} → {after}" for name, before, after in row.changes]
    facts: dict[str, Any]
    if isinstance(row, TeamRow):
        facts = {"Service": row.service, "Team manager": row.manager}
    else:
        manager = f"row {row.line_manager}" if isinstance(row.line_manager, int) else row.line_manager
        roles = ", ".join(role.label for role in row.roles)
        facts = {"E-mail address": row.email, "Job title": row.job_title, "Team": row.team, "Line manager": manager, "Roles": roles}
    return [f"{name}: {value}" for name, value in facts.items() if value]


def _why_table(caption: str, why: str, rows: Sequence[tuple[PersonRow | TeamRow, str]]) -> Table | None:
    if not rows:
        return None
    columns = [Column("Row", numeric=True), Column("Name", nowrap=True), Column(why)]
    cells: list[AnyRow] = [[Cell(row.number, text=str(row.number)), _called(row) or "no name", said or None] for row, said in rows[:SHOWN]]
    return Table(caption, columns, cells, notes=_more(rows))


def _more(rows: Sequence[Any]) -> list[str]:
    return [f"And {len(rows) - SHOWN} more: download every row to see them."] if len(rows) > SHOWN else []


def every_row(check: PeopleCheck | TeamsCheck) -> Table:
    """For a file: each row of the list in its order, with what becomes of it."""
    states: Iterable[tuple[str, Sequence[PersonRow | TeamRow]]] = (
        *(("New", check.new), ("Changed", check.changed), ("Unchanged", check.unchanged)),
        *(("Refused", check.refused), ("Left out", check.left_out)),
    )
    rows: list[tuple[Any, ...]] = [
        (row.number, _called(row), state, " ".join([*_said_of(row, state), *_notes(row)]), ", ".join(row.waits))
        for state, found in states
        for row in found
    ]
    rows += [(number, "", "Passed over", f"This is {what}.", "") for number, what in check.passed_over.items()]
    return plain_table("Every row of the list", EVERY_ROW, sorted(rows))


def _said_of(row: PersonRow | TeamRow, state: str) -> list[str]:
    if state == "Refused":
        return row.wrong
    return [row.left_out] if row.left_out else ["; ".join(_details(row))]


def who_is_gone(check: PeopleCheck | TeamsCheck, reader: Person) -> dict[str, list[dict[str, str]]]:
    """Whom a list of people calls left, and whom it does not name."""
    if not isinstance(check, PeopleCheck) or not check.rows:
        return {}
    return {"off": to_mark_as_left(check.off, reader), "missing": to_mark_as_left(check.missing, reader)}


def to_mark_as_left(people: Iterable[Person], reader: Person) -> list[dict[str, str]]:
    """Each with the page on which it is said what becomes of what they hold; nobody says it of themselves."""
    return [
        {"name": person.name, "about": _about(person), "href": reverse("desk:leaving", args=[person.pk])}
        for person in people
        if person != reader
    ]


def _about(person: Person) -> str:
    return ", ".join(filter(None, [person.job_title, str(person.team or "")]))


def done_page(upload: PeopleUpload, reader: Person) -> dict[str, Any]:
    """What a stored list did."""
    outcome = JOINED.read(upload.outcome)
    here = Person.objects.active().select_related("team")
    gone = {name: to_mark_as_left(here.filter(pk__in=keys), reader) for name, keys in (("off", outcome.off), ("missing", outcome.away))}
    return {"upload": upload, "outcome": outcome, "has_workbook": outcome.sheet is not None, **gone}


def refused_workbook(outcome: Joined) -> Table | None:
    """The refused rows of a stored list as the file had them, with what is wrong, to be corrected and brought again."""
    if outcome.sheet is None:
        return None
    sheet = WAITING_SHEET.read(outcome.sheet)
    return rows_to_correct(sheet, {number: [why] for number, why in outcome.refused}, name="Rows to correct")
