"""Our own indicators, places and months, as a file names them; and its figures, judged by their unit."""

import datetime
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP

from foundation.accounts.models import Service, Team
from foundation.council.clock import today
from foundation.council.models import Council
from foundation.sheets import Cell, Row, clean_text
from performance.enums import OUR_CHILDREN, PlaceKind, Series, Unit
from performance.imports.reading import cells as ours
from performance.imports.reading.closest_match import closest_match
from performance.imports.reading.indicators import split_unit
from performance.imports.reading.periods import beside_words, is_span, month_first, note_of_month_first, spoken, told_by_others
from performance.imports.reading.results import MOST_UNKNOWN, UnknownName
from performance.models import Indicator, Place

from .figures import NOTHING, Given, remembered
from .lines import Line
from .periods import read_year
from .place_names import plain_name
from .results import IndicatorNamed, PlaceNamed, SeriesReading

YEAR_DIGITS = 4
OURS = PlaceNamed(PlaceKind.OURS, "", "Our council")
_NAMED_AT_ONCE = 4
FRACTIONS = "The file keeps percentages as fractions of 1 (0.665): they were read as percentages (66.5)."


class KnownNames:
    """Every question raises ValueError with a sentence where the file names nothing that is known here."""

    def __init__(self, reading: SeriesReading):
        self.reading = reading
        now = today()
        self.month = remembered(lambda cell: self._month(cell, now))
        self.indicator = remembered(self._indicator)
        self.named_place = remembered(self._place)
        self.indicators = _known_indicators()
        self.places = _known_places()
        self.parts = known_parts()
        self.has_sections = False
        self.section: PlaceNamed | None = None
        self.section_named = ""
        self.seen: dict[tuple, tuple[int, str]] = {}
        self.spans: dict[str, str] = {}
        self.years: dict[str, str] = {}
        self.beside: dict[str, str] = {}
        self.percentages: list[tuple[int, Cell]] = []

    def name(self, indicator: Indicator) -> tuple[str, Unit]:
        unit = Unit(indicator.unit)
        self.reading.indicators[indicator.slug] = IndicatorNamed(indicator.source, indicator.slug, indicator.label, unit)
        return indicator.slug, unit

    def month_of(self, code: str, cell: Cell) -> datetime.date:
        """The month of an indicator's figure. Populations are estimated at mid-year: their 2022, or mid-2022, is June 2022."""
        year = clean_text(cell).lower().removeprefix("mid").strip(" -") if code == OUR_CHILDREN else ""
        return self.month(read_year(year, "population")) if year.isdigit() and len(year) == YEAR_DIGITS else self.month(cell)

    def expect_periods(self, cells: Iterable[Cell]) -> None:
        """Look at all the periods that the file gives, since the others may show what one of them means."""
        given = list(cells)
        self.years = told_by_others(given)
        if turned := month_first(given):
            self.reading.notes.append(note_of_month_first(turned))

    def expect_months(self, headings: Sequence[str]) -> None:
        """The same of months that stand across, which may say something besides."""
        self.expect_periods(headings)
        self.beside = {} if self.years else beside_words(headings)
        if self.beside:
            named = ", ".join(f"“{heading}” as {month}" for heading, month in list(self.beside.items())[:_NAMED_AT_ONCE])
            self.reading.notes.append(f"What headings say besides their month was left aside: {named}.")

    def figure(self, cell: Cell, unit: Unit) -> Given:
        value, mark = self.reading.figure(cell)
        if value is None:
            return value, mark
        if value < 0:
            raise ValueError("A figure here cannot be below 0.")
        if value > ours.LARGEST:
            raise ValueError("This number is too large to be right.")
        if unit == Unit.PERCENT and value > 100:
            raise ValueError("A percentage cannot be over 100.")
        if unit != Unit.PERCENT and type(cell) is str and cell.rstrip().endswith("%"):
            raise ValueError(f"This is a percentage, but the indicator’s unit is {unit.label.lower()}. Correct the figure.")
        return value, mark

    def is_named(self, text: str) -> bool:
        """Whether an indicator is called so, in whatever unit."""
        return text.casefold() in self.indicators or split_unit(text)[0].casefold() in self.indicators

    def require_unit(self, cell: Cell) -> None:
        """A unit that is none is the fault of its own cell, not of the indicator's name."""
        if clean_text(cell):
            ours.parse_unit(cell)

    def refuse_twice(self, key: tuple, row: int, heading: str = "") -> None:
        earlier = self.seen.setdefault(key, (row, heading))
        if earlier != (row, heading) and earlier[0] == row:
            raise ValueError(f"The column “{earlier[1]}” gives a figure for the same period and place. Delete one of the two.")
        if earlier != (row, heading):
            raise ValueError(f"Row {earlier[0]} has the same indicator, place and period. Delete one of the two.")

    def keep(self, place: PlaceNamed) -> tuple:
        self.reading.places[place.key] = place
        return place.key

    def add(self, lines: Iterable[tuple[Line, Cell, Unit]]) -> bool:
        """Keep figures of one row that was found good; a blank cell gives none. Whether there was any."""
        before = len(self.reading.lines)
        for line, cell, unit in lines:
            if (line.value, line.mark) == NOTHING:
                continue
            if unit == Unit.PERCENT:
                self.percentages.append((len(self.reading.lines), cell))
            self.reading.lines.append(line)
        return len(self.reading.lines) > before

    def put_fractions_right(self) -> None:
        """Percentages that a program wrote as 0.665 are judged on all the file's together, once every row is read."""
        lines = self.reading.lines
        if not ours.keeps_fractions(cell for _, cell in self.percentages):
            self.reading.notes += ours.note_of_small((lines[at].row, cell) for at, cell in self.percentages)
            return
        for at, cell in self.percentages:
            if (number := ours.plain_number(cell)) is not None:
                lines.put_right(at, (number * 100).quantize(ours.PLACES, rounding=ROUND_HALF_UP))
        self.reading.notes.append(FRACTIONS)

    def _month(self, cell: Cell, now: datetime.date) -> datetime.date:
        if self.years or self.beside:
            text = clean_text(cell)
            cell = self.years.get(text) or self.beside.get(text) or cell
        month = ours.parse_period(cell, now)
        if is_span(cell):
            self.spans[clean_text(cell)] = spoken(cell, month)
        return month

    def notes_of_spans(self) -> list[str]:
        """What was made of quarters and years."""
        named = ", ".join(list(self.spans.values())[:_NAMED_AT_ONCE]) + (" and others" if len(self.spans) > _NAMED_AT_ONCE else "")
        return [f"Quarters and years are shown at their last month: {named}."] if self.spans else []

    def _indicator(self, cells: tuple[Cell, Cell]) -> tuple[str, Unit]:
        label, unit = self._name_and_unit(*map(clean_text, cells))
        called = self.indicators.get(label.casefold(), [])
        found = [each for each in called if each.unit == unit] if unit else called
        if not found:
            if not called and len(self.reading.unknown) < MOST_UNKNOWN:
                self.reading.unknown[UnknownName(clean_text(cells[0]), unit, self._nearest(label))] = None
            raise ValueError(f"There is no indicator “{label}”{' with this unit' if called else ''}. {self._advice(label, called)}")
        # Ours come before published ones of the same name.
        found = [each for each in found if each.series != Series.PUBLISHED] or found
        if len(found) > 1:
            raise ValueError(f"{len(found)} indicators are called “{label}”. Give the unit too, or the last part of its page’s address.")
        return self.name(found[0])

    def _name_and_unit(self, label: str, unit: str) -> tuple[str, Unit | str]:
        """The unit may be behind the name; empty where neither says it."""
        if not label:
            raise ValueError("The indicator is missing.")
        if label.casefold() not in self.indicators:
            label, behind = split_unit(label)
            unit = unit or behind or ""
        return label, ours.parse_unit(unit) if unit else ""

    def _advice(self, label: str, others: list[Indicator]) -> str:
        if others:
            return f"Its unit is: {', '.join(each.get_unit_display().lower() for each in others)}."
        # Of a file of thousands of names somebody chose the wrong one: the likeness of each is not looked for.
        meant = self._nearest(label) if len(self.reading.unknown) < MOST_UNKNOWN else ""
        return (
            f"Did you mean “{meant}”? Correct it, or write it among that indicator’s other names."
            if meant
            else "Correct it, or add the indicator first."
        )

    def _nearest(self, label: str) -> str:
        return closest_match(label, (each.label for found in self.indicators.values() for each in found if each.series != Series.PUBLISHED))

    def _place(self, cells: tuple[tuple[PlaceKind, Cell], ...]) -> tuple:
        """The first that is filled; our council where none is."""
        for kind, cell in cells:
            name = clean_text(cell)
            if not name:
                continue
            place = self.places.get((kind, name.casefold())) or self.places.get((kind, plain_name(name)))
            if place is None:
                raise ValueError(f"There is no {kind.label.removeprefix('Our ').lower()} called “{name}”. Correct it, or add it first.")
            return self.keep(place)
        return self.keep(OURS)

    def place(self, cells: tuple[tuple[PlaceKind, Cell], ...]) -> tuple:
        """Whose figures a row's are: as its own cells say, else as the heading above it does."""
        if not self.section_named or any(clean_text(cell) for _, cell in cells):
            return self.named_place(cells)
        if self.section is None:
            raise ValueError(f"This row is below “{self.section_named}”, which is not a team or service here. Correct it, or add it first.")
        return self.keep(self.section)

    def expect_sections(self, texts: Iterable[str]) -> None:
        """Headings between the rows: where one is a team's or a service's name, all of them say whose the rows below are."""
        self.has_sections = any(self.parts.get(text.casefold()) for text in texts)
        if self.has_sections:
            self.reading.notes.append("The rows below a team’s or a service’s name were read as its figures.")

    def open_section(self, text: str) -> None:
        if self.has_sections:
            self.section, self.section_named = self.parts.get(text.casefold()), text


