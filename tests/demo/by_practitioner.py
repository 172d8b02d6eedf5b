"""What groups counts or averages by the practitioner whose work was audited: found in pages, pictures and files of rows.

A row of a table that names a practitioner and holds a count is a fault, unless the count stands under a heading that tells one record from
another (`OF_ONE_RECORD`). A sentence that names one and counts something is a fault too, and so is any picture with a name in it.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import html
from openpyxl import load_workbook

# Under these headings a number says which record, day or place it is, and counts nothing.
OF_ONE_RECORD = {
    *(
        "audit",
        "no.",
        "number",
        "action",
        "observation",
        "case id",
        "record",
        "month",
        "day",
        "due",
        "first due",
        "raised",
        "done",
        "verified",
    ),
    *("row", "age band", "age", "year", "working days late", "days late", "times extended", "position", "place", "order"),
}
# A count, a share or both: “3”, “2 of 9”, “33%”, “2 (14%)”, “1.5”.
COUNT = re.compile(r"^[+−-]?\d[\d,]*(\.\d+)?( of \d+)?( ?\(\d+%\))?$|^\d+(\.\d+)?%$")
# In a sentence: so many of what practice is judged by.
COUNTED = re.compile(
    r"\b\d+ (of \d+|audits?\b|records?\b|grades?\b|findings?\b|strengths?\b|areas\b|children\b|letters?\b|times\b)"
    r"|\b\d+ (inadequate|good|outstanding)"
    r"|\d+(\.\d+)?%|\b(average|mean|rank\w*)\b",
    re.IGNORECASE,
)
_BLOCKS = "//li[not(.//li)] | //p | //dd | //figcaption | //h1 | //h2 | //h3"


@dataclass(frozen=True)
class NamedRow:
    """A row of a table, by the headings of its cells."""

    headings: Sequence[str]
    cells: Sequence[str]

    def names(self, people: Collection[str]) -> list[str]:
        return [name for name in people if any(name in cell for cell in self.cells)]

    @property
    def counts(self) -> list[str]:
        """Its cells that count something, with their headings."""
        paired = zip([*self.headings, *[""] * len(self.cells)], self.cells, strict=False)
        return [f"{heading}: {cell}" for heading, cell in paired if COUNT.match(cell) and heading.lower() not in OF_ONE_RECORD]


def faults_in_page(content: str, people: Collection[str]) -> Iterator[str]:
    """Of HTML, or of a picture as SVG."""
    if not any(name in content for name in people):
        return
    if "<svg" in content[:200]:
        yield from (f"{name} in a picture" for name in people if name in content)
        return
    tree = html.fromstring(content)
    for table in tree.iter("table"):
        headings = [_words(cell) for cell in table.xpath("(.//tr)[1]/*")]
        yield from faults_in_rows([headings, *([_words(cell) for cell in row.xpath("./*")] for row in table.iter("tr"))], people)
    for block in tree.xpath(_BLOCKS):
        yield from faults_in_words(_words(block), people)


def faults_in_words(words: str, people: Collection[str]) -> Iterator[str]:
    yield from (f"{name}: {words}" for name in people if name in words and COUNTED.search(words.replace(name, "")))


def faults_in_rows(rows: Iterable[Sequence[str]], people: Collection[str]) -> Iterator[str]:
    """Of a table whose first row has its headings."""
    found = iter(rows)
    headings = next(found, [])
    for cells in found:
        row = NamedRow(headings, cells)
        if (names := row.names(people)) and row.counts:
            yield f"{names[0]}: {'; '.join(row.counts)}"


def faults_in_csv(content: str, people: Collection[str]) -> Iterator[str]:
    yield from faults_in_rows(csv.reader(io.StringIO(content.lstrip("\ufeff"))), people)


def faults_in_workbook(content: bytes, people: Collection[str]) -> Iterator[str]:
    """Headings are in the row with most cells among the first ones: a title and notes stand above them."""
    for sheet in load_workbook(io.BytesIO(content), read_only=True):
        rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        start = max(range(min(len(rows), 8)), key=lambda place: sum(map(bool, rows[place])), default=0)
        yield from faults_in_rows(rows[start:], people)


def faults_in_json(content: str, people: Collection[str]) -> Iterator[str]:
    for part in _objects(json.loads(content)):
        flat = {str(key): str(value) for key, value in part.items() if not isinstance(value, dict | list)}
        yield from faults_in_rows([list(flat), list(flat.values())], people)


def _objects(value: object) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(inner)


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())
