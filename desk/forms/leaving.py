"""What becomes of what somebody holds who leaves, asked."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from desk.queries.holdings import ASKED, HoldingKind, takers_of, version_token
from desk.services import let_leave
from foundation.accounts.models import Person
from foundation.errors import StaleState
from foundation.govuk.forms import ServiceForm


class LeavingForm(ServiceForm):
    submit_text = "Hand over"
    field_options = {f"to_{kind.key}": {"suggest": True, "empty_label": "Nobody yet"} for kind in ASKED} | {"reason": {"rows": 3}}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.is_active:
            self.submit_text = "Hand over, and mark as left"
            self.submit_warns = True
        for kind in ASKED:
            if held := kind.of(person):
                self.add_field(f"to_{kind.key}", _taker(kind, person, len(held)))
        if self.fields:
            help_text = "Needed where no one takes something over: it stays in the QA lead’s My work until somebody does."
            reason = forms.CharField(label="Why something stays (optional)", required=False, widget=forms.Textarea, help_text=help_text)
            self.add_field("reason", reason)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False)
        self.initial["seen"] = version_token(person)

    def add_errors_from(self, refused: ValidationError) -> None:
        if isinstance(refused, StaleState):
            # A person who sends it again knows what is shown now.
            self.data = self.data.copy()
            self.data["seen"] = version_token(self.person)
        super().add_errors_from(refused)

    def act(self) -> Person:
        given = self.cleaned_data
        takers = {kind.key: given.get(f"to_{kind.key}") for kind in ASKED}
        return let_leave(actor=self.actor, person=self.person, takers=takers, reason=given.get("reason", ""), seen=given["seen"])


def _taker(kind: HoldingKind, person: Person, count: int) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        takers_of(kind, person), required=False, label=f"Who takes over: {kind.heading.lower()} ({count})", help_text="Start typing a name."
    )
