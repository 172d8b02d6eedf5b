"""Giving out the parts of an audit with other agencies, and what becomes of each; joining them."""

from typing import Any

from django import forms
from django.http import QueryDict

from audits.enums import Grade
from audits.models import AgencyPart, Audit, JoinedParts, PartnerAgency
from audits.partners.services.filling import join_parts
from audits.partners.services.lines import joined_lines
from audits.partners.services.parts import ask_part_back, give_part, hand_over_part, leave_part_out
from audits.queries.grade_words import grade_choices
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords

DAYS = 10


def partners_of(*agencies: PartnerAgency) -> Any:
    """People who audit for one of these agencies and can sign in."""
    people = Person.objects.notifiable().with_role(Role.PARTNER)
    return people.filter(partner_auditor__agency__in=agencies).select_related("partner_auditor__agency").order_by("name__folded")


class PartnerField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.partner_auditor.agency}"


class GivePartForm(GuardedWords, ServiceForm):
    """One agency, and who of it. What is written here is all that they are shown."""

    submit_text = "Ask for this part"
    field_options = {
        "partner": {"empty_label": "Choose a person"},
        "look_at": {"rows": 4},
        "reference": {"width": "two-thirds"},
    }

    partner = PartnerField(Person.objects.none(), label="Who of which agency audits?")
    reference = forms.CharField(
        label="By which reference do they find the child?",
        max_length=80,
        help_text="The agency’s own, for example an incident number. Never a name or date of birth.",
    )
    look_at = forms.CharField(
        label="What are they to look at?",
        widget=forms.Textarea,
        help_text="They are shown this and the reference, and nothing else of the audit. Name nobody.",
    )
    due = GovukDateField(label="By when?")

    def __init__(self, *args: Any, audit: Audit, agencies: list[PartnerAgency], **kwargs: Any):
        super().__init__(*args, initial={"due": add_working_days(today(), DAYS)}, **kwargs)
        self.audit = audit
        self.fields["partner"].queryset = partners_of(*agencies)

    def act(self) -> AgencyPart:
        given = self.cleaned_data
        return give_part(actor=self.actor, audit=self.audit, agency=given["partner"].partner_auditor.agency, **given)


class PartForm(ServiceForm):
    """One act of the lead on one part."""

    def __init__(self, *args: Any, part: AgencyPart, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.part = part
        self.carry_version(version_of(part))
        self.cancel_url = part.parts_url


class HandOverForm(PartForm):
    submit_text = "Give the part to them"

    to = PartnerField(Person.objects.none(), label="Who audits it now?", empty_label=None)
    due = GovukDateField(label="By when?")

    def __init__(self, *args: Any, part: AgencyPart, **kwargs: Any):
        due = max(part.due, add_working_days(today(), DAYS))
        super().__init__(*args, part=part, initial={"to": part.partner_id, "due": due}, **kwargs)
        self.fields["to"].queryset = partners_of(part.agency)

    def act(self) -> AgencyPart:
        return hand_over_part(actor=self.actor, part=self.part, **self.cleaned_data)


class AskBackForm(GuardedWords, PartForm):
    submit_text = "Ask it back"
    field_options = {"reason": {"rows": 4}}

    reason = forms.CharField(label="What is missing?", widget=forms.Textarea, help_text="The agency’s auditor reads this. Name nobody.")
    due = GovukDateField(label="By when?")

    def __init__(self, *args: Any, part: AgencyPart, **kwargs: Any):
        super().__init__(*args, part=part, initial={"due": add_working_days(today(), DAYS)}, **kwargs)

    def act(self) -> AgencyPart:
        return ask_part_back(actor=self.actor, part=self.part, **self.cleaned_data)


class LeaveOutForm(PartForm):
    submit_text = "Go on without this part"
    submit_warns = True
    field_options = {"reason": {"rows": 3}}

    reason = forms.CharField(label="Why does the audit go on without this agency?", widget=forms.Textarea)

    def act(self) -> AgencyPart:
        return leave_part_out(actor=self.actor, part=self.part, **self.cleaned_data)


class JoinForm(GuardedWords, EditingForm):
    """What the agencies found together, and the grade that they agreed."""

    submit_text = "Join the parts"
    field_options = {
        "findings": {"rows": 6, "label_size": "m"},
        "agreed_with": {"rows": 2},
        "grade": {"legend_size": "m", "small": True},
    }

    findings = forms.CharField(
        label="What did the agencies find together?",
        widget=forms.Textarea,
        required=False,
        help_text="Where they agree, where they differ, and what no one agency could see. It becomes the reason of the overall judgement.",
    )
    grade = forms.ChoiceField(label="Which grade did they agree?", required=False, widget=forms.RadioSelect)
    agreed_with = forms.CharField(
        label="Who agreed it, and when?",
        required=False,
        widget=forms.Textarea,
        help_text="For example: at the joint meeting on 4 July, all four agencies.",
    )

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        self._stored = JoinedParts.objects.filter(audit=audit).first() or JoinedParts()
        names = ("findings", "grade", "agreed_with")
        super().__init__(*args, initial={name: getattr(self._stored, name) for name in names}, **kwargs)
        self.fields["grade"].choices = grade_choices(Grade.NOT_APPLICABLE)
        self.cancel_url = f"{audit.get_absolute_url()}parts/"

    def stored_lines(self) -> Lines:
        return joined_lines(self._stored.findings, self._stored.grade, self._stored.agreed_with)

    def given_lines(self) -> Lines:
        given = self.cleaned_data
        return joined_lines(given["findings"], given["grade"], given["agreed_with"])

    def again(self, data: QueryDict) -> "JoinForm":
        return JoinForm(data, actor=self.actor, audit=self.audit)

    def write(self) -> JoinedParts:
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return join_parts(actor=self.actor, audit=self.audit, seen=self.began_from, **given)
