"""The observations or voices behind a share: those that this reader may open."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from audits.enums import ThemeReply
from foundation.documents import AnyRow, Cell, Column, Table
from insight.triangulation.enums import EvidenceSource
from insight.triangulation.queries.observed import GOOD_GRADES, SeenOrSaid
from observations.pages.observation import GRADE_WORDS


@dataclass(frozen=True)
class RowsOf:
    """How the rows of a source are called, where one opens, and how its values are worded; `good` are those that count so."""

    name: str
    address: str
    labels: Mapping[str, str]
    good: Collection[str]
    lowest: str


ROWS = {
    EvidenceSource.OBSERVATIONS: RowsOf("Observation", "observations:observation", GRADE_WORDS, GOOD_GRADES, "Lowest grade of its areas"),
    EvidenceSource.VOICES: RowsOf("Voice", "voices:voice", dict(ThemeReply.choices), (ThemeReply.YES,), "Lowest of what was said"),
}


def behind_table(source: EvidenceSource, domain: str, found: Iterable[SeenOrSaid], may_open: Collection[int]) -> Table:
    of = ROWS[source]
    columns = [Column(of.name, names_row=True), Column(of.lowest), Column("Counted as good")]
    rows: list[AnyRow] = [
        [
            Cell(f"{of.name} {each.number}", href=reverse(of.address, args=[each.number])),
            of.labels[each.lowest[domain]],
            "Yes" if each.lowest[domain] in of.good else "No",
        ]
        for each in sorted(found, key=lambda row: row.number)
        if domain in each.lowest and each.number in may_open
    ]
    return Table(f"{of.name}s on {domain}", columns, rows, paged=True, empty=f"You may open none of these {of.name.lower()}s.")
