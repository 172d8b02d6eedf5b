"""What one cell of a regular table says. Errors are ValueErrors whose text is a sentence for the person."""

import datetime
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from foundation.council.months import month_name
from foundation.sheets import Cell, ParsedFigure, clean_paragraphs, clean_text, parse_figure
from performance.enums import Area, Status, Unit

from .accounting import named
from .marks import mark_of, range_of
from .periods import is_span, parse_period_end

EARLIEST = datetime.date(2000, 1, 1)
LARGEST = Decimal(999_999_999)
PLACES = Decimal("0.0001")
NO_WORDS = frozenset({"-", "–", "—", "n/a", "na", "none", "nil", "."})

_STATUS = re.compile(r"([123])(?:\s*[-–—:.)]?\s+[^\d\s].*)?$", re.DOTALL)
_UNITS = {
    **dict.fromkeys(("number", "numbers", "count", "nos", "no", "no.", "numeric", "whole number", "#"), Unit.NUMBER),
    **dict.fromkeys(("percent", "per cent", "percentage", "%", "pct", "%age"), Unit.PERCENT),
    "rate": Unit.RATE,
}
_PER_TEN_THOUSAND = re.compile(r"(?:rate )?\(?per 10(?:,?000|k)(?: (?:children|population|aged|under|0)\b[^()]*)?\)?")


def parse_unit(cell: Cell) -> Unit:
    text = clean_text(cell)
    unit = _UNITS.get(text.lower()) or (Unit.RATE if _PER_TEN_THOUSAND.fullmatch(text.lower()) else None)
    if unit is None:
        given = f"“{text}” is not a unit that is used here." if text else "The unit is missing."
        raise ValueError(f"{given} Use number, percent or rate per 10000 children.")
    return unit


def parse_area(cell: Cell) -> Area:
    text = clean_text(cell)
    for area in Area:
        if area.value.lower() == text.lower():
            return area
    given = f"“{text}” is not an area of the scorecard." if text else "The area is missing."
    raise ValueError(f"{given} Use {', '.join(Area.values)}.")


def parse_status(cell: Cell) -> Status | None:
    """1, 2 or 3; None where nobody has set one."""
    text = clean_text(cell)
    if not text:
        return None
    # A report may write the meaning behind the number: “2 - improving”.
    number = _STATUS.match(text)
    if number is None:
        raise ValueError(f"“{text}” is not a status. Use 1, 2 or 3, or leave the cell blank.")
    return Status(int(number[1]))


def parse_period(cell: Cell, today: datetime.date) -> datetime.date:
    month = parse_period_end(cell)
    if month > today:
        if is_span(cell):
            raise ValueError(
                f"{clean_text(cell)} ends in {month_name(month)}, which has not come yet. Correct it, or leave its figures out."
            )
        raise ValueError(f"{month_name(month)} has not come yet. Correct the month.")
    if month < EARLIEST:
        raise ValueError(f"{month_name(month)} is too long ago. Correct the month.")
    return month


def parse_value(cell: Cell, unit: Unit | None, *, as_fraction: bool = False) -> tuple[Decimal | None, str]:
    """The figure and its mark: (66.5, ""), (None, "NA"), or (None, "") for a blank cell.

    `as_fraction` says that the file keeps percentages as fractions of 1. Without a known unit only the number is checked.
    """
    text = clean_text(cell)
    if mark := mark_of(text) or range_of(text):
        return None, mark
    figure = parse_figure(cell)
    if not isinstance(figure, ParsedFigure):
        return None, text.removeprefix("#")[:10]
    value = figure.value * 100 if as_fraction and unit == Unit.PERCENT and not figure.percent else figure.value
    _refuse_impossible(value, unit, figure.percent)
    return value.quantize(PLACES, rounding=ROUND_HALF_UP), ""


def _refuse_impossible(value: Decimal, unit: Unit | None, percent_sign: bool) -> None:
    if percent_sign and unit not in (Unit.PERCENT, None):
        raise ValueError("This is a percentage, but the row’s unit is not percent. Correct the figure or the unit.")
    if value < 0:
        raise ValueError("A figure here cannot be below 0.")
    if unit == Unit.PERCENT and value > 100:
        meant = f" Where {(value / 100).normalize():f}% is meant, type it with its sign." if percent_sign else ""
        raise ValueError(f"A percentage cannot be over 100.{meant}")
    if value > LARGEST:
        raise ValueError("This number is too large to be right.")


def words_in(cell: Cell) -> str:
    """What somebody wrote, in its lines; a dash or “n/a” is nothing."""
    words = clean_paragraphs(cell)
    return "" if words.lower() in NO_WORDS else words


def keeps_fractions(cells: Iterable[Cell]) -> bool:
    """Whether a file's plain numbers are percentages kept as fractions of 1, as programs write them that format nothing.

    Where one cell is shown as a percentage, signs and formats are how this file says it, and its plain numbers are what they say.
    Otherwise all percentages are judged together: real ones are hardly ever all 1% or less.
    """
    numbers = []
    for cell in cells:
        if isinstance(cell, str) and cell.rstrip().endswith("%"):
            return False
        if (number := plain_number(cell)) is not None:
            numbers.append(number)
    return len(numbers) > 2 and all(0 <= number <= 1 for number in numbers) and any(0 < number < 1 for number in numbers)


def plain_number(cell: Cell) -> Decimal | None:
    """The number that a cell holds, typed or stored; None for a percentage with its sign and for anything else."""
    if isinstance(cell, (bool, datetime.date)):
        return None
    try:
        figure = parse_figure(cell)
    except ValueError:
        return None
    return figure.value if isinstance(figure, ParsedFigure) and not figure.percent else None


def note_of_small(cells: Iterable[tuple[int, Cell]]) -> list[str]:
    """0.27 may mean 0.27% or, as a fraction of 1, 27%: said, since nobody but the person can tell."""
    small = [(row, cell) for row, cell in cells if (number := plain_number(cell)) is not None and 0 < number < 1]
    if not small:
        return []
    _, cell = small[0]
    rows = sorted({number for number, _ in small})
    said = f"{'row' if len(rows) == 1 else 'rows'} {named(rows)}"
    return [f"A percentage below 1 was read as it stands ({clean_text(cell)}%) in {said}. Type 27 where 27% is meant, not 0.27."]
