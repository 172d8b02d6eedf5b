"""Dates asked for in boxes, as the Design System does: people mistype fewer days than they mispick."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

# Earlier or later is a slip of the keyboard, and would take every calculation of days out of reach.
FIRST_YEAR, LAST_YEAR = 1990, 2099
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class GovukDateWidget(forms.MultiWidget):
    """Boxes named `<field>_day`, `<field>_month`, `<field>_year`; a single ISO value under the field's own name is read too."""

    parts: tuple[str, ...] = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in self.parts}, attrs)

    def decompress(self, value: date | str | None) -> list[str]:
        value = parsed_iso(value) if isinstance(value, str) else value
        return [""] * len(self.parts) if value is None else [str(getattr(value, part)) for part in self.parts]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        if data.get(name):
            single = parsed_iso(data[name])
            return self.decompress(single) if single else [data[name], *[""] * (len(self.parts) - 1)]
        return [(data.get(f"{name}_{part}") or "").strip() for part in self.parts]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)


class GovukMonthWidget(GovukDateWidget):
    parts = ("month", "year")


class GovukDateField(forms.Field):
    """A date from day, month and year; every error says which box is wrong (`params["parts"]`)."""

    widget: type[forms.Widget] = GovukDateWidget
    parts: tuple[str, ...] = ("day", "month", "year")
    default_error_messages = {"invalid": "%(label)s must be a real date, like %(example)s"}
    example = "23 6 2023"

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date) or value is None:
            return value
        if isinstance(value, str):
            return parsed_iso(value)
        if not any(value):
            return None
        typed = dict(zip(self.parts, value, strict=True))
        self._refuse_missing(typed)
        self._refuse_short_year(typed)
        return self._real_date(typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _error(self, message: str, *parts: str, code: str = "invalid") -> ValidationError:
        values = {"label": self.label or "Date", "example": self.example, "parts": parts}
        return ValidationError(message, code=code, params=values)

    def _refuse_missing(self, typed: dict[str, str]) -> None:
        missing = [part for part, text in typed.items() if not text]
        if missing:
            raise self._error(f"%(label)s must include a {' and a '.join(missing)}", *missing, code="incomplete")

    def _refuse_short_year(self, typed: dict[str, str]) -> None:
        if typed["year"].isdigit() and len(typed["year"]) != 4:
            raise self._error("Year must have 4 numbers, like 2023", "year")
        if typed["year"].isdigit() and not FIRST_YEAR <= whole("year", typed["year"]) <= LAST_YEAR:
            raise self._error(f"Year must be from {FIRST_YEAR} to {LAST_YEAR}", "year")

    def _real_date(self, typed: dict[str, str]) -> date:
        wrong = [part for part, text in typed.items() if not 1 <= whole(part, text) <= {"day": 31, "month": 12}.get(part, 9999)]
        if wrong:
            raise self._error(str(self.error_messages["invalid"]), *wrong)
        try:
            return date(whole("year", typed["year"]), whole("month", typed["month"]), whole("day", typed.get("day", "1")))
        except ValueError:
            raise self._error(str(self.error_messages["invalid"]), *self.parts) from None


class GovukMonthField(GovukDateField):
    """A month, kept as its first day."""

    widget = GovukMonthWidget
    parts = ("month", "year")
    default_error_messages = {"invalid": "%(label)s must be a real month, like %(example)s"}
    example = "6 2023"


def whole(part: str, text: str) -> int:
    """The number in a box, a month's name included; 0 for anything else, which no box accepts."""
    if part == "month" and text[:3].casefold() in MONTHS:
        return MONTHS.index(text[:3].casefold()) + 1
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def parsed_iso(value: str) -> date | None:
    """2023-06-23, or 2023-06 for a month; nothing when it is neither."""
    try:
        return date.fromisoformat(value if len(value) > 7 else f"{value}-01")
    except ValueError:
        return None
