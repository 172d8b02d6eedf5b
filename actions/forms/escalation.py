"""Settings form: who is notified of an overdue action, and after how many working days."""

from typing import Any

from django import forms
from django.urls import reverse

from actions.models import EscalationRules
from actions.services.escalation import DAYS, change_escalation_rules
from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm


def days_field(label: str, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=250)


class EscalationRulesForm(ServiceForm):
    submit_text = "Save the rules"
    field_options = {name: {"width": 3, "suffix": "days late"} for name in DAYS}

    owner_days = days_field("Owner", "0 for as soon as it is late.")
    team_manager_days = days_field("Team manager")
    service_manager_days = days_field("Service manager")
    director_days = days_field("Director")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        rules = EscalationRules.current()
        super().__init__(*args, actor=actor, initial={name: getattr(rules, name) for name in DAYS}, **kwargs)
        self.carry_version(version_of(rules))
        self.cancel_url = reverse("actions:list")

    def act(self) -> EscalationRules:
        return change_escalation_rules(actor=self.actor, **self.cleaned_data)
