"""Fields and the form of one act, as several pages of actions use them."""

from typing import Any

from django import forms

from actions.enums import Priority
from actions.models import Action
from actions.queries.due_dates import offered_due
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.own_time import days_in_words, own_due
from foundation.govuk.forms import GovukDateField, ServiceForm

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


def offer_due(form: ActForm, name: str, label: str, used: str = "") -> None:
    """The due date that is offered with an act that gives somebody the action; left blank, it is by the council's rule."""
    days = days_in_words(urgent=form.action.priority == Priority.URGENT)
    says = f"{days} from today at least, unless you choose a later date. The first date is kept, and the move is counted."
    form.initial[name] = offered_due(form.action, today())
    form.add_field(name, GovukDateField(label=label, required=False, help_text=f"{used} {says}".strip()))


def offer_least_due(form: Any, name: str) -> None:
    """The same for several actions at once: those that are due later keep their date."""
    says = f"{days_in_words()} from today, unless you choose a later date. What is due later keeps its date."
    form.initial[name] = own_due(today())
    form.add_field(name, GovukDateField(label="Due date for what is due sooner", required=False, help_text=says))
