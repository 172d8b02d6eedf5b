"""The tables of a sample: its strata, what was drawn, what was added by hand."""

from collections.abc import Iterable

from django.urls import reverse

from audits.models import Audit, SampledRecord
from audits.sampling.pages.samples import DrawnRow, StratumRow
from audits.sampling.reading.columns import TEAM, WORKER
from foundation.documents import AnyRow, Cell, Column, Table


def strata_table(strata: Iterable[StratumRow]) -> Table:
    headings = ("Records", "Exact share", "Drawn", "In reserve")
    columns = [Column("Stratum", names_row=True), *(Column(heading, numeric=True) for heading in headings), Column("Next in the draw")]
    rows: list[AnyRow] = [
        [row.name, row.cases, row.share, row.drawn, row.waiting, ", ".join(map(str, row.next)) or "None left"] for row in strata
    ]
    return Table("Strata", columns, rows, paged=True, key="strata")


def draft_table(drawn: Iterable[DrawnRow]) -> Table:
    """Before the draw is in the month."""
    columns = [Column("Case ID", nowrap=True), Column("Stratum"), Column("Worker")]
    return Table("Drawn", columns, [[row.case, row.stratum, row.worker or None] for row in drawn], paged=True, key="drawn")


def drawn_table(drawn: Iterable[SampledRecord]) -> Table:
    columns = [
        Column("Case ID", nowrap=True),
        Column("Stratum", more=True),
        *(Column(heading) for heading in ("Audit", "State", "What became of it")),
    ]
    rows: list[AnyRow] = [
        [
            *(row.case_id, row.stratum, _audit(row.audit), row.audit.get_state_display() if row.audit else None),
            _became(row),
        ]
        for row in drawn
    ]
    return Table("Drawn", columns, rows, paged=True, key="drawn")


def reserves_table(waiting: Iterable[SampledRecord]) -> Table:
    """Those that come next where a record is withdrawn, with what is known of each."""
    columns = [Column("Case ID", nowrap=True), Column("Stratum", more=True), *(Column(heading) for heading in ("Worker", "Team", "Facts"))]
    rows: list[AnyRow] = [
        [row.case_id, row.stratum, row.values.get(WORKER) or None, row.values.get(TEAM) or None, _correct(row)] for row in waiting
    ]
    return Table("Next in the draw", columns, rows, paged=True, key="next")


def _correct(row: SampledRecord) -> Cell:
    address = reverse("audits:correct-listed", args=[row.sample.cycle.code, row.sample_id, row.pk])
    return Cell("Correct", href=address, unseen=f"the facts of {row.case_id}", acts=True)


def by_hand_table(records: Iterable[SampledRecord]) -> Table:
    columns = [Column("Case ID", nowrap=True), Column("Audit"), Column("Why")]
    rows: list[AnyRow] = [[row.case_id, _audit(row.audit), row.reason] for row in records]
    return Table("Added by hand, counted apart", columns, rows, paged=True, key="by-hand")


def _audit(audit: Audit | None) -> Cell:
    return Cell(str(audit.number), href=audit.get_absolute_url()) if audit else Cell()


def _became(row: SampledRecord) -> str:
    if row.replaces:
        return f"In place of {row.replaces.case_id}"
    return f"Replaced: {row.reason}" if row.reason else "Drawn"
