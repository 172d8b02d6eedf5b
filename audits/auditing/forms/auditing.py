"""The auditor's answers, a section at a time. Anything may be saved half done; submission asks for what is missing."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms

from audits.auditing.forms.section import AuditSectionForm
from audits.auditing.forms.voices import VoicesForm
from audits.auditing.pages.sections import FINDINGS, VOICES, AuditSection
from audits.auditing.services.auditing import grade_domain, save_all_findings
from audits.auditing.services.lines import findings_lines, judgement_lines, stored_findings, stored_judgement
from audits.calculations.version_tokens import Lines, version_token
from audits.enums import FindingKind, Grade, Source, Stage
from audits.forms import LATER
from audits.models import Audit, Domain
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_choices
from audits.queries.optional_url import optional_url
from audits.services.errors import ChangedMeanwhile
from foundation.accounts.models import Person
from foundation.govuk.forms import GovukForm

BLANK_ROWS = 3
RAISE = (("raise", "Save and raise an action"),)
NO_ACTION_HINT = (
    "A domain that is Requires improvement or Inadequate needs an action, or a reason here why none is needed. Leave it blank otherwise."
)


class JudgementFields(GovukForm, forms.Form):
    """A grade, with what it looks like beside it, one box for evidence and reason, and of a domain one for why no action is needed."""

    grade = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Evidence and reason",
        required=False,
        widget=forms.Textarea,
        help_text="What you saw or heard, where, and why it earns this grade. Do not name the child or the family.",
    )
    no_action_reason = forms.CharField(
        label="Why no action is needed (optional)", required=False, widget=forms.Textarea, help_text=NO_ACTION_HINT
    )

    def __init__(self, *args: Any, domain: Domain | None, **kwargs: Any):
        self.domain = domain
        super().__init__(*args, **kwargs)
        left_out = () if domain else (Grade.NOT_APPLICABLE,)
        self.fields["grade"].choices = grade_choices(*left_out)
        if domain is None:
            del self.fields["no_action_reason"]

    @cached_property
    def _descriptors(self) -> dict[str, str]:
        texts = {row.grade: row.text for row in self.domain.descriptors.all()} if self.domain else {}
        return texts | {Grade.NOT_APPLICABLE: "This area does not apply to this child. It leaves every count; say why below."}

    def options_of(self, name: str) -> Mapping[str, Any]:
        if name == "grade":
            return {"legend_size": "m", "choice_hints": self._descriptors}
        return {"reason": {"label_size": "m", "rows": 8}, "no_action_reason": {"label_size": "s", "rows": 2}}.get(name, {})


class JudgementForm(AuditSectionForm, JudgementFields):
    """The auditor's judgement of a domain, or overall."""

    def __init__(self, *args: Any, audit: Audit, domain: Domain | None, **kwargs: Any):
        # Before the fields are made: what is stored is asked for first.
        self.domain = domain
        super().__init__(*args, audit=audit, domain=domain, **kwargs)
        if domain and optional_url("actions:raise"):
            self.other_submits = (*RAISE, *LATER)

    def stored_answers(self) -> dict[str, Any]:
        row = self.audit.judgements.at(Stage.AUDITOR).filter(domain=self.domain).first()
        return {"grade": row.grade, "reason": row.reason, "no_action_reason": row.no_action_reason} if row else {}

    def stored_lines(self) -> Lines:
        return stored_judgement(self.audit, self.domain)

    def given_lines(self) -> Lines:
        given = self.cleaned_data
        return judgement_lines(given["grade"], given["reason"], given.get("no_action_reason", ""))

    def save(self, *, actor: Person) -> None:
        given = self.cleaned_data
        grade_domain(
            actor=actor,
            audit=self.audit,
            domain=self.domain,
            grade=given["grade"],
            reason=given["reason"],
            no_action_reason=given.get("no_action_reason", ""),
            seen=given["seen"] or None,
        )


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
        # What was given is taken as it is: a row that equals the stored one is no row left blank.
        initial = None if any(args) else stored
        super().__init__(*args, **kwargs | {"prefix": kind.value, "initial": initial})

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

    versions: ChangedMeanwhile | None = None

    def __init__(self, data: Any = None, *, audit: Audit):
        self.audit = audit
        self.sets = [FindingFormSet(data, kind=kind, audit=audit) for kind in FindingKind]
        self.given_seen = data.get("seen", "") if data else ""
        self.seen = self.given_seen or self.seen_now

    @property
    def seen_now(self) -> str:
        return version_token(stored_findings(self.audit))

    def is_valid(self) -> bool:
        return all([each.is_valid() for each in self.sets])

    @property
    def errors(self) -> list[Any]:
        return [row for each in self.sets for row in each.errors]

    def given(self) -> dict[FindingKind, list[tuple[str, Source]]]:
        return {each.kind: each.given() for each in self.sets}

    def given_lines(self) -> Lines:
        return findings_lines(self.given())

    def save(self, *, actor: Person) -> None:
        save_all_findings(actor=actor, audit=self.audit, findings=self.given(), seen=self.given_seen or None)

    def begin_from(self, seen: str) -> None:
        self.given_seen = seen

    def show_both(self, changed: ChangedMeanwhile) -> None:
        self.versions, self.seen = changed, changed.seen


def form_of(here: AuditSection, data: Any, asked: Applicability, *, halfway: bool = False) -> Any:
    """The form of one section; `halfway` while its writer still writes. The overall judgement is a judgement without a domain."""
    if here.slug == FINDINGS:
        return FindingsForm(data, audit=asked.audit)
    if here.slug == VOICES:
        return VoicesForm(data, asked=asked, halfway=halfway)
    return JudgementForm(data, audit=asked.audit, domain=here.domain)


class SubmitForm(GovukForm, forms.Form):
    """Nothing to fill in: the button is the answer."""

    submit_text = "Submit the audit"
