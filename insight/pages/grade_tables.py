"""What tables of grades share: cells of counts and shares that lead to the audits behind them, rows of grades, a matrix."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from foundation.documents import AnyRow, Cell, CellKind, CellValue, Column, Month, Table, TableRow
from insight.calculations import Share
from insight.pages.grades import DistributionGradeRow, GradeCell, grades_shown
from insight.queries.audience import Withheld

INTERVALS = "Under each count: the 95% interval (Wilson) for the true share. Not applicable leaves every total."


def grades_table(rows: Sequence[DistributionGradeRow], caption: str, first_column: str, *, ranked: bool = False) -> Table:
    """A row a month or a domain; `ranked` has its place among the domains."""
    columns = [
        Column(first_column, names_row=True),
        *(Column(grade, numeric=True, nowrap=True, kind=CellKind.GRADE) for grade in grades_shown()),
        *(Column("Graded (n)", numeric=True), Column("Good or better", numeric=True, nowrap=True)),
        *([Column("Place", numeric=True)] if ranked else []),
    ]
    shown = [TableRow([*_grade_cells(row), *([row.place or None] if ranked else [])], style=_style(row)) for row in rows]
    return Table(caption, columns, shown, compact=True, notes=[INTERVALS, *(row.note for row in rows if row.note)])


def _style(row: DistributionGradeRow) -> str:
    return "qa-provisional" if row.provisional else ""


def _grade_cells(row: DistributionGradeRow) -> list[Cell]:
    graded = count_cell(row.n, row.n_href, f"graded, {row.name}")
    good = share_cell(row.good_or_better, row.good_href, f"Good or better, {row.name}")
    return [Cell(row.name), *(_grade_cell(row, cell) for cell in row.cells), graded, good]


def _grade_cell(row: DistributionGradeRow, cell: GradeCell) -> Cell:
    return share_cell(cell.share, cell.href, f"{cell.grade}, {row.name}")


def count_cell(count: int, href: str, what: str, *, style: str = "") -> Cell:
    """A count that leads to the audits behind it, where there are some and the reader may open them; `what` says whose it is."""
    leads = bool(href and count)
    return Cell(count, href=href if leads else "", unseen=f"{what}: open these audits" if leads else "", style=style)


def share_cell(share: Share, href: str = "", what: str = "") -> Cell:
    """A count, its share, and under them the interval."""
    shown = count_cell(share.count, href, what)
    return replace(shown, aside=f"({share.percent}%)", notes=[share.interval_words]) if share.n else shown


def matrix_table(
    caption: str, grades: Sequence[str], rows: Iterable[tuple[str, Sequence[int]]], href: Callable[[str, str], str] = lambda was, after: ""
) -> Table:
    """A row a grade before moderation with how many were given each of `grades` after it; grades that stayed stand out. `href` leads from
    one before to one after.
    """
    columns = [
        Column("Before moderation", names_row=True),
        *(Column(grade, numeric=True, kind=CellKind.GRADE, lead="After: ") for grade in grades),
        Column("All", numeric=True),
    ]
    shown: list[AnyRow] = [
        [
            Cell(was, CellKind.GRADE),
            *(
                count_cell(count, href(was, after), f"{was} before, {after} after", style="qa-stayed" if after == was else "")
                for after, count in zip(grades, counts, strict=True)
            ),
            sum(counts),
        ]
        for was, counts in rows
    ]
    return Table(caption, columns, shown, compact=True)


SHARE_HEADER = ("Good or better", "Graded (n)", "%", "95% interval from (%)", "95% interval to (%)")


def share_values(share: Share) -> list[CellValue]:
    """Under `SHARE_HEADER` in a file."""
    low, high = share.interval or (None, None)
    return [share.count, share.n, share.percent, low, high]


def withheld_rows(withheld: Iterable[Withheld], columns: int) -> list[AnyRow]:
    """For a file, at its end: the months of which this reader is shown nothing, and why."""
    return [[Month(each.month), f"not shown: {each.why.label}", *[None] * (columns - 2)] for each in withheld]
