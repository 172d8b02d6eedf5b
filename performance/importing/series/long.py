"""Our own figures as a long table: indicator, period, value; of the council, or of the service or team that a column names."""

import datetime
from decimal import Decimal

from foundation.accounts.models import Service, Team
from foundation.council.clock import today
from foundation.sheets import Cell, Row, Sheet, clean_text
from performance.enums import PlaceKind, Unit
from performance.importing import cells as ours
from performance.importing.results import Refusal
from performance.models import Indicator, Place

from .figures import NOTHING, read_published, remembered
from .results import IndicatorNamed, Line, PlaceNamed, SeriesReading

PERIODS = ("period", "month", "current_period", "date")
PLACES = {"team": PlaceKind.TEAM, "service": PlaceKind.SERVICE, "council": PlaceKind.COUNCIL, "area": PlaceKind.COUNCIL}
OURS = PlaceNamed(PlaceKind.OURS, "", "Our council")


def is_long(names: dict[str, str]) -> bool:
    return {"indicator", "value"} <= names.keys() and any(name in names for name in PERIODS)


def read_long(sheet: Sheet, names: dict[str, str], reading: SeriesReading) -> None:
    read = _Reader(names, reading)
    for row in sheet.rows:
        read.row(row)


class _Reader:
    def __init__(self, names: dict[str, str], reading: SeriesReading):
        self.reading = reading
        self.indicator, self.value = names["indicator"], names["value"]
        self.period = next(names[name] for name in PERIODS if name in names)
        self.unit = names.get("unit", "")
        self.place_columns = [(names[name], kind) for name, kind in PLACES.items() if name in names]
        now = today()
        self.months = remembered(lambda cell: ours.parse_period(cell, now))
        self.indicators = remembered(self._find_indicator)
        self.places = remembered(self._find_place)
        self.known = _known_indicators()
        self.called = _known_places()
        self.seen: dict[tuple, int] = {}

    def row(self, row: Row) -> None:
        cells, heading = row.values, self.indicator
        try:
            code, unit = self.indicators((cells[self.indicator], cells.get(self.unit, "")))
            heading = self.period
            month = self.months(cells[self.period])
            heading = self.place_columns[0][0] if self.place_columns else self.indicator
            place = self.places(tuple(cells[column] for column, _ in self.place_columns))
            heading = self.value
            value, mark = read_published(cells[self.value])
            _refuse_impossible(value, unit)
            self._refuse_twice(row, (code, place, month))
        except ValueError as problem:
            self.reading.refusals.append(Refusal(row.number, heading, clean_text(cells[heading]), str(problem)))
            return
        if (value, mark) != NOTHING:
            self.reading.lines.append(Line(code, place, month, value, mark, row.number))

    def _find_indicator(self, cells: tuple[Cell, Cell]) -> tuple[str, Unit]:
        label, unit = (clean_text(cell) for cell in cells)
        if not label:
            raise ValueError("The indicator is missing.")
        found = self.known.get(label.casefold(), [])
        if unit:
            wanted = ours.parse_unit(unit)
            found = [each for each in found if each.unit == wanted]
        if not found:
            raise ValueError(f"There is no indicator “{label}”{' with this unit' if unit else ''}. Correct it, or add the indicator first.")
        if len(found) > 1:
            raise ValueError(f"{len(found)} indicators are called “{label}”. Give the unit too, or the last part of its page’s address.")
        known = found[0]
        self.reading.indicators[known.slug] = IndicatorNamed(known.source, known.slug, known.label, Unit(known.unit))
        return known.slug, Unit(known.unit)

    def _find_place(self, cells: tuple[Cell, ...]) -> tuple:
        for cell, (_, kind) in zip(cells, self.place_columns, strict=True):
            name = clean_text(cell)
            if not name:
                continue
            place = self.called.get((kind, name.casefold()))
            if place is None:
                raise ValueError(f"There is no {kind.label.removeprefix('Our ').lower()} called “{name}”. Correct it, or add it first.")
            self.reading.places[place.key] = place
            return place.key
        self.reading.places[OURS.key] = OURS
        return OURS.key

    def _refuse_twice(self, row: Row, key: tuple[str, tuple, datetime.date]) -> None:
        earlier = self.seen.setdefault(key, row.number)
        if earlier != row.number:
            raise ValueError(f"Row {earlier} has the same indicator, place and period. Delete one of the two.")


def _refuse_impossible(value: Decimal | None, unit: Unit) -> None:
    if value is None:
        return
    if value < 0:
        raise ValueError("A figure here cannot be below 0.")
    if unit == Unit.PERCENT and value > 100:
        raise ValueError("A percentage cannot be over 100.")


def _known_indicators() -> dict[str, list[Indicator]]:
    """Every indicator by its address, its code and its label."""
    known: dict[str, list[Indicator]] = {}
    for indicator in Indicator.objects.filter(is_current=True):
        for name in {indicator.slug, indicator.code.casefold(), indicator.label.casefold(), indicator.shown_label.casefold()} - {""}:
            known.setdefault(name, []).append(indicator)
    return known


def _known_places() -> dict[tuple[PlaceKind, str], PlaceNamed]:
    known = {
        (PlaceKind.TEAM, team.name.casefold()): PlaceNamed(PlaceKind.TEAM, f"team {team.pk}", team.name) for team in Team.objects.all()
    }
    known |= {
        (PlaceKind.SERVICE, each.name.casefold()): PlaceNamed(PlaceKind.SERVICE, f"service {each.pk}", each.name)
        for each in Service.objects.all()
    }
    for place in Place.objects.of_kind(PlaceKind.COUNCIL):
        named = PlaceNamed(PlaceKind.COUNCIL, place.code, place.name)
        known |= {(PlaceKind.COUNCIL, name.casefold()): named for name in (place.name, place.code) if name}
    return known
