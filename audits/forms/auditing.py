"""The auditor's answers, a section at a time. Anything may be saved half done; submission asks for what is missing."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms

from audits.enums import FindingKind, Grade, Source, Stage, Voice, VoiceOutcome
from audits.models import Audit, Domain
from audits.queries.grade_words import grade_choices
from audits.services.auditing import grade_domain, save_findings, save_voice
from foundation.accounts.models import Person
from foundation.govuk.forms import GovukForm

BLANK_ROWS = 3
LATER = (("later", "Save and come back later"),)


class JudgementForm(GovukForm, forms.Form):
    """A grade, with what it looks like beside it, and one box for evidence and reason."""

    grade = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Evidence and reason",
        required=False,
        widget=forms.Textarea,
        help_text="What you saw or heard, where, and why it earns this grade. Do not name the child or the family.",
    )
    submit_text = "Save and next"
    other_submits = LATER

    def __init__(self, *args: Any, audit: Audit, domain: Domain | None, **kwargs: Any):
        self.audit, self.domain = audit, domain
        stored = audit.judgements.at(Stage.AUDITOR).filter(domain=domain).first()
        kwargs.setdefault("initial", {"grade": stored.grade, "reason": stored.reason} if stored else {})
        super().__init__(*args, **kwargs)
        left_out = () if domain else (Grade.NOT_APPLICABLE,)
        self.fields["grade"].choices = grade_choices(*left_out)

    @cached_property
    def _descriptors(self) -> dict[str, str]:
        texts = dict(self.domain.descriptors.values_list("grade", "text")) if self.domain else {}
        return texts | {Grade.NOT_APPLICABLE: "This area does not apply to this child. It leaves every count; say why below."}

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name == "grade":
            return {"legend_size": "m", "choice_hints": self._descriptors}
        return {"label_size": "m", "rows": 8}

    def save(self, *, actor: Person) -> None:
        given = self.cleaned_data
        grade_domain(actor=actor, audit=self.audit, domain=self.domain, grade=given["grade"], reason=given["reason"])


class FindingRow(GovukForm, forms.Form):
    """One strength or area: what, and where it was seen or heard."""

    text = forms.CharField(required=False, widget=forms.Textarea)
    source = forms.ChoiceField(label="Where seen or heard", choices=Source, initial=Source.RECORD)

    heading = ""

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"text": {"label": self.heading, "rows": 2}, "source": {}}[name]


class FindingRows(forms.BaseFormSet):
    """The rows of one kind: those that are stored and three blank ones."""

    def __init__(self, *args: Any, kind: FindingKind, audit: Audit, **kwargs: Any):
        self.kind = kind
        stored = [{"text": row.text, "source": row.source} for row in audit.findings.filter(kind=kind).order_by("pk")]
        super().__init__(*args, **kwargs | {"prefix": kind.value, "initial": stored})

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.heading = f"{self.kind.label} {(index or 0) + 1}"  # type: ignore[attr-defined]  # a FindingRow

    def given(self) -> list[tuple[str, Source]]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [(row["text"], Source(row["source"])) for row in rows]


FindingFormSet: Any = forms.formset_factory(FindingRow, formset=FindingRows, extra=BLANK_ROWS, max_num=60)


class FindingsForm:
    """Both sets of rows, behaving as one form."""

    submit_text = "Save and next"
    other_submits = (("more", "Save and add more"), *LATER)

    def __init__(self, data: Any = None, *, audit: Audit):
        self.audit = audit
        self.sets = [FindingFormSet(data, kind=kind, audit=audit) for kind in FindingKind]

    def is_valid(self) -> bool:
        return all([each.is_valid() for each in self.sets])

    def save(self, *, actor: Person) -> None:
        for each in self.sets:
            save_findings(actor=actor, audit=self.audit, kind=each.kind, findings=each.given())


class VoicesForm(GovukForm, forms.Form):
    """Of each voice: whether it was heard, and what was said."""

    child_outcome = forms.ChoiceField(label=Voice.CHILD.label, choices=VoiceOutcome, required=False, widget=forms.RadioSelect)
    child_words = forms.CharField(label="What the child or young person said", required=False, widget=forms.Textarea)
    family_outcome = forms.ChoiceField(label=Voice.FAMILY.label, choices=VoiceOutcome, required=False, widget=forms.RadioSelect)
    family_words = forms.CharField(label="What the family said", required=False, widget=forms.Textarea)
    practitioner_outcome = forms.ChoiceField(label=Voice.PRACTITIONER.label, choices=VoiceOutcome, required=False, widget=forms.RadioSelect)
    practitioner_words = forms.CharField(label="What the practitioner said", required=False, widget=forms.Textarea)
    submit_text = "Save and next"
    other_submits = LATER

    def __init__(self, *args: Any, audit: Audit, **kwargs: Any):
        self.audit = audit
        heard = {row.voice: row for row in audit.voices.all()}
        kwargs["initial"] = {f"{voice}_outcome": row.outcome for voice, row in heard.items()}
        kwargs["initial"] |= {f"{voice}_words": row.words for voice, row in heard.items()}
        super().__init__(*args, **kwargs)

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name.endswith("_outcome"):
            return {"legend_size": "m", "inline": True, "small": True}
        return {"rows": 3}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for voice in Voice:
            if given.get(f"{voice.value}_words", "").strip() and not given.get(f"{voice.value}_outcome"):
                self.add_error(f"{voice.value}_outcome", f"Say whether the {voice.label.lower()}’s voice was obtained")
        return given

    def save(self, *, actor: Person) -> None:
        for voice in Voice:
            if outcome := self.cleaned_data[f"{voice.value}_outcome"]:
                words = self.cleaned_data[f"{voice.value}_words"]
                save_voice(actor=actor, audit=self.audit, voice=voice, outcome=VoiceOutcome(outcome), words=words)


class SubmitForm(GovukForm, forms.Form):
    """Nothing to fill in: the button is the answer."""

    submit_text = "Submit the audit"
