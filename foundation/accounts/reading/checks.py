"""What a list would do, row by row: every row is new, changed, unchanged, refused, left out, or a line about the list."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from foundation.matching.calculations import ListMatch, WordAsked
from foundation.sheets import Row, Sheet, clean_text

BLANK = frozenset({"", "-", "–", "—", "n/a", "na", "none", "not known", "vacant", "tbc"})
LONGEST = 100


@dataclass
class CheckedRow:
    """One row. `remarks` are what of it is not taken although the row is; `waits` is what a second person confirms."""

    number: int
    name: str = ""
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    left_out: str = ""
    remarks: list[str] = field(default_factory=list)
    waits: list[str] = field(default_factory=list)


class _SomeRow(Protocol):
    number: int
    name: str
    changes: list[tuple[str, str, str]]
    wrong: list[str]
    left_out: str
    remarks: list[str]
    waits: list[str]

    @property
    def is_new(self) -> bool: ...


R = TypeVar("R", bound=_SomeRow)


@dataclass
class ListCheck(Generic[R]):
    """`wrong` says why no row can be read; `words` are those of the list that are not known here by themselves."""

    sheet: Sheet
    match: ListMatch
    words: list[WordAsked] = field(default_factory=list)
    rows: list[R] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    # Rows that are nobody's: totals, lines about the list, the headings once more; with what each is.
    passed_over: dict[int, str] = field(default_factory=dict)

    @property
    def read(self) -> int:
        return len(self.sheet.rows)

    @property
    def asks(self) -> bool:
        """Whether somebody has to say what a column or a word is before the list can be stored."""
        return self.match.asks or any(word.means is None for word in self.words)

    @property
    def fingerprint(self) -> str:
        """The same while the list would do the same: what is stored is what was looked at."""
        rows = [[row.number, row.name, row.is_new, row.changes, row.wrong, row.left_out, row.waits] for row in self.rows]
        return hashlib.sha256(json.dumps(rows, default=str).encode()).hexdigest()

    @property
    def _taken(self) -> list[R]:
        return [row for row in self.rows if not row.wrong and not row.left_out]

    @property
    def new(self) -> list[R]:
        return [row for row in self._taken if row.is_new]

    @property
    def changed(self) -> list[R]:
        return [row for row in self._taken if not row.is_new and row.changes]

    @property
    def unchanged(self) -> list[R]:
        return [row for row in self._taken if not row.is_new and not row.changes]

    @property
    def refused(self) -> list[R]:
        return [row for row in self.rows if row.wrong and not row.left_out]

    @property
    def left_out(self) -> list[R]:
        return [row for row in self.rows if row.left_out]


class Cells:
    """The texts of a row by the identifier of their column; of a column that several headings are, the first that says something."""

    def __init__(self, match: ListMatch):
        self._headings = {identifier: match.headings_of(identifier) for identifier in match.columns}

    def has(self, identifier: str) -> bool:
        return identifier in self._headings

    def heading(self, identifier: str) -> str:
        return self._headings.get(identifier, [identifier])[0]

    def all_of(self, row: Row, identifier: str) -> list[str]:
        texts = (clean_text(row.get(heading)) for heading in self._headings.get(identifier, ()))
        return [text for text in texts if text.casefold() not in BLANK]

    def text(self, row: Row, identifier: str) -> str:
        return next(iter(self.all_of(row, identifier)), "")


def fitting(text: str) -> str:
    """Raises ValueError where it is longer than is kept."""
    if len(text) > LONGEST:
        raise ValueError(f"This has {len(text)} characters; at most {LONGEST} are kept. Shorten it.")
    return text


def words_asked(
    subject: str,
    written: Iterable[tuple[int, str]],
    said: Mapping[str, str],
    key: Callable[[str], str],
    guess: Callable[[str], str] = lambda text: "",
) -> list[WordAsked]:
    """Each word once, however it is written, with its rows and what was said of it before. `written` are rows and what they say."""
    found: dict[str, tuple[str, list[int]]] = {}
    for number, text in written:
        found.setdefault(key(text), (text, []))[1].append(number)
    return [WordAsked(subject, text, rows, said.get(key(text)), guess(text)) for text, rows in found.values()]


def change(name: str, before: Any, after: Any) -> list[tuple[str, str, str]]:
    """One change, or none: an empty cell changes nothing."""
    was, now = str(before or ""), str(after or "")
    return [(name, was, now)] if now and now != was else []


def wrong_rows(rows: Sequence[Any]) -> dict[int, list[str]]:
    return {row.number: row.wrong for row in rows}
