"""Adding and rewording a kind of audit, saying how it is done from a month on, planning one."""

from typing import Any

from django import forms

from audits.cycles.forms.cycles import CyclePlanFields
from audits.cycles.queries.programme import suggested_dues
from audits.enums import ModerationRule, RecordsAsked
from audits.kinds.queries import kinds_in_programme, terms_in
from audits.kinds.services import add_kind, change_kind, plan_audits_of_kind, set_terms
from audits.models import Cycle, KindOfAudit, KindTerms
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.council.months import first_of
from foundation.govuk.forms import GovukMonthField, ServiceForm
from foundation.guard.forms import GuardedWords


class KindFields(GuardedWords, ServiceForm):
    field_options = {"purpose": {"rows": 3}, "name": {"width": "two-thirds"}}

    name = forms.CharField(label="What are these audits called?", max_length=80, help_text="For example “Closed records”.")
    purpose = forms.CharField(label="What are they for, and who does them?", required=False, widget=forms.Textarea)


class AddKindForm(KindFields):
    submit_text = "Add the kind"

    is_multi_agency = forms.BooleanField(
        label="Other agencies audit their own part",
        required=False,
        help_text="The police, health, schools: each sees and fills in only its part.",
    )

    def act(self) -> KindOfAudit:
        return add_kind(actor=self.actor, **self.cleaned_data)


class ChangeKindForm(KindFields):
    submit_text = "Save"

    def __init__(self, *args: Any, kind: KindOfAudit, **kwargs: Any):
        super().__init__(*args, initial={"name": kind.name, "purpose": kind.purpose}, **kwargs)
        self.kind = kind
        self.carry_version(version_of(kind))
        self.cancel_url = kind.get_absolute_url()

    def act(self) -> KindOfAudit:
        return change_kind(actor=self.actor, kind=self.kind, **self.cleaned_data)


class TermsForm(ServiceForm):
    submit_text = "Save how they are done"
    field_options = {
        "cadence_months": {"width": 3, "suffix": "months"},
        "size": {"width": 3},
        "closed_months": {"width": 3, "suffix": "months"},
        "records": {"conditional": {RecordsAsked.CLOSED: "closed_months"}},
    }

    first_month = GovukMonthField(label="From which month on?", help_text="For example 9 2023. What is planned already stays as it is.")
    cadence_months = forms.IntegerField(
        label="Every how many months?", min_value=1, max_value=60, required=False, help_text="Leave blank if they are done when needed."
    )
    size = forms.IntegerField(label="How many audits each time?", min_value=1, max_value=500, required=False)
    moderation_rule = forms.ChoiceField(label="Which are moderated?", choices=ModerationRule, widget=forms.RadioSelect)
    records = forms.ChoiceField(label="Of which records?", choices=RecordsAsked, widget=forms.RadioSelect)
    closed_months = forms.IntegerField(label="Closed within how many months?", min_value=1, max_value=120, required=False)

    def __init__(self, *args: Any, kind: KindOfAudit, **kwargs: Any):
        now = terms_in(kind, first_of(today()))
        names = ("cadence_months", "size", "moderation_rule", "records", "closed_months")
        stored = {name: getattr(now, name) for name in names} if now else {"closed_months": 12}
        super().__init__(*args, initial={"first_month": first_of(today()), **stored}, **kwargs)
        self.kind = kind
        self.cancel_url = kind.get_absolute_url()

    def act(self) -> KindTerms:
        given = dict(self.cleaned_data)
        given["closed_months"] = given.get("closed_months") or 12
        return set_terms(actor=self.actor, kind=self.kind, **given)


class PlanKindForm(CyclePlanFields):
    """As the plan of a month, for the audits of a kind in it."""

    submit_text = "Plan these audits"
    field_order = ("month",)

    month = GovukMonthField(help_text="For example 9 2023.")

    def __init__(self, *args: Any, kind: KindOfAudit, **kwargs: Any):
        self.kind = kind
        (found,) = kinds_in_programme(today(), [kind])
        month = found.due or first_of(today())
        terms = found.terms
        usual = {"moderation_rule": terms.moderation_rule, "expected": terms.size} if terms else {}
        super().__init__(*args, initial={"month": month, "cohort": kind.name, **suggested_dues(month), **usual}, **kwargs)
        self.cancel_url = kind.get_absolute_url()

    def act(self) -> Cycle:
        return plan_audits_of_kind(actor=self.actor, kind=self.kind, **self.plan())
