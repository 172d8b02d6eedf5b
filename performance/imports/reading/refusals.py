"""The cells of a long file that cannot be taken, kept by column: every row of seven hundred thousand may be refused."""

from array import array
from collections.abc import Iterable, Sequence
from typing import overload

from .numbered import Numbered
from .results import Refusal


class Refusals(Sequence[Refusal]):
    """A list of refusals to be added to and read through."""

    def __init__(self) -> None:
        self._texts = Numbered()
        self._row, self._column, self._value, self._reason, self._sheet = (array("I") for _ in range(5))

    def append(self, refusal: Refusal) -> None:
        self._row.append(refusal.row)
        self._column.append(self._texts[refusal.column])
        self._value.append(self._texts[refusal.value])
        self._reason.append(self._texts[refusal.reason])
        self._sheet.append(self._texts[refusal.sheet])

    def extend(self, refusals: Iterable[Refusal]) -> None:
        for each in refusals:
            self.append(each)

    @property
    def rows(self) -> int:
        """How many rows they stand in."""
        if len(set(self._sheet)) > 1:
            return len(set(zip(self._sheet, self._row, strict=True)))
        refused = bytearray(max(self._row, default=0) + 1)
        for row in self._row:
            refused[row] = 1
        return sum(refused)

    def __len__(self) -> int:
        return len(self._row)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __hash__(self) -> int:
        return id(self)

    @overload
    def __getitem__(self, at: int) -> Refusal: ...

    @overload
    def __getitem__(self, at: slice) -> list[Refusal]: ...

    def __getitem__(self, at: int | slice) -> Refusal | list[Refusal]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        texts = self._texts.things
        said = (texts[each[at]] for each in (self._column, self._value, self._reason, self._sheet))
        return Refusal(self._row[at], *said)
