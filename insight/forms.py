"""The period that a reader of insight looks at."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from foundation.council.months import add_months, month_code, month_name, months_between, parse_month
from foundation.govuk.forms import GovukForm

# Months shown where the reader has not chosen: two quarters, so that a direction can be seen.
USUAL_MONTHS = 6


class PeriodForm(GovukForm, forms.Form):
    """From one month to another, out of those that have audits."""

    method = "get"
    submit_text = "Show"

    first = forms.TypedChoiceField(label="From", coerce=parse_month)
    last = forms.TypedChoiceField(label="To", coerce=parse_month)

    def __init__(self, data: Any, *, earliest: datetime.date, latest: datetime.date) -> None:
        self.usual = (max(earliest, add_months(latest, 1 - USUAL_MONTHS)), latest)
        chosen = data if "from" in data or "to" in data else None
        super().__init__(chosen, initial={"first": month_code(self.usual[0]), "last": month_code(latest)})
        months = [(month_code(month), month_name(month)) for month in months_between(earliest, latest)][::-1]
        for name in ("first", "last"):
            self.fields[name].choices = months

    def add_prefix(self, field_name: str) -> str:
        """In the address the fields are `from` and `to`, as in the commands."""
        return {"first": "from", "last": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            raise ValidationError("“From” is later than “To”. Choose the earlier month first.")
        return cleaned

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """The chosen months, or the usual ones where none were chosen well."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return self.usual
