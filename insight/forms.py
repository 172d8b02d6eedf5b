"""The period and the cohort that a reader of insight looks at."""

import datetime
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from foundation.council.months import add_months, month_code, month_name, months_between, parse_month
from foundation.govuk.forms import GovukForm

# Months shown where the reader has not chosen: two quarters, so that a direction can be seen.
USUAL_MONTHS = 6


class PeriodForm(GovukForm, forms.Form):
    """From one month to another, out of those that have audits; all their cohorts or one."""

    method = "get"
    submit_text = "Show"
    usual_months = USUAL_MONTHS

    first = forms.TypedChoiceField(label="From", coerce=parse_month)
    last = forms.TypedChoiceField(label="To", coerce=parse_month)
    cohort = forms.ChoiceField(label="Cohort", required=False)

    def __init__(self, data: QueryDict, *, earliest: datetime.date, latest: datetime.date, cohorts: Sequence[str] = ()) -> None:
        self.usual = (max(earliest, add_months(latest, 1 - self.usual_months)), latest)
        super().__init__({"from": month_code(self.usual[0]), "to": month_code(latest), **data.dict()})
        months = [(month_code(month), month_name(month)) for month in months_between(earliest, latest)][::-1]
        for name in ("first", "last"):
            self.fields[name].choices = months
        self.fields["cohort"].choices = [("", "All cohorts"), *((cohort, cohort) for cohort in cohorts)]

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
        if self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return self.usual

    @property
    def cohort_chosen(self) -> str:
        """Empty for all of them."""
        return self.cleaned_data["cohort"] if self.is_valid() else ""

    @property
    def query(self) -> str:
        """What was chosen, for addresses of charts."""
        first, last = self.period
        cohort = {"cohort": self.cohort_chosen} if self.cohort_chosen else {}
        return f"?{urlencode({'from': month_code(first), 'to': month_code(last)} | cohort)}"


class YearForm(PeriodForm):
    """Usually twelve months: fewer hold too few audits that were graded twice."""

    usual_months = 12


class ChosenJudgementForm(GovukForm, forms.Form):
    """Which judgement: the overall one, which is the first of `names`, or a domain."""

    method = "get"
    submit_text = "Show"

    judgement = forms.ChoiceField(label="Judgement", required=False)

    def __init__(self, data: QueryDict, *, names: Sequence[str]) -> None:
        self.usual = names[0]
        super().__init__({"judgement": names[0], **data.dict()})
        self.fields["judgement"].choices = [(name, name) for name in names]

    @property
    def chosen(self) -> str:
        return (self.cleaned_data["judgement"] if self.is_valid() else "") or self.usual

    @property
    def query(self) -> str:
        """What was chosen, for the address of the chart."""
        return urlencode({"judgement": self.chosen})
