"""The rules that hold for every month's audits, each a plain question."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.urls import reverse

from audits.cycles.services.rules import PEOPLE, RULES, change_audit_rules
from audits.models import AuditRules
from audits.risks.queries import people_who_may_be_notified
from foundation.accounts.models import Person
from foundation.govuk.forms import ServiceForm

YES, NO = "yes", "no"
WORKING_DAYS = {"width": 3, "suffix": "working days"}


def _count(label: str, least: int, most: int, help_text: str = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=help_text)


class NotifiedPeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person: Person) -> str:
        return f"{person}, {person.job_title}" if person.job_title else str(person)


class AuditRulesForm(ServiceForm):
    submit_text = "Save the rules"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "first_to_ring": {"rows": 3},
        PEOPLE: {"small": True, "narrow": True},
        "response_days": WORKING_DAYS,
        "conversation_days": WORKING_DAYS,
        "challenge_days": WORKING_DAYS,
        "answer_days": WORKING_DAYS,
        "factual_check_days": WORKING_DAYS,
        "re_audit_months": {"width": 3, "suffix": "months"},
        "drift_share": {"width": 3, "suffix": "%"},
        "break_glass_hours": {"width": 3, "suffix": "hours"},
        "sample_months": {"width": 3, "suffix": "months"},
        "sample_open_weeks": {"width": 3, "suffix": "weeks"},
    }

    first_to_ring = forms.CharField(
        label="Who does an auditor call first when a child may be at risk now?",
        widget=forms.Textarea,
        help_text="With telephone numbers, in and out of hours. It is shown at the top of the page where the risk is raised.",
    )
    told_of_risk = NotifiedPeopleField(
        people_who_may_be_notified(),
        label="Who is notified at once, besides the team’s own managers?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They read the worry and the case ID. The team’s manager, service manager and head of service are always notified.",
    )
    response_days = _count("How long has a team to respond to an Inadequate?", 1, 60)
    conversation_days = _count("By when is the reflective conversation held, once an Inadequate is upheld?", 1, 60)
    challenge_days = _count("How long may a team challenge a finished audit?", 1, 60)
    answer_days = _count("How long has moderation to answer a challenge?", 1, 60)
    factual_check_days = _count("How long has the practitioner for a factual check?", 1, 60)
    re_audit_months = _count("After how many months is an Inadequate audited again?", 1, 36)
    drift_share = _count(
        "From what share of changed grades does an auditor drift?", 1, 100, "Of the auditor’s latest ten moderated audits. From 1 to 100."
    )
    sample_months = _count("For how many months is an audited record not sampled again?", 0, 60, "0 to sample it again at once.")
    sample_open_weeks = _count(
        "For how many weeks must a record be open before it is sampled?", 0, 104, "0 to sample it from the first day."
    )
    break_glass_hours = _count("For how long does break-glass open an audit?", 1, 24, "Reading only. From 1 to 24 hours.")
    grade_on_record = forms.ChoiceField(
        label="Does the page for the child’s record show the overall grade?",
        choices=[(YES, "Yes"), (NO, "No")],
        widget=forms.RadioSelect,
    )

    layout = Layout(
        Fieldset("A child may be at risk now", "first_to_ring", PEOPLE),
        Fieldset("An Inadequate", "response_days", "conversation_days", "re_audit_months"),
        Fieldset("Challenge and factual check", "challenge_days", "answer_days", "factual_check_days"),
        Fieldset("Auditors and samples", "drift_share", "sample_months", "sample_open_weeks"),
        Fieldset("Closed records", "break_glass_hours"),
        Fieldset("The page for the child’s record", "grade_on_record"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        rules = AuditRules.current()
        stored = {name: getattr(rules, name) for name in RULES}
        stored |= {"grade_on_record": YES if rules.grade_on_record else NO, PEOPLE: list(rules.told_of_risk.all())}
        super().__init__(*args, initial=stored, **kwargs)
        self.cancel_url = reverse("desk:my-work")

    def act(self) -> AuditRules:
        given = self.cleaned_data | {"grade_on_record": self.cleaned_data["grade_on_record"] == YES}
        return change_audit_rules(actor=self.actor, **given)
