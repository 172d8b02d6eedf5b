"""The figures of a long file, kept by column: it may have seven hundred thousand, for which objects would take ten times the memory."""

import datetime
from array import array
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, overload

from performance.imports.reading.numbered import Numbered

_TEN_THOUSANDTHS = 4
_SCALE = 10**_TEN_THOUSANDTHS
_NO_VALUE = -(2**63)


class Line(NamedTuple):
    """One figure; indicator and place are keys of the reading's own dictionaries. `value` has four decimals at most."""

    indicator: str
    place: tuple
    month: datetime.date
    value: Decimal | None
    mark: str
    row: int


class Lines(Sequence[Line]):
    """A list of lines to be added to, read through and corrected."""

    def __init__(self, lines: Iterable[Line] = ()):
        self._indicators, self._places, self._months, self._marks = Numbered(), Numbered(), Numbered(), Numbered()
        self._indicator, self._place, self._month, self._mark, self._row = (array("I") for _ in range(5))
        self._value = array("q")
        self.extend(lines)

    def append(self, line: Line) -> None:
        self._indicator.append(self._indicators[line.indicator])
        self._place.append(self._places[line.place])
        self._month.append(self._months[line.month])
        self._value.append(_scaled(line.value))
        self._mark.append(self._marks[line.mark])
        self._row.append(line.row)

    def extend(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.append(line)

    def put_right(self, at: int, value: Decimal) -> None:
        self._value[at] = _scaled(value)

    def __len__(self) -> int:
        return len(self._row)

    def __iter__(self) -> Iterator[Line]:
        return self.at(range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> "Sequence[Line]": ...

    def __getitem__(self, at: int | slice) -> "Line | Sequence[Line]":
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(len(self)))]
        return next(self.at([at]))

    def at(self, positions: Iterable[int]) -> Iterator[Line]:
        indicators, places, months, marks = self._indicators.things, self._places.things, self._months.things, self._marks.things
        for at in positions:
            yield Line(
                indicators[self._indicator[at]],
                places[self._place[at]],
                months[self._month[at]],
                _unscaled(self._value[at]),
                marks[self._mark[at]],
                self._row[at],
            )

    def key_at(self, at: int) -> tuple[str, tuple, datetime.date]:
        """Indicator, place and month of a line, which is all that most are asked for."""
        return self._indicators.things[self._indicator[at]], self._places.things[self._place[at]], self._months.things[self._month[at]]

    @property
    def months(self) -> set[datetime.date]:
        """Every month that has a figure."""
        return set(self._months.things)

    def indicators_and_months(self, positions: Iterable[int]) -> tuple[set[str], set[datetime.date]]:
        """Every indicator and every month that has a figure there."""
        indicators, months = zip(*{(self._indicator[at], self._month[at]) for at in positions}, strict=True)
        return {self._indicators.things[each] for each in indicators}, {self._months.things[each] for each in months}

    def by_indicator(self) -> dict[str, array]:
        """Where the figures of each indicator stand."""
        found = [array("I") for _ in self._indicators.things]
        for at, indicator in enumerate(self._indicator):
            found[indicator].append(at)
        return dict(zip(self._indicators.things, found, strict=True))

    def repeated(self) -> list[tuple[Line, int]]:
        """Figures of the same indicator, place and month as an earlier one, each with that one's row."""
        found = []
        for positions in self.by_indicator().values():
            seen: dict[tuple[int, int], int] = {}
            for at in positions:
                first = seen.setdefault((self._place[at], self._month[at]), at)
                if first != at:
                    found.append((self[at], self._row[first]))
        return sorted(found, key=lambda each: each[0].row)

    def decimals(self, most: int) -> dict[str, int]:
        """With how many decimals the figures of each indicator that has any are written, `most` at most."""
        found = [-1] * len(self._indicators.things)
        for indicator, value in zip(self._indicator, self._value, strict=True):
            if value != _NO_VALUE and found[indicator] < most:
                found[indicator] = max(found[indicator], min(most, _decimals(value)))
        return {thing: decimals for thing, decimals in zip(self._indicators.things, found, strict=True) if decimals >= 0}


class ChosenLines(Sequence[Line]):
    """Some of `lines`, by where they stand, in the file's order."""

    def __init__(self, lines: Lines, at: Iterable[int] = ()):
        self._lines, self._at = lines, array("I", at)

    def append(self, at: int) -> None:
        self._at.append(at)

    def in_order(self) -> "ChosenLines":
        return ChosenLines(self._lines, sorted(self._at))

    def __len__(self) -> int:
        return len(self._at)

    def __iter__(self) -> Iterator[Line]:
        return self._lines.at(self._at)

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | Sequence[Line]:
        if isinstance(at, slice):
            return [self._lines[each] for each in self._at[at]]
        return self._lines[self._at[at]]


@lru_cache(maxsize=8192)
def _scaled(value: Decimal | None) -> int:
    return _NO_VALUE if value is None else int(value.scaleb(_TEN_THOUSANDTHS))


@lru_cache(maxsize=8192)
def _unscaled(value: int) -> Decimal | None:
    return None if value == _NO_VALUE else Decimal(value).scaleb(-_TEN_THOUSANDTHS)


def _decimals(value: int) -> int:
    decimals = _TEN_THOUSANDTHS
    while decimals and value % 10 == 0:
        value //= 10
        decimals -= 1
    return decimals
