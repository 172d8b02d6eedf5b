"""What one cell says: text, a number or a month. Errors are sentences that go after the row and column."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

MISSING_WORDS = frozenset(
    {"", "na", "n/a", "#n/a", "n.a.", "nil return", "not available", "tbc", "tba", "-", "\N{EN DASH}", "\N{EM DASH}", "..", ":"}
    # As databases and programs write a cell that holds nothing.
    | {"null", "(blank)", "no data", "not known", "n/k"}
)
ERRORS = frozenset({"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!", "#spill!", "#calc!", "#getting_data"})
# What nobody sees: marks of width and direction that come along when a name is copied, and control characters, which no database or
# document takes. White space is left to stand.
_INVISIBLE = dict.fromkeys(
    [
        *map(ord, "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}\N{WORD JOINER}"),
        *map(ord, "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT EMBEDDING}\N{POP DIRECTIONAL FORMATTING}"),
        *(code for code in [*range(0x20), 0x7F, 0xFFFE, 0xFFFF] if not chr(code).isspace()),
    ]
)
_NUMBER = re.compile(r"[+-]?(\d{1,3}([, ]\d{3})+|\d+)?(\.\d+)?", re.ASCII)
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTHS = {
    name[:length]: number for number, name in enumerate(_MONTH_NAMES, start=1) for length in {3, 4 if name == "september" else 3, len(name)}
}
# A day that a database wrote out has a time of midnight behind it.
_MIDNIGHT = r"(?:[t ]0?0:00(?::00(?:\.0+)?)?z?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/](\d{{1,2}})(?:[-/](\d{{1,2}}){_MIDNIGHT})?", re.ASCII)
_DAY_FIRST = re.compile(rf"(?:(\d{{1,2}})[-/.])?(\d{{1,2}})[-/.](\d{{4}}){_MIDNIGHT}", re.ASCII)
_MONTH_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[- ])?([a-z]+)\.?[-, '\N{RIGHT SINGLE QUOTATION MARK}]+(\d{4}|\d{2})")
# As programs write a long date: Tuesday, April 1, 2025.
_DAY_OF_THE_WEEK = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?=.*\d)")
_MONTH_THEN_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_YEAR_THEN_NAME = re.compile(r"(\d{4})[- ]([a-z]+)", re.ASCII)
# 202504 and 2025M04 are how programs sort months.
_TOGETHER = re.compile(r"(\d{4}) ?m?(\d{2})", re.ASCII)


class Missing(Enum):
    """A cell that says there is no figure: blank, NA, a dash."""

    MISSING = "missing"

    def __bool__(self) -> bool:
        return False


MISSING = Missing.MISSING


@dataclass(frozen=True)
class ParsedFigure:
    """A number as typed; ``percent`` where it came with a % sign (12% is 12)."""

    value: Decimal
    percent: bool = False


def clean_text(value: object) -> str:
    """The text of a cell: non-breaking spaces made plain, runs of white space made one space, ends trimmed, 14013.0 as 14013."""
    if value is None:
        return ""
    if isinstance(value, float):
        return _plain_float(value)
    return " ".join(str(value).translate(_INVISIBLE).split())


def is_error(text: str) -> bool:
    """Whether a cell's text is what a spreadsheet shows where a formula failed, such as #REF!."""
    return text.lower() in ERRORS


def clean_paragraphs(value: object) -> str:
    """Text of several lines: each line as ``clean_text``, line breaks kept, blank lines at the ends dropped."""
    return "\n".join(clean_text(line) for line in str("" if value is None else value).splitlines()).strip()


def parse_figure(value: object) -> ParsedFigure | Missing:
    """Read ``1,234``, ``28.4``, ``12%`` or a number; blank, NA or a dash is MISSING. Raises ValueError with a sentence."""
    if isinstance(value, (date, bool)):
        raise ValueError("This should be a number.")
    text = clean_text(value)
    if text.lower() in MISSING_WORDS:
        return MISSING
    percent = text.endswith("%")
    digits = text.removesuffix("%").strip().replace("\N{MINUS SIGN}", "-")
    if not any(map(str.isdigit, digits)) or not _NUMBER.fullmatch(digits):
        raise ValueError("This should be a number, such as 1,234 or 28.4, or NA where there is none.")
    return ParsedFigure(Decimal(digits.replace(",", "")), percent)


def parse_number(value: object) -> Decimal | Missing:
    """The number of ``parse_figure``, without whether it had a % sign."""
    figure = parse_figure(value)
    return figure.value if isinstance(figure, ParsedFigure) else figure


def parse_month(value: object) -> date:
    """The first of the month that a cell means: 2023-06, June 2023, Jun-23, 01/06/2023, 06/2023, 202306 or a date cell.

    Dates in figures are day first, as in Britain. Raises ValueError with a sentence.
    """
    if isinstance(value, date):
        return date(value.year, value.month, 1)
    text = clean_text(value).lower()
    if not text:
        raise ValueError("Enter a month, such as 2023-06 or June 2023.")
    try:
        return _month_in(text)
    except ValueError:
        raise ValueError("This should be a month, such as 2023-06 or June 2023.") from None


def _month_in(text: str) -> date:
    text = _DAY_OF_THE_WEEK.sub("", text, count=1)
    day: str | None
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _TOGETHER.fullmatch(text):
        (year, month), day = match.groups(), None
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        day, month, year = _named_in(text)
    could_be_years = not day and ("/" in text or text.isdigit()) and text.startswith(year) and len(month) == len("12")
    if could_be_years and (int(month) - int(year) - 1) % 100 == 0:
        # 2011/12, or 201112, is the year from April 2011 to March 2012, in any file.
        raise ValueError(text)
    # Building the whole date first refuses 31/02/2023, which is nobody's February.
    return date(int(year), int(month), int(day or 1)).replace(day=1)


def _named_in(text: str) -> tuple[str | None, str, str]:
    if match := _MONTH_THEN_DAY.fullmatch(text):
        name, day, year = match.groups()
    elif match := _MONTH_NAMED.fullmatch(text):
        day, name, year = match.groups()
    elif match := _YEAR_THEN_NAME.fullmatch(text):
        (year, name), day = match.groups(), None
    else:
        raise ValueError(text)
    return day, str(_MONTHS.get(name, 0)), year if len(year) == 4 else f"20{year}"


def _plain_float(value: float) -> str:
    """A float as the spreadsheet shows it: 15 significant digits, without the noise after them."""
    text = format(value, ".15g")
    return format(Decimal(text), "f") if "e" in text else text
