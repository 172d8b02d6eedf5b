"""The team's challenge, and the answer to it."""

from django import forms

from audits.forms import AuditForm
from audits.responses.services.challenges import answer_challenge, challenge_audit


class ChallengeForm(AuditForm):
    submit_text = "Send the challenge"
    field_options = {"text": {"rows": 8}}

    text = forms.CharField(
        label="What do you challenge, and what shows it?",
        widget=forms.Textarea,
        help_text="Name the area, and the document and date in the child’s record. Do not name the child or the family.",
    )

    def act(self) -> None:
        challenge_audit(actor=self.actor, audit=self.audit, text=self.cleaned_data["text"])


class AnswerChallengeForm(AuditForm):
    submit_text = "Send the answer"
    field_options = {"text": {"rows": 8}}

    text = forms.CharField(
        label="Your answer",
        widget=forms.Textarea,
        help_text="Say what you looked at again and what follows. The agreed grades stay as they are.",
    )

    def act(self) -> None:
        answer_challenge(actor=self.actor, audit=self.audit, text=self.cleaned_data["text"])
