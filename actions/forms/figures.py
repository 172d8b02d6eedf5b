"""From which month to which."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from foundation.council.months import add_months, first_of, month_code, month_name, months_between, parse_month
from foundation.govuk.forms import GovukForm

YEARS_BACK = 3


class FiguresForm(GovukForm, forms.Form):
    """The last twelve months unless others are chosen."""

    method = "get"
    submit_text = "Show"
    field_options = {"first": {"label": "From"}, "last": {"label": "To"}}
    first = forms.TypedChoiceField(label="From", coerce=parse_month)
    last = forms.TypedChoiceField(label="To", coerce=parse_month)

    def __init__(self, data: QueryDict, *, on: datetime.date):
        self.usual = (add_months(first_of(on), -11), first_of(on))
        given = {"first": month_code(self.usual[0]), "last": month_code(self.usual[1])}
        super().__init__(given | {name: data[name] for name in given if name in data})
        months = [(month_code(month), month_name(month)) for month in months_between(add_months(first_of(on), -12 * YEARS_BACK), on)][::-1]
        for name in given:
            self.fields[name].choices = months

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            raise ValidationError("“From” is later than “To”. Choose the earlier month first.")
        return given

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        return (self.cleaned_data["first"], self.cleaned_data["last"]) if self.is_valid() else self.usual
