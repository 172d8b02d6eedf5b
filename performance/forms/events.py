"""Dated events beside the figures, and control limits that start again at one."""

from typing import Any, ClassVar

from django import forms

from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from performance.models import DatedEvent, Indicator
from performance.services import add_event, take_back_restart


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
    reason = forms.CharField(
        label="Why is the level another one from then on?",
        required=False,
        max_length=300,
        help_text="Only where limits start again. It is shown on the chart, with your name and today’s date.",
    )

    submit_text = "Note the event"
    field_options: ClassVar = {
        "day": {"legend_size": "s"},
        "words": {"label_size": "s"},
        "indicator": {"label_size": "s", "suggest": True},
        "reason": {"label_size": "s"},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.of_ours()

    def act(self) -> DatedEvent:
        return add_event(actor=self.actor, **self.cleaned_data)


class RestartForm(GuardedWords, ServiceForm):
    """Of one indicator, or of what else is charted under the key `series`."""

    day = GovukDateField(
        label="When did the level move?", help_text="For example, 23 6 2023. Limits start again with that month; those before stay."
    )
    words = forms.CharField(label="What happened?", max_length=100, help_text="A few words, such as “Counted by a new rule”.")
    reason = forms.CharField(
        label="Why is the level another one from then on?",
        max_length=300,
        help_text="What was changed, and why it will last. It is shown on the chart, with your name and today’s date.",
    )

    submit_text = "Start the limits again"
    field_options: ClassVar = {"day": {"legend_size": "s"}, "words": {"label_size": "s"}, "reason": {"label_size": "s"}}

    def __init__(self, *args: Any, indicator: Indicator | None = None, series: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.indicator, self.series = indicator, series

    def act(self) -> DatedEvent:
        return add_event(actor=self.actor, indicator=self.indicator, series=self.series, restarts_limits=True, **self.cleaned_data)


class TakeBackRestartForm(GuardedWords, ServiceForm):
    reason = forms.CharField(
        label="Why do the limits not start again there after all?",
        max_length=300,
        help_text="It is kept beside the chart, with your name and today’s date.",
    )

    submit_text = "Take it back"
    field_options: ClassVar = {"reason": {"label_size": "s"}}

    def __init__(self, *args: Any, event: DatedEvent, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.event = event

    def act(self) -> DatedEvent:
        return take_back_restart(actor=self.actor, event=self.event, **self.cleaned_data)
