"""The lead opens an audit again."""

from typing import Any, ClassVar

from django import forms

from audits.enums import AuditState
from audits.models import Audit
from audits.moderation.services.reopening import reopen_audit
from audits.workflow import REOPENINGS
from foundation.govuk.forms import ServiceForm

TO = {AuditState.IN_PROGRESS: "The auditor revises it and submits it again", AuditState.SUBMITTED: "The moderator grades it afresh"}


class ReopenForm(ServiceForm):
    submit_text = "Open the audit again"
    submit_warns = True
    field_options: ClassVar = {"reason": {"rows": 5}}

    to = forms.ChoiceField(label="Who looks again?", widget=forms.RadioSelect, error_messages={"required": "Select who looks again."})
    reason = forms.CharField(
        label="Why is it opened again?",
        widget=forms.Textarea,
        help_text="It is kept with the version that stood until now. A moderator who grades blind does not see it.",
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.audit = audit
        self.cancel_url = audit.get_absolute_url()
        self.fields["to"].choices = [(state.value, words) for state, words in TO.items() if (AuditState(audit.state), state) in REOPENINGS]

    def act(self) -> Audit:
        given = self.cleaned_data
        return reopen_audit(actor=self.actor, audit=self.audit, reason=given["reason"], to=AuditState(given["to"]))
