"""Changing several actions at once."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from actions.models import Action
from actions.pages.naming import owner_named
from actions.pages.owners import owner_choices
from actions.querysets import ActionQuerySet
from actions.services.bulk import MOST
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import short_date
from foundation.govuk.forms import GovukDateField, GovukForm

from .fields import OwnerField, offer_least_due, reason_field

OWN_DUE = "own_due"
REASSIGN, EXTEND, VERIFY = "reassign", "extend", "verify"


class ActionsField(forms.ModelMultipleChoiceField):
    reader: Person

    def label_from_instance(self, action: Action) -> str:
        state = "" if action.is_open else f", {action.get_state_display().lower()}"
        owner = owner_named(action, self.reader, today(), "nobody yet")
        return f"{action.number}: {action.what} ({owner}, due {short_date(action.due)}{state})"


class BulkChangeForm(GovukForm, forms.Form):
    """Which actions, and what happens to each. What would follow is shown before anything is done."""

    act = forms.ChoiceField(
        label="What do you want to do?",
        choices=[(REASSIGN, "Give them to another owner"), (EXTEND, "Extend their due date"), (VERIFY, "Verify them")],
        widget=forms.RadioSelect,
    )
    owner = OwnerField(label="New owner", required=False)
    due = GovukDateField(label="New due date", required=False)
    reason = reason_field("Why", required=False, help_text="For a new owner or a new due date. It is kept with each action.")
    actions = ActionsField(Action.objects.none(), label="Which actions?", widget=forms.CheckboxSelectMultiple)

    submit_text = "See what would happen"
    layout = Layout("act", "reason", "actions")
    field_options = {
        "act": {
            "conditional": {REASSIGN: ("owner", OWN_DUE), EXTEND: "due"},
            "choice_hints": {VERIFY: "The evidence of each is shown next."},
        },
        "owner": {"suggest": True, "empty_label": "Choose one person"},
        "reason": {"rows": 3},
        "actions": {"small": True, "narrow": True},
    }

    def __init__(self, *args: Any, offered: ActionQuerySet, reader: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["actions"].reader = reader
        self.fields["owner"].choices = [("", ""), *owner_choices(None, today())]
        offer_least_due(self, OWN_DUE)
        self.fields["actions"].queryset = offered
        self.fields["actions"].help_text = f"Up to {MOST} at once."

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        act, needed = given.get("act"), {REASSIGN: "owner", EXTEND: "due"}
        if act in needed and not given.get(needed[act]) and needed[act] not in self.errors:
            self.add_error(needed[act], ValidationError("Choose the new owner." if act == REASSIGN else "Enter the new due date."))
        if act in needed and not given.get("reason", "").strip():
            self.add_error("reason", "Give a reason.")
        return given

    @property
    def answers(self) -> dict[str, Any]:
        """What the service is given besides the actions."""
        given = self.cleaned_data
        answers = {
            REASSIGN: {"owner": given["owner"], "reason": given["reason"], "due": given[OWN_DUE]},
            EXTEND: {"due": given["due"], "reason": given["reason"]},
            VERIFY: {},
        }
        return answers[given["act"]]


class ReassignAllForm(GovukForm, forms.Form):
    """All open actions of one person, in one step."""

    whose = forms.ModelChoiceField(
        Person.objects.none(), label="Whose actions?", help_text="People with open actions. People who have left are listed first."
    )
    owner = OwnerField(label="Who takes them over?", help_text="Start typing a name.")
    reason = reason_field("Why", help_text="It is kept with each action.")

    submit_text = "See what would happen"
    field_options = {"whose": {"suggest": True}, "owner": {"suggest": True, "empty_label": "Choose one person"}, "reason": {"rows": 3}}

    def __init__(self, *args: Any, actor: Person, **kwargs: Any):
        super().__init__(*args, **kwargs)
        with_actions = Action.objects.visible_to(actor).standing().open().exclude(owner=None).order_by().values("owner")
        self.fields["whose"].queryset = Person.objects.filter(pk__in=with_actions).order_by("is_active", "name__folded")
        self.fields["owner"].choices = [("", ""), *owner_choices(None, today())]
        offer_least_due(self, "due")
