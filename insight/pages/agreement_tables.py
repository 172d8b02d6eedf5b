"""The tables of the page on agreement. Of single auditors counts only: never a rank, a share or a coefficient."""

from collections.abc import Iterable, Sequence

from audits.moderation.pages.selection_rate import RateRow
from foundation.documents import AnyRow, Cell, Column, Table
from insight.queries.agreement import AuditorAgreement

from .agreement import JudgementRow
from .chosen import ChosenCell, ChosenTable
from .grade_tables import matrix_table, share_cell


def judgement_matrix(row: JudgementRow, grades: Sequence[str], caption: str) -> Table:
    return matrix_table(caption, grades, [(line.grade, [count for _, count, _ in line.cells]) for line in row.matrix])


def domains_table(domains: Iterable[JudgementRow]) -> Table:
    columns = [
        *(Column("Domain", names_row=True), Column("Graded by both (n)", numeric=True), Column("Same grade", numeric=True, nowrap=True)),
        Column("Moderator’s grade, where it differed"),
        *(Column(heading, numeric=True) for heading in ("Weighted kappa", "Gwet’s AC2")),
    ]
    rows: list[AnyRow] = [
        [
            *(row.name, row.n, share_cell(row.same), row.direction),
            *(Cell(each.value, notes=[each.note]) for each in (row.kappa, row.ac2)),
        ]
        for row in domains
    ]
    return Table("Agreement by domain", columns, rows)


def by_choice_table(found: ChosenTable) -> Table:
    columns = [Column("Judgement", names_row=True), *(Column(name, numeric=True) for name in found.columns)]
    caption = "Same grade from the auditor and the moderator, by how the audit was chosen for moderation"
    return Table(caption, columns, [[Cell(name), *map(_chosen_cell, cells)] for name, cells in found.rows])


def _chosen_cell(cell: ChosenCell) -> Cell:
    same = cell.same
    if not same.n:
        return Cell("none")
    return Cell(same.count, text=f"{same.count} of {same.n} ({same.percent}%)", notes=[same.interval_words, cell.differed])


def rates_table(rates: Iterable[RateRow], *, says_by_what: bool) -> Table:
    """How many audits were moderated; set `says_by_what` for people who may read every audit."""
    columns = [
        Column("Month", names_row=True),
        *(Column(heading, numeric=True) for heading in ("Submitted", "Moderated", "Released")),
        *([Column("Chosen by")] if says_by_what else []),
    ]
    rows: list[AnyRow] = [
        [
            *(str(row.rate.month), row.rate.submitted, row.rate.moderated, row.rate.released),
            *([row.chosen_by] if says_by_what else []),
        ]
        for row in rates
    ]
    return Table("Audits submitted, moderated and chosen, by month", columns, rows)


def auditors_table(auditors: Iterable[AuditorAgreement]) -> Table:
    headings = ("Double-graded audits", "Grades compared (n)", "Moderator’s better", "The same", "Moderator’s worse")
    columns = [Column("Auditor", names_row=True), *(Column(heading, numeric=True) for heading in headings)]
    rows: list[AnyRow] = [[each.name, each.audits, each.moves.n, each.moves.up, each.moves.same, each.moves.down] for each in auditors]
    return Table("Grades of domains beside the moderator’s own, by auditor", columns, rows)
