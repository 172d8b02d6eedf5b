"""The tables of the page of grades: how many of each, month by month, before and after moderation, and how far the months are."""

from collections.abc import Iterable, Sequence

from audits.allocation.pages.plan_changes import change_in_words
from audits.queries.grade_words import grade_word
from foundation.council.months import month_name
from foundation.documents import AnyRow, Cell, CellKind, Column, Table, TableRow
from insight.calculations import Share
from insight.pages.grades import DistributionGradeRow, GradeCell, HeatRow, grades_shown
from insight.queries.completion import MonthProgress
from insight.queries.flows import Flow

from .agreement import OVERALL

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
    return Table(caption, columns, shown, notes=[INTERVALS, *(row.note for row in rows if row.note)])


def _style(row: DistributionGradeRow) -> str:
    return "qa-provisional" if row.provisional else ""


def _grade_cells(row: DistributionGradeRow) -> list[Cell]:
    return [Cell(row.name), *(_grade_cell(row, cell) for cell in row.cells), Cell(row.n), share_cell(row.good_or_better)]


def _grade_cell(row: DistributionGradeRow, cell: GradeCell) -> Cell:
    leads = bool(cell.href and cell.share.count)
    unseen = f"{cell.grade}, {row.name}: open these audits" if leads else ""
    return share_cell(cell.share, href=cell.href if leads else "", unseen=unseen)


def share_cell(share: Share, href: str = "", unseen: str = "") -> Cell:
    """A count, its share, and under them the interval."""
    if not share.n:
        return Cell(share.count)
    return Cell(share.count, href=href, unseen=unseen, aside=f"({share.percent}%)", notes=[share.interval_words])


def heat_table(domains: Sequence[str], rows: Iterable[HeatRow]) -> Table:
    """The share Good or better, in words and shade."""
    columns = [Column("Month and stage", names_row=True), *(Column(name) for name in domains)]
    cells = [[Cell(row.month, notes=[row.stage]), *(_heat_cell(cell.share, cell.shade) for _, cell in row.cells)] for row in rows]
    return Table("Audits graded Good or better by month and domain", columns, cells, style="qa-heat")


def _heat_cell(share: Share, shade: int) -> Cell:
    return Cell(share.words, style=f"qa-heat__{shade}")


def matrix_table(caption: str, grades: Sequence[str], rows: Iterable[tuple[str, Sequence[int]]]) -> Table:
    """A row a grade before moderation with how many were given each of `grades` after it; grades that stayed stand out."""
    columns = [
        Column("Before moderation", names_row=True),
        *(Column(grade, numeric=True, kind=CellKind.GRADE, lead="After: ") for grade in grades),
        Column("All", numeric=True),
    ]
    shown: list[AnyRow] = [
        [
            Cell(was, CellKind.GRADE),
            *(Cell(count, style="qa-stayed" if after == was else "") for after, count in zip(grades, counts, strict=True)),
            sum(counts),
        ]
        for was, counts in rows
    ]
    return Table(caption, columns, shown)


def flow_table(found: Flow) -> Table:
    rows = [(grade_word(was), list(after.values())) for was, after in found.matrix.items()]
    return matrix_table("Overall judgement before and after moderation", grades_shown(), rows)


def moves_table(found: Flow, not_compared: Iterable[str]) -> Table:
    """`not_compared`: domains of too few audits to be shown."""
    hidden = set(not_compared)
    headings = ("Raised", "The same", "Lowered", "Compared (n)")
    columns = [Column("Judgement", names_row=True), *(Column(heading, numeric=True) for heading in headings)]
    rows: list[AnyRow] = [[row.domain or OVERALL, row.up, row.same, row.down, row.n] for row in found.moves if row.domain not in hidden]
    return Table("Grades that moderation raised, left and lowered", columns, rows)


def completion_table(progress: Iterable[MonthProgress]) -> Table:
    """Expected, submitted, moderated or released, by month."""
    columns = [
        Column("Month", names_row=True),
        *(Column(heading, numeric=True) for heading in ("Expected", "Submitted", "Moderated or released")),
        Column("Reason for a shortfall"),
    ]
    return Table("Audits expected, submitted and finished by month", columns, [_progress_cells(row) for row in progress])


def _progress_cells(row: MonthProgress) -> AnyRow:
    exempted = [f"{row.exempted} more exempted"] if row.exempted else []
    left_out = [row.standing.left_out_words] if row.standing.left_out_words else []
    return [
        month_name(row.month),
        Cell("not set" if row.expected is None else row.expected, notes=[*exempted, *map(change_in_words, row.plan_changes)]),
        row.submitted,
        Cell(row.finished, notes=left_out),
        row.shortfall_reason or None,
    ]
