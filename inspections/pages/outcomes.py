"""Ofsted's published grades: ours beside our neighbours', and what a file would do."""

from collections.abc import Sequence

from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from foundation.govuk.tag_styles import WordedGrade
from inspections.enums import OutcomeRow
from inspections.models import FrameworkJudgement, PublishedOutcome
from inspections.queries.outcomes import OutcomesBeside
from inspections.reading.outcomes import judgement_key
from inspections.services.outcomes import OutcomeChecked, OutcomesCheck

from .inspections import grade_in_full

SHOWN = 200
TOGETHER = "with care leavers"
_SHORT = {
    "impact of leaders on social work practice with children and families": "Leaders",
    "experiences and progress of children who need help and protection": "Help and protection",
    "experiences and progress of children in care": "Children in care",
    "experiences and progress of care leavers": "Care leavers",
}


def outcomes_table(beside: OutcomesBeside, columns: Sequence[FrameworkJudgement]) -> Table:
    """A council a row, our own first; the judgements are those of the newest edition under which anybody here was inspected."""
    headings = [
        *(Column("Council", names_row=True), Column("Inspected", nowrap=True)),
        *(Column(_SHORT.get(judgement_key(each.name), each.name)) for each in columns),
        Column("Overall"),
    ]
    rows: list[AnyRow] = [
        _row(each, columns, is_ours=beside.ours is not None and each.council_id == beside.ours.pk) for each in beside.outcomes
    ]
    caption = f"Latest grades, our statistical neighbours ({beside.model})" if beside.model else "Latest grades, all councils"
    notes = [
        "Inspections that began on 1 April 2026 or later have no overall grade. Before 2023 care leavers were judged with children in care."
    ]
    if beside.without:
        notes.append(f"Nothing is stored of {', '.join(beside.without)}.")
    return Table(caption, headings, rows, notes=notes, empty="No published grades are here yet.", paged=True)


def _row(outcome: PublishedOutcome, columns: Sequence[FrameworkJudgement], *, is_ours: bool) -> AnyRow:
    given = {judgement_key(each.judgement.name): each.grade for each in outcome.grades.all()}
    name = Cell(str(outcome.council), strong=is_ours, aside="our council" if is_ours else "")
    return [name, outcome.inspected_on, *(_grade(given, judgement_key(each.name)) for each in columns), _cell(outcome.overall)]


def _grade(given: dict[str, str], wanted: str) -> Cell:
    """An older edition judged children in care and care leavers as one, which is shown under both."""
    if wanted in given:
        return _cell(given[wanted])
    what = wanted.removeprefix("experiences and progress of ")
    return next((_cell(grade) for name, grade in given.items() if what in name), Cell(None))


def _cell(grade: str) -> Cell:
    return Cell(WordedGrade(grade_in_full(grade), grade), CellKind.GRADE_IN_FULL) if grade else Cell(None)


def check_figures(check: OutcomesCheck) -> list[dict[str, object]]:
    """The numbers above the rows."""
    words = {OutcomeRow.NEW: "new", OutcomeRow.CHANGED: "changed", OutcomeRow.UNCHANGED: "here already", OutcomeRow.LEFT_OUT: "left out"}
    return [
        {"number": len(check.rows), "text": "rows read"},
        *({"number": len(check.of(each)), "text": text} for each, text in words.items()),
    ]


def check_tables(check: OutcomesCheck) -> list[Table]:
    """What would be stored, and what is left out with its reason."""
    columns = [Column("Row", numeric=True), Column("Council", names_row=True), Column("Inspected", nowrap=True)]
    taken: list[AnyRow] = [
        [
            Cell(each.row.number, text=str(each.row.number)),
            str(each.council),
            each.row.inspected_on,
            _grades_words(each),
            str(each.becomes.label),
        ]
        for each in check.to_store[:SHOWN]
    ]
    left: list[AnyRow] = [
        [Cell(each.row.number, text=str(each.row.number)), each.row.council, each.row.inspected_on, each.why]
        for each in check.of(OutcomeRow.LEFT_OUT)[:SHOWN]
    ]
    tables = [
        Table(
            "New and changed", [*columns, Column("Grades"), Column("What happens")], taken, empty="Everything in this file is here already."
        ),
        Table("Left out", [*columns, Column("Why")], left),
    ]
    return [table for table in tables if table.rows or table.empty]


def _grades_words(each: OutcomeChecked) -> str:
    grades = [grade_in_full(grade) for grade in each.judgements.values()]
    overall = [f"overall {grade_in_full(each.row.overall)}"] if each.row.overall else []
    return "; ".join([*grades, *overall])


def stored_words(outcomes: Sequence[PublishedOutcome]) -> str:
    """From which file, and when, the latest of them came."""
    latest = max(outcomes, key=lambda each: each.stored_on, default=None)
    return f"From {latest.file_name}, stored on {uk_date(latest.stored_on)}." if latest else ""
