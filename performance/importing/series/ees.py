"""Explore education statistics: the Department for Education's tidy CSV, one row a period and area, a column for each measure."""

import datetime
import re
from collections.abc import Iterable

from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import Basis, PlaceKind, Unit
from performance.importing.results import Refusal
from performance.importing.shapes import heading_name
from performance.importing.tidying import original_name

from .figures import MARKS, NOTHING, read_published
from .periods import read_year
from .results import IndicatorNamed, Line, PlaceNamed, SeriesReading

NEEDS = ("time_period", "time_identifier", "geographic_level")
# Columns that say where and when; whatever else holds words divides the figures, and whatever holds figures is a measure.
WHERE = frozenset(
    {"country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "lad_code", "lad_name"}
)
# Headings of what is counted on a day: at 31 March, or in the middle of a year.
COUNTED_ON_A_DAY = ("at31", "population")
LEVELS = {"national": PlaceKind.COUNTRY, "regional": PlaceKind.REGION, "local authority": PlaceKind.COUNCIL}
_YEARS_COVERED = re.compile(r"[_ -]*(19|20)\d{2}([_ -]*(to|-)?[_ -]*(19|20)\d{2})?$", re.IGNORECASE)
_SOME = 400


def read_ees(sheet: Sheet, names: dict[str, str], reading: SeriesReading, file_name: str) -> None:
    read = _Reader(sheet, names, reading, source_of(original_name(file_name)))
    for row in reading.watched(sheet.rows):
        read.row(row)


def source_of(file_name: str) -> str:
    """The publication's table by its file's name, without the years that it covers, for next year's file is the same table."""
    stem = file_name.rsplit(".", 1)[0]
    return _YEARS_COVERED.sub("", stem).replace("_", " ").strip()[:120] or stem[:120]


class _Reader:
    def __init__(self, sheet: Sheet, names: dict[str, str], reading: SeriesReading, source: str):
        self.names, self.reading, self.source = names, reading, source
        self.period, self.identifier, self.level = (names[name] for name in NEEDS)
        others = [heading for heading in sheet.header if heading_name(heading) not in WHERE.union(NEEDS)]
        self.measures = [heading for heading in others if _holds_figures(row.values[heading] for row in sheet.rows)]
        self.filters = [heading for heading in others if heading not in self.measures]
        self.codes: dict[tuple, list[tuple[str, str]]] = {}
        self.months: dict[tuple, datetime.date] = {}
        self.places: dict[tuple, tuple] = {}
        self.seen: dict[tuple, int] = {}

    def row(self, row: Row) -> None:
        """Take one row, or refuse it for its first fault."""
        cells, heading = row.values, self.period
        try:
            month = self._month(cells)
            heading = self.level
            place = self._place(cells)
            columns = self._columns(cells)
            self._refuse_twice(row, (month, place, columns[0][1] if columns else ""))
            lines = []
            for heading, code in columns:
                given = read_published(cells[heading])
                if given != NOTHING:
                    lines.append(Line(code, place, month, *given, row.number))
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(cells[heading]), str(problem)))
            return
        self.reading.lines += lines

    def _month(self, cells: dict[str, Cell]) -> datetime.date:
        key = cells[self.period], cells[self.identifier]
        if key not in self.months:
            self.months[key] = read_year(cells[self.period], self._kind_of_year(clean_text(cells[self.identifier]).lower()))
        return self.months[key]

    def _kind_of_year(self, identifier: str) -> str:
        # Mid-year estimates call their year a reporting year too.
        return "population" if any("population" in heading.lower() for heading in self.measures) else identifier

    def _place(self, cells: dict[str, Cell]) -> tuple:
        where = tuple(clean_text(cells.get(self.names.get(name, ""), "")) for name in ("old_la_code", "la_name", "region_name"))
        key = clean_text(cells[self.level]).lower(), *where
        if key not in self.places:
            place = _named(*key)
            if place.kind == PlaceKind.COUNCIL and place.region:
                above = PlaceNamed(PlaceKind.REGION, "", place.region)
                self.reading.places.setdefault(above.key, above)
            self.reading.places.setdefault(place.key, place)
            self.places[key] = place.key
        return self.places[key]

    def _columns(self, cells: dict[str, Cell]) -> list[tuple[str, str]]:
        """Each measure's heading with its indicator's code, for the part of the whole that this row counts."""
        part = tuple(clean_text(cells[heading]) for heading in self.filters)
        if part not in self.codes:
            breakdown = ", ".join(word for word in part if word and word.lower() != "total")[:150]
            self.codes[part] = [(heading, self._indicator(heading, breakdown)) for heading in self.measures]
        return self.codes[part]

    def _indicator(self, heading: str, breakdown: str) -> str:
        code = f"{heading} / {breakdown}" if breakdown else heading
        label = heading.replace("_", " ").strip()
        basis = Basis.AT_DATE if any(word in heading.lower() for word in COUNTED_ON_A_DAY) else Basis.REPORTING_YEAR
        named = IndicatorNamed(self.source, code[:200], label[:1].upper() + label[1:], likely_unit(heading), basis, breakdown=breakdown)
        self.reading.indicators[code[:200]] = named
        return code[:200]

    def _refuse_twice(self, row: Row, key: tuple) -> None:
        earlier = self.seen.setdefault(key, row.number)
        if earlier != row.number:
            raise ValueError(f"Row {earlier} has the same period, area and breakdown. Delete one of the two.")


def _holds_figures(cells: Iterable[Cell]) -> bool:
    """Whether a column is a measure: nothing but numbers and marks in place of them, and at least one number."""
    found = False
    for at, cell in enumerate(cells):
        text = clean_text(cell)
        if not text or text.lower() in MARKS:
            continue
        try:
            read_published(cell)
        except ValueError:
            # One bad cell among many good ones is a bad cell, not another kind of column.
            if not found or at < _SOME:
                return False
        found = True
    return found


def _named(level: str, code: str, name: str, region: str) -> PlaceNamed:
    kind = LEVELS.get(level)
    if kind is None:
        raise ValueError("This should be National, Regional or Local authority.")
    if kind == PlaceKind.COUNTRY:
        return PlaceNamed(kind, "", "England")
    if kind == PlaceKind.REGION:
        return _with_name(PlaceNamed(kind, "", region))
    return _with_name(PlaceNamed(kind, code if code.isdigit() else "", name, region))


def _with_name(place: PlaceNamed) -> PlaceNamed:
    if not place.name:
        raise ValueError(f"The {place.kind.label.lower()}’s name is missing.")
    return place


def likely_unit(heading: str) -> Unit:
    """From the column's name, as these files write them."""
    words = re.split(r"[_\s]+", heading.lower())
    if {"percent", "percentage", "pct", "perc"} & set(words) or "%" in heading:
        return Unit.PERCENT
    return Unit.RATE if "rate" in words else Unit.NUMBER
