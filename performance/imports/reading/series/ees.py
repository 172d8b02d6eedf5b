"""Explore education statistics: the Department for Education's tidy CSV, one row a period and area, a column for each measure."""

import datetime
import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from foundation.council.months import add_months
from foundation.sheets import Cell, Row, Sheet, UnreadableFile, clean_text
from performance.enums import Basis, PlaceKind, Unit
from performance.imports.reading.results import Refusal
from performance.imports.reading.shapes import heading_name
from performance.imports.reading.tidying import original_name

from .figures import NOTHING
from .lines import Line
from .measures import QUARTERS, Columns, MeasureMonthColumn, columns_of, likely_unit
from .periods import is_part_of_a_year, month_in_year, read_identified
from .place_names import region_named
from .results import IndicatorNamed, PlaceNamed, SeriesReading

NEEDS = ("time_period", "time_identifier", "geographic_level")
# Columns that say where and when; whatever else holds words divides the figures, and whatever holds figures is a measure.
WHERE = frozenset(
    {"country_code", "country_name", "region_code", "region_name", "old_la_code", "new_la_code", "la_code", "la_name"}
    | {"lad_code", "lad_name", "ward_code", "ward_name", "pcon_code", "pcon_name", "school_name", "school_urn", "school_laestab"}
)
# Headings of what is counted on a day: at 31 March, or in the middle of a year.
COUNTED_ON_A_DAY = ("at31", "population")
# Whose figures nobody compares with a council's.
OTHER_LEVELS = frozenset(
    {"local authority district", "school", "institution", "provider", "ward", "parliamentary constituency", "opportunity area"}
    | {"local enterprise partnership", "english devolved area", "mayoral combined authority", "multi academy trust", "mat", "sponsor"}
    | {"local skills improvement plan area", "planning area", "police force area", "rsc region"}
)
LEVELS = {"national": PlaceKind.COUNTRY, "regional": PlaceKind.REGION, "local authority": PlaceKind.COUNCIL}
# The workforce is counted at the end of September, which its files call a reporting year too.
_WORKFORCE = re.compile(r"csww|workforce", re.IGNORECASE)
_YEARS_COVERED = re.compile(r"[_ -]*(19|20)\d{2}([_ -]*(to|-)?[_ -]*(19|20)\d{2})?$", re.IGNORECASE)
OF_OTHERS = "Figures of districts, schools and other places that are not kept here were passed over, in rows"
_LONGEST_BREAKDOWN, _LONGEST_CODE = 150, 200


def read_ees(sheet: Sheet, names: dict[str, str], reading: SeriesReading, file_name: str) -> None:
    """Raises UnreadableFile where no column holds figures."""
    columns = columns_of(sheet, [heading for heading in sheet.header if heading_name(heading) in WHERE.union(NEEDS)])
    if columns.times:
        reading.notes.append(f"Lengths of time such as 00:10 are not figures and were not read: {_columns(columns.times)}.")
    if columns.empty:
        reading.notes.append(f"There are no figures in {_columns(columns.empty)}.")
    if columns.filters:
        reading.notes.append(f"The text in {_columns(columns.filters)} names a part of the whole, and was not read as figures.")
    if not columns.measures and not columns.months:
        raise UnreadableFile(_without_figures(columns))
    read = _EesReader(names, columns, reading, source_of(original_name(file_name)))
    for row in reading.watched(sheet.rows):
        read.row(row)
    reading.refuse_repeated(names[NEEDS[0]])
    reading.note_rows(read.without_figures, "A row holds no figure", "{count} rows hold no figure")


def source_of(file_name: str) -> str:
    """The publication's table by its file's name, without the years that it covers, for next year's file is the same table."""
    stem = file_name.rsplit(".", 1)[0]
    return _YEARS_COVERED.sub("", stem).replace("_", " ").strip()[:120] or stem[:120]


def _columns(headings: list[str]) -> str:
    return f"the column{'s' if len(headings) > 1 else ''} “{'”, “'.join(headings)}”"


def _without_figures(columns: Columns) -> str:
    others = columns.filters + columns.empty
    if columns.times:
        why = f"{_columns(columns.times).capitalize()} holds lengths of time such as 00:10, which are not figures."
    else:
        why = f"It has {_columns(others) if others else 'only columns of when and where'}."
    return f"No column of figures was found in this table. {why} Give the figures as numbers, or choose another file."


class _Measured(NamedTuple):
    """A column of figures: whose they are, and which month or quarter of the row's year it counts; none for all of the year."""

    heading: str
    code: str
    part: MeasureMonthColumn | None = None

    def month(self, end: datetime.date) -> datetime.date:
        if self.part is None:
            return end
        if self.part.is_quarter:
            return add_months(end, (self.part.number - QUARTERS) * 3)
        return datetime.date(self.part.year, self.part.number, 1) if self.part.year else month_in_year(end, self.part.number)


