"""Our own indicators as a row of a table names them: by label, code or address, with a unit or with “(Nos)” or “(%)” behind the name."""

import re
from collections.abc import Iterable

from foundation.council.words import as_stored
from foundation.sheets import Cell, clean_text
from performance.enums import OUR_SERIES, Unit
from performance.models import Indicator

from .cells import parse_unit
from .closest_match import closest_match

# What reports put behind an indicator's name in place of a column of units.
_UNIT_BEHIND = re.compile(r"(.*\S)\s*\(([^()]*|rate per 10,000[^()]*)\)\s*[:.]?", re.IGNORECASE)
_UNITS_BEHIND = {"nos": Unit.NUMBER, "no": Unit.NUMBER, "no.": Unit.NUMBER, "#": Unit.NUMBER, "n": Unit.NUMBER, "rate": Unit.RATE}
_QUOTES = {0x2018: "'", 0x2019: "'", 0x2010: "-", 0x2011: "-", 0x2013: "-"}


def plain(label: str) -> str:
    """A label as compared: without case, with plain quotes and hyphens, whichever word the council has for children in its care."""
    return as_stored(clean_text(label).casefold().translate(_QUOTES))


def split_unit(label: str) -> tuple[str, Unit | None]:
    """“Referrals (Nos)” → (“Referrals”, number); a name whose brackets hold no unit stays whole."""
    match = _UNIT_BEHIND.fullmatch(label)
    unit = _unit_of(match[2]) if match else None
    return (match[1], unit) if match and unit else (label, None)


def _unit_of(text: str) -> Unit | None:
    behind = _UNITS_BEHIND.get(text.strip().lower())
    if behind:
        return behind
    try:
        return parse_unit(text)
    except ValueError:
        return None


class Indicators:
    """Those that a table may name. Of two that are called alike the first counts, if their units agree: our regular tables come first."""

    def __init__(self, indicators: Iterable[Indicator], table: str):
        self.table = table
        self.by_name: dict[str, dict[str, Indicator]] = {}
        for each in indicators:
            for name in map(plain, each.names):
                self.by_name.setdefault(name, {}).setdefault(each.unit, each)
        self.labels = [each.label for each in indicators]

    @classmethod
    def of(cls, series: str, table: str) -> "Indicators":
        return cls(list(Indicator.objects.filter(series=series)), table)

    @classmethod
    def ours(cls) -> "Indicators":
        """All of our own, in the order of our tables."""
        found = Indicator.objects.filter(series__in=OUR_SERIES, is_current=True)
        return cls(sorted(found, key=lambda each: OUR_SERIES.index(each.series)), "council")

    def units_of(self, label: str) -> dict[str, Indicator]:
        return self.by_name.get(plain(label), {})

    def found(self, cell: Cell, unit: Unit | None) -> tuple[Indicator | None, Unit | None]:
        """The indicator and the unit that a row names; no indicator where there is none, or more than one. Nothing is refused here."""
        label = clean_text(cell)
        called, behind = (label, None) if self.units_of(label) else split_unit(label)
        units = self.units_of(called)
        unit = unit or behind or (Unit(next(iter(units))) if len(units) == 1 else None)
        return units.get(unit or ""), unit

    def nearest(self, label: str) -> str:
        return closest_match(split_unit(label)[0], self.labels)

    def problem(self, cell: Cell, unit: Unit | None) -> tuple[str, bool]:
        """Why a row's indicator is not known, and whether the unit is at fault rather than the name."""
        label, _ = split_unit(clean_text(cell))
        units = self.units_of(clean_text(cell)) or self.units_of(label)
        if not label:
            return "The indicator’s name is missing.", False
        if not units:
            meant = closest_match(label, self.labels)
            called = "or write it among that indicator’s other names" if meant else "or add the indicator first"
            advice = f"Did you mean “{meant}”? Correct the name, {called}." if meant else f"Check the spelling, {called}."
            return f"The {self.table} has no indicator of this name. {advice}", False
        named = ", ".join(each.get_unit_display().lower() for each in units.values())
        if unit is None:
            return f"“{label}” is kept in more than one unit: {named}. Say which, such as “{label} (Nos)” or in a column of units.", False
        return f"“{label}” is not kept in this unit. Its unit is: {named}.", True
