"""What each column of a sheet of past audits holds: `clean` reads a cell or says what is wrong with it, `assign` puts it into the row."""

import datetime
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from audits.calculations import person_in
from audits.calculations.disclosure import cohort_refused
from audits.enums import Grade
from audits.queries.identity_check import identity_in_cohort
from audits.sheets.rows import PastAudit, Reference
from foundation.council.clock import today
from foundation.names import address_key
from foundation.sheets import Cell, ParsedFigure, SheetColumn, clean_text, is_error, parse_figure, parse_month

BLANK_WORDS = frozenset({"", "-", "–", "—", "na", "n/a", "none", "not known", "unknown"})
FIRST_YEAR = 2000
DAY_FIRST = re.compile(r"\d{1,2}[./]\d{1,2}[./](\d{4}|\d{2})")
NAME_OF_A_PERSON = re.compile(r"[^\W\d_]([^\W\d_]|[’'-])+(,? [^\W\d_]([^\W\d_]|[’'-])+)+")
NO_NAMES = ("case", "child", "record", "family")
GRADE_WORDS = {word.casefold(): grade for grade in Grade for word in (grade.value, grade.label)} | {
    "requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "n/a": Grade.NOT_APPLICABLE,
}
GRADES_IN_WORDS = "Write Outstanding, Good, Requires improvement to be good, Inadequate or Not applicable, or O, G, RI, I or NA."
UNMODERATED_WORDS = frozenset({"not required", "not needed"})
# Words that say nothing of their own: whether an audit was moderated shows in its grades.
MODERATED_WORDS = (BLANK_WORDS - {"none"}) | {
    *("required", "needed", "yes", "pending", "done", "moderated", "complete", "completed"),
    *("desk", "discussion", "panel"),
}

CLOSED_WORDS = frozenset({"yes", "y", "true", "1", "x", "closed"})
OPEN_WORDS = frozenset({"no", "n", "false", "0", "open"})


class PastAuditColumn(SheetColumn):
    """One column of past audits, which knows where its value goes."""

    def assign(self, audit: PastAudit, value: Any) -> None:
        raise NotImplementedError


class MonthColumn(PastAuditColumn):
    def __init__(self, *headings: str, required: bool = False):
        super().__init__(*headings, required=required)
        # A demo lives on a day of its own, but a real month is no mistake in it.
        self.latest = max(today(), timezone.localdate())

    def clean(self, cell: Cell) -> datetime.date:
        month = parse_month(cell)
        if month > self.latest:
            raise ValueError("This month is still to come. Check the year and the month.")
        if month.year < FIRST_YEAR:
            raise ValueError(f"This month is before {FIRST_YEAR}. Check the year.")
        return month

    def assign(self, audit: PastAudit, value: datetime.date) -> None:
        audit.month = value


class CaseColumn(PastAuditColumn):
    longest = 40

    def clean(self, cell: Cell) -> str:
        text = clean_text(cell)
        if text.casefold() in BLANK_WORDS:
            raise ValueError("Enter the case ID: it says which child’s record was audited, without naming the child.")
        _refuse_error(text)
        if len(text) > self.longest:
            raise ValueError(f"A case ID has at most {self.longest} characters; this has {len(text)}.")
        if looks_like := gives_away(cell):
            raise ValueError(f"“{text}” looks like {looks_like}. Write the pseudonymised case ID: no child can be recognised here.")
        return text

    def assign(self, audit: PastAudit, value: str) -> None:
        audit.case_id = value


def gives_away(cell: Cell) -> str:
    """More lenient than the form: past lists number their cases in many ways (AB, Case A, 2023-06-01), and few are people."""
    text = clean_text(cell)
    if isinstance(cell, datetime.date) or DAY_FIRST.fullmatch(text):
        return "a date"
    if _is_a_name(text):
        return "a name"
    return "an NHS number" if person_in(text) == "an NHS number" else ""


def _is_a_name(text: str) -> bool:
    """Two words or more with capitals, either way round; of capitals alone only where each is too long for initials."""
    words = text.replace(",", " ").split()
    if not NAME_OF_A_PERSON.fullmatch(text) or words[0].casefold() in NO_NAMES:
        return False
    return all(word[0].isupper() and (not word.isupper() or len(word) > 2) for word in words)


