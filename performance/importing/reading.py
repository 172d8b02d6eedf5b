"""Read a whole file of figures: recognise the table, check every row, report every bad cell."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

from foundation.council.clock import today
from foundation.council.months import month_name
from foundation.council.words import as_stored
from foundation.sheets import Cell, Limits, Row, Sheet, clean_text, read_rows
from performance.enums import Area, Series, Shape, Status, Unit
from performance.models import Indicator, Mapping

from . import cells
from .nearest import nearest
from .results import Figure, Kind, Reading, Refusal, StatusGiven
from .series import SeriesReading, Tell, fits, has_across, read_by_mapping, read_series, series_shape
from .shapes import Shape as TableShape
from .shapes import UnknownShape, recognise
from .tidying import without_reasons, without_totals

LIMITS = Limits(file_bytes=40 * 1024 * 1024, unpacked_bytes=400 * 1024 * 1024, rows=700_000, cells=6_000_000)
PUBLISHED = frozenset({Shape.LAIT, Shape.NEIGHBOURS, Shape.EES})
# What a file is to be read as.
Asked = Mapping | str
T = TypeVar("T")


def read_sheet(file: BinaryIO | Path, name: str, sheet: str = "", header_row: int | None = None) -> Sheet:
    """The table in `file`, as it stands. Raises UnreadableFile."""
    return without_reasons(read_rows(file, name, limits=LIMITS, sheet=sheet, header_row=header_row, need_results=True))


def read_sheet_as(file: BinaryIO | Path, name: str, mapping: Asked = "") -> Sheet:
    """The table that `mapping` speaks of."""
    return read_sheet(file, name, mapping.sheet, mapping.header_row) if isinstance(mapping, Mapping) else read_sheet(file, name)


def read_file(file: BinaryIO | Path, name: str, mapping: Asked = "", tell: Tell | None = None, model: str = "") -> Reading | SeriesReading:
    """Read `file`, named `name`. `mapping` is a saved one, a Shape's value, or empty to know the table by its headings; `model` is that
    of a table of neighbours which does not say it.

    Raises UnreadableFile where it cannot be taken as one of them; UnknownShape where a mapping could say what its columns mean.
    """
    sheet = read_sheet_as(file, name, mapping)
    if isinstance(mapping, Mapping):
        return read_by_mapping(without_totals(sheet), mapping, tell)
    shape = Shape(mapping) if mapping else series_shape(sheet)
    if shape in PUBLISHED:
        return read_series(sheet, shape, name, tell, model)
    sheet = without_totals(sheet)
    if shape == Shape.LONG:
        return read_series(sheet, shape, name, tell)
    try:
        return _read_table(sheet, mapping)
    except UnknownShape:
        saved = mapping_for(sheet)
        if saved is None and has_across(sheet):
            return read_series(sheet, Shape.LONG, name, tell)
        if saved is None:
            raise
        sheet.notes.append(f"The file was read by the saved mapping “{saved}”, whose columns it has.")
        return read_by_mapping(sheet, saved, tell)


def mapping_for(sheet: Sheet) -> Mapping | None:
    """The saved mapping that speaks of most of the file's columns, all of which the file has; the latest saved of equals."""
    fitting = [each for each in Mapping.objects.filter(sheet="", header_row=None).order_by("-saved_at", "-pk") if fits(each, sheet)]
    return max(fitting, key=lambda each: len(each.columns), default=None)


def _read_table(sheet: Sheet, mapping: str) -> Reading:
    shape = recognise(sheet, mapping)
    reading = Reading(shape.series, read=len(sheet.rows), notes=[*sheet.notes, *shape.notes])
    reader = _Reader(shape, _percentages_are_fractions(sheet, shape), reading)
    for row in sheet.rows:
        reader.read(row)
    if reader.as_fraction:
        reading.fractions = frozenset((number, heading) for number, heading, _ in _percentages(sheet, shape))
        reading.notes.append("The workbook keeps percentages as fractions of 1 (0.665): they were read as percentages (66.5).")
    else:
        reading.notes += cells.note_of_small((number, cell) for number, _, cell in _percentages(sheet, shape))
    return reading


def _percentages(sheet: Sheet, shape: TableShape) -> Iterator[tuple[int, str, Cell]]:
    """Every cell of a percentage, with its row's number and its heading."""
    for row in sheet.rows:
        if clean_text(row.get(shape.headings["unit"])).lower() in {"percent", "%", "percentage", "per cent"}:
            yield from ((row.number, column.heading, row.get(column.heading)) for column in shape.figures)


def _percentages_are_fractions(sheet: Sheet, shape: TableShape) -> bool:
    return cells.keeps_fractions(cell for _, _, cell in _percentages(sheet, shape))


@dataclass
class _RowRead:
    """What was understood of one row so far, and what was refused."""

    row: Row
    refusals: list[Refusal] = field(default_factory=list)

    def refuse(self, heading: str, reason: str) -> None:
        self.refusals.append(Refusal(self.row.number, heading, clean_text(self.row.get(heading)), reason))

    def take(self, heading: str, parse: Callable[[Cell], T]) -> T | None:
        """What `parse` makes of the cell; its error is kept and None returned."""
        try:
            return parse(self.row.get(heading))
        except ValueError as error:
            self.refuse(heading, str(error))
            return None


