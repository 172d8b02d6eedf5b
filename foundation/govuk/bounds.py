"""What no field takes, whatever its form says: numbers that no database column holds, names with line breaks in them."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator

LARGEST = 2**31 - 1
# A key of so many digits is nobody's, and more than a database can look for.
LONGEST_KEY = 18


def keep_in_bounds(field: Any, label: str) -> None:
    if isinstance(field, forms.ModelChoiceField) and not field.to_field_name:
        _refuse_long_keys(field)
    elif isinstance(field, forms.IntegerField) and not isinstance(field, forms.FloatField | forms.DecimalField):
        _bound_numbers(field)
    elif isinstance(field, forms.CharField) and type(field.widget) is forms.TextInput:
        field.validators = [*field.validators, OneLine(label)]
    elif isinstance(field, forms.CharField) and isinstance(field.widget, forms.Textarea):
        _count_as_shown(field)


def longest(field: Any) -> int | None:
    """How many characters a field takes; None where it says nothing of that."""
    limits = [each.limit_value for each in getattr(field, "validators", ()) if isinstance(each, MaxLengthValidator)]
    return min(limits) if limits and isinstance(field, forms.CharField) else None


def _count_as_shown(field: forms.CharField) -> None:
    """Browsers send the end of a line as two characters and count it as one, and so does what is left on the page."""
    usual = field.to_python

    def to_python(value: Any) -> Any:
        return usual(value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value)

    field.to_python = to_python  # type: ignore[method-assign]  # of this one field: every form has fields of its own


class OneLine:
    """Refuses control characters and line breaks in a box of one line."""

    def __init__(self, label: str):
        self.label = label

    def __call__(self, text: str) -> None:
        if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") for letter in text):
            raise ValidationError(f"{self.label} must be on one line, without marks that cannot be seen. Type it again")


def _bound_numbers(field: forms.IntegerField) -> None:
    if field.max_value is None:
        field.validators = [*field.validators, MaxValueValidator(LARGEST, message=field.error_messages.get("max_value"))]
    if field.min_value is None:
        field.validators = [*field.validators, MinValueValidator(-LARGEST, message=field.error_messages.get("min_value"))]


def _refuse_long_keys(field: Any) -> None:
    usual = field.clean

    def clean(value: Any) -> Any:
        given = value if isinstance(value, list | tuple) else [value]
        if any(isinstance(each, str) and len(each) > LONGEST_KEY for each in given):
            raise ValidationError(field.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(value)[:LONGEST_KEY]})
        return usual(value)

    field.clean = clean
