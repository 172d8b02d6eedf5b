"""By which rules each audience is shown a report, and releasing one."""

from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms

from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm
from reports.enums import Protection, ReportAudience, RoundTo
from reports.models import AudienceRelease, AudienceRuleSet, Report
from reports.queries.audiences import RELEASED_TO
from reports.services import change_audience_rules, release_to_audience

LEAST = 3
MOST = 50
PARTS = ("protection", "fewest", "round_to", "zeros_disclose")
ZEROS = "Also hold back nought, and all of all: “none of 9” says something of each of the nine"


def names_of(audience: ReportAudience) -> list[str]:
    """Of the fields of one audience; of whom it is released to each count is always protected."""
    return [f"{audience.value}_{part}" for part in PARTS if part != "protection" or audience not in RELEASED_TO]


def _fields_of(audience: ReportAudience) -> dict[str, forms.Field]:
    least = LEAST if audience in RELEASED_TO else 1
    found = {
        "protection": forms.ChoiceField(label="What is protected?", choices=Protection, widget=forms.RadioSelect),
        "fewest": forms.IntegerField(
            label="What is the smallest number to be shown?",
            min_value=least,
            max_value=MOST,
            help_text=f"A whole number from {least} to {MOST}. With 5, four are held back and five are shown.",
        ),
        "round_to": forms.TypedChoiceField(
            label="Are counts rounded?",
            choices=RoundTo,
            coerce=int,
            widget=forms.RadioSelect,
            help_text="Percentages are then of the rounded counts. Only where each count is protected.",
        ),
        "zeros_disclose": forms.BooleanField(label=ZEROS, required=False, help_text="Only where each count is protected."),
    }
    return {f"{audience.value}_{part}": field for part, field in found.items() if f"{audience.value}_{part}" in names_of(audience)}


class AudienceRulesForm(ServiceForm):
    submit_text = "Save the rules"
    field_options: ClassVar = {f"{audience.value}_fewest": {"width": 3} for audience in ReportAudience}

    layout = Layout(*(Fieldset(audience.label, *names_of(audience)) for audience in ReportAudience))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        rules = AudienceRuleSet.current()
        stored = {name: getattr(rules, name) for audience in ReportAudience for name in names_of(audience)}
        super().__init__(*args, initial=stored, **kwargs)
        for audience in ReportAudience:
            self.add_fields(_fields_of(audience))
        self.carry_version(version_of(rules))
        self.cancel_url = "/reports/"

    def act(self) -> AudienceRuleSet:
        return change_audience_rules(actor=self.actor, **self.cleaned_data)


class AudienceReleaseForm(ServiceForm):
    submit_text = "Release it"

    sure = forms.BooleanField(label="I have read what they will be shown, and they may have it for good")

    def __init__(self, *args: Any, report: Report, audience: ReportAudience, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.audience = report, audience

    def act(self) -> AudienceRelease:
        return release_to_audience(actor=self.actor, report=self.report, audience=self.audience)
