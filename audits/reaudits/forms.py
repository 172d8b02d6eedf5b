"""What becomes of an Inadequate that asks to be audited again."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from audits.models import Audit, Cycle
from audits.reaudits.queries import Due
from audits.reaudits.services import link_re_audit, plan_re_audit, waive_re_audit
from foundation.govuk.forms import ServiceForm

PLAN, LINK, NONE = "plan", "link", "none"


class ReAuditForm(ServiceForm):
    how = forms.ChoiceField(label="How is the record audited again?", widget=forms.RadioSelect)
    cycle = forms.ModelChoiceField(Cycle.objects.none(), required=False, label="Month")
    audit = forms.ModelChoiceField(Audit.objects.none(), required=False, label="Audit")
    reason = forms.CharField(required=False, label="Why", widget=forms.Textarea)

    submit_text = "Save"
    layout = Layout("how")
    field_options = {"how": {"conditional": {PLAN: "cycle", LINK: "audit", NONE: "reason"}}, "reason": {"rows": 3}}

    def __init__(self, *args: Any, due: Due, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.due = due
        choices = [(PLAN, "Put it into a month"), (NONE, "Not at all")]
        if due.later:
            choices.insert(1, (LINK, "An audit that is there already looks at it again"))
        self.fields["how"].choices = choices
        self.fields["cycle"].queryset = Cycle.objects.monthly().filter(month__gt=due.audit.cycle.month).order_by("-month")
        self.fields["audit"].queryset = Audit.objects.filter(pk__in=[audit.pk for audit in due.later], re_audit_of=None)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        asked = {PLAN: ("cycle", "Select a month."), LINK: ("audit", "Select an audit."), NONE: ("reason", "Say why not.")}
        name, sentence = asked.get(given.get("how", ""), ("", ""))
        if name and not given.get(name):
            self.add_error(name, sentence)
        return given

    def act(self) -> Audit:
        given, earlier = self.cleaned_data, self.due.audit
        if given["how"] == PLAN:
            return plan_re_audit(actor=self.actor, earlier=earlier, cycle=given["cycle"])
        if given["how"] == LINK:
            return link_re_audit(actor=self.actor, earlier=earlier, audit=given["audit"])
        waive_re_audit(actor=self.actor, earlier=earlier, reason=given["reason"])
        return earlier
