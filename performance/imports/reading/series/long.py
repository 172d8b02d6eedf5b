"""Our own figures as a long table: indicator, period, value; of the council, or of the service or team that a column names.

Months may also stand across, each in a column of its own, and so may teams and services.
"""

import datetime
from typing import NamedTuple

from foundation.council.clock import today
from foundation.council.months import month_name
from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import PlaceKind, Unit
from performance.imports.reading.accounting import SECTIONS
from performance.imports.reading.dates import month_of_file
from performance.imports.reading.periods import month_columns
from performance.imports.reading.results import Refusal
from performance.imports.reading.shapes import heading_name, heading_of

from .known import KnownNames, known_parts, named_alone, only_text
from .lines import Line
from .parts import Parts
from .results import PlaceNamed, SeriesReading

INDICATORS = ("indicator", "measure", "kpi", "metric", "performance_indicator", "performance_measure")
PERIODS = ("period", "month", "current_period", "date")
PLACES = {
    **dict.fromkeys(("team", "team_name"), PlaceKind.TEAM),
    **dict.fromkeys(("service", "service_name"), PlaceKind.SERVICE),
    **dict.fromkeys(("council", "area", "council_name", "local_authority", "la_name", "authority"), PlaceKind.COUNCIL),
}
# Beside columns of teams: neither a team's figure nor, of a share or a rate, the council's.
TOTALS = frozenset({"total", "grand_total", "all", "all_teams", "overall"})
FEWEST_ACROSS = 2


class AcrossColumn(NamedTuple):
    """A column of figures: its heading, and the month, the place or the indicator that this names."""

    heading: str
    month: datetime.date | None = None
    place: PlaceNamed | None = None
    is_indicator: bool = False


def is_long(names: dict[str, str]) -> bool:
    return {"indicator", "value"} <= names.keys() and any(name in names for name in PERIODS)


def is_whole(headings: list[str]) -> bool:
    """Whether these headings alone are those of a long table."""
    return is_long({heading_name(heading): heading for heading in headings})


def has_across(sheet: Sheet) -> bool:
    """Whether months, or teams and services, stand across, and no column holds anything that would not be read; or indicators do."""
    names = {heading_name(heading) for heading in sheet.header}
    if has_indicators_across(sheet):
        return True
    columns = across_of(sheet) if names & set(INDICATORS) and "value" not in names else []
    if len(columns) < FEWEST_ACROSS:
        return False
    by_place = any(column.place for column in columns)
    # A table of months under another word than “indicator” may be any: a mapping says what it holds.
    allowed = {*INDICATORS, "unit", *PERIODS, *TOTALS} if by_place else {"indicator", "unit", "team", "service", "council"}
    return names - {heading_name(column.heading) for column in columns} <= allowed


def has_indicators_across(sheet: Sheet) -> bool:
    """Whether each row is a month and the columns are called by our indicators."""
    names = {heading_name(heading) for heading in sheet.header}
    if names.intersection([*INDICATORS, "value"]) or not names.intersection(PERIODS):
        return False
    return len(_indicators_across(sheet)) >= FEWEST_ACROSS


def _indicators_across(sheet: Sheet) -> list[AcrossColumn]:
    return [AcrossColumn(heading, is_indicator=True) for heading in named_alone(sheet.header)]


def across_of(sheet: Sheet) -> list[AcrossColumn]:
    """The columns of months; where there are none, those of our own teams and services."""
    months = month_columns(sheet.header)
    if months:
        return [AcrossColumn(heading, month=month) for heading, month in months.items()]
    parts = known_parts()
    found = ((heading, parts.get(clean_text(heading).casefold())) for heading in sheet.header)
    return [AcrossColumn(heading, place=place) for heading, place in found if place]


