"""A workbook with a sheet for each month or each part: what its sheets say, joined as if they were one table."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from foundation.council.months import month_name

from .accounting import TWICE
from .results import FigureRead, Reading, Refusal
from .series import Line, Lines, SeriesReading

_NAMED_AT_ONCE = 8
AnyReading = Reading | SeriesReading


class SheetPart(NamedTuple):
    """One sheet's name and what was read of it."""

    sheet: str
    reading: AnyReading


def joined(parts: Sequence[SheetPart], unread: Sequence[str]) -> AnyReading:
    """All that the sheets say; where two give another figure for one month, the later sheet's row is refused."""
    first = parts[0].reading
    whole = _empty(first)
    joining = _SheetsJoining(whole, _common([part.reading.notes for part in parts]))
    for part in parts:
        joining.add(part)
    whole.notes[:0] = [_said(parts, unread), *joining.common]
    return whole


def _empty(first: AnyReading) -> AnyReading:
    if isinstance(first, Reading):
        return Reading(first.series, read=0, mapping=first.mapping, by_words=first.by_words)
    return SeriesReading(first.shape, read=0, mapping=first.mapping, on_progress=first.on_progress)


def _common(notes: Sequence[list[str]]) -> list[str]:
    """What is said of every sheet alike."""
    return [note for note in dict.fromkeys(notes[0]) if all(note in each for each in notes)]


def _said(parts: Sequence[SheetPart], unread: Sequence[str]) -> str:
    read = [part.sheet for part in parts]
    said = f"The sheets {_named(read)} were read, each for itself." if len(read) > 1 else f"The sheet {_named(read)} was read."
    if not unread:
        return said
    return f"{said[:-1]}; {_named(unread)} {'was' if len(unread) == 1 else 'were'} not."


def _named(sheets: Sequence[str]) -> str:
    more = len(sheets) - _NAMED_AT_ONCE
    return ", ".join(f"“{sheet}”" for sheet in sheets[:_NAMED_AT_ONCE]) + (f" and {more} more" if more > 0 else "")


class _Given(NamedTuple):
    value: Decimal | None
    mark: str
    sheet: str


class _SheetsJoining:
    def __init__(self, whole: AnyReading, common: list[str]):
        self.whole, self.common = whole, common
        self.given: dict[tuple, _Given] = {}

    def add(self, part: SheetPart) -> None:
        reading, whole = part.reading, self.whole
        whole.read += reading.read
        whole.unknown |= reading.unknown
        contradicted = dict(self._contradicted(part))
        for each in _figures(reading):
            self._keep(part, each, contradicted)
        whole.words += [each for each in reading.words if each.row not in contradicted]
        self._keep_statuses(part, contradicted)
        for refusal in [*reading.refusals, *contradicted.values()]:
            whole.refusals.append(replace(refusal, reason=f"Sheet “{part.sheet}”: {refusal.reason}", sheet=part.sheet))
        for note in [each for each in [*reading.notes, *reading.passed.notes] if each not in self.common]:
            whole.notes.append(f"Sheet “{part.sheet}”: {note}")
        if isinstance(whole, SeriesReading) and isinstance(reading, SeriesReading):
            whole.indicators |= reading.indicators
            whole.places |= reading.places

    def _contradicted(self, part: SheetPart) -> Iterator[tuple[int, Refusal]]:
        """Rows of which an earlier sheet gave a figure otherwise: none of their figures is taken."""
        for each in _figures(part.reading):
            was = self.given.get(_key(each))
            if was and (was.value, was.mark) != (each.value, each.mark):
                figure = was.mark if was.value is None else f"{was.value.normalize():f}"
                month = month_name(_month(each))
                reason = f"The sheet “{was.sheet}” gives {figure} for {month}. Correct one of the two."
                yield each.row, Refusal(each.row, month, each.mark if each.value is None else f"{each.value.normalize():f}", reason)

    def _keep(self, part: SheetPart, each: FigureRead | Line, contradicted: dict[int, Refusal]) -> None:
        if each.row in contradicted:
            return
        if _key(each) in self.given:
            part.reading.passed.over(TWICE, each.row)
            return
        self.given[_key(each)] = _Given(each.value, each.mark, part.sheet)
        if isinstance(self.whole, Reading) and isinstance(each, FigureRead):
            self.whole.figures.append(each)
        elif isinstance(self.whole, SeriesReading) and isinstance(each, Line):
            self.whole.lines.append(each)

    def _keep_statuses(self, part: SheetPart, contradicted: dict[int, Refusal]) -> None:
        if not (isinstance(self.whole, Reading) and isinstance(part.reading, Reading)):
            return
        refused = {(each.indicator.pk, each.month) for each in part.reading.figures if each.row in contradicted}
        self.whole.statuses += [each for each in part.reading.statuses if (each.indicator.pk, each.month) not in refused]


def _figures(reading: AnyReading) -> Iterable[FigureRead | Line]:
    lines: Lines | list[FigureRead] = reading.figures if isinstance(reading, Reading) else reading.lines
    return lines


def _key(each: FigureRead | Line) -> tuple:
    return each.key if isinstance(each, FigureRead) else (each.indicator, each.place, each.month)


def _month(each: FigureRead | Line) -> datetime.date:
    return each.month
