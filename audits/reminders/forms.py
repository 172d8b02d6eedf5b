"""Reminding people of what they are late with."""

from typing import Any, ClassVar

from django import forms

from audits.models import Audit, Cycle
from audits.reminders.pages import LateRow, late_rows
from audits.reminders.queries import LatePerson
from audits.reminders.services import remind_late
from foundation.council.clock import today
from foundation.govuk.forms import ServiceForm


class RemindForm(ServiceForm):
    submit_text = "Send the reminders"
    field_options: ClassVar = {"people": {"small": True, "narrow": True}}

    people = forms.MultipleChoiceField(
        label="Who do you want to remind?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Each gets a mail at once. It names the audit by its number and says that you ask.",
        error_messages={"required": "Select who you want to remind"},
    )

    def __init__(self, *args: Any, cycle: Cycle, audit: Audit | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cycle, self.audit = cycle, audit
        self.late = [each for each in late_rows(cycle, today(), self.actor, audit) if each.late.person != self.actor]
        self.free = [each for each in self.late if each.late.is_free]
        self.fields["people"].choices = [(each.late.key, each.sentence) for each in self.free]
        self.initial["people"] = [each.late.key for each in self.free]
        self.cancel_url = (audit or cycle).get_absolute_url()

    @property
    def left_alone(self) -> list[LateRow]:
        """Away, or reminded today."""
        return [each for each in self.late if not each.late.is_free]

    def act(self) -> list[LatePerson]:
        return remind_late(actor=self.actor, cycle=self.cycle, keys=self.cleaned_data["people"], audit=self.audit)
