"""What changed since a report was approved: a table a section, with what it said, what is so now, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse

from audits.permissions import reads_every_audit
from foundation.accounts.models import Person
from foundation.council.months import month_name
from foundation.documents import AnyRow, Column, Table
from foundation.documents.formats import uk_date
from foundation.seals import InputKind, version_of
from insight.enums import Happened
from insight.queries.inserted import HappenedToAudit
from reports.differences import RestatedCell
from reports.models import Report
from reports.queries.ledger import ChangedFigure, Ledger
from reports.sections import OF_FIGURES
from reports.suppression import CONFIDENTIAL

from .seals import INPUTS

NOT_NOW = "Changed; the next report says to what"
GONE, NEW = "No longer there", "Not there"
# More of a kind are counted.
MOST_NAMED = 3
_NOT_KNOWN = "Not known: this report was approved before the portal kept what each report is composed from."
# What sections on practice are made of.
_OF_PRACTICE = (InputKind.AUDIT, InputKind.AUDITS_OF_MONTH, InputKind.PLAN, InputKind.COUNT)
_OF_FIGURES = (InputKind.COMPARATOR, InputKind.AVERAGE, InputKind.COMMENT)
# Sections that count what no single audit or figure explains.
OF_COUNTS = {
    "actions": (InputKind.COUNT,),
    "observations": (InputKind.COUNT,),
    "voices": (InputKind.COUNT, InputKind.VOICE),
    "voices-detail": (InputKind.COUNT,),
    "coming-activity": (InputKind.COUNT,),
    "improvement": (InputKind.COUNT,),
    "commissioned": (InputKind.COMMISSION,),
    "health": (InputKind.AUDIT, InputKind.FIGURE, InputKind.COUNT, InputKind.MEASURE),
    "health-detail": (InputKind.AUDIT, InputKind.FIGURE, InputKind.COUNT, InputKind.MEASURE),
}
_OTHERWISE = "Something else that the report reads: settings, or how the portal works it out."


@dataclass(frozen=True)
class LedgerOnPage:
    """`months` are sentences on months whose grades changed; `tables` what changed, by section and table; `read` how much of what was read
    then is other now.
    """

    months: Sequence[str]
    tables: Sequence[Table]
    read: Sequence[str]
    hides_now: bool

    @property
    def is_empty(self) -> bool:
        return not self.tables


def ledger_on_page(person: Person, ledger: Ledger, *, is_shown_all: bool = True) -> LedgerOnPage:
    """People who may not read every audit are not shown what grades are now: beside what they were it would tell one audit's. Readers
    from whom some of the report is held back are not shown what it said either.
    """
    sees_all = reads_every_audit(person)
    cells = ledger.cells if is_shown_all else [replace(each, was=CONFIDENTIAL, now=CONFIDENTIAL) for each in ledger.cells]
    parts = groupby(cells, key=lambda cell: (cell.section, cell.table))
    tables = [_table(section, table, list(cells), ledger, sees_all) for (section, table), cells in parts]
    months = list(ledger.months.values()) if sees_all else []
    read = [f"{count:,} {INPUTS[kind]}" for kind, count in (ledger.changed or {}).items()]
    return LedgerOnPage(months, tables, read, hides_now=not sees_all and any(cell.key not in OF_FIGURES for cell in ledger.cells))


def _table(section: str, table: str, cells: Sequence[RestatedCell], ledger: Ledger, sees_all: bool) -> Table:
    columns = [Column("What", names_row=True), *(Column(name) for name in ("In the report", "Now", "Why"))]
    rows: list[AnyRow] = []
    for cell in cells:
        now = cell.now or GONE if sees_all or cell.key in OF_FIGURES else NOT_NOW
        rows.append([_place(cell), cell.was or NEW, now, _why(cell, ledger, sees_all)])
    caption = f"{section}: {table}" if table and table != section else section
    return Table(caption, columns, rows, key=f"{cells[0].key}-{version_of(table)}")


def _place(cell: RestatedCell) -> str:
    return ", ".join(filter(None, (cell.row, cell.column))) or "A sentence"


def _why(cell: RestatedCell, ledger: Ledger, sees_all: bool) -> str:
    return " ".join(_causes(cell, ledger, sees_all)) or (_NOT_KNOWN if ledger.changed is None else _OTHERWISE)


def _causes(cell: RestatedCell, ledger: Ledger, sees_all: bool) -> list[str]:
    said = " ".join((cell.table, cell.row, cell.was, cell.now))
    if cell.key in OF_FIGURES:
        about = [each for each in ledger.figures if each.indicator in said]
        return list(_of_figures(about or ledger.figures)) or _of_kinds(ledger, *_OF_FIGURES)
    if cell.key in OF_COUNTS:
        return _of_kinds(ledger, *OF_COUNTS[cell.key])
    return list(_of_audits(_of_months(ledger.audits, said), sees_all)) or _of_kinds(ledger, *_OF_PRACTICE)


def _of_months(audits: Sequence[HappenedToAudit], said: str) -> list[HappenedToAudit]:
    """Of the months that are named; of all where none is."""
    return [each for each in audits if month_name(each.month) in said] or list(audits)


def _of_audits(audits: Sequence[HappenedToAudit], sees_all: bool) -> Iterator[str]:
    if sees_all and len(audits) <= MOST_NAMED:
        for each in audits:
            because = f": {each.why.rstrip('.')}" if each.why else ""
            yield f"Audit {each.audit} of {month_name(each.month)} was {each.what.label} on {uk_date(each.day)}{because}."
        return
    counted = Counter((each.month, each.what) for each in audits)
    for (month, what), count in sorted(counted.items()):
        yield f"{_audits(count)} of {month_name(month)} {'was' if count == 1 else 'were'} {Happened(what).label}."


def _audits(count: int) -> str:
    return "1 audit" if count == 1 else f"{count} audits"


def _of_figures(figures: Sequence[ChangedFigure]) -> Iterator[str]:
    if len(figures) > MOST_NAMED:
        yield f"{len(figures)} figures came or were restated with {_files(figures)}."
        return
    for each in figures:
        what = f"was restated from {each.was}" if each.was else "came"
        yield f"{each.indicator}, {month_name(each.month)}, {what} with {each.file} on {uk_date(each.day)}."


def _files(figures: Iterable[ChangedFigure]) -> str:
    return ", ".join(dict.fromkeys(f"{each.file} on {uk_date(each.day)}" for each in figures))


def _of_kinds(ledger: Ledger, *kinds: InputKind) -> list[str]:
    found = [INPUTS[kind] for kind in kinds if kind in (ledger.changed or {})]
    return [f"Changed since: {', '.join(found)}."] if found else []


def ledger_url(report: Report) -> str:
    return reverse("reports:changes", args=[report.code])
