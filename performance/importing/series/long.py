"""Our own figures as a long table: indicator, period, value; of the council, or of the service or team that a column names."""

from foundation.sheets import Row, Sheet, clean_text
from performance.enums import PlaceKind
from performance.importing.results import Refusal

from .known import Known
from .results import Line, SeriesReading

PERIODS = ("period", "month", "current_period", "date")
PLACES = {"team": PlaceKind.TEAM, "service": PlaceKind.SERVICE, "council": PlaceKind.COUNCIL, "area": PlaceKind.COUNCIL}


def is_long(names: dict[str, str]) -> bool:
    return {"indicator", "value"} <= names.keys() and any(name in names for name in PERIODS)


def read_long(sheet: Sheet, names: dict[str, str], reading: SeriesReading) -> None:
    read = _Reader(names, reading)
    for row in reading.watched(sheet.rows):
        read.row(row)
    read.known.put_fractions_right()
    reading.notes += read.known.notes_of_spans()


class _Reader:
    def __init__(self, names: dict[str, str], reading: SeriesReading):
        self.reading, self.known = reading, Known(reading)
        self.indicator, self.value = names["indicator"], names["value"]
        self.period = next(names[name] for name in PERIODS if name in names)
        self.unit = names.get("unit", "")
        self.place_columns = [(kind, names[name]) for name, kind in PLACES.items() if name in names]

    def row(self, row: Row) -> None:
        """Take one row, or refuse it for its first fault."""
        cells, heading = row.values, self.indicator
        try:
            code, unit = self.known.indicator((cells[self.indicator], cells.get(self.unit, "")))
            heading = self.period
            month = self.known.month_of(code, cells[self.period])
            heading = self.place_columns[0][1] if self.place_columns else self.indicator
            place = self.known.place(tuple((kind, cells[column]) for kind, column in self.place_columns))
            heading = self.value
            given = self.known.figure(cells[self.value], unit)
            self.known.refuse_twice((code, place, month), row.number)
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(cells[heading]), str(problem)))
            return
        self.known.add([(Line(code, place, month, *given, row.number), cells[self.value], unit)])
