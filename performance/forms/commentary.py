"""What people say of a month's figures."""

import datetime
from collections.abc import Iterator
from functools import cached_property
from typing import Any, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db import transaction
from django.http import QueryDict

from foundation.accounts.models import Person
from foundation.govuk.forms import GovukDateField, GovukForm
from foundation.guard.forms import KEPT, GuardedWords
from foundation.guard.services import Identified
from performance.calculations import normalised_text
from performance.enums import Series, Status
from performance.models import Commentary, Indicator
from performance.services import WrittenMeanwhile, ask_for_comment, publish_comments, set_owner, version_token, write_comment

Line = tuple[str, str]


class CommentForm(GuardedWords, forms.Form):
    """What is said of a month. Where other words were stored meanwhile, `versions` holds both and the next save stands."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
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
    versions: dict[str, Any] | None = None
    field_options = {
        "status": {"legend_size": "s"},
        "comment": {"label_size": "s", "rows": 6},
        "action": {"label_size": "s", "rows": 4},
    }

    def __init__(self, *args: Any, indicator: Indicator, commentary: Commentary, may_publish: bool = False, **kwargs: Any):
        initial = {"status": commentary.status or "", "comment": commentary.comment, "action": commentary.action}
        initial["seen"] = version_token(commentary)
        super().__init__(*args, initial=initial, **kwargs)
        self.indicator, self.commentary = indicator, commentary
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

    def save(self, actor: Person, *, halfway: bool = False) -> bool:
        """Whether it was saved; where somebody else saved first, `versions` holds both. What looks like an identity is asked about."""
        try:
            return self._save(actor, halfway)
        except Identified as found:
            self.add_errors_from(found)
            return False

    @transaction.atomic
    def _save(self, actor: Person, halfway: bool) -> bool:
        try:
            written = self._write(actor, halfway)
        except WrittenMeanwhile as changed:
            if not any(version_token(changed.stored) == version_token(each) for each in self._tried()):
                self.show_both(changed)
                return False
            self.cleaned_data["seen"] = changed.seen
            written = self._write(actor, halfway)
        self.seen_now = version_token(written)
        if "publish" in self.data and not halfway:
            publish_comments(actor=actor, commentaries=[written], kept=self.cleaned_data.get(KEPT, ""))
        return True

    def _write(self, actor: Person, halfway: bool) -> Commentary:
        given = self.cleaned_data
        return write_comment(
            actor=actor,
            indicator=self.indicator,
            month=self.commentary.month,
            status=given.get("status", self.commentary.status),
            comment=given["comment"],
            action=given["action"],
            seen=given["seen"] or None,
            halfway=halfway,
            kept=given.get(KEPT, ""),
        )

    def _tried(self) -> Iterator[Commentary]:
        """What this same page sent before and heard nothing of: if that is what stands there, there was no other window."""
        for words in cast(QueryDict, self.data).getlist("tried"):
            sent = QueryDict(words)
            status = sent.get("status") if "status" in self.fields else str(self.commentary.status or "")
            comment, action = (normalised_text(sent.get(name, "")) for name in ("comment", "action"))
            yield Commentary(status=int(status) if status else None, comment=comment, action=action)

    def show_both(self, changed: WrittenMeanwhile) -> None:
        mine, theirs = self.cleaned_data, changed.stored
        self.versions = {
            "by": changed.by,
            "theirs": _lines(theirs.status, theirs.comment, theirs.action),
            "mine": _lines(mine.get("status"), mine["comment"], mine["action"]),
            "seen": changed.seen,
        }
        data = cast(QueryDict, self.data).copy()
        data["seen"] = changed.seen
        self.data = data


def _lines(status: int | None, comment: str, action: str) -> list[Line]:
    said = [("Status", Status(status).label if status else ""), ("Comment", comment), ("Action", action)]
    return [(label, words) for label, words in said if words]


class CommentatorField(forms.ModelChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return f"{person.name}, {person.job_title}" if person.job_title else person.name


class AskForCommentForm(GovukForm, forms.Form):
    person = CommentatorField(label="Who should comment?", queryset=Person.objects.none())
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


class AskOwnersForm(GovukForm, forms.Form):
    due = GovukDateField(label="By which date?", help_text="For example, 23 6 2023")

    submit_text = "Ask the owners"
    field_options = {"due": {"legend_size": "s"}}
