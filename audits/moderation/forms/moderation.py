"""The moderator's own grades, the agreed ones, sending back, release, and the team's response."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from audits.enums import AuditQuality, ChangeCode, ModerationStep, Part
from audits.forms import LATER, AuditForm, offered_date_field
from audits.models import Audit
from audits.moderation.forms import meeting as talking
from audits.moderation.forms.meeting import TALK, heading_of, talk_fields
from audits.moderation.pages.moderation import GradedItem, graded_items
from audits.moderation.services.moderation import (
    GivenGrade,
    finish_moderation,
    keep_for_later,
    release_audit,
    return_audit,
    save_moderator_grades,
)
from audits.queries.due_days import offered_due
from audits.queries.grade_words import grade_word
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.editing.version_tokens import normalised_text

# What is judged of the audit itself, apart from practice.
QUALITIES = {
    "evidence": "Evidence: are the grades borne out?",
    "analysis": "Analysis: does it say why, and what it means for the child?",
    "voice": "Voice of the child: was it sought, and does it weigh?",
    "actions": "Actions: would they change something?",
}
FIELD_LAYOUT: dict[str, dict[str, Any]] = {
    **talking.FIELD_LAYOUT,
    "words": {"rows": 3, "label_size": "s", "hint": "For the auditor. The team does not read it."},
    **{name: {"small": True, "inline": True, "legend_size": "s"} for name in QUALITIES},
}


@dataclass(frozen=True)
class GradedItemRow:
    """A place of the audit with its two fields."""

    place: GradedItem
    grade: BoundField
    reason: BoundField
    code: BoundField | None = None

    @property
    def theirs(self) -> str:
        return grade_word(self.place.own.grade)

    @property
    def mine(self) -> str:
        return grade_word(self.place.moderator.grade)


class GradedItemsForm(AuditForm):
    """A grade and a reason for each of several places; the fields are named by the place."""

    grade_name = reason_name = ""
    step: ModerationStep
    other_submits = LATER

    def __init__(self, *args: Any, audit: Audit, actor: Person, **kwargs: Any):
        self.all_places = graded_items(audit)
        self.places = [place for place in self.all_places if self.asks_about(place)]
        draft = audit.moderation_drafts.filter(person=actor, step=self.step).first()
        self.saved_on = draft.saved_on if draft else None
        preset = {name: value for place in self.places for name, value in self.preset(place).items()}
        kwargs["initial"] = preset | (draft.answers if draft else {})
        super().__init__(*args, audit=audit, actor=actor, **kwargs)
        for place in self.places:
            self.add_fields(self.fields_of(place))
        self.add_fields(self.more_fields(audit))

    def keep(self) -> None:
        """As it was filled in, whatever is missing or wrong."""
        answers = {name: self[name].field.widget.value_from_datadict(self.data, {}, name) for name in self.fields}
        keep_for_later(actor=self.actor, audit=self.audit, step=self.step, answers=answers)

    def asks_about(self, place: GradedItem) -> bool:
        return True

    def more_fields(self, audit: Audit) -> dict[str, forms.Field]:
        """What is asked besides the places."""
        return {}

    def labels(self, place: GradedItem) -> tuple[str, str]:
        raise NotImplementedError

    def fields_of(self, place: GradedItem) -> dict[str, forms.Field]:
        grade, reason = self.labels(place)
        return {
            self.grade_field(place): forms.ChoiceField(label=grade, choices=place.grade_choices, widget=forms.RadioSelect),
            self.reason_field(place): forms.CharField(label=reason, required=False, widget=forms.Textarea),
        }

    def preset(self, place: GradedItem) -> dict[str, str]:
        """What the moderator gave before: it is kept, so nothing is typed twice."""
        return {self.grade_field(place): place.moderator.grade, self.reason_field(place): place.moderator.reason}

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"rows": 3, "label_size": "s"} if name.startswith(self.reason_name) else {"small": True, "inline": True, "legend_size": "s"}

    def grade_field(self, place: GradedItem) -> str:
        return f"{self.grade_name}-{place.key}"

    def reason_field(self, place: GradedItem) -> str:
        return f"{self.reason_name}-{place.key}"

    @property
    def rows(self) -> list[GradedItemRow]:
        return [GradedItemRow(place, self[self.grade_field(place)], self[self.reason_field(place)]) for place in self.places]

    def given(self, place: GradedItem) -> GivenGrade:
        return GivenGrade(place.domain, self.cleaned_data[self.grade_field(place)], self.cleaned_data[self.reason_field(place)])


class OwnGradesForm(GradedItemsForm):
    """The moderator's own grades, given before the comparison."""

    submit_text = "Save and compare"
    step = ModerationStep.OWN
    grade_name, reason_name = "grade", "reason"

    def labels(self, place: GradedItem) -> tuple[str, str]:
        return f"Your grade: {place.name}", "Your reason (optional)"

    def act(self) -> None:
        save_moderator_grades(actor=self.actor, audit=self.audit, grades=[self.given(place) for place in self.places])


