"""Fields and the form of one act, as several pages of actions use them."""

from typing import Any

from django import forms

from actions.models import Action
from foundation.accounts.models import Person
from foundation.govuk.forms import ServiceForm

POINTER = "The document and its date, not a copy of it. For example: Case system: supervision record, 14 August 2023"


def person_of(key: str) -> Person:
    return Person.objects.get(pk=key)


class OwnerField(forms.TypedChoiceField):
    def __init__(self, **kwargs: Any):
        super().__init__(**{"coerce": person_of, "label": "Owner", "empty_value": None, **kwargs})


# How it looks: half the council may be in the list.
HELPERS = {"small": True, "narrow": True}


class HelpersField(forms.TypedMultipleChoiceField):
    def __init__(self, **kwargs: Any):
        label = "Who helps (optional)"
        super().__init__(**{"coerce": person_of, "label": label, "required": False, "widget": forms.CheckboxSelectMultiple, **kwargs})


def reason_field(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea, **options)


class ActForm(ServiceForm):
    """A move of one action."""

    def __init__(self, *args: Any, action: Action, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.action = action
        self.cancel_url = action.get_absolute_url()
