"""Whether the auditor agrees with the moderated grades."""

from django import forms

from audits.forms import AuditForm
from audits.models import AuditorReply
from audits.moderation.services.replies import reply_to_moderation
from foundation.guard.forms import GuardedWords

AGREE, DISAGREE = "agree", "disagree"


class ReplyForm(GuardedWords, AuditForm):
    submit_text = "Send"
    field_options = {"words": {"rows": 5}}

    agrees = forms.ChoiceField(
        label="Do you agree with the grades?",
        choices=[(AGREE, "I agree"), (DISAGREE, "I do not agree")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you agree with the grades."},
    )
    words = forms.CharField(
        label="In words",
        required=False,
        widget=forms.Textarea,
        help_text="Needed where you do not agree: with which grade, and what in the record shows it. Do not name the child or the family.",
    )

    def act(self) -> AuditorReply:
        given = self.cleaned_data
        agrees = given["agrees"] == AGREE
        return reply_to_moderation(actor=self.actor, audit=self.audit, agrees=agrees, words=given["words"], kept=given.get("kept", ""))
