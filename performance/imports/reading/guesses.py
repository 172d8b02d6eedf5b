"""What the columns of a file of no known shape may mean: a first guess for the person who says it."""

from collections.abc import Callable, Iterable

from foundation.sheets import Cell, Sheet, clean_text, parse_number
from performance.enums import OF_THE_COUNCIL, PLACES, Layout, Meaning

from .cells import parse_area, parse_status
from .headings import meanings_of
from .periods import months_across, parse_period_end
from .tidying import without_totals

# In the order in which columns are given out: more telling headings come first.
_ORDER = (
    Meaning.NEIGHBOURS, Meaning.PREVIOUS, Meaning.COMMENT, Meaning.ACTION, Meaning.STATUS, Meaning.UNIT, Meaning.TEAM, Meaning.SERVICE,
    Meaning.COUNCIL, Meaning.PERIOD, Meaning.INDICATOR, Meaning.AREA, Meaning.VALUE,
)  # fmt: skip
_PARSED: dict[Meaning, Callable[[Cell], object]] = {
    Meaning.PERIOD: parse_period_end,
    Meaning.VALUE: parse_number,
    Meaning.PREVIOUS: parse_number,
    Meaning.NEIGHBOURS: parse_number,
    Meaning.STATUS: parse_status,
    Meaning.AREA: parse_area,
}
# A column of such cells has this meaning, whatever it is called.
_BY_CELLS = (Meaning.PERIOD, Meaning.VALUE, Meaning.AREA)
_OF_ONE_MONTH = (Meaning.PERIOD, Meaning.VALUE, *OF_THE_COUNCIL)
_LOOKED_AT = 50
_FEW_MONTHS = 2


def guess(sheet: Sheet) -> tuple[Layout, dict[str, Meaning]]:
    """The layout, and the meaning of each column for which one suggests itself; no meaning twice."""
    sheet = without_totals(sheet)
    months = months_across(sheet.header)
    layout = Layout.WIDE if len(months) >= _FEW_MONTHS else Layout.LONG
    if layout == Layout.WIDE:
        asked = [meaning for meaning in _ORDER if meaning not in _OF_ONE_MONTH]
        columns = _guess_by_headings(sheet, asked, [heading for heading in sheet.header if heading not in months])
    else:
        columns = _guess_by_headings(sheet, _ORDER, sheet.header)
        _guess_by_cells(sheet, columns)
    if set(PLACES) & set(columns.values()):
        columns = {heading: meaning for heading, meaning in columns.items() if meaning not in OF_THE_COUNCIL}
    return layout, columns


def _guess_by_headings(sheet: Sheet, asked: Iterable[Meaning], free: list[str]) -> dict[str, Meaning]:
    """For each meaning the first free column that is called so and holds it."""
    columns: dict[str, Meaning] = {}
    for meaning in asked:
        named = [each for each in free if each not in columns and meaning in meanings_of(each)]
        found = next((each for each in named if _holds(meaning, each, sheet)), None)
        if found:
            columns[found] = meaning
    return columns


def _holds(meaning: Meaning, heading: str, sheet: Sheet) -> bool:
    """Whether a column that is called so has at least one cell of its kind: a figure “Year to date” is no month."""
    parse = _PARSED.get(meaning)
    cells = [row.get(heading) for row in sheet.rows[:_LOOKED_AT]]
    if meaning in OF_THE_COUNCIL and not any(map(clean_text, cells)):
        # A column that is empty this month may be filled in the next one.
        return meaning == Meaning.NEIGHBOURS
    return parse is None or any(_all(parse, [cell]) for cell in cells)


def _guess_by_cells(sheet: Sheet, columns: dict[str, Meaning]) -> None:
    """A column of months is the month and a column of numbers the figure, whatever they are called."""
    for meaning in _BY_CELLS:
        if meaning in columns.values():
            continue
        parse = _PARSED[meaning]
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
