"""The year's programme, the numbers of a month, its exemptions and its pauses."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator

from audits.cycles.pages.month_statistics import auditors_to_number, services_to_number
from audits.cycles.queries.programme import months_of, suggested_dues
from audits.cycles.services.pausing import pause_month
from audits.cycles.services.programme import ask_exemption, decide_exemption, plan_year, set_expected, version_of_expected
from audits.models import Cycle, Exemption
from audits.permissions import is_in_remit
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Service, Team
from foundation.accounts.permissions import is_lead
from foundation.activity.versions import versions_of
from foundation.council.months import month_code, month_name
from foundation.govuk.forms import ServiceForm

DAYS = ["%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"]
DAY_BOX = {"width": 10}
# Not the field’s own length, which would put a count of characters under each of twelve boxes.
LONGEST_THEME = MaxLengthValidator(250)
APPROVE, REFUSE = "approve", "refuse"


class DayField(forms.DateField):
    """A day in one box, for a table of many."""

    def __init__(self, **kwargs: Any):
        wrong = {"invalid": "Write a day like 23/6/2023."}
        super().__init__(required=False, input_formats=DAYS, widget=forms.TextInput, error_messages=wrong, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """As people type it: 23/6/2023."""
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, datetime.date) else value


class PlanYearForm(ServiceForm):
    """Twelve months in one table. A month with a theme, a cohort or a number is planned; one without is left out."""

    submit_text = "Save the year"
    COLUMNS = ("theme", "cohort", "expected", "audits_due", "moderation_due")

    def __init__(self, *args: Any, year: int, **kwargs: Any):
        self.year = year
        months = months_of(year)
        self.stored = {cycle.month: cycle for cycle in Cycle.objects.in_period(months[0], months[-1])}
        super().__init__(*args, **kwargs)
        for month in months:
            self._add_month(month)
        self.carry_version(versions_of(self.stored.values()))

    def _add_month(self, month: Any) -> None:
        cycle, name = self.stored.get(month), month_name(month)
        begun: Mapping[str, Any] = {each: getattr(cycle, each) for each in self.COLUMNS} if cycle else suggested_dues(month)
        fields = {
            "theme": forms.CharField(label=f"Theme of {name}", required=False, widget=forms.Textarea, validators=[LONGEST_THEME]),
            "cohort": forms.CharField(label=f"Cohort of {name}", max_length=150, required=False),
            "expected": forms.IntegerField(label=f"Audits expected in {name}", required=False, min_value=0, max_value=999),
            "audits_due": DayField(label=f"Audits of {name} due"),
            "moderation_due": DayField(label=f"Moderation of {name} due"),
        }
        for column, field in fields.items():
            key = f"{month_code(month)}-{column}"
            self.add_field(key, field)
            self.initial.setdefault(key, begun.get(column))

    def options_of(self, name: str) -> Mapping[str, Any]:
        looks: dict[str, dict[str, Any]] = {
            "theme": {"rows": 3, "count_from": 75},
            "expected": {"width": 3},
            "audits_due": DAY_BOX,
            "moderation_due": DAY_BOX,
        }
        return {"hide_label": True, **looks.get(name.partition("-")[2].partition("-")[2], {})}

    def rows(self) -> list[dict[str, Any]]:
        """A row for each month: its name, whether it is planned, a bound field for each column."""
        return [
            {
                "name": month_name(month),
                "cycle": self.stored.get(month),
                "fields": [self[f"{month_code(month)}-{column}"] for column in self.COLUMNS],
            }
            for month in months_of(self.year)
        ]

    def act(self) -> list[Cycle]:
        plans = {month: plan for month, plan in self._plans().items() if self._is_planned(month, plan)}
        return plan_year(actor=self.actor, months=plans, versions=self.cleaned_data["version"])

    def _plans(self) -> dict[Any, dict[str, Any]]:
        given = self.cleaned_data
        plans = {month: {column: given[f"{month_code(month)}-{column}"] for column in self.COLUMNS} for month in months_of(self.year)}
        # A theme is one line, in whatever box it was typed.
        return {month: plan | {"theme": " ".join(plan["theme"].split())} for month, plan in plans.items()}

    def _is_planned(self, month: Any, plan: dict[str, Any]) -> bool:
        return month in self.stored or bool(plan["theme"] or plan["cohort"] or plan["expected"] is not None)


class ExpectedForm(ServiceForm):
    """A number for each service and each auditor of a month."""

    submit_text = "Save the numbers"

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        self.cancel_url = cycle.get_absolute_url()
        stored = {("service", row.service_id) if row.service_id else ("auditor", row.auditor_id): row.expected for row in self._stored()}
        self.services: dict[str, Service] = {f"service_{service.pk}": service for service in services_to_number()}
        self.auditors: dict[str, Person] = {f"auditor_{person.pk}": person for person in auditors_to_number(cycle)}
        for key, whose in {**self.services, **self.auditors}.items():
            kind, pk = key.split("_")
            self.fields[key] = forms.IntegerField(
                label=str(whose), required=False, min_value=0, max_value=999, initial=stored.get((kind, int(pk)))
            )
        self.carry_version(version_of_expected(cycle))

    def _stored(self) -> Any:
        return self.cycle.expectations.all()

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"width": 3}

    def service_fields(self) -> list[Any]:
        return [self[key] for key in self.services]

    def auditor_fields(self) -> list[Any]:
        return [self[key] for key in self.auditors]

    def act(self) -> Cycle:
        given = self.cleaned_data
        services = {service: given[key] for key, service in self.services.items()}
        auditors = {person: given[key] for key, person in self.auditors.items()}
        set_expected(actor=self.actor, cycle=self.cycle, services=services, auditors=auditors, version=given["version"])
        return self.cycle


class AskExemptionForm(ServiceForm):
    submit_text = "Ask for the exemption"
    field_options: ClassVar = {"whom": {"suggest": True}, "audits": {"width": 3}, "reason": {"rows": 4}}

    whom = forms.ChoiceField(label="Which team or auditor?", error_messages={"required": "Choose a team or an auditor."})
    audits = forms.IntegerField(
        label="How many audits are exempted?",
        min_value=1,
        max_value=999,
        help_text="They reduce the number of audits expected for the month.",
    )
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        help_text="For example long-term absence or an inspection of the team. Say nothing of anybody’s health.",
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        teams = Team.objects.select_related("service")
        people = Person.objects.active().with_role(Role.AUDITOR).select_related("team__service").order_by("name__folded")
        self.choices: dict[str, Team | Person] = {f"team-{team.pk}": team for team in teams if self._may_ask(team)}
        self.choices |= {f"person-{person.pk}": person for person in people if self._may_ask(person)}
        named = [(key, f"{each.name} (auditor)" if isinstance(each, Person) else each.name) for key, each in self.choices.items()]
        self.fields["whom"].choices = [("", ""), *named]

    def _may_ask(self, whom: Team | Person) -> bool:
        return is_lead(self.actor) or is_in_remit(self.actor, whom)

    def act(self) -> Exemption:
        given, whom = self.cleaned_data, self.choices[self.cleaned_data["whom"]]
        who = {"auditor": whom} if isinstance(whom, Person) else {"team": whom}
        return ask_exemption(actor=self.actor, cycle=self.cycle, audits=given["audits"], reason=given["reason"], **who)


class DecideExemptionForm(ServiceForm):
    submit_text = "Save the decision"
    field_options: ClassVar = {"answer": {"rows": 3}}

    decision = forms.ChoiceField(
        label="Do you approve it?",
        choices=[(APPROVE, "Approve: the audits are exempted"), (REFUSE, "Refuse: they are still expected")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you approve it."},
    )
    answer = forms.CharField(label="What do you say to it?", required=False, widget=forms.Textarea, help_text="Needed where you refuse.")

    def __init__(self, *args: Any, exemption: Exemption, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.exemption = exemption

    def act(self) -> Exemption:
        given = self.cleaned_data
        return decide_exemption(actor=self.actor, exemption=self.exemption, approve=given["decision"] == APPROVE, answer=given["answer"])


class PauseForm(ServiceForm):
    submit_text = "Pause the month"
    field_options: ClassVar = {"reason": {"rows": 4}}

    reason = forms.CharField(
        label="Why is the month paused?",
        widget=forms.Textarea,
        help_text="Everybody with a part in the month reads it. Name no child and nobody’s health.",
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        self.cancel_url = cycle.get_absolute_url()

    def act(self) -> Cycle:
        return pause_month(actor=self.actor, cycle=self.cycle, reason=self.cleaned_data["reason"])
