"""What the pages of observations ask: short, and made for a phone."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from audits.models import Audit, Cycle
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import GuardedWords

from . import services
from .enums import ObservationType
from .models import Observation

NO_NAMES = "No names of children or families: “the young person”, “her mother”."


class ObservationPlanFields(ServiceForm):
    """Which month, what kind, of whose work, beside which audit."""

    cycle = forms.ModelChoiceField(Cycle.objects.all(), label="Month")
    kind = forms.ChoiceField(label="What is observed", choices=ObservationType, widget=forms.RadioSelect)
    practitioner = forms.ModelChoiceField(Person.objects.none(), required=False, label="Practitioner (optional)")
    team = forms.ModelChoiceField(Team.objects.all(), required=False, label="Practitioner’s team")
    audit = forms.IntegerField(
        required=False, min_value=1, label="Audit number (optional)", help_text="Where it belongs to an audit of the same child’s record"
    )

    field_options = {
        "practitioner": {"suggest": True, "empty_label": "Nobody in particular"},
        "team": {"hint": "Leave it empty where the practitioner is named", "empty_label": "The practitioner’s own"},
        "audit": {"width": 5},
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["practitioner"].queryset = Person.objects.active().filter(is_system=False).exclude(pk=self.actor.pk)
        self.initial.setdefault("cycle", Cycle.objects.filter(month__lte=today()).first())

    def clean_audit(self) -> Audit | None:
        number = self.cleaned_data["audit"]
        if not number:
            return None
        audit = Audit.objects.visible_to(self.actor).filter(number=number).first()
        if audit is None:
            raise ValidationError(f"There is no audit {number} that you can see.")
        return audit


class SeenFields(GuardedWords, ServiceForm):
    """What was seen. Four short boxes."""

    seen_on = GovukDateField(label="Date of the observation")
    seen = forms.CharField(label="What was seen", widget=forms.Textarea, help_text=NO_NAMES)
    strengths = forms.CharField(label="Strengths (optional)", required=False, widget=forms.Textarea)
    learning = forms.CharField(label="Learning (optional)", required=False, widget=forms.Textarea)
    family_feedback = forms.CharField(label="What the child and family said (optional)", required=False, widget=forms.Textarea)

    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {name: {"rows": 3} for name in ("strengths", "learning", "family_feedback")}


class AssignForm(ObservationPlanFields):
    observer = forms.ModelChoiceField(Person.objects.none(), help_text="Who watches, and writes it down")
    due = GovukDateField(label="By when (optional)", required=False)
    field_order = ["cycle", "kind", "observer", "practitioner", "team", "due", "audit"]

    submit_text = "Assign the observation"
    field_options = {**ObservationPlanFields.field_options, "observer": {"suggest": True, "empty_label": "Choose an observer"}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["observer"].queryset = Person.objects.active().with_role(Role.OBSERVER)

    def act(self) -> Observation:
        return services.assign_observation(actor=self.actor, **self.cleaned_data)


class RecordForm(SeenFields):
    submit_text = "Save the observation"

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any):
        self.observation = observation
        stored = {name: getattr(observation, name) for name in ("seen_on", *services.WORDS)} if observation.seen_on else {}
        super().__init__(*args, initial={"seen_on": today(), **stored}, **kwargs)
        self.cancel_url = observation.get_absolute_url()

    def act(self) -> Observation:
        return services.record_observation(actor=self.actor, observation=self.observation, **self.cleaned_data)


class NewForm(ObservationPlanFields, SeenFields):
    """An observation that nobody had planned."""

    field_order = ["cycle", "kind", "practitioner", "team", "seen_on", "seen", "strengths", "learning", "family_feedback", "audit"]
    field_options = {**ObservationPlanFields.field_options, **SeenFields.field_options}
    submit_text = "Save the observation"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("seen_on", today())

    def act(self) -> Observation:
        return services.record_unplanned_observation(actor=self.actor, **self.cleaned_data)


class ShareForm(ServiceForm):
    submit_text = "Share it"

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.observation = observation
        self.cancel_url = observation.get_absolute_url()

    def act(self) -> Observation:
        return services.share_observation(actor=self.actor, observation=self.observation)