class AgreeForm(GradedItemsForm):
    """The agreed grades: asked for only where the two differ. None is chosen beforehand: neither person's grade stands yet."""

    submit_text = "Finish moderation"
    step = ModerationStep.AGREED
    # The service names what is missing by these.
    grade_name, reason_name = "agreed", "change"

    def more_fields(self, audit: Audit) -> dict[str, forms.Field]:
        """A discussion and a panel say who it was and what was said; the quality of the audit itself may be left out."""
        qualities = [("", "Not judged"), *AuditQuality.choices]
        quality: dict[str, forms.Field] = {
            name: forms.ChoiceField(label=label, choices=qualities, required=False, widget=forms.RadioSelect)
            for name, label in QUALITIES.items()
        }
        quality["words"] = forms.CharField(label="What was good, and what would make it better?", required=False, widget=forms.Textarea)
        return {**talk_fields(audit), **quality}

    @property
    def talk_heading(self) -> str:
        return heading_of(self.audit)

    @property
    def talk(self) -> list[BoundField]:
        return [self[name] for name in TALK if name in self.fields]

    @property
    def quality(self) -> list[BoundField]:
        return [self[name] for name in (*QUALITIES, "words")]

    def asks_about(self, place: GradedItem) -> bool:
        return not place.is_agreed

    def preset(self, place: GradedItem) -> dict[str, str]:
        return {self.reason_field(place): place.moderator.reason}

    def labels(self, place: GradedItem) -> tuple[str, str]:
        return f"Agreed grade: {place.name}", "The reason in words"

    def fields_of(self, place: GradedItem) -> dict[str, forms.Field]:
        grade, reason = super().fields_of(place).items()
        # The service asks for it together with everything else.
        grade[1].required = False
        kinds = [("", ""), *ChangeCode.choices]
        code = forms.ChoiceField(label="What kind of reason changes the grade?", choices=kinds, required=False)
        return dict([grade, (f"code-{place.key}", code), reason])

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name in FIELD_LAYOUT:
            return FIELD_LAYOUT[name]
        if name.startswith("code"):
            return {"label_size": "s", "empty_label": "Choose one, where the grade changes"}
        hint = {"hint": "Needed where the agreed grade is not the auditor’s. The auditor and the team will read it."}
        return {**super().options_of(name), **(hint if name.startswith(self.reason_name) else {})}

    @property
    def rows(self) -> list[GradedItemRow]:
        return [replace(row, code=self[f"code-{row.place.key}"]) for row in super().rows]

    def given(self, place: GradedItem) -> GivenGrade:
        """A grade that stays the auditor's has no reason for a change: what the moderator wrote beside their own grade is none."""
        given = super().given(place)
        if given.grade != place.own.grade:
            return given._replace(code=self.cleaned_data[f"code-{place.key}"])
        is_preset = normalised_text(given.reason) == normalised_text(place.moderator.reason)
        return given._replace(reason="") if is_preset else given

    @property
    def same(self) -> list[GradedItem]:
        return [place for place in self.all_places if place.is_agreed]

    def act(self) -> None:
        unchanged = [GivenGrade(place.domain, place.own.grade) for place in self.same]
        agreed = unchanged + [self.given(place) for place in self.places]
        noted = {name: self.cleaned_data[name] for name in (*TALK, *QUALITIES, "words") if name in self.fields}
        finish_moderation(actor=self.actor, audit=self.audit, agreed=agreed, **noted)


class ReturnAuditForm(AuditForm):
    submit_text = "Send the audit back"
    field_options = {"reason": {"rows": 6}}

    reason = forms.CharField(
        label="What should the auditor look at again?",
        widget=forms.Textarea,
        help_text="The auditor sees this at the top of the audit. Say which part, and what is missing or unclear.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial["due"] = offered_due(self.audit, Part.AUDITOR, today())
        self.add_field("due", offered_date_field("Due again"))

    def act(self) -> None:
        return_audit(actor=self.actor, audit=self.audit, **self.cleaned_data)


class ReleaseForm(AuditForm):
    submit_text = "Release without moderation"
    submit_warns = True
    field_options = {"reason": {"rows": 4}}

    reason = forms.CharField(
        label="Why is this audit not moderated?",
        widget=forms.Textarea,
        help_text="For example: no moderator was free this month. The reason stays with the audit.",
    )

    def act(self) -> None:
        release_audit(actor=self.actor, audit=self.audit, reason=self.cleaned_data["reason"])
