"""The lead opens an audit again."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from audits.enums import AuditState, Part
from audits.forms import offered_date_field
from audits.models import Audit
from audits.moderation.services.reopening import reopen_audit
from audits.queries.due_days import offered_due
from audits.workflow import REOPENINGS
from foundation.council.clock import today
from foundation.govuk.forms import ServiceForm

TO = {AuditState.IN_PROGRESS: "The auditor revises it and submits it again", AuditState.SUBMITTED: "The moderator grades it afresh"}

# The field of the new due date, by who looks again.
DUE = {AuditState.IN_PROGRESS: "audit_due", AuditState.SUBMITTED: "moderation_due"}
PARTS = {AuditState.IN_PROGRESS: Part.AUDITOR, AuditState.SUBMITTED: Part.MODERATOR}


class ReopenForm(ServiceForm):
    submit_text = "Open the audit again"
    submit_warns = True
    field_options: ClassVar = {
        "to": {"conditional": {to.value: DUE[to] for to in TO}},
        "reason": {"rows": 5},
    }

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

        for state, name in DUE.items():
            self.initial[name] = offered_due(audit, PARTS[state], today())
            self.add_field(name, offered_date_field("Due again"))

    def act(self) -> Audit:
        given, to = self.cleaned_data, AuditState(self.cleaned_data["to"])
        return reopen_audit(actor=self.actor, audit=self.audit, reason=given["reason"], to=to, due=given[DUE[to]])

    def add_errors_from(self, refused: ValidationError) -> None:
        """Of the date that was chosen, inside the choice that it belongs to."""
        errors = getattr(refused, "error_dict", {})
        if "due" in errors:
            refused = ValidationError({DUE[AuditState(self.cleaned_data["to"])]: errors["due"]})
        super().add_errors_from(refused)
