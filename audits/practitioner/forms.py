"""The practitioner's reflection, factual check and acknowledgement; the auditor's answers to corrections, and the letter."""

from typing import Any, ClassVar

from django import forms

from audits.enums import CorrectionOutcome
from audits.forms import AuditForm
from audits.models import Audit, Correction, FactualCheck, FeedbackLetter, Reflection
from audits.practitioner.pages.letter import first_draft
from audits.practitioner.services.factual_check import answer_corrections, answer_factual_check, ask_for_factual_check
from audits.practitioner.services.letter import TEXTS, acknowledge_letter, send_letter, write_letter
from audits.practitioner.services.reflection import PROMPTS, decline_reflection, save_reflection, send_reflection

NOTHING, SOMETHING = "nothing", "something"
NO_NAMES = "Do not name the child or the family."


class ReflectionForm(AuditForm):
    """Three prompts, each optional; sent, kept for later, or declined."""

    submit_text = "Send to the auditor"
    other_submits = (("later", "Save and come back later"), ("decline", "I would rather not write one"))
    field_options: ClassVar = {name: {"rows": 5, "label_size": "m"} for name in PROMPTS}

    proud_of = forms.CharField(label="What in your work with this child are you pleased with?", required=False, widget=forms.Textarea)
    hard = forms.CharField(label="What has been hard, or stood in the way?", required=False, widget=forms.Textarea)
    differently = forms.CharField(
        label="What would you do differently now, and what would help you?", required=False, widget=forms.Textarea, help_text=NO_NAMES
    )

    def __init__(self, *args: Any, audit: Audit, reflection: Reflection, **kwargs: Any):
        kwargs["initial"] = {name: getattr(reflection, name) for name in PROMPTS}
        super().__init__(*args, audit=audit, **kwargs)
        self.cancel_url = "/"

    def act(self) -> None:
        if "decline" in self.data:
            decline_reflection(actor=self.actor, audit=self.audit)
        else:
            act = save_reflection if "later" in self.data else send_reflection
            act(actor=self.actor, audit=self.audit, **self.cleaned_data)


class AskForFactualCheckForm(AuditForm):
    submit_text = "Ask for the check"

    def act(self) -> None:
        ask_for_factual_check(actor=self.actor, audit=self.audit)


class FactualCheckForm(AuditForm):
    """Nothing to correct, or what is wrong in which part; a box a part."""

    submit_text = "Send your answer"

    answer = forms.ChoiceField(
        label="Are the facts right?",
        choices=[(NOTHING, "Yes, there is nothing to correct"), (SOMETHING, "No, I have written beside the parts what is wrong")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, audit: Audit, check: FactualCheck, **kwargs: Any):
        self.check = check
        super().__init__(*args, audit=audit, **kwargs)
        self.cancel_url = "/"
        for part in check.drafted:
            self.add_field(part["key"], _box(part["heading"]))
        self.order_fields([*(part["key"] for part in check.drafted), "answer"])

    def options_of(self, name: str) -> dict[str, Any]:
        return {"legend_size": "m"} if name == "answer" else {"rows": 3, "label_size": "s"}

    @property
    def parts(self) -> list[dict[str, Any]]:
        return [part | {"field": self[part["key"]]} for part in self.check.drafted]

    @property
    def corrections(self) -> dict[str, str]:
        return {part["key"]: self.cleaned_data.get(part["key"], "") for part in self.check.drafted}

    def clean(self) -> dict[str, Any]:
        said = any(text.strip() for text in self.corrections.values())
        if self.cleaned_data.get("answer") == NOTHING and said:
            self.add_error("answer", "You have written corrections: select “No”, or clear the boxes")
        if self.cleaned_data.get("answer") == SOMETHING and not said:
            self.add_error("answer", "Write beside at least one part what is wrong, or select “Yes”")
        return self.cleaned_data

    def act(self) -> None:
        answer_factual_check(actor=self.actor, audit=self.audit, corrections=self.corrections)


def _box(heading: str) -> forms.CharField:
    return forms.CharField(label=f"What is wrong in “{heading}”? (optional)", required=False, widget=forms.Textarea)


class SettleForm(AuditForm):
    """Of each correction what was done with it, and why."""

    submit_text = "Send your answers"

    def __init__(self, *args: Any, audit: Audit, check: FactualCheck, **kwargs: Any):
        self.rows = list(check.corrections.select_related("factual_check"))
        super().__init__(*args, audit=audit, **kwargs)
        for row in self.rows:
            self.add_fields(_fields_of(row))

    def options_of(self, name: str) -> dict[str, Any]:
        return {"legend_size": "s", "small": True} if name.startswith("outcome") else {"rows": 3, "label_size": "s"}

    @property
    def corrections(self) -> list[dict[str, Any]]:
        return [{"correction": row, "outcome": self[f"outcome-{row.pk}"], "answer": self[f"answer-{row.pk}"]} for row in self.rows]

    def act(self) -> None:
        given = self.cleaned_data
        answers = {row.pk: (given.get(f"outcome-{row.pk}", ""), given.get(f"answer-{row.pk}", "")) for row in self.rows}
        answer_corrections(actor=self.actor, audit=self.audit, answers=answers)


def _fields_of(row: Correction) -> dict[str, forms.Field]:
    outcome = forms.ChoiceField(
        label=f"What did you do about “{row.heading}”?", choices=CorrectionOutcome, required=False, widget=forms.RadioSelect
    )
    words = forms.CharField(label=f"Why, on “{row.heading}” (optional where you corrected it)", required=False, widget=forms.Textarea)
    return {f"outcome-{row.pk}": outcome, f"answer-{row.pk}": words}


class LetterForm(AuditForm):
    """The letter, begun from what was found; every word can be changed."""

    submit_text = "Save and see the letter"
    field_options: ClassVar = {
        "opening": {"rows": 6, "label_size": "m"},
        **{name: {"rows": 7, "label_size": "m"} for name in ("strengths", "areas", "next_steps")},
        "closing": {"rows": 4, "label_size": "m"},
    }

    opening = forms.CharField(label="How it begins", widget=forms.Textarea)
    strengths = forms.CharField(label="What is strong", required=False, widget=forms.Textarea, help_text="A line for each.")
    areas = forms.CharField(label="What to improve", required=False, widget=forms.Textarea, help_text="A line for each.")
    next_steps = forms.CharField(
        label="What happens next", required=False, widget=forms.Textarea, help_text="A line for each: who does what, by when."
    )
    closing = forms.CharField(
        label="How it ends", required=False, widget=forms.Textarea, help_text="Your name and the date are shown under it."
    )

    def __init__(self, *args: Any, audit: Audit, draft: FeedbackLetter | None, **kwargs: Any):
        kwargs["initial"] = {name: getattr(draft, name) for name in TEXTS} if draft else first_draft(audit)
        super().__init__(*args, audit=audit, **kwargs)

    def act(self) -> None:
        write_letter(actor=self.actor, audit=self.audit, **self.cleaned_data)


class SendForm(AuditForm):
    submit_text = "Send the letter"

    def act(self) -> None:
        send_letter(actor=self.actor, audit=self.audit)


class AcknowledgeLetterForm(AuditForm):
    submit_text = "I have read it"
    field_options: ClassVar = {"reply": {"rows": 5, "label_size": "s"}}

    reply = forms.CharField(
        label="Your reply (optional)",
        required=False,
        widget=forms.Textarea,
        help_text="What do you take from this? Your manager and the auditor read it. It is kept as you send it.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = ""

    def act(self) -> None:
        acknowledge_letter(actor=self.actor, audit=self.audit, reply=self.cleaned_data["reply"])
