"""One-off counts."""

from decimal import Decimal, InvalidOperation
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from performance.models import NotedFigure
from performance.services import note_figure


class NotedFigureForm(GuardedWords, ServiceForm):
    words = forms.CharField(label="What was counted?", max_length=150, help_text="For example, “children electively home educated”.")
    value = forms.DecimalField(label="How many?", min_value=0, max_digits=12, decimal_places=4)
    parts = forms.CharField(
        label="Its parts (optional)",
        required=False,
        widget=forms.Textarea,
        help_text="One a line, each with its number last: “boys 61”. Together they must make the whole.",
    )
    day = GovukDateField(label="On which day?", help_text="For example, 31 7 2023")
    source = forms.CharField(label="Who says so?", max_length=150, help_text="The team, return or system that it comes from.")

    submit_text = "Note the figure"
    field_options: ClassVar = {
        "words": {"label_size": "s"},
        "value": {"width": 5, "label_size": "s"},
        "parts": {"rows": 3, "label_size": "s"},
        "day": {"legend_size": "s"},
        "source": {"label_size": "s"},
    }

    def clean_parts(self) -> list[tuple[str, Decimal]]:
        return [_part(line) for line in self.cleaned_data["parts"].splitlines() if line.strip()]

    def act(self) -> NotedFigure:
        return note_figure(actor=self.actor, **self.cleaned_data)


def _part(line: str) -> tuple[str, Decimal]:
    """“boys 61” → (“boys”, 61)."""
    name, _, number = line.strip().rpartition(" ")
    try:
        value = Decimal(number.replace(",", ""))
    except InvalidOperation:
        value = Decimal(-1)
    if not name.strip(" :=") or not value.is_finite() or value < 0:
        raise ValidationError(f"“{line.strip()}” should be words and then a number, such as “boys 61”.")
    return name.strip(" :=")[:150], value
