"""The record of a reflective conversation."""

import datetime
from typing import Any

from django import forms

from audits.models import Audit, ReflectiveConversation
from audits.responses.services.responses import record_conversation
from foundation.govuk.forms import GovukDateField, ServiceForm


class ConversationForm(ServiceForm):
    submit_text = "Record the conversation"
    field_options = {"present": {"rows": 2}, "learned": {"rows": 6}, "support": {"rows": 4}}

    held_on = GovukDateField(label="When was it held?", help_text="For example, 23 6 2023")
    present = forms.CharField(
        label="Who took part?", widget=forms.Textarea, help_text="Names and jobs of colleagues. Do not name the child or the family."
    )
    learned = forms.CharField(
        label="What was learned?",
        widget=forms.Textarea,
        help_text="What the practitioner saw, what made it hard, and what each of you would do another time.",
    )
    support = forms.CharField(
        label="What support was agreed?", widget=forms.Textarea, help_text="What, by whom and by when; or that none is needed."
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        super().__init__(*args, **kwargs)
        self.cancel_url = audit.get_absolute_url()

    def act(self) -> ReflectiveConversation:
        given: dict[str, Any] = self.cleaned_data
        held_on: datetime.date = given["held_on"]
        return record_conversation(
            actor=self.actor,
            audit=self.audit,
            held_on=held_on,
            present=given["present"],
            learned=given["learned"],
            support=given["support"],
        )
