"""A child may be at risk now: what is asked once the call is made, and what is said in answer."""

import datetime
from typing import Any

from django import forms

from audits.forms import GuardedForm
from audits.models import Audit, RiskFlag
from audits.risks.services import acknowledge_risk, close_risk, raise_risk
from foundation.council.clock import now, today
from foundation.govuk.forms import GovukDateField

TIMES = ("%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I.%M %p", "%I %p")


class RaiseRiskForm(GuardedForm):
    guarded = ("worry", "rung")
    submit_text = "Notify them now"
    submit_warns = True
    field_options = {"worry": {"rows": 5}, "rung_time": {"width": 5}}

    worry = forms.CharField(
        label="What is the worry?",
        widget=forms.Textarea,
        help_text="What you read, where in the child’s record, and why it cannot wait. Do not name the child or the family.",
    )
    rung = forms.CharField(label="Who did you tell by phone?", max_length=200, help_text="Name and job, for example the duty manager.")
    rung_on = GovukDateField(label="On which day did you ring?", help_text="For example, 23 6 2023", initial=today)
    rung_time = forms.TimeField(
        label="At what time?",
        input_formats=TIMES,
        widget=forms.TextInput,
        help_text="For example, 10:42 or 3.15pm",
        error_messages={"invalid": "The time must be like 10:42 or 3.15pm"},
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        super().__init__(*args, **kwargs)
        self.cancel_url = audit.get_absolute_url()

    def act(self) -> RiskFlag | None:
        if self.points_out():
            return None
        given = self.cleaned_data
        at = datetime.datetime.combine(given["rung_on"], given["rung_time"], tzinfo=now().tzinfo)
        if at > now():
            self.add_error("rung_time", "The call must be in the past: ring first, then send this page")
            return None
        return raise_risk(actor=self.actor, audit=self.audit, worry=given["worry"], rung=given["rung"], rung_at=at)


class RiskForm(GuardedForm):
    def __init__(self, *args: Any, risk: RiskFlag, **kwargs: Any):
        self.risk, self.audit = risk, risk.audit
        super().__init__(*args, **kwargs)
        self.cancel_url = risk.get_absolute_url()


class AcknowledgeRiskForm(RiskForm):
    guarded = ("doing",)
    submit_text = "Acknowledge"
    field_options = {"doing": {"rows": 4}}

    doing = forms.CharField(
        label="What are you doing for the child now?",
        widget=forms.Textarea,
        help_text="Who goes, who rings, by when. Write the details in the case system and do not name the child here.",
    )

    def act(self) -> RiskFlag | None:
        return None if self.points_out() else acknowledge_risk(actor=self.actor, risk=self.risk, doing=self.cleaned_data["doing"])


class CloseForm(RiskForm):
    guarded = ("outcome",)
    submit_text = "Close the risk"
    field_options = {"outcome": {"rows": 4}}

    outcome = forms.CharField(
        label="What came of it for the child?",
        widget=forms.Textarea,
        help_text="What was found and decided, and where it is recorded in the case system. Do not name the child.",
    )

    def act(self) -> RiskFlag | None:
        return None if self.points_out() else close_risk(actor=self.actor, risk=self.risk, outcome=self.cleaned_data["outcome"])