def read_long(sheet: Sheet, names: dict[str, str], reading: SeriesReading, file_name: str) -> None:
    """Raises UnreadableFile where nothing says of which month the figures are."""
    read = _LongReader(sheet, names, reading, file_name)
    read.known.expect_sections(only_text(row) for row in sheet.rows if read.is_section(row))
    for row in reading.watched(sheet.rows):
        if read.is_section(row):
            read.known.open_section(only_text(row))
            reading.passed.over(SECTIONS, row.number)
        else:
            read.row(row)
    read.known.put_fractions_right()
    reading.notes += read.known.notes_of_spans()
    reading.note_rows(read.without_figures, "A row holds no figure", "{count} rows hold no figure")
    reading.notes += [f"The column “{heading}” was not used." for heading in sheet.header if heading not in read.used]


def _columns_of_figures(sheet: Sheet, names: dict[str, str]) -> list[AcrossColumn]:
    if "value" in names:
        return [AcrossColumn(names["value"])]
    return across_of(sheet) if heading_of(names, INDICATORS) else _indicators_across(sheet)


class _LongReader:
    def __init__(self, sheet: Sheet, names: dict[str, str], reading: SeriesReading, file_name: str):
        self.reading, self.known = reading, KnownNames(reading)
        self.indicator, self.period, self.unit = heading_of(names, INDICATORS), heading_of(names, PERIODS), names.get("unit", "")
        self.columns = _columns_of_figures(sheet, names)
        across = {column.heading for column in self.columns}
        self.place_columns = [(kind, names[name]) for name, kind in PLACES.items() if name in names and names[name] not in across]
        self.only_month = self._date(sheet, file_name)
        told_by = [self.indicator, self.period, self.unit, *(heading for _, heading in self.place_columns)]
        self.used = {*told_by, *across}
        self.without_figures: list[int] = []
        self.parts = Parts(sheet.rows, told_by, [each for each in sheet.header if each not in self.used], self.known.parts)

    def _date(self, sheet: Sheet, file_name: str) -> datetime.date:
        """Learn how the file writes its months. Where it writes none, the one that all its figures are for."""
        dated = [column.heading for column in self.columns if column.month]
        only_month = datetime.date.min
        if not self.period and not dated:
            only_month, where = month_of_file(sheet, "", file_name, today())
            self.reading.notes.append(f"The figures are {month_name(only_month)}’s, as “{where}” says.")
        self.known.expect_periods(dated or (row.get(self.period) for row in sheet.rows))
        return only_month

    def is_section(self, row: Row) -> bool:
        """A heading between the rows: words stand in one cell alone, and name no indicator."""
        filled = [(heading, text) for heading, cell in row.values.items() if (text := clean_text(cell))]
        if len(filled) != 1 or len(row.values) < FEWEST_ACROSS or filled[0][0] in {column.heading for column in self.columns}:
            return False
        return not self.known.is_named(filled[0][1]) and any(map(str.isalpha, filled[0][1]))

    def row(self, row: Row) -> None:
        """Take one row, or refuse it for its first fault."""
        found: list[tuple[Line, Cell, Unit]] = []
        heading = self.unit
        try:
            self.known.require_unit(row.get(self.unit))
            heading = self.indicator
            code, unit = self.known.indicator((row.get(heading), row.get(self.unit))) if heading else ("", Unit.NUMBER)
            heading = self.period
            period = self.known.month_of(code, row.get(self.period)) if self.period else self.only_month
            heading = self.place_columns[0][1] if self.place_columns else self.indicator
            place = self.known.place(tuple((kind, row.get(column)) for kind, column in self.place_columns))
            heading = self.parts.of(row)
            self.parts.require_whole(row, heading)
            for column in self.columns:
                heading = column.heading
                if self._is_to_come(column, row):
                    continue
                if column.is_indicator:
                    code, unit = self.known.indicator((heading, ""))
                month = self.known.month(heading) if column.month else period
                where = self.known.keep(column.place) if column.place else place
                given = self.known.figure(row.get(heading), unit)
                self.known.refuse_twice((code, where, month), row.number, heading)
                found.append((Line(code, where, month, *given, row.number), row.get(heading), unit))
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(row.get(heading)), str(problem)))
            return
        if not self.known.add(found):
            self.without_figures.append(row.number)

    def _is_to_come(self, column: AcrossColumn, row: Row) -> bool:
        """A month to come is a blank column in many files."""
        return len(self.columns) > 1 and not column.place and not clean_text(row.get(column.heading))
