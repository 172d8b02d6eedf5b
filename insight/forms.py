"""The months that a reader of Results looks at, and what they narrow them to."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from audits.enums import AuditKind, PlanType, Stage
from foundation.accounts.models import Service, Team
from foundation.council.months import add_months, month_code, month_name, months_between, parse_month
from foundation.council.words import in_our_words
from foundation.govuk.forms import GovukFilterForm, GovukForm
from insight.pages.scope import STAGE_CODES, address_of, stage_name
from insight.queries.choices import ScopeChoices
from insight.queries.counted import Scope

# Months shown where the reader has not chosen: two quarters, so that a direction can be seen.
USUAL_MONTHS = 6
NO_SUCH_MONTH = "No audit was submitted in that month. Select another month from the list"


class PeriodForm(GovukForm, forms.Form):
    """From one month to another, out of those that have audits; all their cohorts or one."""

    method = "get"
    submit_text = "Show"
    usual_months = USUAL_MONTHS

    first = forms.TypedChoiceField(label="From", coerce=parse_month, error_messages={"invalid_choice": NO_SUCH_MONTH})
    last = forms.TypedChoiceField(label="To", coerce=parse_month, error_messages={"invalid_choice": NO_SUCH_MONTH})
    cohort = forms.ChoiceField(label="Cohort", required=False)

    def __init__(self, data: QueryDict, *, earliest: datetime.date, latest: datetime.date, cohorts: Sequence[str] = ()) -> None:
        self.usual = (max(earliest, add_months(latest, 1 - self.usual_months)), latest)
        given = {name: value for name, value in data.dict().items() if value}
        super().__init__({"from": month_code(self.usual[0]), "to": month_code(latest), **given})
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
            self.add_error(None, "“From” is later than “To”. Choose the earlier month first.")
        return cleaned

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen well; the page says what was not, and shows what is left."""
        self.is_valid()
        return self.cleaned_data

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """The chosen months, or the usual ones where none were chosen well."""
        first, last = self.chosen.get("first"), self.chosen.get("last")
        return (first, last) if first and last and first <= last else self.usual

    @property
    def cohort_chosen(self) -> str:
        """Empty for all of them."""
        return self.chosen.get("cohort") or ""

    @property
    def query(self) -> str:
        """What was chosen, for addresses of charts."""
        first, last = self.period
        cohort = {"cohort": self.cohort_chosen} if self.cohort_chosen else {}
        return f"?{urlencode({'from': month_code(first), 'to': month_code(last)} | cohort)}"


class YearForm(PeriodForm):
    """Usually twelve months: fewer hold too few audits that were graded twice."""

    usual_months = 12


class ScopeForm(GovukFilterForm, PeriodForm):
    """Which audits Results are about, and at which stage: chosen in one place for all its pages and kept in the address."""

    submit_text = "Show"
    field_order: tuple[str, ...] = ("first", "last", "stage", "service", "team", "cohort", "plan_type", "theme", "kind")
    field_options = {"stage": {"empty_label": "As each month stands"}}

    stage = forms.ChoiceField(label="Stage", required=False)
    service = forms.TypedChoiceField(label="Service", required=False, empty_value=None)
    team = forms.TypedChoiceField(label="Team", required=False, empty_value=None)
    cohort = forms.ChoiceField(label="Cohort", required=False)
    plan_type = forms.ChoiceField(label="Plan type", required=False)
    theme = forms.ChoiceField(label="Theme of the month", required=False)
    kind = forms.ChoiceField(label="Kind of audit", required=False)

    def __init__(self, data: QueryDict, *, choices: ScopeChoices) -> None:
        super().__init__(data, earliest=choices.earliest, latest=choices.latest, cohorts=choices.cohorts)
        self._other_kinds = choices.other_kinds
        self._services = {str(service.pk): service for service in choices.services}
        self._teams = {str(team.pk): team for team in choices.teams}
        plans = [(value, in_our_words(label)) for value, label in PlanType.choices]
        stages = [("", "As each month stands"), *((code, stage_name(stage)) for stage, code in STAGE_CODES.items())]
        self.fields["stage"].choices = stages
        self.fields["plan_type"].choices = [("", "All plan types"), *plans]
        self.fields["kind"].choices = [("", "The months’ own audits"), *AuditKind.choices, *choices.other_kinds.items()]
        self.fields["theme"].choices = [("", "All themes"), *((theme, theme) for theme in choices.themes)]
        self._offer("service", "All services", self._services)
        self._offer("team", "All teams", self._teams)

    def _offer(self, name: str, all_of_them: str, rows: Mapping[str, Service] | Mapping[str, Team]) -> None:
        self.fields[name].choices = [("", all_of_them), *((pk, row.name) for pk, row in rows.items())]
        self.fields[name].coerce = rows.__getitem__

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        service, team = cleaned.get("service"), cleaned.get("team")
        if service and team and team.service_id != service.pk:
            self.add_error("team", f"{team} is not a team of {service}. Select one of its teams, or all services.")
        return cleaned

    @property
    def stage_chosen(self) -> Stage | None:
        """None: each month at the stage at which it stands."""
        code = self.chosen.get("stage")
        return next((stage for stage, known in STAGE_CODES.items() if known == code), None)

    @property
    def scope(self) -> Scope:
        names = ("service", "team", "cohort", "plan_type", "theme", "kind")
        chosen = {name: self.chosen[name] for name in names if self.chosen.get(name)}
        return Scope(*self.period, **chosen, kind_name=self._other_kinds.get(chosen.get("kind", ""), ""))

    @property
    def query(self) -> str:
        return address_of(self.scope, self.stage_chosen)


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
