"""The editions of the inspection framework."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukDateField, ServiceForm
from inspections.enums import FollowedBy
from inspections.models import InspectionFramework
from inspections.services.frameworks import add_framework, change_framework

NAMES = (
    *("name", "first_day", "has_overall", "followed_by", "practice_needed", "months_between"),
    *("visits_before_short", "visits_before_standard", "monitoring_months", "source"),
)


class FrameworkForm(ServiceForm):
    submit_text = "Save"
    field_options: ClassVar = {
        **{name: {"label_size": "s"} for name in ("name", "judgements", "source")},
        **{name: {"label_size": "s", "width": 3} for name in NAMES if name.startswith(("practice", "months", "visits", "monitoring"))},
        "first_day": {"legend_size": "s"},
        "followed_by": {"small": True, "legend_size": "s"},
        "has_overall": {"small": True},
    }

    name = forms.CharField(label="What is the edition called?", max_length=80, help_text="For example, ILACS from April 2026")
    first_day = GovukDateField(label="From which day are inspections by it?", help_text="By the day on which an inspection begins.")
    judgements = forms.CharField(
        label="Its judgements, one a line, in their order",
        widget=forms.Textarea,
        max_length=3000,
        help_text="That with “leaders” in its words judges leaders, the others practice.",
    )
    has_overall = forms.BooleanField(label="It gives a grade for overall effectiveness as well", required=False)
    followed_by = forms.ChoiceField(label="What decides which inspection follows?", choices=FollowedBy, widget=forms.RadioSelect)
    practice_needed = forms.IntegerField(
        label="How many judgements of practice must be Good or better for a short inspection?",
        min_value=0,
        max_value=20,
        help_text="Beside that of leaders. Not used where the grade for overall effectiveness decides.",
    )
    months_between = forms.IntegerField(label="Months from one inspection to the next", min_value=1, max_value=120)
    visits_before_short = forms.IntegerField(label="Focused visits before a short inspection", min_value=0, max_value=20)
    visits_before_standard = forms.IntegerField(label="Focused visits before a standard inspection", min_value=0, max_value=20)
    monitoring_months = forms.IntegerField(label="Months from one monitoring visit to the next", min_value=1, max_value=24)
    source = forms.CharField(label="Where is the rule published? (optional)", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        defaults = {
            field.name: field.get_default() for field in InspectionFramework._meta.fields if field.name in NAMES and field.has_default()
        }
        super().__init__(*args, **{**kwargs, "initial": defaults | kwargs.get("initial", {})})
        self.cancel_url = reverse("inspections:frameworks")

    def clean_judgements(self) -> list[str]:
        return [line for line in self.cleaned_data["judgements"].splitlines() if line.strip()]

    def act(self) -> InspectionFramework:
        return add_framework(actor=self.actor, **self.cleaned_data)


class ChangeFrameworkForm(FrameworkForm):
    def __init__(self, *args: Any, framework: InspectionFramework, **kwargs: Any):
        held = {name: getattr(framework, name) for name in NAMES}
        held["judgements"] = "\n".join(each.name for each in framework.judgements.all())
        super().__init__(*args, initial=held, **kwargs)
        self.framework = framework
        self.carry_version(version_of(framework))

    def act(self) -> InspectionFramework:
        return change_framework(actor=self.actor, framework=self.framework, **self.cleaned_data)
