"""What adding a receiver asks."""

from django import forms

from feeds.enums import FeedEvent, WebhookKind
from feeds.models import Webhook
from feeds.services.webhooks import add_webhook
from foundation.govuk.forms import ServiceForm

EVENTS = [(event.value, event.label) for event in FeedEvent if event != FeedEvent.TEST]


class WebhookForm(ServiceForm):
    submit_text = "Add the webhook"
    cancel_url = "/feeds/webhooks/"
    field_options = {"kind": {"legend_size": "m"}, "events": {"legend_size": "m"}}
    name = forms.CharField(max_length=80, label="Which system or channel is notified?", help_text="For example, Duty channel in Teams.")
    url = forms.CharField(
        max_length=500,
        label="Its address",
        help_text="It begins with https://. In Teams, the address of a workflow that posts to a channel.",
    )
    kind = forms.ChoiceField(choices=WebhookKind.choices, widget=forms.RadioSelect, label="In which form does it take messages?")
    events = forms.MultipleChoiceField(
        choices=EVENTS,
        widget=forms.CheckboxSelectMultiple,
        label="What is it notified of?",
        help_text="Messages say that something happened and lead to the portal. They name no child, no worker and no audit.",
    )

    def act(self) -> tuple[Webhook, str]:
        given = self.cleaned_data
        return add_webhook(
            actor=self.actor,
            name=given["name"],
            url=given["url"].strip(),
            kind=WebhookKind(given["kind"]),
            events=[FeedEvent(each) for each in given["events"]],
        )
