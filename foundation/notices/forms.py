"""What a person wants by mail, asked."""

from typing import Any

from django import forms

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
        chosen = Preference.of(actor)
        topics = [topic.value for topic in Topic if topic not in chosen.left_out]
        stored = {"wants_digest": YES if chosen.wants_digest else NO, "topics": topics}
        super().__init__(*args, actor=actor, initial=stored, **kwargs)

    def act(self) -> Preference:
        return choose_mail(actor=self.actor, wants_digest=self.cleaned_data["wants_digest"] == YES, topics=self.cleaned_data["topics"])
