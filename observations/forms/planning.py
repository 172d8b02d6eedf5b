"""What is asked when observations are planned, given out, rescheduled and cancelled."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from audits.models import Audit, Cycle
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.activity.versions import version_of
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords
from observations.models import Observation, ObservationPlan, ObservationType
from observations.services import observing, planning

NO_NAMES = "No names of children or families: “the young person”, “her mother”."


class ObservationRoundForm(GuardedWords, ServiceForm):
    """A round of observations, such as a practice week."""

    title = forms.CharField(max_length=120, help_text="For example “Practice week, October 2023”.")
    first_day = GovukDateField(label="First day")
    last_day = GovukDateField(label="Last day")
    expected = forms.IntegerField(label="How many observations are expected?", min_value=1, max_value=planning.MOST_EXPECTED)
    focus = forms.CharField(label="What is looked at (optional)", required=False, widget=forms.Textarea, help_text=NO_NAMES)
    cycle = forms.ModelChoiceField(
        Cycle.objects.monthly(), required=False, label="Month’s cycle (optional)", help_text="Where it belongs to a month’s audits."
    )

    submit_text = "Save the round"
    field_options = {"expected": {"width": 4}, "focus": {"rows": 3}, "cycle": {"empty_label": "None: planned freely"}}

    def __init__(self, *args: Any, plan: ObservationPlan | None = None, **kwargs: Any):
        self.plan = plan
        stored = {name: getattr(plan, name) for name in ("title", "first_day", "last_day", "expected", "focus", "cycle")} if plan else {}
        super().__init__(*args, initial=stored, **kwargs)
        if plan:
            self.carry_version(version_of(plan))
            self.cancel_url = plan.get_absolute_url()

    def act(self) -> ObservationPlan:
        if self.plan:
            return planning.change_plan(actor=self.actor, plan=self.plan, **self.cleaned_data)
        return planning.plan_observations(actor=self.actor, **self.cleaned_data)


class WhoAndWhatFields(ServiceForm):
    """Which month, what kind, of whose work, beside which audit."""

    cycle = forms.ModelChoiceField(Cycle.objects.monthly(), label="Month’s cycle (optional)", required=False)
    kind = forms.ModelChoiceField(ObservationType.objects.none(), label="What is observed", widget=forms.RadioSelect, empty_label=None)
    practitioner = forms.ModelChoiceField(Person.objects.none(), required=False, label="Practitioner (optional)")
    team = forms.ModelChoiceField(Team.objects.all(), required=False, label="Practitioner’s team")
    audit = forms.IntegerField(
        required=False, min_value=1, label="Audit number (optional)", help_text="Where it belongs to an audit of the same child’s record"
    )

    field_options = {
        "cycle": {"empty_label": "None: planned freely"},
        "kind": {"small": True},
        "practitioner": {"suggest": True, "empty_label": "Nobody in particular"},
        "team": {"hint": "Leave it empty where the practitioner is named", "empty_label": "The practitioner’s own"},
        "audit": {"width": 5},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = ObservationType.objects.offered(today())
        self.fields["practitioner"].queryset = Person.objects.staff().exclude(pk=self.actor.pk)
        self.initial.setdefault("cycle", Cycle.objects.monthly().filter(month__lte=today()).first())

    def clean_audit(self) -> Audit | None:
        number = self.cleaned_data["audit"]
        if not number:
            return None
        audit = Audit.objects.visible_to(self.actor).filter(number=number).first()
        if audit is None:
            raise ValidationError(f"There is no audit {number} that you can see.")
        return audit


class AssignForm(GuardedWords, WhoAndWhatFields):
    observer = forms.ModelChoiceField(Person.objects.none(), help_text="Who watches, and writes it down")
    due = GovukDateField(label="By when (optional)", required=False)
    plan = forms.ModelChoiceField(ObservationPlan.objects.none(), required=False, label="Round (optional)")
    preparation = forms.CharField(
        label="Preparation (optional)",
        required=False,
        widget=forms.Textarea,
        help_text="What the observer should know and look for; the practitioner reads it too. " + NO_NAMES,
    )
    field_order = ["plan", "cycle", "kind", "observer", "practitioner", "team", "due", "preparation", "audit"]

    submit_text = "Assign the observation"
    field_options = {
        **WhoAndWhatFields.field_options,
        "observer": {"suggest": True, "empty_label": "Choose an observer"},
        "plan": {"empty_label": "None"},
        "preparation": {"rows": 3},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["observer"].queryset = Person.objects.active().with_role(Role.OBSERVER)
        self.fields["plan"].queryset = ObservationPlan.objects.filter(last_day__gte=today())

    def act(self) -> Observation:
        return planning.assign_observation(actor=self.actor, **self.cleaned_data)


class StartForm(WhoAndWhatFields):
    """An observation that nobody had planned: its words follow on the next page, which saves as they are written."""

    seen_on = GovukDateField(label="Date of the observation")
    field_order = ["cycle", "kind", "practitioner", "team", "seen_on", "audit"]
    submit_text = "Save and write"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen_on", today())

    def act(self) -> Observation:
        return observing.start_unplanned_observation(actor=self.actor, **self.cleaned_data)


class OfObservationForm(GuardedWords, ServiceForm):
    """One act on one observation."""

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.observation = observation
        self.cancel_url = observation.get_absolute_url()


class RescheduleForm(OfObservationForm):
    submit_text = "Reschedule it"

    due = GovukDateField(label="New day")
    reason = forms.CharField(label="Why it is rescheduled", widget=forms.Textarea, help_text=NO_NAMES)
    field_options = {"reason": {"rows": 2}}

    def act(self) -> Observation:
        return planning.reschedule_observation(actor=self.actor, observation=self.observation, **self.cleaned_data)


class CancelForm(OfObservationForm):
    submit_text = "Cancel the observation"
    submit_warns = True
    cancel_text = "Keep it"

    reason = forms.CharField(label="Why it is cancelled", widget=forms.Textarea, help_text=NO_NAMES)
    field_options = {"reason": {"rows": 2}}

    def act(self) -> Observation:
        return planning.cancel_observation(actor=self.actor, observation=self.observation, **self.cleaned_data)
