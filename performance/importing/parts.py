"""Columns of our long tables that say of which part of the whole a row is: a row of a part must not stand for the whole."""

from collections.abc import Iterable, Sequence

from foundation.sheets import Row, clean_text

from .roles import is_worked_out, meanings_of, words_of

# Whoever is counted by these is a part, even where the file has no other row.
_OF_CHILDREN = frozenset({"gender", "sex", "age", "ages", "ethnicity", "ethnic", "disability", "religion", "nationality"})
_WHOLE = frozenset(
    {"", "all", "total", "overall", "both", "any", "whole", "all children", "all ages", "persons", "people", "-", "n/a", "na"}
)


class Parts:
    """`by` are the columns that tell rows apart, `unused` those of which nothing is kept.

    An unused column divides where it is called so, and where rows that are alike in all of `by` differ in it.
    """

    def __init__(self, rows: Sequence[Row], by: Iterable[str], unused: Iterable[str]):
        self.by = [heading for heading in by if heading]
        asked = [heading for heading in unused if not is_worked_out(heading) and not meanings_of(heading)]
        self.sure = [heading for heading in asked if words_of(heading) & _OF_CHILDREN]
        self.unsure = [heading for heading in asked if heading not in self.sure]
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
        """The column by which a row is of a part; none for a row of the whole."""
        asked = self.sure
        if self.different:
            asked = [*asked, *sorted(self.different.get(_texts(row, self.by), ()))]
        return next((heading for heading in asked if clean_text(row.get(heading)).casefold() not in _WHOLE), "")

    def require_whole(self, row: Row, heading: str) -> None:
        """Raises ValueError for a row of a part."""
        if heading:
            part = f"“{heading}” is “{clean_text(row.get(heading))}”"
            raise ValueError(
                f"This row is of a part, for its {part}, and figures here are of the whole. Leave it out, or give the part an indicator "
                "of its own."
            )


def _texts(row: Row, headings: Iterable[str]) -> tuple[str, ...]:
    return tuple(clean_text(row.get(heading)) for heading in headings)
