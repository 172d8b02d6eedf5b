"""A file of no known shape, read as a saved mapping says."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from foundation.council.clock import today
from foundation.council.months import month_name
from foundation.sheets import Row, Sheet, UnreadableFile, clean_text
from performance.enums import Layout, Meaning, PlaceKind, Unit
from performance.imports.reading.accounting import NO_FIGURE, SECTIONS, WORDS_OF_NONE, WORDS_OF_OTHERS
from performance.imports.reading.cells import words_in
from performance.imports.reading.dates import month_of_file, without_months
from performance.imports.reading.periods import months_across
from performance.imports.reading.results import Refusal
from performance.models import Mapping

from .known import OURS, KnownNames, only_text
from .lines import Line
from .parts import Parts
from .results import SeriesReading, Words

PLACES = {Meaning.TEAM: PlaceKind.TEAM, Meaning.SERVICE: PlaceKind.SERVICE, Meaning.COUNCIL: PlaceKind.COUNCIL}
T = TypeVar("T")


def fits(mapping: Mapping, sheet: Sheet) -> bool:
    """Whether the file has every column that the mapping names."""
    has_months = mapping.layout == Layout.LONG or bool(months_across(sheet.header))
    return has_months and len(_found(mapping, sheet)) == len(mapping.columns)


def columns_of(mapping: Mapping, sheet: Sheet) -> dict[str, str]:
    """The file's headings that the mapping names, each with its meaning; a month in a heading may be another month's.

    Raises UnreadableFile naming those that it lacks.
    """
    found = _found(mapping, sheet)
    missing = [f"“{heading}”" for heading in mapping.columns if heading not in found]
    if missing:
        raise UnreadableFile(f"The mapping “{mapping}” needs a column {', '.join(missing)}. This file has {', '.join(sheet.header)}.")
    return {found[heading]: meaning for heading, meaning in mapping.columns.items()}


def _found(mapping: Mapping, sheet: Sheet) -> dict[str, str]:
    """The mapping's headings that the file has, each as the file writes it."""
    timeless: dict[str, str] = {}
    for heading in sheet.header:
        timeless.setdefault(without_months(heading), heading)
    found = {heading: heading if heading in sheet.header else timeless.get(without_months(heading), "") for heading in mapping.columns}
    return {heading: own for heading, own in found.items() if own}


def read_mapped(sheet: Sheet, mapping: Mapping, reading: SeriesReading, file_name: str) -> None:
    """Every figure and every bad cell. Raises UnreadableFile naming the columns of the mapping that the file lacks."""
    columns = columns_of(mapping, sheet)
    if not fits(mapping, sheet):
        raise UnreadableFile(f"The mapping “{mapping}” needs a column for each month, such as Jun-23. This file has none.")
    read = _MappedReader(sheet, mapping, columns, reading, file_name)
    read.known.expect_sections(only_text(row) for row in sheet.rows if read.is_section(row))
    for row in reading.watched(sheet.rows):
        if read.is_section(row):
            read.known.open_section(only_text(row))
            reading.passed.over(SECTIONS, row.number)
        else:
            read.row(row)
    read.known.put_fractions_right()
    reading.notes += read.known.notes_of_spans()
    used = {*columns, *read.months}
    reading.notes += [f"The column “{heading}” was not used." for heading in sheet.header if heading not in used]


