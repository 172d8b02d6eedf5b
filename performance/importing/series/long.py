"""Our own figures as a long table: indicator, period, value; of the council, or of the service or team that a column names.

Months may also stand across, each in a column of its own, and so may teams and services.
"""

import datetime
from typing import NamedTuple

from foundation.council.clock import today
from foundation.council.months import month_name
from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import PlaceKind, Unit
from performance.importing.dating import month_of_file
from performance.importing.results import Refusal
from performance.importing.shapes import heading_name
from performance.importing.spans import month_columns

from .known import Known, known_parts
from .lines import Line
from .results import PlaceNamed, SeriesReading

INDICATORS = ("indicator", "measure", "kpi", "metric", "performance_indicator", "performance_measure")
PERIODS = ("period", "month", "current_period", "date")
PLACES = {"team": PlaceKind.TEAM, "service": PlaceKind.SERVICE, "council": PlaceKind.COUNCIL, "area": PlaceKind.COUNCIL}
# Beside columns of teams: neither a team's figure nor, of a share or a rate, the council's.
TOTALS = frozenset({"total", "grand_total", "all", "all_teams", "overall"})
FEWEST_ACROSS = 2


class Across(NamedTuple):
    """A column of figures: its heading, and the month or the place that this names."""

    heading: str
    month: datetime.date | None = None
    place: PlaceNamed | None = None


def is_long(names: dict[str, str]) -> bool:
    return {"indicator", "value"} <= names.keys() and any(name in names for name in PERIODS)


def has_across(sheet: Sheet) -> bool:
    """Whether months, or teams and services, stand across, and no column holds anything that would not be read."""
    names = {heading_name(heading) for heading in sheet.header}
    columns = across_of(sheet) if names & set(INDICATORS) and "value" not in names else []
    if len(columns) < FEWEST_ACROSS:
        return False
    by_place = any(column.place for column in columns)
    # A table of months under another word than “indicator” may be any: a mapping says what it holds.
    allowed = {*INDICATORS, "unit", *PERIODS, *TOTALS} if by_place else {"indicator", "unit", "team", "service", "council"}
    return names - {heading_name(column.heading) for column in columns} <= allowed


def across_of(sheet: Sheet) -> list[Across]:
    """The columns of months; where there are none, those of our own teams and services."""
    months = month_columns(sheet.header)
    if months:
        return [Across(heading, month=month) for heading, month in months.items()]
    parts = known_parts()
    found = ((heading, parts.get(clean_text(heading).casefold())) for heading in sheet.header)
    return [Across(heading, place=place) for heading, place in found if place]


def read_long(sheet: Sheet, names: dict[str, str], reading: SeriesReading, file_name: str) -> None:
    """Raises UnreadableFile where nothing says of which month the figures are."""
    read = _Reader(sheet, names, reading, file_name)
    for row in reading.watched(sheet.rows):
        read.row(row)
    read.known.put_fractions_right()
    reading.notes += read.known.notes_of_spans()
    reading.note_rows(read.without_figures, "A row holds no figure", "{count} rows hold no figure")
    reading.notes += [f"The column “{heading}” was not used." for heading in sheet.header if heading not in read.used]


class _Reader:
    def __init__(self, sheet: Sheet, names: dict[str, str], reading: SeriesReading, file_name: str):
        self.reading, self.known = reading, Known(reading)
        self.indicator = next(names[name] for name in INDICATORS if name in names)
        self.columns = [Across(names["value"])] if "value" in names else across_of(sheet)
        self.period = next((names[name] for name in PERIODS if name in names), "")
        self.unit = names.get("unit", "")
        across = {column.heading for column in self.columns}
        self.place_columns = [(kind, names[name]) for name, kind in PLACES.items() if name in names and names[name] not in across]
        self.only_month = datetime.date.min
        if not self.period and not any(column.month for column in self.columns):
            self.only_month, where = month_of_file(sheet, "", file_name, today())
            reading.notes.append(f"The figures are {month_name(self.only_month)}’s, as “{where}” says.")
        dated = [column.heading for column in self.columns if column.month]
        self.known.expect_periods(dated or (row.get(self.period) for row in sheet.rows))
        named = {self.indicator, self.period, self.unit, *(heading for _, heading in self.place_columns)}
        self.used = named | across
        self.without_figures: list[int] = []

    def row(self, row: Row) -> None:
        """Take one row, or refuse it for its first fault."""
        found: list[tuple[Line, Cell, Unit]] = []
        heading = self.indicator
        try:
            code, unit = self.known.indicator((row.get(self.indicator), row.get(self.unit)))
            heading = self.period
            period = self.known.month_of(code, row.get(self.period)) if self.period else self.only_month
            heading = self.place_columns[0][1] if self.place_columns else self.indicator
            place = self.known.place(tuple((kind, row.get(column)) for kind, column in self.place_columns))
            for column in self.columns:
                heading = column.heading
                if column.month and not clean_text(row.get(heading)):
                    # A month to come is a blank column in many files.
                    continue
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
