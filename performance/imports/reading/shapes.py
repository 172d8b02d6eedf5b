"""Which regular table a file is, known by its headings."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from foundation.council.clock import today
from foundation.council.months import add_months, period_name
from foundation.sheets import Sheet, UnreadableFile, clean_text, parse_month
from performance.enums import Meaning, Series
from performance.models import Mapping

from .dates import date_of
from .guesses import guess
from .headings import is_previous_period, is_scorecard, meanings_of
from .results import FigureOwner

SCORECARD_NEEDS = ("indicator", "current_period", "current")
SCORECARD_HAS = ("area", "indicator", "unit", "current_period", "current")
SCORECARD_MAY_HAVE = ("area", "unit", "status", "previous_period", "previous", "comment", "action")
HALF_YEARS_NEEDS = ("indicator",)
HALF_YEARS_MAY_HAVE = ("unit", "comment", "action")
WINDOW_MONTHS = 6
# With so many of its other headings a table is meant to be our scorecard.
_LIKE_OURS = 2

_WINDOW = re.compile(r"([A-Za-z]{3,9})\.?\s*(\d{4}|\d{2})?\s*(?:-|–|—|to)\s*([A-Za-z]{3,9})\.?\s*(\d{4}|\d{2})")
_NEIGHBOURS = re.compile(r"(?:statistical_neighbours?|sn)(?:_(?:average|avg|rate))*(?:_(\d{4})_(\d{2}))?")
_YEARS = re.compile(r"(20\d{2})\D{1,3}(?:20)?(\d{2})(?!\d)")
_OURS = {
    Meaning.INDICATOR: "indicator", Meaning.UNIT: "unit", Meaning.AREA: "area", Meaning.STATUS: "status", Meaning.PERIOD: "current_period",
    Meaning.COMMENT: "comment", Meaning.ACTION: "action", Meaning.VALUE: "current", Meaning.PREVIOUS: "previous",
}  # fmt: skip


class UnknownShape(UnreadableFile):
    """A table whose headings are those of none that is known here: a mapping can say what they mean."""


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures. Its month is its own, or stands in each row under `month_heading`, so many months `back`."""

    heading: str
    kind: FigureOwner
    month: datetime.date | None = None
    month_heading: str = ""
    year: str = ""
    back: int = 0


@dataclass(frozen=True)
class RecognisedShape:
    """`headings` leads from our names to the file's own; `figures` are in time's order, comparators last. Of a mapping, `mapping`."""

    series: Series
    headings: dict[str, str]
    figures: list[FigureColumn]
    notes: list[str] = field(default_factory=list)
    mapping: Mapping | None = None
    by_words: bool = False


def recognise(sheet: Sheet, mapping: str = "") -> RecognisedShape:
    """The shape of `sheet`, or the one that `mapping` names. Raises UnreadableFile saying which headings are missing."""
    names = {heading_name(heading): heading for heading in sheet.header}
    windows = [heading for heading in sheet.header if _WINDOW.fullmatch(heading)]
    series = Series(mapping) if mapping else _series_of(names, windows, sheet.header)
    missing = [name for name in _needs(series) if name not in names]
    if missing and not mapping and _may_be_another(sheet.header, names):
        raise UnknownShape(_unknown(sheet.header))
    _refuse_without(series, missing, windows)
    figures = _scorecard_figures(names) if series == Series.SCORECARD else _half_year_figures(windows, names)
    return RecognisedShape(series, names, figures, _unused(sheet.header, [names.get(name, "") for name in _known(series)], figures))


def _refuse_without(series: Series, missing: list[str], windows: list[str]) -> None:
    if series == Series.HALF_YEARS and not missing and not windows:
        missing = ["a window of six months such as “Feb - Jul 23”"]
    if missing:
        raise UnreadableFile(f"The {series.label.lower()} needs a column for {', '.join(missing)}. Add it, or choose the other table.")


def _may_be_another(header: list[str], names: dict[str, str]) -> bool:
    """Whether what looked like our scorecard may be another, whose month is in a heading, a title or the sheet's name: a mapping can say
    which column is which.
    """
    return is_scorecard(header) or len(names.keys() & set(SCORECARD_MAY_HAVE)) < _LIKE_OURS


def recognise_by_roles(
    sheet: Sheet, file_name: str, columns: dict[str, str] | None = None, mapping: Mapping | None = None
) -> RecognisedShape:
    """The scorecard whose columns have these meanings, or those that their headings suggest. Raises UnreadableFile."""
    found = columns if columns is not None else _by_words(sheet)
    by = {Meaning(meaning): heading for heading, meaning in found.items()}
    headings = {_OURS[meaning]: heading for meaning, heading in by.items() if meaning in _OURS}
    notes = [] if mapping else [_understood(by)]
    if earlier := next((heading for heading in sheet.header if is_previous_period(heading) and heading not in by.values()), ""):
        headings["previous_period"] = earlier
    figures, note = _role_figures(by, sheet, file_name, earlier)
    notes += [note] if note else []
    notes += _unused(sheet.header, headings.values(), figures)
    return RecognisedShape(Series.SCORECARD, headings, figures, notes, mapping, by_words=mapping is None)


def _by_words(sheet: Sheet) -> dict[str, Meaning]:
    """What the columns hold by their headings; those that are blank this month too."""
    found = guess(sheet)[1]
    for heading in sheet.header:
        for meaning in meanings_of(heading)[:1]:
            is_blank = not any(clean_text(row.get(heading)) for row in sheet.rows)
            if heading not in found and meaning not in found.values() and (is_blank or meaning in (Meaning.VALUE, Meaning.INDICATOR)):
                found[heading] = meaning
    return found


