"""Settings form: when a manager is notified of somebody who stays late."""

from typing import Any, ClassVar

from django import forms

from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm

from .enums import ManagerChoice
from .models import ChasingRules
from .services import change_chasing_rules

RULES = ("manager", "after_reminders", "after_days")


class ChasingRulesForm(ServiceForm):
    submit_text = "Save the rules"
    field_options: ClassVar = {
        "after_reminders": {"width": 3, "suffix": "reminders"},
        "after_days": {"width": 3, "suffix": "working days late"},
    }

    manager = forms.ChoiceField(
        label="Who is notified of somebody who stays late?",
        choices=ManagerChoice,
        widget=forms.RadioSelect,
        help_text="Where that manager is away, the next one above is notified.",
    )
    after_reminders = forms.IntegerField(
        label="After how many reminders of the same thing?", min_value=0, max_value=50, help_text="0 for never by the number of reminders."
    )
    after_days = forms.IntegerField(
        label="After how many working days late?",
        min_value=0,
        max_value=250,
        help_text="0 for never by the days. Somebody away is not reminded, so their manager is notified by this number alone.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        rules = ChasingRules.current()
        super().__init__(*args, initial={name: getattr(rules, name) for name in RULES}, **kwargs)
        self.carry_version(version_of(rules))
        self.cancel_url = "/"

    def act(self) -> ChasingRules:
        return change_chasing_rules(actor=self.actor, **self.cleaned_data)
