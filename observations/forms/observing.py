"""What the observer and the practitioner are asked: short, and made for a phone."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.http import QueryDict

from foundation.council.clock import today
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukDateField, ServiceForm
from foundation.guard.forms import KEPT, GuardedWords
from observations.enums import FamilyConsent, FeedbackOf, ObservationState, ObservedGrade, Present
from observations.forms.planning import NO_NAMES, OfObservationForm
from observations.models import Observation
from observations.services import observing
from observations.services.written import Written, areas_of, lines_of, stored_writing

SAID = [(choice.value, choice.label) for choice in (FamilyConsent.GIVEN, FamilyConsent.REFUSED)]
NO_GRADE = ("", "No grade")
# What the forms call the words that the model and the services call `seen`: a form that saves halfway has another field of this name.
WHAT = "what"


class RecordForm(GuardedWords, EditingForm):
    """What was seen: by area of practice where it was, and in all."""

    submit_text = "Save the observation"
    halfway_note = "It is recorded when you press Save the observation."

    seen_on = GovukDateField(label="Date of the observation", required=False)
    present = forms.MultipleChoiceField(
        label="Who was present (optional)", choices=Present.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    present_also = forms.CharField(
        label="Who else was present (optional)", max_length=200, required=False, help_text="By what they do: the school nurse, two students"
    )
    what = forms.CharField(label="What was seen", widget=forms.Textarea, required=False, help_text=NO_NAMES)
    strengths = forms.CharField(label="Strengths (optional)", required=False, widget=forms.Textarea)
    learning = forms.CharField(label="Learning (optional)", required=False, widget=forms.Textarea)
    feedback = forms.MultipleChoiceField(
        label="Who said what they think (optional)",
        choices=FeedbackOf.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Select each, and write what they said. " + NO_NAMES,
    )

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any):
        self.observation = observation
        self.areas = areas_of(observation)
        super().__init__(*args, initial=self._stored(), **kwargs)
        self.asks_grade = observation.template is not None and observation.template.asks_grade
        self._ask_areas()
        for who in FeedbackOf:
            self.add_field(who.value, forms.CharField(label=f"{who.label}: what they said", required=False, widget=forms.Textarea))
        if observation.kind.with_family and observation.consent not in (FamilyConsent.GIVEN, FamilyConsent.NOT_NEEDED):
            label = "Did the family agree to being observed?"
            self.add_field("consent", forms.ChoiceField(label=label, choices=SAID, required=False, widget=forms.RadioSelect))
        if self.asks_grade:
            choices = [NO_GRADE, *ObservedGrade.choices]
            self.add_field("grade", forms.ChoiceField(label="Grade (optional)", choices=choices, required=False))
        self.layout = Layout(*(name for name in self._order() if name in self.fields))
        self.cancel_url = observation.get_absolute_url()

    def _ask_areas(self) -> None:
        if not self.areas:
            return
        choices = [(str(area.pk), area.name) for area in self.areas]
        seen = forms.MultipleChoiceField(
            label="Areas of practice that you saw",
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Select those that you saw. Not all need be.",
        )
        self.add_field("areas", seen)
        for area in self.areas:
            words = forms.CharField(label=f"{area.name}: what you saw (optional)", required=False, widget=forms.Textarea)
            words.help_text = " ".join(question.text for question in area.questions.all())
            self.add_field(f"words_{area.pk}", words)
            if self.asks_grade:
                grades = [NO_GRADE, *ObservedGrade.choices]
                self.add_field(f"grade_{area.pk}", forms.ChoiceField(label=f"{area.name}: grade", choices=grades, required=False))

    def _order(self) -> list[str]:
        return ["seen", "seen_on", "consent", "present", "present_also", WHAT, "areas", "strengths", "learning", "feedback", "grade", KEPT]

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name == "areas":
            inside = {str(area.pk): self._fields_of(area.pk) for area in self.areas}
            return {"small": True, "conditional": inside}
        if name == "feedback":
            return {"small": True, "conditional": {who.value: [who.value] for who in FeedbackOf}}
        if name == WHAT or name.startswith("words_"):
            return {"rows": 4 if name == WHAT else 3}
        looks: dict[str, Mapping[str, Any]] = {"present": {"small": True}, "consent": {"small": True, "inline": True}}
        return looks.get(name, {"rows": 3})

    def _fields_of(self, area: int) -> list[str]:
        return [f"words_{area}", *([f"grade_{area}"] if self.asks_grade else [])]

    def _stored(self) -> dict[str, Any]:
        """What is stored, as its fields begin; a day not yet known is today."""
        stored = stored_writing(self.observation)
        fields: dict[str, Any] = {"seen_on": stored.seen_on or today(), "present": list(stored.present), WHAT: stored.seen}
        fields |= {name: getattr(stored, name) for name in ("present_also", "strengths", "learning", "grade", *FeedbackOf.values)}
        fields["feedback"] = [name for name in FeedbackOf.values if getattr(stored, name)]
        fields["areas"] = [str(pk) for pk in stored.areas]
        for pk, (words, grade) in stored.areas.items():
            fields |= {f"words_{pk}": words, f"grade_{pk}": grade}
        return fields

    def stored_lines(self) -> Lines:
        return lines_of(self.observation, stored_writing(self.observation))

    def given_lines(self) -> Lines:
        return lines_of(self.observation, self.written)

    @property
    def written(self) -> Written:
        given = self.cleaned_data
        ticked = [area.pk for area in self.areas if str(area.pk) in given.get("areas", [])]
        areas = {pk: (given.get(f"words_{pk}", ""), given.get(f"grade_{pk}", "")) for pk in ticked}
        return Written(
            seen_on=given.get("seen_on"),
            seen=given.get(WHAT, ""),
            strengths=given.get("strengths", ""),
            learning=given.get("learning", ""),
            consent=given.get("consent", ""),
            present=tuple(given.get("present", ())),
            present_also=given.get("present_also", ""),
            areas=areas,
            grade=given.get("grade", ""),
            **{who: given.get(who, "") for who in given.get("feedback", ())},
        )

    def again(self, data: QueryDict) -> "RecordForm":
        return RecordForm(data, actor=self.actor, observation=self.observation, halfway=True)

    def add_errors_from(self, refused: Any) -> None:
        """The services call the words `seen`."""
        by_field = getattr(refused, "error_dict", {})
        if "seen" in by_field:
            by_field[WHAT] = by_field.pop("seen")
        super().add_errors_from(refused)

    def write(self) -> Observation:
        about: dict[str, Any] = {"actor": self.actor, "observation": self.observation, "written": self.written}
        if self.halfway:
            return observing.keep_writing(**about, began_from=self.began_from)
        return observing.record_written(**about, began_from=self.began_from, kept=self.cleaned_data.get(KEPT, ""))

    @property
    def saves_halfway(self) -> bool:
        """What is recorded already is read by others: a correction is saved by its button alone."""
        return self.observation.state == ObservationState.PLANNED


class ShareForm(ServiceForm):
    submit_text = "Share it"

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.observation = observation
        self.cancel_url = observation.get_absolute_url()

    def act(self) -> Observation:
        return observing.share_observation(actor=self.actor, observation=self.observation)


class FamilyConsentForm(OfObservationForm):
    submit_text = "Save"

    consent = forms.ChoiceField(label="Did the family agree to being observed?", choices=SAID, widget=forms.RadioSelect)
    note = forms.CharField(label="What they said (optional)", required=False, widget=forms.Textarea, help_text=NO_NAMES)
    field_options = {"note": {"rows": 3}}

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any):
        asked = {"consent": observation.consent, "note": observation.consent_note}
        super().__init__(*args, observation=observation, initial=asked, **kwargs)

    def act(self) -> Observation:
        return observing.note_consent(actor=self.actor, observation=self.observation, **self.cleaned_data)


class ObservedReflectionForm(OfObservationForm):
    submit_text = "Save your reflection"

    reflection = forms.CharField(
        label="Your reflection",
        widget=forms.Textarea,
        help_text="What went well, what was hard, and what you would do differently. The observer and your managers read it. " + NO_NAMES,
    )

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any):
        super().__init__(*args, observation=observation, initial={"reflection": observation.reflection}, **kwargs)

    def act(self) -> Observation:
        return observing.write_reflection(actor=self.actor, observation=self.observation, **self.cleaned_data)


class AcknowledgeForm(OfObservationForm):
    submit_text = "Acknowledge it"

    answer = forms.CharField(
        label="Your answer to the observer (optional)",
        required=False,
        widget=forms.Textarea,
        help_text="Anything that you see differently, or want to add. " + NO_NAMES,
    )
    field_options = {"answer": {"rows": 4}}

    def act(self) -> Observation:
        return observing.acknowledge_observation(actor=self.actor, observation=self.observation, **self.cleaned_data)
