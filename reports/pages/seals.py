"""What checking a seal found, in plain words: which section, table, row and column, and what stands there now."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.documents import AnyRow, Cell, CellKind, Column, Table
from foundation.documents.formats import uk_date
from foundation.seals import PartChange
from reports.enums import SealFault
from reports.models import Report, Seal
from reports.queries.seals import CheckedEdition, FaultOfSeal

MOST_SHOWN = 200
LONGEST = 80
_DONE = {PartChange.CHANGED: "was changed", PartChange.ADDED: "was added", PartChange.REMOVED: "was removed"}
_FACTS = {
    "scheme": "the number of the seal’s rule",
    "period": "the months of the report",
    "edition": "the number of the edition",
    "reason": "the reason for the correction",
    "approved_by": "who approved it",
    "approved_on": "the day of approval",
    "meeting": "the date of the meeting",
    "sealed_on": "the day of sealing",
    "before": "the SHA-256 of the edition before",
}
_OF_DOCUMENT = {
    "title": "the title",
    "council": "the council’s name",
    "period": "the period",
    "meeting": "the date of the meeting",
    "status": "the line that says who approved it",
    "authors": "the line that says who wrote it",
    "edition": "the number of the edition",
    "version": "the number of the stored shape",
}
# What inputs are called, by their kind.
INPUTS: dict[str, str] = {
    "audit": "audits",
    "month-of-audits": "counts of audits by month",
    "plan": "months’ plans",
    "figure": "figures",
    "comparator": "comparators",
    "average": "averages of statistical neighbours",
    "comment": "comments",
    "target": "targets",
    "missing-figure": "notes on missing figures",
    "count": "counts of actions and observations",
    "measure": "measures of our quality assurance",
    "text": "texts of the report",
    "key-finding": "key findings",
    "shown-month": "months that earlier reports showed",
    "commission": "questions to quality assurance",
    "voice": "quotes of what people said",
}
_SENTENCES = {
    SealFault.NOT_SEALED: "This edition is not sealed, and the trail records no seal of it.",
    SealFault.SEAL_GONE: "The seal of this edition was removed. The trail says that it was sealed when it was approved.",
    SealFault.EDITION_GONE: "This edition was removed, or is no longer marked as approved. The trail says that it was approved.",
    SealFault.HASH: "The stored SHA-256 was changed, or something in the list of hashes of parts: no part differs from what was sealed.",
    SealFault.NOT_AS_RECORDED: (
        "The stored SHA-256 is not the one that the trail recorded when this edition was approved: the seal was changed or made again."
    ),
    SealFault.NOT_AFTER_BEFORE: "The edition before has another seal than when this edition was approved.",
}


@dataclass(frozen=True)
class SealOnPage:
    """What the page of an approved report says of its seal."""

    words: str
    sha256: str


def seal_words(report: Report, seal: Seal | None) -> SealOnPage:
    if seal is None:
        return SealOnPage("This edition is not sealed, and the trail records no seal of it.", "")
    return SealOnPage(f"Sealed on {uk_date(seal.sealed_on)}, when {report.approved_by} approved it.", seal.sha256)


def changes_in_words(checked: Iterable[CheckedEdition]) -> list[str]:
    """Everything that is not as it was sealed, the first edition first; each sentence begins with its edition."""
    return [f"Edition {fault.edition}: {sentence_of(fault)}" for each in checked for fault in each.faults]


def sentence_of(found: FaultOfSeal) -> str:
    """“Audits of June 2023, table “Overall judgement, June 2023”, row “Good”, column “Audits”: the cell was changed. It now says “3”.”"""
    if found.difference is None:
        return _SENTENCES[found.fault]
    place = _in_words(found.difference.path, found.difference.what, found.statement)
    if found.fault == SealFault.HASH_OF_PART:
        return f"The stored hash of a part was changed: {place.rstrip('.')}. The edition itself is as it was sealed."
    return place[0].upper() + place[1:]


def editions_table(checked: Sequence[CheckedEdition]) -> Table:
    columns = [Column("Edition", names_row=True), *(Column(heading) for heading in ("Approved", "Sealed", "SHA-256", "Result"))]
    rows: list[AnyRow] = [_row(each) for each in reversed(checked)]
    return Table("Editions of this report, newest first", columns, rows)


def _row(each: CheckedEdition) -> list[Cell | str]:
    ok, colour = ("As it was sealed", "green") if each.is_whole else ("Changed", "red")
    if each.seal is None:
        ok, colour = "Not sealed", "yellow"
    approved = f"{uk_date(each.report.approved_on)} by {each.report.approved_by}" if each.report else "–"
    sealed = "–" if each.seal is None else f"{uk_date(each.seal.sealed_on)}"
    name = Cell(str(each.edition), href=each.report.edition_url) if each.report else Cell(str(each.edition))
    return [name, approved, sealed, each.seal.sha256 if each.seal else "–", Cell(ok, CellKind.STATE, colour=colour)]


def _in_words(path: tuple, what: PartChange, stated: Mapping[str, Any]) -> str:
    done = _DONE[what]
    if not path:
        return "the hashes of the parts can no longer be read, so nobody can say which part was changed."
    if path[0] == "content" and len(path) > 1:
        return _of_content(path[1:], done, stated["content"])
    if path[0] == "inputs":
        kind = str(path[2]) if len(path) > 2 else ""
        return f"the list of what the report was composed from: its {INPUTS.get(kind, kind) or 'kinds'} were changed."
    if path[0] == "shown_months":
        return "what was kept of a month’s grades, for the next report to restate, was changed."
    return f"{_FACTS.get(str(path[0]), str(path[0]))} {done}{_now(stated.get(str(path[0])), what=done)}."


def _of_content(path: tuple, done: str, content: Mapping[str, Any]) -> str:
    if path[0] != "sections" or len(path) == 1:
        return f"{_OF_DOCUMENT.get(str(path[0]), str(path[0]))} {done}{_now(content.get(str(path[0])), what=done)}."
    sections = content["sections"]
    if len(path) == 2:
        return f"a section {done}: {_named(sections, path[1], 'heading')}."
    section = sections[path[1]]
    where = f"section “{section.get('heading')}”"
    if path[2] != "blocks":
        return f"{where}: its {path[2]} {done}{_now(section.get(path[2]), what=done)}."
    if len(path) == 3 or not 0 <= path[3] < len(section["blocks"]):
        return f"{where}: a part of it {done}, at its end."
    block = section["blocks"][path[3]]
    if len(path) == 4:
        return f"{where}: a {block.get('kind')} {done} at place {path[3] + 1}: “{_short(_title(block))}”."
    return f"{where}, {_of_block(path[4:], done, block)}"


def _of_block(path: tuple, done: str, block: Mapping[str, Any]) -> str:
    kind = str(block.get("kind", ""))
    described: dict[str, Callable[[tuple, str, Mapping[str, Any]], str]] = {"table": _of_table, "chart": _of_chart}
    if kind in described:
        return described[kind](path, done, block)
    value: Any = block
    for step in path:
        value = value[step] if isinstance(value, Mapping) or (isinstance(value, list) and step < len(value)) else None
    names = {"paragraph": "paragraph", "bullets": "list", "callout": "notice", "remarks": "comments"}
    title = f" “{block['title']}”" if block.get("title") else ""
    about = block["items"][path[1]].get("about", "") if kind == "remarks" and _is_at(block, path) else ""
    where = f"{names.get(kind, kind)}{title}{f', {about}' if about else ''}"
    return f"{where}: its words were {done.removeprefix('was ')}{_now(value, what=done)}."


def _is_at(block: Mapping[str, Any], path: tuple) -> bool:
    return len(path) > 1 and path[0] == "items" and path[1] < len(block["items"]) and isinstance(block["items"][path[1]], Mapping)


def _of_table(path: tuple, done: str, table: Mapping[str, Any]) -> str:
    where = f"table “{_short(table.get('caption'))}”"
    if path[0] == "header" and len(path) > 1:
        return f"{where}: the heading of column {path[1] + 1} {done}{_now(_at(table['header'], path[1]), what=done)}."
    if path[0] != "rows" or len(path) == 1:
        parts = {"notes": "a note under it", "caption": "its title", "widths": "the widths of its columns"}
        return f"{where}: {parts.get(path[0], f'its {path[0]}')} {done}."
    rows = table["rows"]
    if len(path) == 2:
        return f"{where}: a row {done}, {_row_named(table, path[1])}."
    row = rows[path[1]]
    heading = _at(table.get("header", []), path[2]) or f"{path[2] + 1}"
    cell = _at(row, path[2])
    shown = cell.get("text") if isinstance(cell, Mapping) else cell
    return f"{where}, row “{_row_name(table, row, path[1])}”, column “{heading}”: the cell {done}{_now(shown, what=done)}."


def _of_chart(path: tuple, done: str, chart: Mapping[str, Any]) -> str:
    parts = {"spec": "its figures", "narrow": "its figures for a phone", "alt": "its description", "title": "its title"}
    pictures = {"svg": "its picture", "narrow_svg": "its picture for a phone"}
    return f"chart “{_short(chart.get('title'))}”: {(parts | pictures).get(str(path[0]), str(path[0]))} {_plural(done, str(path[0]))}."


def _plural(done: str, part: str) -> str:
    return done.replace("was ", "were ") if part in ("spec", "narrow") else done


def _title(block: Mapping[str, Any]) -> Any:
    return block.get("caption") or block.get("title") or block.get("text") or next(iter(block.get("items", [])), "")


def _row_named(table: Mapping[str, Any], place: int) -> str:
    row = _at(table["rows"], place)
    return f"before “{_row_name(table, row, place)}”" if row is not None else "at the end"


def _row_name(table: Mapping[str, Any], row: Sequence[Any], place: int) -> str:
    cell = _at(row, table.get("row_header", 0))
    name = cell.get("text", "") if isinstance(cell, Mapping) else ""
    return _short(name) or str(place + 1)


def _named(rows: Sequence[Mapping[str, Any]], place: int, name: str) -> str:
    return f"at place {place + 1}, “{_short(rows[place].get(name))}”" if place < len(rows) else "the last one"


def _at(values: Any, place: Any) -> Any:
    return values[place] if isinstance(values, list) and isinstance(place, int) and 0 <= place < len(values) else None


def _now(value: Any, *, what: str) -> str:
    """What stands there now; what was taken away stands nowhere."""
    return "" if value is None or what.endswith("removed") else f" and now says “{_short(value)}”"


def _short(value: Any) -> str:
    text = " ".join(str(value if value is not None else "").split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
