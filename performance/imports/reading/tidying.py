"""What stands in a file besides its table: totals and notes below it, and what an earlier check wrote into it."""

import re
from collections.abc import Callable
from dataclasses import replace

from foundation.sheets import Row, Sheet, clean_text

from .accounting import named

# The last column of the workbook of rejected rows; when that workbook comes back corrected, it is no part of the table.
REASONS = "What is wrong"
_REJECTED = " - rejected rows"
_CAME_BACK = re.compile(rf"{re.escape(_REJECTED)}( ?\(\d+\))?(?=\.\w+$|$)", re.IGNORECASE)
_TOTAL = re.compile(r"(grand |sub-?)?totals?:?", re.IGNORECASE)
_NOTE = re.compile(r"(sources?|notes?|key)\b|\*", re.IGNORECASE)
# A comma in a note cuts it into a few cells of a text file.
_NOTE_IN_CELLS = re.compile(r"(sources?|notes?) ?:", re.IGNORECASE)
_FEW, _TWO = 3, 2
_MOST_ROWS = 50_000
_YEAR_COLUMN = re.compile(r"(financial |fin |calendar |reporting )?years?|fy", re.IGNORECASE)
_FINANCIAL = re.compile(r"fin|fy", re.IGNORECASE)
_MONTH_COLUMN = re.compile(r"months?( name)?|quarter|qtr|period", re.IGNORECASE)
_MONTH_ALONE = re.compile(r"(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?|(q|qtr|quarter)\s?[1-4]", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)(20\d{2})\s?[-/–_]\s?(\d{4}|\d{2})(?!\d)")


def rejected_name(name: str) -> str:
    """What the workbook of a file's rejected rows is called."""
    return f"{original_name(name).rpartition('.')[0] or name}{_REJECTED}.xlsx"


def original_name(name: str) -> str:
    """The file whose rejected rows this one holds; its own name where it is no such file."""
    return _CAME_BACK.sub("", name)


def without_reasons(sheet: Sheet) -> Sheet:
    if REASONS not in sheet.header:
        return sheet
    return replace(sheet, header=[heading for heading in sheet.header if heading != REASONS], rows=sheet.rows.without(REASONS))


def without_totals(sheet: Sheet) -> Sheet:
    """Without the totals and the notes that people put below a table."""
    end = len(sheet.rows)
    while end > 1 and _stands_below(sheet.rows[end - 1], len(sheet.header)):
        end -= 1
    below = sheet.rows[end:]
    if not below:
        return sheet
    said = named([row.number for row in below])
    notes = [*sheet.notes, f"Totals and notes below the table were not read: row{'s' if len(below) > 1 else ''} {said}."]
    return replace(sheet, rows=sheet.rows[:end], notes=notes)


def without_repeated_headings(sheet: Sheet) -> Sheet:
    """Without the headings once more, as a report prints them on each page or above each part of a table."""
    again = [at for at, row in enumerate(sheet.rows) if _is_heading_row(row)]
    if not again:
        return sheet
    said = named([sheet.rows[at].number for at in again])
    notes = [*sheet.notes, f"The headings once more were not read as figures: row{'s' if len(again) > 1 else ''} {said}."]
    left = set(again)
    return replace(sheet, rows=sheet.rows.only([at for at in range(len(sheet.rows)) if at not in left]), notes=notes)


def without_tables_beside(sheet: Sheet, is_whole: Callable[[list[str]], bool]) -> Sheet:
    """Without what stands right of a blank column, where the columns left of it are a whole table."""
    if len(sheet.blocks) < _TWO or not is_whole(sheet.blocks[0]):
        return sheet
    beside = [heading for block in sheet.blocks[1:] for heading in block]
    rows = sheet.rows.renamed(dict.fromkeys(beside, ""))
    notes = [*sheet.notes, f"Another table is beside the first, after a blank column, and was not read: “{'”, “'.join(beside)}”."]
    return replace(sheet, header=sheet.blocks[0], rows=rows, notes=notes, blocks=sheet.blocks[:1])