def _role_figures(by: dict[Meaning, str], sheet: Sheet, file_name: str, earlier: str) -> tuple[list[FigureColumn], str]:
    current, previous, neighbours = by[Meaning.VALUE], by.get(Meaning.PREVIOUS, ""), by.get(Meaning.NEIGHBOURS, "")
    year = _YEARS.search(neighbours)
    of = f"{year[1]}/{year[2]}" if year else ""
    if period := by.get(Meaning.PERIOD):
        figures = [FigureColumn(previous, FigureOwner.OWN, month_heading=earlier or period, back=0 if earlier else 1)] if previous else []
        figures.append(FigureColumn(current, FigureOwner.OWN, month_heading=period))
        return figures + ([FigureColumn(neighbours, FigureOwner.NEIGHBOURS, month_heading=period, year=of)] if neighbours else []), ""
    dated = date_of(sheet, current, previous, file_name, today(), [*by.values(), earlier])
    own = (
        FigureColumn(previous, FigureOwner.OWN, month_heading=earlier)
        if earlier
        else FigureColumn(previous, FigureOwner.OWN, month=dated.previous)
    )
    figures = [own] if previous else []
    figures.append(FigureColumn(current, FigureOwner.OWN, month=dated.current))
    figures += [FigureColumn(neighbours, FigureOwner.NEIGHBOURS, month=dated.current, year=of)] if neighbours else []
    return figures, dated.note if previous and not earlier else dated.note.partition(";")[0] + "."


def _understood(by: dict[Meaning, str]) -> str:
    said = [f"“{heading}” as {meaning.label[:1].lower()}{meaning.label[1:]}" for meaning, heading in by.items()]
    return f"The headings were understood by their words: {', '.join(said)}."


def heading_name(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


def heading_of(names: dict[str, str], wanted: Iterable[str]) -> str:
    """The heading of the first of these names that a table has; empty where it has none."""
    return next((names[name] for name in wanted if name in names), "")


def _needs(series: Series) -> Sequence[str]:
    return SCORECARD_NEEDS if series == Series.SCORECARD else HALF_YEARS_NEEDS


def _known(series: Series) -> Sequence[str]:
    return (*SCORECARD_NEEDS, *SCORECARD_MAY_HAVE) if series == Series.SCORECARD else (*HALF_YEARS_NEEDS, *HALF_YEARS_MAY_HAVE)


def _series_of(names: dict[str, str], windows: list[str], header: list[str]) -> Series:
    if "indicator" in names and {"current_period", "current"} & names.keys():
        return Series.SCORECARD
    if "indicator" in names and windows:
        return Series.HALF_YEARS
    raise UnknownShape(_unknown(header))


def _unknown(header: list[str]) -> str:
    return (
        f"The headings of this file are those of neither regular table and of no published one. "
        f"A scorecard has {', '.join(SCORECARD_HAS)}; "
        f"a half-year comparison has indicator, unit and windows such as “Aug 22 - Jan 23”."
        f" This file has {', '.join(header[:30])}. A saved mapping can say what other columns mean."
    )


def _scorecard_figures(names: dict[str, str]) -> list[FigureColumn]:
    figures = []
    current = names["current_period"]
    if "previous" in names:
        dated = names.get("previous_period", "")
        figures.append(FigureColumn(names["previous"], FigureOwner.OWN, month_heading=dated or current, back=0 if dated else 1))
    figures.append(FigureColumn(names["current"], FigureOwner.OWN, month_heading=current))
    figures += [FigureColumn(heading, FigureOwner.NEIGHBOURS, month_heading=current, year=year) for heading, year in _neighbours(names)]
    return figures


def _half_year_figures(windows: list[str], names: dict[str, str]) -> list[FigureColumn]:
    figures = sorted(
        (FigureColumn(heading, FigureOwner.OWN, month=_window_end(heading)) for heading in windows), key=lambda each: str(each.month)
    )
    latest = figures[-1].month
    return figures + [FigureColumn(heading, FigureOwner.NEIGHBOURS, month=latest, year=year) for heading, year in _neighbours(names)]


def _neighbours(names: dict[str, str]) -> list[tuple[str, str]]:
    """The columns of neighbours’ figures with their years: `statistical_neighbour_2021_22` → 2021/22; empty where the heading has none."""
    found = [(heading, match) for name, heading in names.items() if (match := _NEIGHBOURS.fullmatch(name))]
    return [(heading, f"{match[1]}/{match[2]}" if match[1] else "") for heading, match in found]


def _window_end(heading: str) -> datetime.date:
    """The last month of “Aug 22 - Jan 23” or “Feb - Jul 23”, which must be six months."""
    match = _WINDOW.fullmatch(heading)
    if match is None:
        raise UnreadableFile(f"“{heading}” is not a window of months.")
    try:
        end = parse_month(f"{match[3]} {match[4]}")
        start = parse_month(f"{match[1]} {match[2] or match[4]}")
    except ValueError:
        raise UnreadableFile(
            f"The heading “{heading}” is not a window of months, such as “Feb - Jul 23”. Correct it and try again."
        ) from None
    if add_months(start, WINDOW_MONTHS - 1) != end:
        expected = period_name(add_months(end, 1 - WINDOW_MONTHS), end)
        raise UnreadableFile(
            f"The window “{heading}” is not six months. Six months that end then are {expected}. Correct it and try again."
        )
    return end


def _unused(header: list[str], used: Iterable[str], figures: list[FigureColumn]) -> list[str]:
    known = {*used, *(column.heading for column in figures), *(column.month_heading for column in figures)}
    return [f"The column “{heading}” was not used." for heading in header if heading not in known]
