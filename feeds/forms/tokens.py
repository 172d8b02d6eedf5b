"""What making a token asks."""

from typing import Any

from django import forms

from feeds.enums import FeedAudience, FeedScope
from feeds.models import FeedToken
from feeds.services.tokens import make_token
from foundation.govuk.forms import GovukDateField, ServiceForm


class TokenForm(ServiceForm):
    submit_text = "Make the token"
    cancel_url = "/feeds/tokens/"
    field_options = {"audience": {"legend_size": "m"}, "scopes": {"legend_size": "m"}}
    name = forms.CharField(max_length=80, label="Which program reads with it?", help_text="For example, Power BI of the performance team.")
    audience = forms.ChoiceField(
        choices=FeedAudience.choices,
        widget=forms.RadioSelect,
        label="Who reads what the program shows?",
        help_text="Nobody reads numbers under five that could point to a child or a worker.",
    )
    scopes = forms.MultipleChoiceField(choices=FeedScope.choices, widget=forms.CheckboxSelectMultiple, label="What may it read?")
    expires_on = GovukDateField(label="Last day", help_text="Within a year. For example, 31 3 2024")

    def act(self) -> tuple[FeedToken, str]:
        given: dict[str, Any] = self.cleaned_data
        return make_token(
            actor=self.actor,
            name=given["name"],
            audience=FeedAudience(given["audience"]),
            scopes=[FeedScope(each) for each in given["scopes"]],
            expires_on=given["expires_on"],
        )
