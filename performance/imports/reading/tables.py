"""Read a regular table row by row, or one that says as a scorecard does what was and what is: check every cell, report every bad one."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from foundation.council.clock import today
from foundation.council.months import add_months, month_name
from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import PlaceKind, Series, Status, Unit
from performance.models import Indicator

from . import cells
from .accounting import NO_FIGURE, SECTIONS, TWICE
from .indicators import Indicators, split_unit
from .periods import month_first, note_of_month_first, told_by_others
from .results import MOST_UNKNOWN, FigureOwner, FigureRead, Reading, Refusal, StatusGiven, UnknownName, Words
from .series.known import known_parts
from .series.parts import Parts
from .shapes import SCORECARD_MAY_HAVE, SCORECARD_NEEDS, RecognisedShape

T = TypeVar("T")


def read_table(sheet: Sheet, shape: RecognisedShape) -> Reading:
    mapping = shape.mapping.name if shape.mapping else ""
    notes = [*sheet.notes, *shape.notes]
    reading = Reading(shape.series, read=len(sheet.rows), mapping=mapping, notes=notes, by_words=shape.by_words)
    reader = _TableReader(shape, reading)
    reader.expect_parts(sheet)
    reader.expect_periods(sheet)
    percentages = list(reader.percentages(sheet))
    reader.as_fraction = cells.keeps_fractions(cell for _, _, cell in percentages)
    for row in sheet.rows:
        reader.read(row)
    if reader.as_fraction:
        reading.fractions = frozenset((number, heading) for number, heading, _ in percentages)
        reading.notes.append("The file keeps percentages as fractions of 1 (0.665): they were read as percentages (66.5).")
    else:
        reading.notes += cells.note_of_small((number, cell) for number, _, cell in percentages)
    return reading


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


class _TableReader:
    def __init__(self, shape: RecognisedShape, reading: Reading):
        self.shape, self.reading, self.as_fraction = shape, reading, False
        self.today = today()
        self.is_scorecard = shape.series == Series.SCORECARD
        self.indicators = Indicators.ours() if shape.mapping else Indicators.of(shape.series, shape.series.label.lower())
        self.fixed: Indicator | None = shape.mapping.indicator if shape.mapping else None
        self.rows_seen: dict[tuple[int, datetime.date], int] = {}
        self.figures_seen: dict[tuple, FigureRead] = {}
        self.periods: dict[str, str] = {}
        self.parts = known_parts()
        self.section = ""
        self.divided: Parts | None = None

    def expect_parts(self, sheet: Sheet) -> None:
        """Columns that are not read may say that a row is of a team, of another council or of some of the children."""
        headings = self.shape.headings
        months = {column.month_heading for column in self.shape.figures}
        used = {headings.get(name, "") for name in (*SCORECARD_NEEDS, *SCORECARD_MAY_HAVE)}
        used |= {*months, *(column.heading for column in self.shape.figures)}
        by = [headings.get(name, "") for name in ("indicator", "unit", "area")]
        unused = [heading for heading in sheet.header if heading not in used]
        self.divided = Parts(sheet.rows, [*by, *months], unused, self.parts)

    def expect_periods(self, sheet: Sheet) -> None:
        """The other periods of a column may show what one of them means."""
        for heading in {each.month_heading for each in self.shape.figures if each.month_heading}:
            cells_of = [row.get(heading) for row in sheet.rows]
            self.periods |= told_by_others(cells_of)
            if turned := month_first(cells_of):
                self.reading.notes.append(note_of_month_first(turned))

    def percentages(self, sheet: Sheet) -> Iterator[tuple[int, str, Cell]]:
        """Every cell of a percentage, with its row's number and its heading."""
        for row in sheet.rows:
            if self._named(_RowRead(row))[1] == Unit.PERCENT:
                yield from ((row.number, column.heading, row.get(column.heading)) for column in self.shape.figures)

    def read(self, row: Row) -> None:
        """Take one row, or keep all its refusals."""
        if self._is_section(row):
            self.reading.passed.over(SECTIONS, row.number)
            self.section = next(filter(None, map(clean_text, row.values.values())))
            return
        read = _RowRead(row)
        self._refuse_below_a_part(read)
        if self.divided and (part := self.divided.of(row)):
            read.refuse(part, self.divided.problem(row, part))
        indicator, unit = self._indicator(read)
        self._check_area(read, indicator)
        status = self._status(read)
        figures = self._figures(read, indicator, unit)
        if indicator and not read.refusals:
            self._refuse_repeats(read, indicator, figures)
        if read.refusals or not indicator:
            self.reading.refusals += read.refusals
            return
        self._keep(row, indicator, figures, status)

    def _refuse_below_a_part(self, read: _RowRead) -> None:
        """Below a team's name stand its figures, and a scorecard has the whole council's."""
        if (place := self.parts.get(self.section.casefold())) and place.kind != PlaceKind.OURS:
            name = self.shape.headings.get("indicator") or self.shape.figures[-1].heading
            reason = f"This row is below “{self.section}”, and this table has the whole council’s figures."
            read.refuse(name, f"{reason} Give a team’s in a table of its own.")

    def _is_section(self, row: Row) -> bool:
        """A heading between the rows: one cell is filled, and it is no indicator's name and no figure."""
        filled = [heading for heading in row.values if clean_text(row.get(heading))]
        figures = {column.heading for column in self.shape.figures}
        if len(filled) != 1 or filled[0] in figures:
            return False
        return filled[0] != self.shape.headings.get("indicator") or not self.indicators.found(row.get(filled[0]), None)[1]

    def _keep(self, row: Row, indicator: Indicator, figures: list[FigureRead], status: Status | None) -> None:
        given = {figure.key: figure for figure in figures if figure.is_given}
        # A month that an earlier row gave alike, as one month's current is the next one's previous, counts once.
        new = [figure for key, figure in given.items() if key not in self.figures_seen]
        if len(new) < len(given):
            self.reading.passed.over(TWICE, row.number)
        self.reading.figures += new
        self.figures_seen |= given
        if status:
            self.reading.statuses.append(StatusGiven(indicator, _latest(figures), status, row.number))
        has_words = self._keep_words(row, indicator, figures)
        if not (given or status or has_words):
            self.reading.passed.over(NO_FIGURE, row.number)

    def _keep_words(self, row: Row, indicator: Indicator, figures: list[FigureRead]) -> bool:
        """The comment and the action of the row, where it has any."""
        comment, action = (cells.words_in(row.get(self.shape.headings.get(name, ""))) for name in ("comment", "action"))
        if not (comment or action):
            return False
        self.reading.words.append(Words(indicator.slug, _latest(figures), comment, action, row.number))
        return True

    def _named(self, read: _RowRead) -> tuple[Indicator | None, Unit | None]:
        """The indicator that a row names, and its unit; what cannot be read of either is refused later."""
        unit = _quietly(lambda: self._unit(read))
        if self.fixed:
            return self.fixed, Unit(self.fixed.unit)
        return self.indicators.found(read.row.get(self.shape.headings["indicator"]), unit)

    def _unit(self, read: _RowRead) -> Unit | None:
        heading = self.shape.headings.get("unit", "")
        if heading:
            return cells.parse_unit(read.row.get(heading)) if clean_text(read.row.get(heading)) or not self.shape.mapping else None
        return Unit(self.shape.mapping.unit) if self.shape.mapping and self.shape.mapping.unit else None

    def _indicator(self, read: _RowRead) -> tuple[Indicator | None, Unit | None]:
        if heading := self.shape.headings.get("unit", ""):
            read.take(heading, lambda cell: self._unit(read))
        unit_refused = bool(read.refusals)
        indicator, unit = self._named(read)
        if indicator is None:
            name = self.shape.headings["indicator"]
            reason, is_unit = self.indicators.problem(read.row.get(name), unit)
            self._note_unknown(clean_text(read.row.get(name)), unit)
            # A bad unit is refused as such already, where the name is known.
            if not (unit_refused and self.indicators.units_of(clean_text(read.row.get(name)))):
                read.refuse(heading if is_unit and heading else name, reason)
        return indicator, unit

    def _note_unknown(self, name: str, unit: Unit | None) -> None:
        if (
            name
            and len(self.reading.unknown) < MOST_UNKNOWN
            and not (self.indicators.units_of(name) or self.indicators.units_of(split_unit(name)[0]))
        ):
            series = "" if self.shape.mapping else str(self.shape.series)
            self.reading.unknown[UnknownName(name, unit or "", self.indicators.nearest(name), series)] = None

    def _check_area(self, read: _RowRead, indicator: Indicator | None) -> None:
        """An area that is given must be the indicator's own; where none is given, the indicator knows it."""
        heading = self.shape.headings.get("area", "")
        if not self.is_scorecard or not heading or not clean_text(read.row.get(heading)):
            return
        area = read.take(heading, cells.parse_area)
        if area and indicator and indicator.area and indicator.area != area:
            read.refuse(heading, f"This indicator belongs to {indicator.area}. Correct the area.")

    def _status(self, read: _RowRead) -> Status | None:
        heading = self.shape.headings.get("status", "")
        return read.take(heading, cells.parse_status) if heading and self.is_scorecard else None

    def _figures(self, read: _RowRead, indicator: Indicator | None, unit: Unit | None) -> list[FigureRead]:
        """A figure for every column, blank ones too, for their months identify the row."""
        months = {
            heading: self._month(read, heading) for heading in {each.month_heading for each in self.shape.figures if each.month_heading}
        }
        figures = []
        for column in self.shape.figures:
            parsed = read.take(column.heading, lambda cell: cells.parse_value(cell, unit, as_fraction=self.as_fraction))
            dated = months.get(column.month_heading)
            month = column.month or (add_months(dated, -column.back) if dated else None)
            if indicator and parsed and month:
                value, mark = parsed
                # A comparator that is not there is no figure; our own NA is a fact about the month.
                mark = mark if column.kind == FigureOwner.OWN else ""
                figures.append(FigureRead(indicator, month, column.kind, value, mark, read.row.number, column.year))
        self._refuse_backwards(read, figures)
        return figures

    def _month(self, read: _RowRead, heading: str) -> datetime.date | None:
        """The row's month under `heading`; a blank one is refused unless the figure that it dates is blank too and not the current one."""
        dated = [column.heading for column in self.shape.figures if column.month_heading == heading]
        is_current = heading == self.shape.headings.get("current_period")
        if not is_current and not any(clean_text(read.row.get(each)) for each in [heading, *dated]):
            return None
        return read.take(heading, lambda cell: cells.parse_period(self.periods.get(clean_text(cell), cell), self.today))

    def _refuse_backwards(self, read: _RowRead, figures: list[FigureRead]) -> None:
        own = [figure.month for figure in figures if figure.kind == FigureOwner.OWN]
        heading = self.shape.headings.get("previous_period", "")
        if heading and self.is_scorecard and len(own) == 2 and own[0] >= own[1]:
            read.refuse(heading, f"The previous period must come before the current one, {month_name(own[1])}.")

    def _refuse_repeats(self, read: _RowRead, indicator: Indicator, figures: list[FigureRead]) -> None:
        identity = (indicator.pk, _latest(figures))
        name = self.shape.headings.get("indicator") or self.shape.figures[-1].heading
        if (earlier := self.rows_seen.setdefault(identity, read.row.number)) and earlier != read.row.number:
            read.refuse(name, f"Row {earlier} has the same indicator, unit and period. Delete one of the two.")
            return
        for column, figure in zip(self.shape.figures[-len(figures) :], figures, strict=True):
            seen = self.figures_seen.get(figure.key)
            if seen and figure.is_given and (seen.value, seen.mark) != (figure.value, figure.mark):
                read.refuse(column.heading, f"Row {seen.row} gives another figure for {month_name(figure.month)}. Correct one of the two.")


def _latest(figures: list[FigureRead]) -> datetime.date:
    return max(figure.month for figure in figures)


def _quietly(ask: Callable[[], T]) -> T | None:
    try:
        return ask()
    except ValueError:
        return None
