"""The rules by which audits are chosen for moderation."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from audits.calculations.latest import LATEST
from audits.models import AuditRules, ModerationRules
from audits.moderation.services.selection import RULES, change_moderation_rules
from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm

YES, NO = "yes", "no"
YES_OR_NO = ("best_and_worst", "drift")
DRIFT_HINT = (
    "Judged over an auditor’s latest {audits} moderated audits: {share}% or more of the grades changed, or changes that go one way "
    "more often than chance would explain. The percentage is one of the audit settings. Nobody is judged on fewer."
)


class ModerationRulesForm(ServiceForm):
    submit_text = "Save the rules"

    best_and_worst = forms.ChoiceField(
        label="Is every audit graded Inadequate or Outstanding overall moderated?",
        choices=[(YES, "Yes"), (NO, "No")],
        widget=forms.RadioSelect,
    )
    first_audits = forms.IntegerField(
        label="How many of an auditor’s first audits are moderated?", min_value=0, max_value=99, help_text="0 for none."
    )
    drift = forms.ChoiceField(
        label="Are the audits of auditors whose grades moderation often changes moderated?",
        choices=[(YES, "Yes"), (NO, "No")],
        widget=forms.RadioSelect,
    )
    percentage = forms.IntegerField(
        label="What percentage of the rest is moderated, at random?", min_value=0, max_value=100, help_text="From 0 to 100."
    )
    seed = forms.IntegerField(
        label="Seed of the lots",
        min_value=0,
        max_value=2**31 - 1,
        help_text="Any whole number. It is kept with each audit that is drawn, so that anybody can draw it again.",
    )

    field_options: ClassVar = {"first_audits": {"width": 3}, "percentage": {"width": 3, "suffix": "%"}, "seed": {"width": 10}}

    def __init__(self, *args: Any, **kwargs: Any):
        rules = ModerationRules.current()
        stored = {name: getattr(rules, name) for name in RULES}
        stored |= {name: YES if stored[name] else NO for name in YES_OR_NO}
        super().__init__(*args, initial=stored, **kwargs)
        self.fields["drift"].help_text = DRIFT_HINT.format(audits=LATEST, share=AuditRules.current().drift_share)
        self.carry_version(version_of(rules))
        self.cancel_url = reverse("desk:my-work")

    def act(self) -> ModerationRules:
        given = self.cleaned_data | {name: self.cleaned_data[name] == YES for name in YES_OR_NO}
        return change_moderation_rules(actor=self.actor, **given)
