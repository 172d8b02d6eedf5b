"""The team's response to an Inadequate."""

from django import forms

from audits.forms import AuditForm
from audits.responses.services.responses import answer_inadequate


class RespondForm(AuditForm):
    submit_text = "Send the response"
    field_options = {"text": {"rows": 8}}

    text = forms.CharField(
        label="What has the team done, and what will it do?",
        widget=forms.Textarea,
        help_text="First what was done to make the child safe, then what follows, by whom and when. Do not name the child or the family.",
    )

    def act(self) -> None:
        answer_inadequate(actor=self.actor, audit=self.audit, text=self.cleaned_data["text"])
