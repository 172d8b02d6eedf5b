"""What the pages of retention, holds and case IDs ask."""

from typing import Any

from django import forms
from django.urls import reverse

from audits.models import Audit
from foundation.accounts.models import Person
from foundation.govuk.forms import GovukDateField, ServiceForm
from governance import services
from governance.enums import HoldKind, RecordKind
from governance.models import LegalHold, RetentionRule
from governance.queries.keeping import keeping_rule

NAME_NOBODY = "Name no child and no family. People who keep these registers read it."


class RuleForm(ServiceForm):
    submit_text = "Save the rule"

    years = forms.IntegerField(
        label="For how many years is it kept?",
        min_value=1,
        max_value=100,
        help_text="Counted from the 31 March that ends its financial year.",
    )
    reason = forms.CharField(
        label="Where does your council’s retention schedule say so?", max_length=300, help_text="For example, “Schedule 2025, line 4.12”."
    )

    def __init__(self, *args: Any, kind: RecordKind, **kwargs: Any):
        self.kind = kind
        super().__init__(*args, **kwargs)
        rule = keeping_rule(kind)
        self.initial.update({"years": rule.years, "reason": rule.rule.reason if rule.rule else ""})
        self.cancel_url = reverse("governance:retention")

    def options_of(self, name: str) -> Any:
        return {"years": {"width": 3}}.get(name, {})

    def act(self) -> RetentionRule:
        return services.set_rule(actor=self.actor, kind=self.kind, **self.cleaned_data)


class HoldForm(ServiceForm):
    submit_text = "Place the hold"

    kind = forms.ChoiceField(label="What must be kept?", choices=HoldKind.choices, widget=forms.RadioSelect)
    case_id = forms.CharField(label="Case ID", max_length=40, required=False)
    audit = forms.IntegerField(label="Number of the audit", min_value=1, required=False)
    worker = forms.ModelChoiceField(Person.objects.filter(is_system=False), label="Member of staff", required=False)
    reason = forms.CharField(
        label="Why must it be kept?",
        widget=forms.Textarea,
        max_length=1000,
        help_text=f"For example, which inquiry or claim. {NAME_NOBODY}",
    )
    last_day = GovukDateField(
        label="Until when? (optional)", required=False, help_text="Leave it empty to keep it until somebody ends the hold."
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("governance:holds")

    def options_of(self, name: str) -> Any:
        inside = {HoldKind.CASE.value: "case_id", HoldKind.AUDIT.value: "audit", HoldKind.WORKER.value: "worker"}
        options = {"kind": {"conditional": inside}, "case_id": {"width": 20}, "audit": {"width": 5}, "worker": {"suggest": True}}
        return options.get(name, {"rows": 4} if name == "reason" else {})

    def clean_audit(self) -> Audit | None:
        number = self.cleaned_data["audit"]
        audit = Audit.objects.filter(pk=number).first() if number else None
        if number and audit is None:
            raise forms.ValidationError(f"There is no audit {number}. Check the number.")
        return audit

    def act(self) -> LegalHold:
        given = self.cleaned_data
        kind = HoldKind(given["kind"])
        return services.place_hold(
            actor=self.actor,
            kind=kind,
            reason=given["reason"],
            last_day=given["last_day"],
            case_id=given["case_id"] if kind == HoldKind.CASE else "",
            audit=given["audit"] if kind == HoldKind.AUDIT else None,
            worker=given["worker"] if kind == HoldKind.WORKER else None,
        )


class EndHoldForm(ServiceForm):
    submit_text = "End the hold"

    because = forms.CharField(label="Why need it not be kept any longer?", widget=forms.Textarea, max_length=1000, help_text=NAME_NOBODY)

    def __init__(self, *args: Any, hold: LegalHold, **kwargs: Any):
        self.hold = hold
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("governance:holds")

    def act(self) -> LegalHold:
        return services.end_hold(actor=self.actor, hold=self.hold, because=self.cleaned_data["because"])


class ReplaceForm(ServiceForm):
    submit_text = "Replace them everywhere"
    submit_warns = True

    pairs = forms.CharField(
        label="Which case IDs?",
        widget=forms.Textarea,
        max_length=50_000,
        help_text="One pair a line: the old case ID, a comma, and the new one. Two columns copied from a spreadsheet do too.",
    )
    reason = forms.CharField(label="Why are they replaced?", max_length=300, help_text="Do not write a case ID here.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("governance:home")

    def options_of(self, name: str) -> Any:
        return {"rows": 8} if name == "pairs" else {}

    def act(self) -> Any:
        pairs = services.read_pairs(self.cleaned_data["pairs"])
        return services.replace_case_ids(actor=self.actor, pairs=pairs, reason=self.cleaned_data["reason"])
