"""Why a figure is missing."""

import datetime
from typing import Any, ClassVar

from django import forms

from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from performance.models import Indicator, MissingFigure
from performance.services import note_missing


class MissingForm(GuardedWords, ServiceForm):
    why = forms.CharField(label="Why is it missing?", max_length=200, help_text="For example, “the health team’s return is late”.")
    from_whom = forms.CharField(
        label="Who is to give it?", max_length=100, help_text="A team or an organisation, such as “health visiting service”."
    )
    due = GovukDateField(label="By when?", help_text="For example, 23 6 2023")

    submit_text = "Save"
    field_options: ClassVar = {"why": {"label_size": "s"}, "from_whom": {"label_size": "s"}, "due": {"legend_size": "s"}}

    def __init__(self, *args: Any, indicator: Indicator, month: datetime.date, held: MissingFigure | None, **kwargs: Any):
        initial = {"why": held.why, "from_whom": held.from_whom, "due": held.due} if held else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.indicator, self.month = indicator, month

    def act(self) -> MissingFigure:
        return note_missing(actor=self.actor, indicator=self.indicator, month=self.month, **self.cleaned_data)
