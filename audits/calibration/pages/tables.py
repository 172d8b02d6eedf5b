"""The tables of calibration rounds."""

from collections.abc import Iterable

from audits.calibration.pages.discussions import Discussion
from audits.calibration.pages.rounds import RoundRow
from foundation.documents import AnyRow, Cell, CellKind, Column, Table


def rounds_table(rounds: Iterable[RoundRow]) -> Table:
    columns = [Column("Round", names_row=True), Column("State"), Column("Grades due"), Column("Have finished", numeric=True)]
    rows: list[AnyRow] = [
        [
            Cell(str(row.round), href=row.round.get_absolute_url()),
            Cell(row.round.get_state_display(), CellKind.STATE),
            Cell(row.round.due, notes=[row.due] if row.due else []),
            row.finished,
        ]
        for row in rounds
    ]
    return Table("Calibration rounds, newest first", columns, rows, paged=True)


def given_table(found: Discussion) -> Table:
    """Who gave which grade: a row a judgement, a column a person."""
    columns = [Column("Judgement", names_row=True), *(Column(heading) for heading in ("Spread", "Same grade", *found.people))]
    rows: list[AnyRow] = [
        [
            Cell(row.place.name, href=f"#reasons-{row.place.key}"),
            *(row.spread_words, row.same_words),
            *(Cell(given.grade, CellKind.GRADE) for given in row.given),
        ]
        for row in found.rows
    ]
    return Table("Each place with the grade that each person gave", columns, rows, folds=False)
