"""Dated events beside the figures."""

from typing import Any, ClassVar

from django import forms

from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from performance.models import DatedEvent, Indicator
from performance.services import add_event


class EventForm(GuardedWords, ServiceForm):
    day = GovukDateField(label="When was it?", help_text="For example, 23 6 2023")
    words = forms.CharField(label="What happened?", max_length=100, help_text="A few words: “Inspection”, “case system amended”.")
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="With which indicator?", required=False, empty_label="All of them", help_text="Or all of them."
    )

    restarts_limits = forms.BooleanField(
        label="The level moved for good: control limits start again with this month",
        required=False,
        help_text="For example, figures are counted in another way from then on. Not for a month that was merely bad.",
    )

    submit_text = "Note the event"
    field_options: ClassVar = {"day": {"legend_size": "s"}, "words": {"label_size": "s"}, "indicator": {"label_size": "s", "suggest": True}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.of_ours()

    def act(self) -> DatedEvent:
        return add_event(actor=self.actor, **self.cleaned_data)
