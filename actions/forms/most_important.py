"""Which of an audit's actions matter most."""

from typing import Any

from django import forms
from django.urls import reverse

from actions.models import Action
from actions.services.most_important import mark_most_important
from audits.models import Audit
from audits.workflow import MOST_ACTIONS
from foundation.govuk.forms import ServiceForm


class MostImportantForm(ServiceForm):
    submit_text = "Save"
    field_options = {"actions": {"small": True}}

    actions = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        label="Which actions matter most?",
        help_text=f"Up to {MOST_ACTIONS}. The others stay; these come first for the team.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select the actions that matter most"},
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        standing = audit.actions.standing().select_related("owner")
        super().__init__(*args, initial={"actions": [action.pk for action in standing if action.matters_most]}, **kwargs)
        self.fields["actions"].queryset = standing
        self.fields["actions"].label_from_instance = _named
        self.cancel_url = reverse("audits:check", args=[audit.number])

    def act(self) -> bool:
        mark_most_important(actor=self.actor, audit=self.audit, actions=self.cleaned_data["actions"])
        return True


def _named(action: Action) -> str:
    return f"{action.what} ({action.owner or 'nobody yet'})"