class _EesReader:
    def __init__(self, names: dict[str, str], columns: Columns, reading: SeriesReading, source: str):
        self.names, self.columns, self.reading, self.source = names, columns, reading, source
        self.period, self.identifier, self.level = (names[name] for name in NEEDS)
        self.by_part: dict[tuple, list[_Measured]] = {}
        self.periods: dict[tuple, datetime.date] = {}
        self.places: dict[tuple, tuple] = {}
        self.seen: dict[tuple, int] = {}
        self.without_figures: list[int] = []

    def row(self, row: Row) -> None:
        """Take one row, or refuse it for its first fault."""
        cells, heading = row.values, self.period
        if clean_text(cells[self.level]).lower() in OTHER_LEVELS:
            self.reading.passed.over(OF_OTHERS, row.number)
            return
        try:
            end = self._end(cells)
            heading = self.level
            place = self._place(cells)
            measured = self._measured(cells)
            self._refuse_twice(row, (end, place, measured[0].code))
            lines = []
            for column in measured:
                heading = column.heading
                given = self.reading.figure(cells.get(heading, ""))
                if given != NOTHING:
                    lines.append(Line(column.code, place, column.month(end), *given, row.number))
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(cells.get(heading, "")), str(problem)))
            return
        self.reading.lines.extend(lines)
        if not lines:
            self.without_figures.append(row.number)

    def _end(self, cells: dict[str, Cell]) -> datetime.date:
        key = cells[self.period], cells[self.identifier]
        if key not in self.periods:
            self.periods[key] = read_identified(cells[self.period], self._identifier(clean_text(cells[self.identifier]).lower()))
        return self.periods[key]

    def _identifier(self, identifier: str) -> str:
        # Mid-year estimates call their year a reporting year too. Beside other figures they are those by which rates were worked out.
        if self.columns.measures and all("population" in heading.lower() for heading in self.columns.measures):
            return "population"
        return "september" if identifier == "reporting year" and _WORKFORCE.search(self.source) else identifier

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

    def _measured(self, cells: dict[str, Cell]) -> list[_Measured]:
        """Each column of figures with its indicator, for the part of the whole that this row counts."""
        part = tuple(clean_text(cells.get(heading, "")) for heading in self.columns.filters)
        key = part, is_part_of_a_year(clean_text(cells[self.identifier]).lower())
        if key not in self.by_part:
            breakdown = ", ".join(word for word in part if word and word.lower() != "total")
            self.by_part[key] = list(self._columns_of(_shortened(breakdown, _LONGEST_BREAKDOWN), monthly=key[1]))
        return self.by_part[key]

    def _columns_of(self, breakdown: str, *, monthly: bool) -> Iterator[_Measured]:
        for heading in self.columns.measures:
            basis = Basis.AT_DATE if any(word in heading.lower() for word in COUNTED_ON_A_DAY) else Basis.REPORTING_YEAR
            basis = Basis.MONTH if monthly and basis == Basis.REPORTING_YEAR else basis
            yield _Measured(heading, self._indicator(heading, _label(heading), likely_unit(heading), basis, breakdown))
        for heading, part in self.columns.months.items():
            named = self._of_months(part.measure)
            what, basis = ("quarter", Basis.REPORTING_YEAR) if part.is_quarter else ("month", Basis.MONTH)
            code = self._indicator(f"{named} by {what}", f"{named} in the {what}", likely_unit(part.measure), basis, breakdown)
            yield _Measured(heading, code, part)

    def _of_months(self, measure: str) -> str:
        """What columns of months count: as their headings say, or the one column that holds the year's total, or the file's own name."""
        totals = self.columns.measures
        return _label(measure or (totals[0] if len(totals) == 1 else self.source))

    def _indicator(self, heading: str, label: str, unit: Unit, basis: Basis, breakdown: str) -> str:
        code = _shortened(f"{heading} / {breakdown}" if breakdown else heading, _LONGEST_CODE)
        self.reading.indicators[code] = IndicatorNamed(self.source, code, label, unit, basis, breakdown=breakdown)
        return code

    def _refuse_twice(self, row: Row, key: tuple) -> None:
        earlier = self.seen.setdefault(key, row.number)
        if earlier != row.number:
            raise ValueError(f"Row {earlier} has the same period, area and breakdown. Delete one of the two.")


def _label(heading: str) -> str:
    label = heading.replace("_", " ").strip()
    return label[:1].upper() + label[1:]


def _shortened(text: str, longest: int) -> str:
    """Long texts that begin alike stay different."""
    if len(text) <= longest:
        return text
    return f"{text[: longest - 9]} {hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _named(level: str, code: str, name: str, region: str) -> PlaceNamed:
    kind = LEVELS.get(level)
    if kind is None:
        raise ValueError(f"This should be National, Regional or Local authority{', not blank' if not level else ''}.")
    if kind == PlaceKind.COUNTRY:
        return PlaceNamed(kind, "", "England")
    if kind == PlaceKind.REGION:
        return _with_name(PlaceNamed(kind, "", region_named(region)))
    return _with_name(PlaceNamed(kind, code if code.isdigit() else "", name, region_named(region)))


def _with_name(place: PlaceNamed) -> PlaceNamed:
    if not place.name:
        raise ValueError(f"The {place.kind.label.lower()}’s name is missing.")
    return place
