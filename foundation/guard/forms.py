"""A form whose words others read: what looks like an identity is pointed out, and the reason for keeping it is asked."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from foundation.govuk.forms import GovukForm

from .services import Identified

KEPT = "kept"


class GuardedWords(GovukForm):
    """Put before the other bases. `kept` is among the cleaned data once it was asked for; pass it to the service."""

    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if KEPT in (self.data or {}):
            self.ask_why()

    def ask_why(self) -> None:
        words = forms.CharField(
            label="Why may these words stand?",
            required=False,
            max_length=300,
            help_text="For example, “it is the name of a service”. Your reason is recorded with your name. Otherwise change the words.",
        )
        self.add_field(KEPT, words)
        if self.layout:
            self.layout = Layout(*self.layout.fields, KEPT)

    def add_errors_from(self, refused: ValidationError) -> None:
        if isinstance(refused, Identified) and refused.may_stay and KEPT not in self.fields:
            self.ask_why()
        super().add_errors_from(refused)