def _refuse_error(text: str) -> None:
    if is_error(text):
        raise ValueError(f"“{text}” is a spreadsheet’s error, not a value. Correct the formula, or type the value.")


class TextColumn(PastAuditColumn):
    """Text that may be left blank, kept under `name`."""

    def __init__(self, heading: str, name: str, longest: int):
        super().__init__(heading)
        self.name, self.longest = name, longest

    def clean(self, cell: Cell) -> Any:
        text = clean_text(cell)
        if text.casefold() in BLANK_WORDS:
            return ""
        _refuse_error(text)
        if len(text) > self.longest:
            raise ValueError(f"This has {len(text)} characters; at most {self.longest} are kept. Shorten it.")
        return text

    def assign(self, audit: PastAudit, value: Any) -> None:
        setattr(audit, self.name, value)


class CohortColumn(TextColumn):
    """A few are in a file of thousands: each is looked at once."""

    def __init__(self) -> None:
        super().__init__("cohort", "cohort", longest=150)
        self._said: dict[str, str] = {}

    def clean(self, cell: Cell) -> Any:
        text = super().clean(cell)
        if text not in self._said:
            find = identity_in_cohort(text)
            self._said[text] = cohort_refused(find.text, find.kind) if find else ""
        if self._said[text]:
            raise ValueError(self._said[text])
        return text


class ReferenceColumn(TextColumn):
    """A team or a person, looked up by `find`."""

    def __init__(self, heading: str, name: str, find: Callable[[str], Reference], is_person: bool = False):
        super().__init__(heading, name, longest=100)
        self.find, self.is_person = find, is_person

    def clean(self, cell: Cell) -> Reference:
        text = super().clean(cell)
        if text and self.is_person:
            _require_person(text)
        return self.find(text) if text else None


def _require_person(text: str) -> None:
    if not any(map(str.isalpha, text)):
        raise ValueError(f"“{text}” is not a person. Write a name or an e-mail address.")
    if "@" in text:
        try:
            validate_email(address_key(text))
        except ValidationError:
            raise ValueError(f"“{text}” is not an e-mail address. Write one such as name@example.gov.uk, or the person’s name.") from None


class ModerationColumn(PastAuditColumn):
    def clean(self, cell: Cell) -> bool:
        word = clean_text(cell).casefold()
        if word in UNMODERATED_WORDS:
            return True
        if word in MODERATED_WORDS:
            return False
        raise ValueError("Write “not required” where the audit was not to be moderated, or leave this blank.")

    def assign(self, audit: PastAudit, value: bool) -> None:
        audit.unmoderated = value


class ClosedColumn(PastAuditColumn):
    """Whether the record was closed when it was audited; blank, the sheet does not say."""

    def clean(self, cell: Cell) -> bool | None:
        word = clean_text(cell).casefold()
        if word in CLOSED_WORDS:
            return True
        if word in OPEN_WORDS:
            return False
        if word in BLANK_WORDS:
            return None
        raise ValueError("Write “yes” where the record was closed when it was audited, “no” where it was not, or leave this blank.")

    def assign(self, audit: PastAudit, value: bool | None) -> None:
        audit.was_closed = value


class GradeColumn(PastAuditColumn):
    """The grade of one domain, or overall where `domain` is None, before or after moderation."""

    def __init__(self, name: str, stage: str, domain: int | None):
        super().__init__(f"{name} {stage}", required=stage == "pre")
        self.name, self.stage, self.domain = name if domain else "the overall judgement", stage, domain

    def clean(self, cell: Cell) -> Grade | None:
        text = clean_text(cell)
        if not text and self.required:
            raise ValueError(f"Enter the auditor’s grade for {self.name}. {GRADES_IN_WORDS}")
        if not text:
            return None
        grade = GRADE_WORDS.get(text.casefold())
        if grade is None:
            raise ValueError(f"“{text}” is {_what(text)}. {GRADES_IN_WORDS}")
        return grade

    def assign(self, audit: PastAudit, value: Grade | None) -> None:
        if value is not None:
            getattr(audit, self.stage)[self.domain] = value


def _what(text: str) -> str:
    try:
        figure = parse_figure(text)
    except ValueError:
        return "not a grade"
    if not isinstance(figure, ParsedFigure):
        return "not a grade"
    return "a percentage, not a grade" if figure.percent else "a number, not a grade"
