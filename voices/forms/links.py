"""Making a one-time link, and what the person who opens it answers."""

from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from foundation.govuk.forms import ServiceForm
from voices.enums import LINK_IF_AGREED, Consent
from voices.models import VoiceLink, VoiceRecord
from voices.services.links import DAYS, MOST_DAYS, NewLink, answer_by_link, decline_by_link, make_link

from .gathering import AnswersForm, OfVoice


class MakeLinkForm(OfVoice):
    submit_text = "Make the link"
    field_options = {"days": {"width": 3, "suffix": "days"}, "mail_to": {"width": 30}}

    days = forms.IntegerField(label="How long it works", min_value=1, max_value=MOST_DAYS, initial=DAYS)
    mail_to = forms.EmailField(
        label="Mail it to (optional)",
        required=False,
        help_text="The mail names no case and nobody. The address is forgotten once it is sent. Leave it empty to copy the link yourself.",
    )
    agreed = forms.BooleanField(label="They agreed to answer through a link", required=False)

    def __init__(self, *args: Any, voice: VoiceRecord, **kwargs: Any):
        super().__init__(*args, voice=voice, **kwargs)
        del self.fields["mail_to" if voice.source in LINK_IF_AGREED else "agreed"]

    def act(self) -> NewLink:
        return make_link(actor=self.actor, voice=self.voice, **self.cleaned_data)


class AnswerByLinkForm(AnswersForm, ServiceForm):
    """Filled in by somebody outside: it names no case, no child and no colleague."""

    submit_text = "Send my answers"
    other_submits = (("decline", "I would rather not answer"),)

    def __init__(self, *args: Any, link: VoiceLink, **kwargs: Any):
        super().__init__(*args, actor=None, **kwargs)
        self.link = link
        self.ask(link.voice.question_set, words_label="Anything else that you would like to say (optional)")
        self.fields["words"].help_text = "Please name no child, family or colleague."
        says = [(Consent.GIVEN.value, "Yes, without saying who I am"), (Consent.REFUSED.value, "No")]
        may = forms.ChoiceField(label="May we quote your words in our reports?", choices=says, widget=forms.RadioSelect)
        self.add_field("consent", may)
        self.order_fields([name for name in self.fields if name not in ("consent", "kept")] + ["consent", "kept"])

    @cached_property
    def helper(self) -> FormHelper:
        """Nothing is kept while somebody writes: it would have no owner, here or in a browser that others use too."""
        helper = super().helper
        helper.attrs["data-kept"] = ""
        return helper

    def options_of(self, name: str) -> Any:
        return {"legend_size": "s"} if name == "consent" else super().options_of(name)

    def act(self) -> VoiceRecord:
        given = self.cleaned_data
        return answer_by_link(
            link=self.link,
            words=given["words"],
            answers=self.answers(given),
            consent=Consent(given["consent"]),
            kept=given.get("kept", ""),
        )


class DeclineByLinkForm(ServiceForm):
    """Pressed in the same page; nothing is asked."""

    def __init__(self, *args: Any, link: VoiceLink, **kwargs: Any):
        super().__init__(*args, actor=None, **kwargs)
        self.link = link

    def act(self) -> VoiceRecord:
        return decline_by_link(link=self.link)
