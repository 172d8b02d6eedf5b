"""Recording who was trained to audit."""

from typing import Any, ClassVar

from django import forms

from audits.allocation.forms.people import people_with_parts
from audits.allocation.services.training import record_training
from audits.models import AuditTraining
from foundation.accounts.models import Person
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords


class TrainingForm(GuardedWords, ServiceForm):
    """A day, and everybody who was there."""

    submit_text = "Record the training"
    field_options: ClassVar = {"trained_on": {"legend_size": "s"}, "people": {"legend_size": "s"}, "what": {"label_size": "s"}}

    trained_on = GovukDateField(label="When was it?", help_text="For example, 23 6 2023")
    what = forms.CharField(
        label="What was it? (optional)", required=False, max_length=150, help_text="For example: induction for new auditors, half a day."
    )
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="Who was trained?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select who was trained."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people_here = people_with_parts()
        self.fields["people"].queryset = Person.objects.filter(pk__in=[person.pk for person in self.people_here])

    def act(self) -> list[AuditTraining]:
        return record_training(actor=self.actor, **self.cleaned_data)
