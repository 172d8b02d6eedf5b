"""The table of who sees what. `desk/who_sees_what.csv` is written and reviewed by hand: it is the specification.

`tests/seeing` holds that the predicates and querysets say the same, cell by cell, and that the pages do.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desk.enums import ReaderKind

FILE = Path(__file__).parent.parent / "who_sees_what.csv"


@dataclass(frozen=True)
class SeesRow:
    """One thing that can be done with a kind of object, or one field of it that not everybody sees, and who may."""

    about: str
    verb: str
    field: str
    may: frozenset[ReaderKind]


@cache
def who_sees_what() -> tuple[SeesRow, ...]:
    with FILE.open(newline="") as file:
        return tuple(
            SeesRow(row["object"], row["verb"], row["field"], frozenset(reader for reader in ReaderKind if row[reader.value] == "yes"))
            for row in csv.DictReader(file)
        )
