"""What people say of a month's figures."""

import datetime
from typing import Any

from django import forms

from foundation.accounts.models import Person
from foundation.govuk.forms import GovukDateField, GovukForm
from performance.enums import Series, Status
from performance.models import Commentary, Indicator
from performance.services import ask_for_comment, set_owner, write_comment


class CommentForm(GovukForm, forms.Form):
    status = forms.TypedChoiceField(
        label="Status",
        help_text="Your judgement of the whole picture; it is not worked out from the arrow.",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "No status"), *((status.value, f"{status.value}. {status.label}") for status in Status)],
        widget=forms.RadioSelect,
    )
    comment = forms.CharField(
        label="Comment",
        help_text="What is behind the figure? The Board reads this beside it. Name no child and no worker.",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    action = forms.CharField(
        label="Action",
        help_text="What is being done, by which service, and when its effect should show.",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )

    submit_text = "Save comment"
    field_options = {
        "status": {"legend_size": "s"},
        "comment": {"label_size": "s", "rows": 6},
        "action": {"label_size": "s", "rows": 4},
    }

    def __init__(self, *args: Any, indicator: Indicator, commentary: Commentary, **kwargs: Any):
        initial = {"status": commentary.status or "", "comment": commentary.comment, "action": commentary.action}
        super().__init__(*args, initial=initial, **kwargs)
        self.indicator, self.commentary = indicator, commentary
        if indicator.series == Series.HALF_YEARS:
            del self.fields["status"]

    def save(self, actor: Person) -> Commentary:
        given = self.cleaned_data
        return write_comment(
            actor=actor,
            indicator=self.indicator,
            month=self.commentary.month,
            status=given.get("status", self.commentary.status),
            comment=given["comment"],
            action=given["action"],
        )


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.job_title}" if person.job_title else person.name


class AskForm(GovukForm, forms.Form):
    person = PersonField(label="Who should comment?", queryset=Person.objects.none())
    due = GovukDateField(label="By which date?", help_text="For example, 23 6 2023")
    every_month = forms.BooleanField(label="They comment on this indicator every month", required=False)

    submit_text = "Ask for a comment"
    field_options = {"person": {"label_size": "s", "suggest": True}, "due": {"legend_size": "s"}}

    def __init__(self, *args: Any, indicator: Indicator, month: datetime.date, due: datetime.date, **kwargs: Any):
        super().__init__(*args, initial={"person": indicator.owner, "due": due, "every_month": bool(indicator.owner)}, **kwargs)
        self.indicator, self.month = indicator, month
        self.fields["person"].queryset = Person.objects.active().filter(email__isnull=False)

    def save(self, actor: Person) -> Commentary:
        """Raises ValidationError naming the field, such as where the person is away until after the date."""
        person = self.cleaned_data["person"]
        commentary = ask_for_comment(actor=actor, indicator=self.indicator, month=self.month, person=person, due=self.cleaned_data["due"])
        if self.cleaned_data["every_month"]:
            set_owner(actor=actor, indicator=self.indicator, owner=person)
        return commentary
