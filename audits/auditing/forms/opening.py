"""What is asked of an auditor who opens an audit, and of one who hands an audit back."""

from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from audits.allocation.services.hand_back import hand_back
from audits.auditing.services.auditing import start_audit
from audits.models import Audit
from foundation.govuk.forms import ServiceForm


class OpenAuditForm(ServiceForm):
    """One button: pressing it is the declaration."""

    submit_text = "I have had no involvement – start"
    cancel_text = "Hand it back"

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.audit = audit
        self.cancel_url = reverse("audits:hand-back", args=[audit.number])

    def act(self) -> Audit:
        return start_audit(actor=self.actor, audit=self.audit, no_involvement=True)


class HandBackForm(ServiceForm):
    submit_text = "Hand it back"
    submit_warns = True
    field_options: ClassVar = {"words": {"rows": 4}}

    words = forms.CharField(
        label="What have you had to do with this child or family?",
        widget=forms.Textarea,
        help_text="Only the QA lead reads this. Name nobody. For example: I chaired their conference in 2021.",
        error_messages={"required": "Say in a few words what you had to do with the child or family."},
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.audit = audit
        moderates = audit.moderator == self.actor
        self.cancel_url = reverse("audits:moderate" if moderates else "audits:form", args=[audit.number])

    def act(self) -> Audit:
        return hand_back(actor=self.actor, audit=self.audit, words=self.cleaned_data["words"])
