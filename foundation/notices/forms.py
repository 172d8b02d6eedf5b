"""What a person wants by mail, asked."""

from collections.abc import Mapping
from typing import Any

from django import forms

from foundation.accounts.permissions import only_reads
from foundation.govuk.forms import ServiceForm

from .enums import Topic
from .models import Preference
from .services import choose_mail

YES, NO = "yes", "no"
HINTS = {
    Topic.OVERDUE: "What is past its date",
    Topic.DUE_SOON: "What falls due within a few working days",
    Topic.TO_VERIFY: "Others’ actions whose evidence you are asked to look at",
    Topic.COMMENTS: "Comments on figures that you are asked to write",
    Topic.NEWS: "What was given to you, answered or returned since the last digest",
}
# What a person who only reads is ever notified of.
TO_READ = (Topic.DUE_SOON, Topic.NEWS)
HINTS_TO_READ = {Topic.DUE_SOON: "A report to read before the Board meets", Topic.NEWS: "Reports approved and months released to you"}


class PreferenceForm(ServiceForm):
    field_options = {
        "wants_digest": {"conditional": {YES: "topics"}},
        "topics": {"choice_hints": HINTS, "legend_size": "s"},
    }

    wants_digest = forms.ChoiceField(
        label="Do you want a digest by mail?",
        choices=[(YES, "Yes, on mornings when I have tasks"), (NO, "No, I look at My work")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(label="What it tells me", choices=Topic.choices, widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        chosen, offered = Preference.of(actor), TO_READ if only_reads(actor) else tuple(Topic)
        topics = [topic.value for topic in offered if topic not in chosen.left_out]
        stored = {"wants_digest": YES if chosen.wants_digest else NO, "topics": topics}
        super().__init__(*args, actor=actor, initial=stored, **kwargs)
        self.fields["topics"].choices = [(topic.value, topic.label) for topic in offered]
        self.not_offered = [topic.value for topic in Topic if topic not in offered and topic not in chosen.left_out]

    def options_of(self, name: str) -> Mapping[str, Any]:
        options = super().options_of(name)
        return {**options, "choice_hints": HINTS | HINTS_TO_READ} if name == "topics" and only_reads(self.actor) else options

    def act(self) -> Preference:
        topics = [*self.cleaned_data["topics"], *(self.not_offered if self.cleaned_data["topics"] else ())]
        return choose_mail(actor=self.actor, wants_digest=self.cleaned_data["wants_digest"] == YES, topics=topics)
