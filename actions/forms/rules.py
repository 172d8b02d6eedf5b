"""The rules of actions, each a plain question."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from actions.models import ActionRules
from actions.services.rules import RULES, change_action_rules
from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm

YES, NO = "yes", "no"
WORKING_DAYS = {"width": 3, "suffix": "working days"}


def _count(label: str, least: int, most: int, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text)


class ActionRulesForm(ServiceForm):
    urgent_days = _count(
        "How long has an urgent action?", 1, 60, "The due date that is suggested. The person who raises the action can choose another."
    )
    normal_days = _count("How long has any other action?", 1, 250)
    due_soon_days = _count("From when is an action due soon?", 1, 60)
    check_percentage = _count(
        "What percentage of verified actions does the QA lead look at again, at random?", 0, 100, "From 0 to 100. 0 for none."
    )
    check_seed = forms.IntegerField(
        label="Seed of the lots",
        min_value=0,
        max_value=2**31 - 1,
        help_text="Any whole number. It is kept with each action, so that anybody can draw its lot again.",
    )
    effect_fewest = _count("How many audits before and after are needed to compare practice?", 1, 50)
    evidence_files = forms.ChoiceField(
        label="May files be added as evidence?",
        choices=[(YES, "Yes"), (NO, "No, only words, a pointer into the case system and a web address")],
        widget=forms.RadioSelect,
        help_text="A file is a second copy of something about a child, kept here. A pointer is not.",
    )
    evidence_megabytes = _count("How large may a file be?", 1, 100)

    submit_text = "Save the rules"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "urgent_days": WORKING_DAYS,
        "normal_days": WORKING_DAYS,
        "due_soon_days": {"width": 3, "suffix": "working days before"},
        "check_percentage": {"width": 3, "suffix": "%"},
        "check_seed": {"width": 10},
        "effect_fewest": {"width": 3, "suffix": "audits"},
        "evidence_megabytes": {"width": 3, "suffix": "MB"},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        rules = ActionRules.current()
        stored = {name: getattr(rules, name) for name in RULES} | {"evidence_files": YES if rules.evidence_files else NO}
        super().__init__(*args, initial=stored, **kwargs)
        self.carry_version(version_of(rules))
        self.cancel_url = reverse("actions:list")

    def act(self) -> ActionRules:
        given = self.cleaned_data | {"evidence_files": self.cleaned_data["evidence_files"] == YES}
        return change_action_rules(actor=self.actor, **given)
