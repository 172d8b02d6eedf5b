"""What a record is: typed again where it was wrong, with the reason."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from audits.calculations import case_id_refused
from audits.corrections.queries import listed_facts
from audits.corrections.services.audits import FACTS, CorrectedFacts, correct_facts
from audits.corrections.services.listed import CELLS, correct_listed
from audits.enums import AgeBand, PlanType
from audits.forms import GuardedForm
from audits.models import Audit, SampledRecord
from audits.sampling.reading.columns import PAST_WORKERS
from foundation.accounts.models import Person, Team
from foundation.activity.versions import version_of
from foundation.council.words import in_our_words
from foundation.govuk.forms import ServiceForm

NEVER_RIGHT = "What was recorded was never right, so nobody is kept from this record because of it"


class FactsForm(ServiceForm):
    """What both kinds of record have."""

    submit_text = "Save the correction"
    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {
        "case_id": {"width": 20},
        "allocated_worker": {"suggest": True},
        "team": {"suggest": True},
        "reason": {"rows": 3},
    }

    case_id = forms.CharField(label="Case ID", max_length=40, help_text="The pseudonymised ID. Never a name, date of birth or NHS number.")
    team = forms.ModelChoiceField(Team.objects.all(), required=False)
    allocated_worker = forms.ModelChoiceField(
        Person.objects.none(),
        required=False,
        help_text="The social worker or Personal Adviser. They read what was found, and are kept from judging it.",
    )
    plan_type = forms.ChoiceField(required=False)
    age_band = forms.ChoiceField(choices=[("", ""), *AgeBand.choices], required=False)
    never_right = forms.BooleanField(
        label=NEVER_RIGHT,
        required=False,
        help_text="Leave this empty where the worker or team was right and has changed since: they had to do with the child, and still "
        "neither audit nor moderate the record.",
    )
    reason = forms.CharField(
        label="Why is it corrected?",
        widget=forms.Textarea,
        max_length=1000,
        help_text="And where you have it from. It is kept in the history, which other QA leads read. Name no child.",
    )

    def __init__(self, *args: Any, worker: Person | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["plan_type"].choices = [("", ""), *((value, in_our_words(label)) for value, label in PlanType.choices)]
        here = Person.objects.staff()
        # One who has left since stays the answer until somebody chooses another.
        self.fields["allocated_worker"].queryset = here | Person.objects.filter(pk=worker.pk if worker else None)

    def clean_case_id(self) -> str:
        case_id: str = self.cleaned_data["case_id"].strip()
        if why := case_id_refused(case_id):
            raise ValidationError(why)
        return case_id


class CorrectFactsForm(GuardedForm, FactsForm):
    guarded = ("reason",)
    field_order = (*FACTS, "never_right", "reason")

    cohort = forms.CharField(max_length=150, required=False)
    was_closed = forms.BooleanField(label="The record was closed when it was put into the month", required=False)

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        super().__init__(*args, worker=audit.allocated_worker, initial={name: getattr(audit, name) for name in FACTS}, **kwargs)
        self.cancel_url = audit.get_absolute_url()
        self.carry_version(version_of(audit))

    def act(self) -> CorrectedFacts | None:
        return None if self.points_out() else correct_facts(actor=self.actor, audit=self.audit, **self.cleaned_data)


class CorrectListedForm(FactsForm):
    field_order = ("case_id", *CELLS, "past_workers", "never_right", "reason")

    past_workers = forms.CharField(
        label="Who worked with the child before",
        required=False,
        max_length=500,
        help_text="Names or e-mail addresses, with semicolons between. They are pointed out when the record is allocated.",
    )

    def __init__(self, *args: Any, listed: SampledRecord, **kwargs: Any):
        self.listed = listed
        known = listed_facts(listed)
        initial = {"case_id": listed.case_id, "past_workers": listed.values.get(PAST_WORKERS, ""), **known}
        super().__init__(*args, worker=known["allocated_worker"], initial=initial, **kwargs)
        self.cancel_url = listed.sample.get_absolute_url()
        self.carry_version(version_of(listed))

    def act(self) -> SampledRecord:
        return correct_listed(actor=self.actor, listed=self.listed, **self.cleaned_data)