def _known_indicators() -> dict[str, list[Indicator]]:
    """Every indicator by its address, its code, its label and its other names."""
    known: dict[str, list[Indicator]] = {}
    for indicator in Indicator.objects.filter(is_current=True):
        for name in {name.casefold() for name in indicator.names}:
            known.setdefault(name, []).append(indicator)
    return known


def only_text(row: Row) -> str:
    """What stands in a row in which one cell is filled."""
    return next(filter(None, map(clean_text, row.values.values())), "")


def named_alone(headings: Iterable[str]) -> list[str]:
    """Those that name an indicator of ours without a doubt."""
    known = _known_indicators()
    return [heading for heading in headings if _is_one(heading, known)]


def _is_one(heading: str, known: dict[str, list[Indicator]]) -> bool:
    label, unit = (heading, None) if heading.casefold() in known else split_unit(heading)
    found = [each for each in known.get(label.casefold(), []) if each.series != Series.PUBLISHED and unit in (None, each.unit)]
    return len(found) == 1


def known_parts() -> dict[str, PlaceNamed]:
    """Our own teams and services, and the council itself, by name."""
    services = {each.name.casefold(): PlaceNamed(PlaceKind.SERVICE, f"service {each.pk}", each.name) for each in Service.objects.all()}
    teams = {team.name.casefold(): PlaceNamed(PlaceKind.TEAM, f"team {team.pk}", team.name) for team in Team.objects.all()}
    council = {name.casefold(): OURS for name in ("Council", "Whole council", OURS.name, Council.current().name)}
    return {**council, **services, **teams}


def _known_places() -> dict[tuple[PlaceKind, str], PlaceNamed]:
    known: dict[tuple[PlaceKind, str], PlaceNamed] = {
        (place.kind, name): place for name, place in known_parts().items() if place.kind != PlaceKind.OURS
    }
    # A service may be called as a team is.
    known |= {
        (PlaceKind.SERVICE, each.name.casefold()): PlaceNamed(PlaceKind.SERVICE, f"service {each.pk}", each.name)
        for each in Service.objects.all()
    }
    for place in Place.objects.of_kind(PlaceKind.COUNCIL):
        named = PlaceNamed(PlaceKind.COUNCIL, place.code, place.name)
        known |= {(PlaceKind.COUNCIL, name.casefold()): named for name in (place.name, plain_name(place.name), place.code) if name}
    own = Council.current()
    return known | {(PlaceKind.COUNCIL, name): OURS for name in (own.name.casefold(), plain_name(own.name), OURS.name.casefold()) if name}
