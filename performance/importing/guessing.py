"""What the columns of a file of no known shape may mean: a first guess for the person who says it."""

from collections.abc import Callable, Iterable

from foundation.sheets import Cell, Sheet, clean_text, parse_number
from performance.enums import Layout, Meaning

from .series import month_columns
from .shapes import heading_name
from .spans import parse_period_end

# The first word of ours that a heading holds says its meaning; more telling words come first.
_WORDS = (
    (
        Meaning.COMMENT,
        ("comment", "comments", "commentary", "narrative", "note", "notes", "explanation", "behind", "reason", "context", "remarks"),
    ),
    (Meaning.ACTION, ("action", "actions", "step", "steps")),
    (Meaning.UNIT, ("unit", "units", "format")),
    (Meaning.TEAM, ("team",)),
    (Meaning.SERVICE, ("service", "directorate", "department")),
    (Meaning.COUNCIL, ("council", "authority", "la")),
    (Meaning.PERIOD, ("month", "period", "quarter", "date", "ending", "year")),
    (Meaning.INDICATOR, ("indicator", "measure", "kpi", "metric", "description", "name")),
    (Meaning.VALUE, ("value", "figure", "actual", "result", "outturn", "current", "total", "count", "number", "percentage")),
)
_PARSED: dict[Meaning, Callable[[Cell], object]] = {Meaning.PERIOD: parse_period_end, Meaning.VALUE: parse_number}
_LOOKED_AT = 50
_FEW_MONTHS = 2


def guess(sheet: Sheet) -> tuple[Layout, dict[str, Meaning]]:
    """The layout, and the meaning of each column for which one suggests itself; no meaning twice."""
    months = month_columns(sheet.header)
    layout = Layout.WIDE if len(months) >= _FEW_MONTHS else Layout.LONG
    columns: dict[str, Meaning] = {}
    free = [heading for heading in sheet.header if layout == Layout.LONG or heading not in months]
    for meaning, words in _WORDS:
        if layout == Layout.WIDE and meaning in (Meaning.PERIOD, Meaning.VALUE):
            continue
        named = [each for each in free if each not in columns and set(words) & set(heading_name(each).split("_"))]
        found = next((each for each in named if _holds(meaning, each, sheet)), None)
        if found:
            columns[found] = meaning
    if layout == Layout.LONG:
        _guess_by_cells(sheet, columns)
    return layout, columns


def _holds(meaning: Meaning, heading: str, sheet: Sheet) -> bool:
    """Whether a column that is called so has at least one cell of its kind: a figure “Year to date” is no month."""
    parse = _PARSED.get(meaning)
    return parse is None or any(_all(parse, [row.get(heading)]) for row in sheet.rows[:_LOOKED_AT])


def _guess_by_cells(sheet: Sheet, columns: dict[str, Meaning]) -> None:
    """A column of months is the month and a column of numbers the figure, whatever they are called."""
    for meaning, parse in _PARSED.items():
        if meaning in columns.values():
            continue
        free = (heading for heading in sheet.header if heading not in columns)
        found = next((each for each in free if _all(parse, (row.get(each) for row in sheet.rows[:_LOOKED_AT]))), None)
        if found:
            columns[found] = meaning


def _all(parse: Callable[[Cell], object], cells: Iterable[Cell]) -> bool:
    filled = [cell for cell in cells if clean_text(cell)]
    try:
        return bool(filled) and all(parse(cell) is not None for cell in filled)
    except ValueError:
        return False
