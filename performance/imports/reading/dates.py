"""Which month a table is for, where no column says it: its heading, the title above it, the name of its sheet or of its file."""

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from foundation.council.months import add_months, month_name
from foundation.sheets import Cell, Sheet, UnreadableFile, clean_text, parse_month

_ENDS = {"jan": "uary", "feb": "ruary", "mar": "ch", "apr": "il", "may": "", "jun": "e", "jul": "y", "aug": "ust", "sep": "tember",
         "oct": "ober", "nov": "ember", "dec": "ember"}  # fmt: skip
_NAMES = f"({'|'.join(f'{start}(?:{end})?' for start, end in (_ENDS | {'sept': 'ember'}).items())})"
_NAMED = re.compile(rf"(?<![a-z]){_NAMES}\.?[\s_'’,-]*(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)
_IN_FIGURES = re.compile(r"(?<!\d)(\d{4})[-_.](\d{1,2})(?:[-_.]\d{1,2})?(?!\d)|(?<!\d)(?:\d{1,2}[-/.])?(\d{1,2})[-/.](\d{4})(?!\d)")
_NAME_ALONE = re.compile(rf"(?<![a-z]){_NAMES}(?![a-z])", re.IGNORECASE)
_YEAR = re.compile(r"\byears?\b", re.IGNORECASE)
NO_MONTH = (
    "Nothing in this file says which month its figures are for. Put the month into the heading, such as “Current (August 2023)”, into a "
    "title above the table or into the file’s name, and try again."
)


class FigureMonths(NamedTuple):
    """The month of the current figures, and of the previous ones; `where` is the text that says it."""

    current: datetime.date
    previous: datetime.date
    where: str

    @property
    def note(self) -> str:
        previous = month_name(self.previous)
        return f"The current figures are {month_name(self.current)}’s, as “{self.where}” says; the previous ones {previous}’s."


def months_named(text: str) -> list[datetime.date]:
    """Every month that a text names with its year, in its order: “Position at 31 August 2023, run 8 September 2023” names two."""
    found: dict[int, datetime.date] = {}
    for match in _NAMED.finditer(text):
        found[match.start()] = parse_month(f"{match[1][:3]} {match[2]}")
    for match in _IN_FIGURES.finditer(text):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        if 1 <= int(month) <= 12 and 2000 <= int(year) < 2100:
            found[match.start()] = datetime.date(int(year), int(month), 1)
    return [found[start] for start in sorted(found)]


def without_months(heading: str) -> str:
    """A heading as it is in every month's file: “Current Metric Value (August)” and “… (September 2023)” are one."""
    plain = _NAME_ALONE.sub(" ", _IN_FIGURES.sub(" ", _NAMED.sub(" ", heading)))
    return " ".join(re.sub(r"[^\w%/]+", " ", plain).casefold().split())


def date_of(sheet: Sheet, current: str, previous: str, file_name: str, today: datetime.date, used: Collection[str] = ()) -> FigureMonths:
    """The months of the columns headed `current` and `previous`. Raises UnreadableFile where nothing says them, or a column would."""
    _refuse_a_column_of_months(sheet, used)
    texts = [current, *sheet.titles, sheet.name, file_name.rpartition(".")[0]]
    month, where = _month(current, texts, today)
    return FigureMonths(month, _previous(previous, month), where)


def month_of_file(
    sheet: Sheet, heading: str, file_name: str, today: datetime.date, used: Collection[str] = ()
) -> tuple[datetime.date, str]:
    """The one month of a table without a column of months, and the text that says it. Raises UnreadableFile."""
    _refuse_a_column_of_months(sheet, used)
    return _month(heading, [heading, *sheet.titles, sheet.name, file_name.rpartition(".")[0]], today)


def _month(heading: str, texts: Sequence[str], today: datetime.date) -> tuple[datetime.date, str]:
    said = [(month, text) for text in texts for month in months_named(text) if month <= today]
    number = _number_alone(heading)
    if not number:
        found = next(iter(said), None)
    else:
        found = next((each for each in said if each[0].month == number), None) or _before(number, said)
    if found is None:
        raise UnreadableFile(NO_MONTH)
    return found


def _refuse_a_column_of_months(sheet: Sheet, used: Collection[str]) -> None:
    """A month in the file's name must not stand for rows that say their own."""
    for heading in sheet.header:
        if heading not in used and _holds_months([row.get(heading) for row in sheet.rows]):
            raise UnreadableFile(
                f"The column “{heading}” holds months, and no column is said to. Say in a mapping that it holds the month, or take it out."
            )


def _holds_months(cells: Sequence[Cell]) -> bool:
    filled = [cell for cell in cells if clean_text(cell)]
    try:
        return bool(filled) and all(parse_month(cell) for cell in filled)
    except ValueError:
        return False


def _before(number: int, said: Iterable[tuple[datetime.date, str]]) -> tuple[datetime.date, str] | None:
    """A heading’s “August” under a title that names September 2023 only: the last August until then."""
    return next(((_last(number, month), text) for month, text in said), None)


def _previous(heading: str, current: datetime.date) -> datetime.date:
    named = [month for month in months_named(heading) if month < current]
    if named:
        return named[0]
    if number := _number_alone(heading):
        return _last(number, add_months(current, -1))
    return add_months(current, -12 if _YEAR.search(heading) else -1)


def _last(number: int, until: datetime.date) -> datetime.date:
    year = until.year if number <= until.month else until.year - 1
    return datetime.date(year, number, 1)


def _number_alone(heading: str) -> int:
    """The month that a heading names without a year; 0 where it names none, or names its year too."""
    if months_named(heading):
        return 0
    match = _NAME_ALONE.search(heading)
    return parse_month(f"{match[1][:3]} 2000").month if match else 0
