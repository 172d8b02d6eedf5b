"""Targets of our own auditing, and what it is a share of."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukDateField, ServiceForm
from insight.enums import HealthMeasure
from insight.health.calculations import BY_TOPIC, LESS_IS_BETTER
from insight.health.services.targets import change_health_rules, indicators_of_children, set_health_target
from insight.models import HealthRules, HealthTarget
from performance.models import Indicator


def _choices() -> list[tuple[str, str]]:
    ordered = [measure for measures in BY_TOPIC.values() for measure in measures]
    return [("", ""), *((each.value, f"{each.label}{' (at most)' if each in LESS_IS_BETTER else ''}") for each in ordered)]


class HealthTargetForm(ServiceForm):
    submit_text = "Set the target"
    field_options: ClassVar = {
        "measure": {"label_size": "s"},
        "percentage": {"label_size": "s", "width": 3, "suffix": "%"},
        "from_when": {"legend_size": "s"},
        "by_when": {"legend_size": "s"},
    }

    measure = forms.ChoiceField(label="What is it for?", error_messages={"required": "Select what the target is for."})
    percentage = forms.IntegerField(label="What should it reach?", min_value=0, max_value=100)
    from_when = GovukDateField(label="From when does it hold?", help_text="For example, 1 4 2023")
    by_when = GovukDateField(label="By when should it be reached?", help_text="For example, 31 3 2024")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = _choices()
        self.cancel_url = reverse("insight:health")

    def act(self) -> HealthTarget:
        given = self.cleaned_data
        return set_health_target(actor=self.actor, **given | {"measure": HealthMeasure(given["measure"])})


class HealthRulesForm(ServiceForm):
    submit_text = "Save"
    field_options: ClassVar = {"open_records": {"legend_size": "s"}}

    open_records = forms.ModelMultipleChoiceField(
        Indicator.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Which figures add up to the children with an open record?",
        help_text="Choose figures that count no child twice: children in need plans, child protection plans and cared for children, say.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        rules = HealthRules.current()
        chosen = [] if rules._state.adding else list(rules.open_records.all())
        super().__init__(*args, initial={"open_records": [each.pk for each in chosen]}, **kwargs)
        self.fields["open_records"].queryset = Indicator.objects.filter(pk__in=[each.pk for each in indicators_of_children()])
        self.carry_version(version_of(rules, sorted(each.slug for each in chosen)))
        self.cancel_url = reverse("insight:health")

    def act(self) -> HealthRules:
        return change_health_rules(actor=self.actor, **self.cleaned_data)