class _MappedReader:
    def __init__(self, sheet: Sheet, mapping: Mapping, columns: dict[str, str], reading: SeriesReading, file_name: str):
        self.reading, self.known = reading, KnownNames(reading)
        self.column = {Meaning(meaning): heading for heading, meaning in columns.items()}
        self.months = months_across(sheet.header) if mapping.layout == Layout.WIDE else {}
        self.month = self._date(sheet, file_name, columns)
        self.fixed = self.known.name(mapping.indicator) if mapping.indicator else None
        self.unit = mapping.unit
        self.places = [(kind, self.column[meaning]) for meaning, kind in PLACES.items() if meaning in self.column]
        told_by = [self.column.get(each, "") for each in (Meaning.INDICATOR, Meaning.PERIOD, Meaning.UNIT, *PLACES)]
        unused = [each for each in sheet.header if each not in columns and each not in self.months]
        self.parts = Parts(sheet.rows, told_by, unused, self.known.parts)

    def _date(self, sheet: Sheet, file_name: str, columns: dict[str, str]) -> datetime.date | None:
        """Learn how the file writes its months. Where it writes none, the one that all its figures are for."""
        only_month = None
        if not self.months and Meaning.PERIOD not in self.column:
            only_month, where = month_of_file(sheet, self.column[Meaning.VALUE], file_name, today(), columns)
            self.reading.notes.append(f"The figures are {month_name(only_month)}’s, as “{where}” says.")
        if self.months:
            self.known.expect_months(list(self.months))
        else:
            self.known.expect_periods(row.get(self.column.get(Meaning.PERIOD, "")) for row in sheet.rows)
        return only_month

    def is_section(self, row: Row) -> bool:
        """A heading between the rows: one cell is filled, and it is no figure of a known indicator."""
        filled = [heading for heading in row.values if clean_text(row.get(heading))]
        return len(filled) == 1 and filled[0] not in self.months and filled[0] != self.column.get(Meaning.VALUE)

    def row(self, row: Row) -> None:
        """Take one row, or refuse it, naming each of its bad cells."""
        taking = _Taking(row)
        part = self.parts.of(row)
        taking.take(part, lambda: self.parts.require_whole(row, part))
        named = self.fixed or self._named(row, taking)
        place = self._place(row, taking)
        dated = list(self._dated(row, taking))
        lines = list(self._lines(row, taking, named, place, dated)) if named and place else []
        if taking.refusals:
            self.reading.refusals.extend(taking.refusals)
            return
        self.known.add(lines)
        filled = [line for line, _, _ in lines if line.value is not None or line.mark]
        if not filled:
            self.reading.passed.over(NO_FIGURE, row.number)
        self._keep_words(row, filled or [line for line, _, _ in lines])

    def _place(self, row: Row, taking: "_Taking") -> tuple | None:
        heading = self.places[0][1] if self.places else ""
        return taking.take(heading, lambda: self.known.place(tuple((kind, row.get(column)) for kind, column in self.places)))

    def _named(self, row: Row, taking: "_Taking") -> tuple[str, Unit] | None:
        unit = self.column.get(Meaning.UNIT, "")
        taking.take(unit, lambda: self.known.require_unit(row.get(unit)))
        if taking.refusals:
            return None
        words = row.get(self.column[Meaning.INDICATOR]), row.get(unit) if unit else self.unit
        return taking.take(self.column[Meaning.INDICATOR], lambda: self.known.indicator(words))

    def _dated(self, row: Row, taking: "_Taking") -> Iterator[tuple[str, datetime.date]]:
        """The headings of the row's figures with their months."""
        if self.months:
            # A month to come is a blank column in many files: only a figure in it is refused.
            for heading in self.months:
                if clean_text(row.get(heading)) and (month := taking.take(heading, partial(self.known.month, heading))):
                    yield heading, month
            return
        if self.month:
            yield self.column[Meaning.VALUE], self.month
            return
        period = self.column[Meaning.PERIOD]
        if month := taking.take(period, lambda: self.known.month(row.get(period))):
            yield self.column[Meaning.VALUE], month

    def _lines(self, row: Row, taking: "_Taking", named: tuple[str, Unit], place: tuple, dated: list) -> Iterator[tuple]:
        code, unit = named
        for heading, month in dated:
            given = taking.take(heading, partial(self.known.figure, row.get(heading), unit))
            taking.take(heading, partial(self.known.refuse_twice, (code, place, month), row.number, heading))
            if given:
                yield Line(code, place, month, *given, row.number), row.get(heading), unit

    def _keep_words(self, row: Row, lines: list[Line]) -> None:
        """A comment and an action are for the row's latest month. They are the whole council's: others' figures carry none."""
        comment, action = (words_in(row.get(self.column.get(meaning, ""))) for meaning in (Meaning.COMMENT, Meaning.ACTION))
        if not (comment or action):
            return
        if not lines:
            self.reading.passed.over(WORDS_OF_NONE, row.number)
            return
        latest = max(lines, key=lambda line: line.month)
        if latest.place == OURS.key:
            self.reading.words.append(Words(latest.indicator, latest.month, comment, action, row.number))
        else:
            self.reading.passed.over(WORDS_OF_OTHERS, row.number)


class _Taking:
    """One row, and what was refused of it."""

    def __init__(self, row: Row):
        self.row = row
        self.refusals: list[Refusal] = []

    def take(self, heading: str, ask: Callable[[], T]) -> T | None:
        try:
            return ask()
        except ValueError as problem:
            self.refusals.append(Refusal(self.row.number, heading, clean_text(self.row.get(heading)), str(problem)))
            return None
