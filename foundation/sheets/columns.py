"""The columns that a sheet may have: what each is called, and what its cells hold. One way for every list that is read row by row."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from foundation.sheets.cells import clean_text
from foundation.sheets.sheet import Cell, Row

_NOT_LETTERS = re.compile(r"[\W_]+")


class SheetColumn:
    """One column. `identifier` is its heading in our own files and in messages, `headings` are all that it may be called."""

    required = False

    def __init__(self, identifier: str, *also_called: str, required: bool = False):
        self.identifier, self.headings = identifier, (identifier, *also_called)
        self.required = required

    def clean(self, cell: Cell) -> Any:
        """The cell's value. Raises ValueError with a sentence for the person."""
        return clean_text(cell)


C = TypeVar("C", bound=SheetColumn)


@dataclass
class MatchedColumns(Generic[C]):
    """Which heading of a sheet is which column."""

    # The heading as it is written, by the column's identifier; of two that mean one column the first.
    headings: dict[str, str] = field(default_factory=dict)
    # Further headings of a column that has one, with its identifier.
    doubled: dict[str, str] = field(default_factory=dict)
    # Headings that no column has, and columns that must be there and are not.
    unknown: list[str] = field(default_factory=list)
    missing: list[C] = field(default_factory=list)

    def text(self, row: Row, identifier: str) -> str:
        """What a row says in a column; empty where the sheet has none."""
        return clean_text(row.get(self.headings[identifier])) if identifier in self.headings else ""


def heading_key(heading: str) -> str:
    """The same for a heading however it is written: capitals, hyphens, underscores and “&” aside."""
    return _NOT_LETTERS.sub(" ", heading.casefold().replace("&", " and ")).strip()


def identifiers_of(columns: Iterable[SheetColumn], key: Callable[[str], str] = heading_key) -> dict[str, str]:
    """Each column's identifier by the key of everything that it may be called."""
    return {key(heading): column.identifier for column in columns for heading in column.headings}


def match_columns(header: Iterable[str], columns: Sequence[C], key: Callable[[str], str] = heading_key) -> MatchedColumns[C]:
    """Match the headings of a sheet with the columns that it may have."""
    known, found = identifiers_of(columns, key), MatchedColumns[C]()
    for heading in header:
        identifier = known.get(key(heading))
        if identifier is None:
            found.unknown.append(heading)
        elif identifier in found.headings:
            found.doubled[heading] = identifier
        else:
            found.headings[identifier] = heading
    found.missing = [column for column in columns if column.required and column.identifier not in found.headings]
    return found
