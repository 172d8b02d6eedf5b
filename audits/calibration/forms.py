"""Planning a calibration round, grading it, opening and leading its discussion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import lazy

from audits.calibration import services as calibrating
from audits.calibration.pages.discussions import RoundItemRow
from audits.calibration.queries.rounds import RoundItem, may_be_invited, round_items
from audits.calibration.services import grades_lines
from audits.cycles.services.cycles import current_tool
from audits.enums import FINISHED_STATES, PlanType
from audits.models import Audit, CalibrationRound, Tool
from audits.moderation.services.moderation import GivenGrade
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.council.own_time import days_in_words, with_own_days
from foundation.council.words import in_our_words
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import GovukDateField, ServiceForm

NUMBER_HINT = "The number of a finished audit, whose record is graded again. Nobody who can read that audit can be invited."
PLAN_TYPES = lazy(lambda: [("", ""), *((value, in_our_words(label)) for value, label in PlanType.choices)], list)
FINISH, LATER, CLOSE = "finish", "later", "close"


class RoundPeopleField(forms.TypedMultipleChoiceField):
    """Auditors and moderators, by name with their team."""

    def __init__(self, **kwargs: Any):
        super().__init__(coerce=lambda key: Person.objects.get(pk=key), widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, people: Sequence[Person]) -> None:
        self.choices = [(str(person.pk), f"{person.name}, {person.team}" if person.team else person.name) for person in people]


class PlanRoundForm(ServiceForm):
    submit_text = "Plan the round"
    field_options: ClassVar = {
        "audit": {"width": 5},
        "case_id": {"width": 20},
        "team": {"suggest": True},
        "allocated_worker": {"suggest": True},
        "plan_type": {"empty_label": "Not known"},
        "people": {"small": True, "narrow": True},
        "due": {"hint": "For example, 27 9 2023"},
    }
    layout = Layout(
        "title",
        Fieldset("The record", "audit", "case_id", "team", "allocated_worker", "plan_type", "tool"),
        Fieldset("Who grades it, and by when", "due", "people"),
    )

    title = forms.CharField(max_length=150, help_text="What the round is about. For example: Where Good begins in direct work")
    audit = forms.IntegerField(label="Audit that the record comes from", required=False, min_value=1, help_text=NUMBER_HINT)
    case_id = forms.CharField(
        label="Or the case ID of another record", max_length=40, required=False, help_text="The pseudonymised ID, never a name."
    )
    team = forms.ModelChoiceField(Team.objects.all(), required=False, help_text="Of the other record. Nobody above it can be invited.")
    allocated_worker = forms.ModelChoiceField(Person.objects.none(), required=False, help_text="Of the other record.")
    plan_type = forms.ChoiceField(label="Plan type", choices=PLAN_TYPES, required=False)
    tool = forms.ModelChoiceField(
        Tool.objects.filter(published_on__isnull=False), label="Version of the audit tool", help_text="An audit’s own holds for its record."
    )
    due = GovukDateField(label="Grades due")
    people = RoundPeopleField(label="People invited", help_text="At least two. Each grades without seeing the others’ grades.")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("audits:calibration")
        self.initial.setdefault("tool", current_tool())
        self.fields["allocated_worker"].queryset = Person.objects.staff()
        self.fields["people"].offer([person for person in may_be_invited() if person != self.actor])

    def clean_audit(self) -> Audit | None:
        """An audit of another state, or none, is said by the field."""
        number = self.cleaned_data["audit"]
        if number is None:
            return None
        audit = Audit.objects.visible_to(self.actor).filter(pk=number).select_related("tool", "team__service", "allocated_worker").first()
        if audit is None or audit.state not in FINISHED_STATES:
            raise forms.ValidationError(f"There is no finished audit {number}. Check the number.")
        return audit

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "audit" in given and given["audit"] is None and not given.get("case_id"):
            self.add_error("case_id", "Give the number of a finished audit, or a case ID.")
        if given.get("audit") and given.get("case_id"):
            self.add_error("case_id", "Give either an audit’s number or a case ID, not both.")
        return given

    def act(self) -> CalibrationRound:
        return calibrating.plan_round(actor=self.actor, **self.cleaned_data)


class RoundForm(ServiceForm):
    """One act of one person on one round."""

    def __init__(self, *args: Any, calibration_round: CalibrationRound, **kwargs: Any):
        self.round = calibration_round
        super().__init__(*args, **kwargs)
        self.cancel_url = calibration_round.get_absolute_url()


class InviteForm(RoundForm):
    submit_text = "Invite them"
    field_options: ClassVar = {"people": {"small": True, "narrow": True}}
    people = RoundPeopleField(label="Who else grades it?")
    due = GovukDateField(label="Their grades due", required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["due"] = with_own_days(self.round.due, today())
        self.fields["due"].help_text = f"{days_in_words()} from today, or the round’s day where that is later. You can choose a later date."
        invited = set(self.round.parts.values_list("person", flat=True))
        self.fields["people"].offer([person for person in may_be_invited() if person.pk not in invited and person != self.actor])

    def act(self) -> None:
        calibrating.invite_more(actor=self.actor, calibration_round=self.round, **self.cleaned_data)


@dataclass(frozen=True)
class FieldRow:
    """A place with its fields."""

    place: RoundItem
    grade: BoundField
    reason: BoundField


class GradesForm(EditingForm, RoundForm):
    """A grade and a reason in every place. What is given so far is always kept; `finish` says that it stands."""

    submit_text = "Finish: my grades are final"
    save_button = "Save"
    other_submits: tuple[tuple[str, str], ...] = ((LATER, "Save and come back later"),)
    reason_label = "Evidence and your reason"

    def __init__(self, *args: Any, calibration_round: CalibrationRound, given: Mapping[int | None, tuple[str, str]], **kwargs: Any):
        self.places = round_items(calibration_round)
        self.stored = given
        stored = {place: given.get(place.pk, ("", "")) for place in self.places}
        initial = {f"grade-{place.key}": grade for place, (grade, _) in stored.items()}
        initial |= {f"reason-{place.key}": reason for place, (_, reason) in stored.items()}
        super().__init__(*args, calibration_round=calibration_round, initial=initial, **kwargs)
        for place in self.places:
            self.add_fields(self.fields_of(place))

    def fields_of(self, place: RoundItem) -> dict[str, forms.Field]:
        label = f"Your grade: {place.name}"
        return {
            f"grade-{place.key}": forms.ChoiceField(label=label, choices=place.grade_choices, required=False, widget=forms.RadioSelect),
            f"reason-{place.key}": forms.CharField(label=self.reason_label, required=False, widget=forms.Textarea),
        }

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"rows": 4, "label_size": "s"} if name.startswith("reason") else {"small": True, "inline": True, "legend_size": "s"}

    @property
    def rows(self) -> list[FieldRow]:
        return [FieldRow(place, self[f"grade-{place.key}"], self[f"reason-{place.key}"]) for place in self.places]

    @property
    def given(self) -> list[GivenGrade]:
        values = self.cleaned_data
        return [GivenGrade(place.domain, values[f"grade-{place.key}"], values[f"reason-{place.key}"]) for place in self.places]

    @property
    def is_for_later(self) -> bool:
        return LATER in self.data

    def stored_lines(self) -> Lines:
        return grades_lines(self.places, self.stored)

    def given_lines(self) -> Lines:
        return grades_lines(
            self.places, {place.pk: (given.grade, given.reason) for place, given in zip(self.places, self.given, strict=True)}
        )

    def again(self, data: QueryDict) -> "GradesForm":
        return type(self)(data, actor=self.actor, calibration_round=self.round, given=self.stored, halfway=True)

    def write(self) -> None:
        calibrating.save_round_grades(actor=self.actor, calibration_round=self.round, grades=self.given, seen=self.began_from)
        # Kept already, whatever is still missing to finish.
        self.begin_from(self.token)
        if not self.halfway and not self.is_for_later:
            calibrating.finish_round_grades(actor=self.actor, calibration_round=self.round)


class ReferenceForm(GradesForm):
    submit_text = "Save the reference"
    other_submits = ()
    reason_label = "Your reason (optional)"

    def write(self) -> None:
        calibrating.save_reference(actor=self.actor, calibration_round=self.round, grades=self.given)


class OpenRoundForm(RoundForm):
    """Asked only where somebody has not finished."""

    submit_text = "Open the discussion"
    field_options: ClassVar = {"why": {"rows": 3}}
    why = forms.CharField(
        label="Why does the round not wait for them?",
        required=False,
        widget=forms.Textarea,
        help_text="They can no longer grade it, and do not see the others’ grades.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not self.round.parts.filter(finished_on=None).exists():
            del self.fields["why"]

    def act(self) -> None:
        calibrating.open_discussion(actor=self.actor, calibration_round=self.round, **self.cleaned_data)


class DiscussionForm(RoundForm):
    """What the discussion agrees and notes. Saving asks for nothing; closing asks for everything."""

    submit_text = "Save"
    other_submits = ((CLOSE, "Save and close the round"),)

    def __init__(self, *args: Any, calibration_round: CalibrationRound, rows: Sequence[RoundItemRow], **kwargs: Any):
        self.place_rows = rows
        initial = {self.agreed_field(row.place): row.outcome.agreed for row in rows}
        super().__init__(
            *args,
            calibration_round=calibration_round,
            initial=initial | {"notes": calibration_round.notes, "learned": calibration_round.learned},
            **kwargs,
        )
        self.add_fields({self.agreed_field(row.place): self._agreed(row.place) for row in rows})
        self.add_fields(self._words())

    @staticmethod
    def agreed_field(place: RoundItem) -> str:
        return f"agreed-{place.key}"

    @staticmethod
    def _agreed(place: RoundItem) -> forms.ChoiceField:
        label = f"Agreed grade: {place.name}"
        return forms.ChoiceField(label=label, choices=place.grade_choices, required=False, widget=forms.RadioSelect)

    @staticmethod
    def _words() -> dict[str, forms.Field]:
        return {
            "notes": forms.CharField(label="Notes of the discussion", required=False, widget=forms.Textarea),
            "learned": forms.CharField(label="What we learned", required=False, widget=forms.Textarea),
        }

    def options_of(self, name: str) -> Mapping[str, Any]:
        looks = {
            "notes": {"rows": 5, "hint": "What was said about the differences. Do not name the child."},
            "learned": {"rows": 4, "hint": "What everybody who audits should do alike from now on."},
        }
        return looks.get(name, {"small": True, "inline": True, "legend_size": "s"})

    @property
    def is_closing(self) -> bool:
        return CLOSE in self.data

    def act(self) -> None:
        values = self.cleaned_data
        agreed = {row.place.domain: values[self.agreed_field(row.place)] for row in self.place_rows}
        calibrating.save_discussion(
            actor=self.actor, calibration_round=self.round, agreed=agreed, notes=values["notes"], learned=values["learned"]
        )
        if self.is_closing:
            calibrating.close_round(actor=self.actor, calibration_round=self.round)