class _Reader:
    def __init__(self, shape: TableShape, as_fraction: bool, reading: Reading):
        self.shape, self.as_fraction, self.reading = shape, as_fraction, reading
        self.today = today()
        indicators = list(Indicator.objects.filter(series=shape.series))
        self.known = {(_plain(each.label), each.unit): each for each in indicators}
        self.units: dict[str, list[str]] = {}
        for each in indicators:
            self.units.setdefault(_plain(each.label), []).append(each.get_unit_display().lower())
        self.rows_seen: dict[tuple[int, datetime.date], int] = {}
        self.figures_seen: dict[tuple, Figure] = {}

    def read(self, row: Row) -> None:
        """Take one row, or keep all its refusals."""
        read = _RowRead(row)
        unit = read.take(self.shape.headings["unit"], cells.parse_unit)
        indicator = self._indicator(read, unit)
        self._check_area(read, indicator)
        status = self._status(read)
        figures = self._figures(read, indicator, unit)
        if indicator and not read.refusals:
            self._refuse_repeats(read, indicator, figures)
        if read.refusals or not indicator:
            self.reading.refusals += read.refusals
            return
        given = {figure.key: figure for figure in figures if figure.is_given}
        # A month that an earlier row gave alike, as one month's current is the next one's previous, counts once.
        self.reading.figures += [figure for key, figure in given.items() if key not in self.figures_seen]
        self.figures_seen |= given
        if status:
            self.reading.statuses.append(StatusGiven(indicator, _latest(figures), status))

    def _indicator(self, read: _RowRead, unit: Unit | None) -> Indicator | None:
        heading = self.shape.headings["indicator"]
        label = clean_text(read.row.get(heading))
        found = self.known.get((_plain(label), unit or ""))
        if found:
            return found
        units = self.units.get(_plain(label))
        if not label:
            read.refuse(heading, "The indicator’s name is missing.")
        elif not units:
            meant = nearest(label, (each.label for each in self.known.values()))
            advice = f"Did you mean “{meant}”? Correct the name." if meant else "Check the spelling."
            read.refuse(heading, f"The {self.shape.series.label.lower()} has no indicator of this name. {advice}")
        elif unit:
            read.refuse(self.shape.headings["unit"], f"“{label}” is not kept in this unit. Its unit is: {', '.join(units)}.")
        return None

    def _check_area(self, read: _RowRead, indicator: Indicator | None) -> None:
        if self.shape.series != Series.SCORECARD:
            return
        heading = self.shape.headings["area"]
        area: Area | None = read.take(heading, cells.parse_area)
        if area and indicator and indicator.area != area:
            read.refuse(heading, f"This indicator belongs to {indicator.area}. Correct the area.")

    def _status(self, read: _RowRead) -> Status | None:
        heading = self.shape.headings.get("status", "")
        return read.take(heading, cells.parse_status) if heading and self.shape.series == Series.SCORECARD else None

    def _figures(self, read: _RowRead, indicator: Indicator | None, unit: Unit | None) -> list[Figure]:
        """A figure for every column, blank ones too, for their months identify the row."""
        months = {
            heading: self._month(read, heading) for heading in {each.month_heading for each in self.shape.figures if each.month_heading}
        }
        figures = []
        for column in self.shape.figures:
            parsed = read.take(column.heading, lambda cell: cells.parse_value(cell, unit, as_fraction=self.as_fraction))
            month = column.month or months.get(column.month_heading)
            if indicator and parsed and month:
                value, mark = parsed
                # A comparator that is not there is no figure; our own NA is a fact about the month.
                mark = mark if column.kind == Kind.OWN else ""
                figures.append(Figure(indicator, month, column.kind, value, mark, read.row.number, column.year))
        self._refuse_backwards(read, figures)
        return figures

    def _month(self, read: _RowRead, heading: str) -> datetime.date | None:
        """The row's month under `heading`; a blank one is refused unless the figure that it dates is blank too and not the current one."""
        dated = [column.heading for column in self.shape.figures if column.month_heading == heading]
        is_current = heading == self.shape.headings.get("current_period")
        if not is_current and not any(clean_text(read.row.get(each)) for each in [heading, *dated]):
            return None
        return read.take(heading, lambda cell: cells.parse_period(cell, self.today))

    def _refuse_backwards(self, read: _RowRead, figures: list[Figure]) -> None:
        own = [figure.month for figure in figures if figure.kind == Kind.OWN]
        if self.shape.series == Series.SCORECARD and len(own) == 2 and own[0] >= own[1]:
            read.refuse(
                self.shape.headings["previous_period"], f"The previous period must come before the current one, {month_name(own[1])}."
            )

    def _refuse_repeats(self, read: _RowRead, indicator: Indicator, figures: list[Figure]) -> None:
        identity = (indicator.pk, _latest(figures))
        if (earlier := self.rows_seen.setdefault(identity, read.row.number)) and earlier != read.row.number:
            read.refuse(self.shape.headings["indicator"], f"Row {earlier} has the same indicator, unit and period. Delete one of the two.")
            return
        for column, figure in zip(self.shape.figures[-len(figures) :], figures, strict=True):
            seen = self.figures_seen.get(figure.key)
            if seen and figure.is_given and (seen.value, seen.mark) != (figure.value, figure.mark):
                read.refuse(column.heading, f"Row {seen.row} gives another figure for {month_name(figure.month)}. Correct one of the two.")


def _latest(figures: list[Figure]) -> datetime.date:
    return max(figure.month for figure in figures)


def _plain(label: str) -> str:
    """A label as compared: without case, with plain quotes and hyphens, whichever word the council has for children in its care."""
    plain = clean_text(label).casefold().translate({0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"})
    return as_stored(plain)
