"""Columns of our long tables that say of which part of the whole a row is: a row of a part must not stand for the whole."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from foundation.sheets import Row, clean_text
from performance.enums import PlaceKind
from performance.imports.reading.headings import is_worked_out, meanings_of, words_of

from .place_names import plain_name
from .results import PlaceNamed

# What is counted by these is a part, even where the file has no other row.
_OF_CHILDREN = frozenset({"gender", "sex", "age", "ages", "ethnicity", "ethnic", "disability", "religion", "nationality"})
# Whose figures a row is, unless a team is only responsible for them.
_PLACES = frozenset({"team", "council", "authority", "la", "region", "locality", "district", "country", "geography"})
_RESPONSIBLE = frozenset({"responsible", "lead", "owner", "owning", "code", "number", "num", "no", "id"})
_WHOLE = frozenset(
    {"", "all", "total", "overall", "both", "any", "whole", "all children", "all ages", "persons", "people", "-", "n/a", "na"}
)
_A_NAME = re.compile(r"[^\W\d_]{3}")


class _Says(Enum):
    """What a column that is not read can say of a row."""

    PLACE = auto()
    CHILDREN = auto()
    SOMETHING_ELSE = auto()
    UNSURE = auto()
    NOTHING = auto()


def _says(heading: str) -> _Says:
    words = words_of(heading)
    if words & _RESPONSIBLE:
        return _Says.NOTHING
    if words & _PLACES:
        return _Says.PLACE
    if is_worked_out(heading):
        return _Says.NOTHING
    if meanings_of(heading):
        return _Says.SOMETHING_ELSE
    return _Says.CHILDREN if words & _OF_CHILDREN else _Says.UNSURE


class Parts:
    """`by` are the columns that tell rows apart, `unused` those of which nothing is kept; `known` our council, its services and teams.

    An unused column divides where it is called so or holds the name of a team or a service, and where rows that are alike in all of `by`
    differ in it.
    """

    def __init__(self, rows: Sequence[Row], by: Iterable[str], unused: Iterable[str], known: Mapping[str, PlaceNamed]):
        self.by = [heading for heading in by if heading]
        self.ours = {name for name, place in known.items() if place.kind == PlaceKind.OURS}
        self.named = known.keys() - self.ours
        self.ours |= set(map(plain_name, self.ours))
        columns: dict[_Says, list[str]] = defaultdict(list)
        for heading in unused:
            columns[_says(heading)].append(heading)
        self.places, self.children = columns[_Says.PLACE], columns[_Says.CHILDREN]
        self.unsure, self.others = columns[_Says.UNSURE], columns[_Says.SOMETHING_ELSE]
        self.different: dict[tuple, set[str]] = {}
        if self.unsure:
            self._compare(rows)

    def _compare(self, rows: Sequence[Row]) -> None:
        first: dict[tuple, tuple] = {}
        for row in rows:
            values = _texts(row, self.unsure)
            key = _texts(row, self.by)
            earlier = first.setdefault(key, values)
            if earlier != values:
                differ = {heading for heading, was, now in zip(self.unsure, earlier, values, strict=True) if was != now}
                self.different.setdefault(key, set()).update(differ)

    def of(self, row: Row) -> str:
        """The column by which a row is of a part or of another place; none for a row of the whole."""
        asked = self.children
        if self.different:
            asked = [*asked, *sorted(self.different.get(_texts(row, self.by), ()))]
        if found := next((heading for heading in asked if self._text(row, heading) not in _WHOLE), ""):
            return found
        for heading in self.places:
            text = self._text(row, heading)
            if _A_NAME.search(text) and text not in _WHOLE and text not in self.ours and plain_name(text) not in self.ours:
                return heading
        return next((heading for heading in [*self.unsure, *self.others] if self._text(row, heading) in self.named), "")

    def problem(self, row: Row, heading: str) -> str:
        """Why a row of a part is refused."""
        said = f"This row is of “{clean_text(row.get(heading))}” by its column “{heading}”, which is not read here"
        return f"{said}, and figures without a place are the whole council’s. Leave the row out, or say in a mapping what the column holds."

    def require_whole(self, row: Row, heading: str) -> None:
        """Raises ValueError where the row is of a part by this column."""
        if heading:
            raise ValueError(self.problem(row, heading))

    def _text(self, row: Row, heading: str) -> str:
        return clean_text(row.get(heading)).casefold()


def _texts(row: Row, headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(clean_text(row.get(heading)) for heading in headings)
