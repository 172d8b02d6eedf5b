"""Pure functions of audits: how far apart grades are, where a month stands, what a typed case ID looks like."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .enums import PRACTICE_GRADES, Grade

# From this many grades above the lowest domain, the overall judgement draws a warning.
WIDE_GAP = 2

NHS_NUMBER = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
DATE = re.compile(r"\d{1,2}[./ -]\d{1,2}[./ -](\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2}")


def word_of(grade: str | None) -> str:
    """“RI” → “Requires improvement to be good”; empty for no grade."""
    return Grade(grade).label if grade else ""


def grades_above_lowest(overall: str, domains: Iterable[str]) -> int:
    """How many grades `overall` stands above the lowest of `domains` (grade codes); 0 where it is level, below or cannot be compared."""
    order = [str(grade) for grade in PRACTICE_GRADES]
    places = [order.index(grade) for grade in domains if grade in order]
    if overall not in order or not places:
        return 0
    return max(max(places) - order.index(overall), 0)


@dataclass(frozen=True)
class Progress:
    """Counts of one month's audits. `audits` leaves out withdrawn records; `expected` is None where nobody said."""

    expected: int | None
    audits: int
    submitted: int
    finished: int

    @property
    def state(self) -> str:
        if not self.audits:
            return "Planned"
        if self.submitted < self.audits:
            return "Auditing"
        return "Moderating" if self.finished < self.audits else "Complete"

    @property
    def aim(self) -> int:
        """What the submitted audits are measured against: what was expected, or else the records that were added."""
        return self.audits if self.expected is None else self.expected

    @property
    def words(self) -> str:
        wanted = "in the month" if self.expected is None else "expected"
        return f"{self.submitted} of {self.aim} {wanted} submitted"


def person_in(case_id: str) -> str:
    """What a case ID gives away: “a name”, “an NHS number”, “a date”, or nothing. It should be a pseudonym with digits in it."""
    text = case_id.strip()
    if DATE.fullmatch(text):
        return "a date"
    if NHS_NUMBER.fullmatch(text) and is_nhs_number(re.sub(r"\D", "", text)):
        return "an NHS number"
    return "a name" if re.fullmatch(r"[^\W\d_]+([ .,'’-]+[^\W\d_]+)*\.?", text) else ""


def is_nhs_number(digits: str) -> bool:
    """Ten digits with a valid check digit (modulus 11, NHS Data Dictionary)."""
    if len(digits) != 10 or not digits.isascii() or not digits.isdigit():
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])
