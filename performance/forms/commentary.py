"""What people say of a month's figures."""

import datetime
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.db import transaction
from django.http import QueryDict

from foundation.accounts.models import Person
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import KEPT, GuardedWords
from performance.enums import Series, Status
from performance.models import Commentary, Indicator
from performance.services import ask_for_comment, ask_owners, lines_of, publish_comments, set_owner, write_comment


class CommentForm(GuardedWords, EditingForm):
    """What is said of a month."""

    halfway_note = "Not handed in yet."
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

    def __init__(self, *args: Any, indicator: Indicator, commentary: Commentary, may_publish: bool = False, **kwargs: Any):
        initial = {"status": commentary.status or "", "comment": commentary.comment, "action": commentary.action}
        self.indicator, self.commentary = indicator, commentary
        super().__init__(*args, initial=initial, **kwargs)
        if indicator.series == Series.HALF_YEARS:
            del self.fields["status"]
        if may_publish:
            self.other_submits = (("publish", "Save and publish"),)

    @cached_property
    def helper(self) -> FormHelper:
        helper = super().helper
        # The buttons that insert a figure stand beside the form and name it.
        helper.form_id = "comment-form"
        return helper

    def stored_lines(self) -> Lines:
        return lines_of(self.commentary.status, self.commentary.comment, self.commentary.action)

    def given_lines(self) -> Lines:
        given = self.cleaned_data
        return lines_of(given.get("status", self.commentary.status), given["comment"], given["action"])

    def again(self, data: QueryDict) -> "CommentForm":
        return CommentForm(data, actor=self.actor, indicator=self.indicator, commentary=self.commentary, halfway=True)

    @transaction.atomic
    def write(self) -> Commentary:
        given = self.cleaned_data
        written = write_comment(
            actor=self.actor,
            indicator=self.indicator,
            month=self.commentary.month,
            status=given.get("status", self.commentary.status),
            comment=given["comment"],
            action=given["action"],
            seen=self.began_from,
            halfway=self.halfway,
            kept=given.get(KEPT, ""),
        )
        if "publish" in self.data and not self.halfway:
            publish_comments(actor=self.actor, commentaries=[written], kept=given.get(KEPT, ""))
        return written


class CommentatorField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.job_title}" if person.job_title else person.name


class AskForCommentForm(ServiceForm):
    person = CommentatorField(label="Who should comment?", queryset=Person.objects.none())
    due = GovukDateField(label="By which date?", help_text="For example, 23 6 2023")
    every_month = forms.BooleanField(label="They comment on this indicator every month", required=False)

    submit_text = "Ask for a comment"
    field_options = {"person": {"label_size": "s", "suggest": True}, "due": {"legend_size": "s"}}

    def __init__(self, *args: Any, indicator: Indicator, month: datetime.date, due: datetime.date, **kwargs: Any):
        super().__init__(*args, initial={"person": indicator.owner, "due": due, "every_month": bool(indicator.owner)}, **kwargs)
        self.indicator, self.month = indicator, month
        self.fields["person"].queryset = Person.objects.staff().exclude(email=None)

    @transaction.atomic
    def act(self) -> Commentary:
        person, due = self.cleaned_data["person"], self.cleaned_data["due"]
        commentary = ask_for_comment(actor=self.actor, indicator=self.indicator, month=self.month, person=person, due=due)
        if self.cleaned_data["every_month"]:
            set_owner(actor=self.actor, indicator=self.indicator, owner=person)
        return commentary


class AskOwnersForm(ServiceForm):
    due = GovukDateField(label="By which date?", help_text="For example, 23 6 2023")

    submit_text = "Ask the owners"
    field_options = {"due": {"legend_size": "s"}}

    def __init__(self, *args: Any, indicators: Iterable[Indicator], month: datetime.date, due: datetime.date, **kwargs: Any):
        super().__init__(*args, initial={"due": due}, **kwargs)
        self.indicators, self.month = indicators, month

    def act(self) -> tuple[list[Commentary], list[str]]:
        return ask_owners(actor=self.actor, indicators=self.indicators, month=self.month, due=self.cleaned_data["due"])
