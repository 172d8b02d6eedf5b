"""The auditor's answers, a section at a time. Anything may be saved half done; submission asks for what is missing."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from audits.auditing.forms.findings import FindingsForm
from audits.auditing.forms.in_place import in_place_for
from audits.auditing.forms.section import AuditSectionForm
from audits.auditing.forms.voices_and_checklist import VoicesAndChecklistForm
from audits.auditing.pages.sections import FINDINGS, VOICES, AuditSection, missing_links
from audits.auditing.services.auditing import grade_domain, submit_audit
from audits.auditing.services.lines import judgement_lines, lines_of
from audits.enums import WEAK_GRADES, Grade, Stage
from audits.forms import AuditForm
from audits.models import Audit, Domain, Judgement
from audits.queries.applicability import Applicability
from audits.queries.grade_words import grade_choices
from foundation.accounts.models import Person
from foundation.editing.version_tokens import Lines
from foundation.errors import Incomplete
from foundation.govuk.forms import GovukForm

ANOTHER, LONGER = "another", "raise"


class JudgementFields(GovukForm, forms.Form):
    """A grade, with what it looks like beside it, one box for evidence and reason, and of a domain one for why no action is needed."""

    grade = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Evidence and reason",
        required=False,
        widget=forms.Textarea,
        help_text="What you saw or heard, where, and why it earns this grade. Name no child or family.",
    )
    no_action_reason = forms.CharField(label="Or why no action is needed", required=False, widget=forms.Textarea)

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
            return {"legend_size": "m", "small": True, "choice_hints": self._descriptors}
        looks: dict[str, Mapping[str, Any]] = {"reason": {"label_size": "m", "rows": 4}, "no_action_reason": {"rows": 1}}
        return looks.get(name, {})


class JudgementForm(AuditSectionForm, JudgementFields):
    """The auditor's judgement of a domain, or overall."""

    def __init__(self, *args: Any, audit: Audit, domain: Domain | None, **kwargs: Any):
        # Before the fields are made: what is stored is asked for first.
        self.domain = domain
        super().__init__(*args, audit=audit, domain=domain, **kwargs)
        self._in_place = in_place_for(actor=self.actor, audit=audit, domain=domain) if domain else None
        # What is saved while its writer still writes raises nothing, and a day that is half typed stops no saving.
        self.line = None if self.halfway else self._in_place
        if self.line:
            self.add_fields(self.line.fields())
        elif self._in_place and self._in_place.is_begun(self.data):
            self.holds_more, self.halfway_note = True, f"The action is raised when you press {self.submit_text}."

    def options_of(self, name: str) -> Mapping[str, Any]:
        return super().options_of(name) or (self.line.options().get(name, {}) if self.line else {})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        # The longer form asks for itself.
        if self.line and LONGER not in self.data:
            for name, said in self.line.problems(given).items():
                self.add_error(name, said)
        return given

    @property
    def weak_grades(self) -> str:
        return " ".join(WEAK_GRADES)

    @property
    def asks_for_action(self) -> bool:
        """Folded away only where the chosen grade needs no action, and nothing is written there."""
        written = [self[name].value() for name in ("no_action_reason", "action_what") if name in self.fields]
        grade = self["grade"].value()
        return not grade or grade in WEAK_GRADES or any(written) or bool(self.errors)

    @property
    def begun(self) -> dict[str, str]:
        """The action that is begun in its line, as the longer form begins with it."""
        given = self.cleaned_data
        return self.line.as_begun(given) if self.line and self.line.is_begun(given) else {}

    @cached_property
    def _stored(self) -> Judgement:
        """As it was when the page was asked for; the service reads it again."""
        return self.audit.judgements.at(Stage.AUDITOR).filter(domain=self.domain).first() or Judgement()

    def stored_answers(self) -> dict[str, Any]:
        row = self._stored
        return {"grade": row.grade, "reason": row.reason, "no_action_reason": row.no_action_reason} if row.pk else {}

    def stored_lines(self) -> Lines:
        return lines_of(self._stored)

    def given_lines(self) -> Lines:
        given = self.cleaned_data
        return judgement_lines(given["grade"], given["reason"], given.get("no_action_reason", ""))

    def again(self, data: QueryDict) -> "JudgementForm":
        return JudgementForm(data, actor=self.actor, audit=self.audit, domain=self.domain, halfway=True)

    def add_errors_from(self, refused: ValidationError) -> None:
        super().add_errors_from(self.line.in_line(refused) if self.line else refused)

    def write(self) -> Judgement:
        given = self.cleaned_data
        judgement = {name: given.get(name, "") for name in ("grade", "reason", "no_action_reason")} | {"seen": self.began_from}
        if self.line and self.line.is_begun(given) and LONGER not in self.data:
            self.also_done = "The action is raised. It reaches its owner when you submit the audit."
            return self.line.grade_and_raise(given, **judgement)
        return grade_domain(actor=self.actor, audit=self.audit, domain=self.domain, **judgement)


def form_of(here: AuditSection, data: Any, asked: Applicability, *, actor: Person, halfway: bool = False) -> AuditSectionForm:
    """The form of one section; `halfway` while its writer still writes. The overall judgement is a judgement without a domain."""
    about: dict[str, Any] = {"actor": actor, "halfway": halfway}
    if here.slug == FINDINGS:
        return FindingsForm(data, audit=asked.audit, **about)
    if here.slug == VOICES:
        return VoicesAndChecklistForm(data, asked=asked, **about)
    return JudgementForm(data, audit=asked.audit, domain=here.domain, **about)


class SubmitForm(AuditForm):
    """Nothing to fill in: the button is the answer."""

    submit_text = "Submit the audit"

    def act(self) -> Audit:
        return submit_audit(actor=self.actor, audit=self.audit)

    def add_errors_from(self, refused: ValidationError) -> None:
        """What is missing leads to where it is filled in."""
        if not isinstance(refused, Incomplete):
            return super().add_errors_from(refused)
        for each in missing_links(self.audit, refused.missing):
            self.add_error(None, ValidationError(each["text"], params={"href": each["href"]}))
