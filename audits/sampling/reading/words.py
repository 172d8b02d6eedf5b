"""What a list says in its own words: plan types, ages, and rows that are about the list and not of it."""

import datetime
import re
from collections.abc import Iterable, Mapping

from audits.enums import AgeBand, PlanType
from foundation.sheets import Aside, Cell, Row, aside_of, clean_text, heading_key

_PLANS = {
    PlanType.ASSESSMENT: (
        *("assessment", "assessments", "single assessment", "child and family assessment", "children and families assessment"),
        *(
            "c and f assessment",
            "c and f",
            "cfa",
            "cafa",
            "caf assessment",
            "initial assessment",
            "core assessment",
            "under assessment",
            "being assessed",
        ),
    ),
    PlanType.CHILD_IN_NEED: ("child in need", "children in need", "cin", "cinp", "in need", "section 17", "s17", "sec 17", "sec17", "s 17"),
    PlanType.CHILD_PROTECTION: ("child protection", "cp", "cpp", "protection", "subject of a child protection"),
    PlanType.CARED_FOR: (
        *("cared for", "looked after", "lac", "cla", "in care", "care plan", "cic", "cioc", "in our care", "care for", "lac cla"),
        *("cared 4", "looked after accommodated", "clac", "children looked after", "children in care", "cared for child"),
    ),
    PlanType.CARE_EXPERIENCED: (
        *("care experienced", "care leaver", "care leavers", "leaving care", "leaver", "pathway", "former relevant", "careleaver"),
        *("left care", "care leaving", "cecyp", "lc", "cl", "ceyp", "care experienced young person", "relevant", "pathway plan"),
    ),
}
_PHRASES = sorted(
    {heading_key(word): plan for plan, words in _PLANS.items() for word in (*words, plan.value, plan.label)}.items(),
    key=lambda each: -len(each[0]),
)
_SAYS_NOTHING = frozenset(
    {"plan", "plans", "child", "children", "young", "person", "people", "yp", "a", "the", "on", "to", "of", "is", "subject", "current"}
    | {"open", "status", "case", "and", "18", "21", "25", "plus", "over"}
)


def plan_type_of(text: str, said: Mapping[str, str] | None = None) -> PlanType | None:
    """Our plan type for what a list calls it, be it “CP”, “Child Protection Plan” or “Child in Need (CIN)”; None where it is unclear.

    `said` has what somebody said that the council's own words mean (by `heading_key`, empty for none): it comes first.
    """
    if said and heading_key(text) in said:
        return PlanType(said[heading_key(text)]) if said[heading_key(text)] else None
    left = f" {heading_key(text)} "
    found = set()
    for phrase, plan in _PHRASES:
        if f" {phrase} " in left:
            found.add(plan)
            left = left.replace(f" {phrase} ", "  ")
    said_besides = set(left.split()) - _SAYS_NOTHING
    return found.pop() if len(found) == 1 and not said_besides else None


AGE_BANDS = {heading_key(word): band for band in AgeBand for word in (band.value, band.label, band.value.replace("-", " to "))}
_YEARS = re.compile(
    r"(?:aged? )?(\d{1,3})(?:\.\d+)?\s*(?:y|yr|yrs|year|years|yo|years? old)?(?:[ ,]*(?:and )?\d{1,2}\s*(?:m|mths?|months?))?"
)
_MONTHS = re.compile(r"(\d{1,2})\s*(?:m|mths?|months?)(?: old)?")
_UNDER_ONE = frozenset({"<1", "under 1", "under one", "0+", "less than 1"})
_OLDEST = {AgeBand.UNDER_FIVE: 4, AgeBand.FIVE_TO_NINE: 9, AgeBand.TEN_TO_FIFTEEN: 15, AgeBand.SIXTEEN_SEVENTEEN: 17, AgeBand.ADULT: 25}


DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")


def parse_day(cell: Cell) -> datetime.date:
    """A date cell, 2023-06-01 or 1/6/2023 (day first, as in Britain). Raises ValueError with a sentence."""
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    text = clean_text(cell)
    try:
        if match := DAY.fullmatch(text):
            day, month, year = map(int, match.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        raise ValueError("This should be a date, such as 1/6/2023 or 2023-06-01.") from None


def is_day(cell: Cell) -> bool:
    try:
        parse_day(cell)
    except ValueError:
        return False
    return True


def band_of_birth(cell: Cell, on: datetime.date) -> AgeBand | None:
    """The band on that day of somebody born on the day that a cell holds; None where it holds no day, or nobody of that age is here."""
    try:
        born = parse_day(cell)
    except ValueError:
        return None
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return _band_of_years(years) if years >= 0 else None


def _band_of_years(years: int) -> AgeBand | None:
    return next((band for band, oldest in _OLDEST.items() if years <= oldest), None)


def age_band_of(cell: Cell, on: datetime.date | None = None) -> AgeBand | None:
    """The band of an age in years (15, 8 yrs, 3y 2m, 7 months), or the band that is written; None for anything else.

    With a day `on` which it is asked, of a date of birth too.
    """
    if on and (band := band_of_birth(cell, on)):
        return band
    text = clean_text(cell).casefold()
    if heading_key(text) in AGE_BANDS:
        return AGE_BANDS[heading_key(text)]
    if text in _UNDER_ONE or _MONTHS.fullmatch(text):
        return AgeBand.UNDER_FIVE
    years = _YEARS.fullmatch(text)
    return _band_of_years(int(years[1])) if years else None


_SAID = {
    Aside.TOTAL: "This is a total, not a record.",
    Aside.HEADINGS: "These are the headings once more, not a record.",
    Aside.LINE: "This is a line about the list, not a record.",
}


def about_the_list(row: Row, case_heading: str) -> str:
    """What is said of a row that holds no record: a total, a line about the report, or the headings once more; else nothing."""
    aside = aside_of(row, case_heading, names=("case", "child", "record", "family"))
    return _SAID[aside] if aside else ""


def said_in_bands(spellings: Iterable[tuple[str, str]]) -> str:
    """“CLA” and “Looked After” as Cared for; … of what was written otherwise than it is kept."""
    by_kept: dict[str, set[str]] = {}
    for written, kept in spellings:
        if kept and heading_key(written) != heading_key(kept):
            by_kept.setdefault(kept, set()).add(written)
    return "; ".join(f"{' and '.join(f'“{each}”' for each in sorted(words))} as {kept}" for kept, words in sorted(by_kept.items()))