def months_of_a_year_named(sheet: Sheet, file_name: str) -> Sheet:
    """Headings that are months alone (Apr, May…) or quarters alone, with the year that a title, the sheet or the file names."""
    alone = [heading for heading in sheet.header if _MONTH_ALONE.fullmatch(heading)]
    if len(alone) < _FEW:
        return sheet
    said = [text for text in [*sheet.titles, sheet.name, file_name.rpartition(".")[0]] if _YEARS.search(text)]
    years = list(dict.fromkeys(f"{match[1]}/{match[2][-2:]}" for text in said for match in _YEARS.finditer(text) if _follow(match)))
    if len(years) != 1:
        return sheet
    names = {heading: f"{heading} {years[0]}" for heading in alone}
    notes = [*sheet.notes, f"The months are those of {years[0]}, as “{said[0]}” says: “{alone[0]}” was read as “{names[alone[0]]}”."]
    header = [names.get(heading, heading) for heading in sheet.header]
    return replace(sheet, header=header, rows=sheet.rows.renamed(names), notes=notes)


def months_in_two_columns(sheet: Sheet) -> Sheet:
    """A column of years beside one of months or quarters that have none: “April” of “2025/26” is one month."""
    year, month = _called(_YEAR_COLUMN, sheet.header), _called(_MONTH_COLUMN, sheet.header)
    if not (year and month) or len(sheet.rows) > _MOST_ROWS:
        return sheet
    texts = [(clean_text(row.get(month)), clean_text(row.get(year))) for row in sheet.rows]
    filled = [pair for pair in texts if all(pair)]
    if not _are_months_of_years(filled, is_financial=bool(_FINANCIAL.search(year))):
        return sheet
    notes = [*sheet.notes, f"The month is in two columns, “{year}” and “{month}”, and was read from both: “{' '.join(filled[0])}”."]
    header = ["Month" if heading == month else heading for heading in sheet.header if heading != year]
    rows = sheet.rows.with_column(month, [_in_one(*pair) for pair in texts]).renamed({year: "", month: "Month"})
    return replace(sheet, header=header, rows=rows, notes=notes)


def _in_one(month: str, year: str) -> str:
    return f"{month} {year}" if month and year else month


def _called(pattern: re.Pattern[str], header: list[str]) -> str:
    """The first heading that is called so; empty where none is."""
    return next((heading for heading in header if pattern.fullmatch(heading)), "")


def _are_months_of_years(pairs: list[tuple[str, str]], *, is_financial: bool) -> bool:
    """Whether each pair is a month or a quarter that says no year, and a year."""
    return bool(pairs) and all(_MONTH_ALONE.fullmatch(month) and _is_year(year, is_financial=is_financial) for month, year in pairs)


def _is_year(text: str, *, is_financial: bool) -> bool:
    if match := _YEARS.fullmatch(text):
        return _follow(match)
    # A single year is not said to begin in April.
    return not is_financial and bool(re.fullmatch(r"20\d{2}", text, re.ASCII))


def _follow(match: re.Match[str]) -> bool:
    return (int(match[2]) - int(match[1]) - 1) % 100 == 0


def _is_heading_row(row: Row) -> bool:
    same = 0
    for heading, cell in row.values.items():
        text = clean_text(cell)
        if text and text.casefold() != heading.casefold():
            return False
        same += bool(text)
    return same > 1


def _stands_below(row: Row, width: int) -> bool:
    """A total; a note; or, below a table of several columns, words that stand in one cell alone."""
    filled = [text for cell in row.values.values() if (text := clean_text(cell))]
    if not filled:
        return False
    if len(filled) == 1:
        return bool(_TOTAL.fullmatch(filled[0]) or _NOTE.match(filled[0])) or (width >= _FEW and _is_words(filled[0]))
    return bool(_TOTAL.fullmatch(filled[0])) or (len(filled) <= _FEW and bool(_NOTE_IN_CELLS.match(filled[0])))


def _is_words(text: str) -> bool:
    return len(text.split()) >= _FEW
