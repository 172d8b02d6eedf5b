"""What its authors give to a report, and what is asked about its files and its look."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict

from audits.enums import FindingKind, Source
from audits.models import Finding
from foundation.activity.versions import version_of
from foundation.council.months import month_name
from foundation.editing.forms import EditingForm
from foundation.editing.version_tokens import Lines
from foundation.govuk.forms import CappedFileField, GovukDateField, GovukForm, GovukMonthField, ServiceForm
from foundation.guard.forms import KEPT, GuardedWords
from foundation.jobs.models import Job
from insight.facts import ComputedFact
from reports.calculations import with_bullets
from reports.enums import Format, ReportAudience
from reports.models import KeyFinding, Report, SectionTemplate, SectionText, WordTemplate
from reports.offered_facts import FactGroup
from reports.periods import Period
from reports.rendering import MOST_BYTES, STYLES
from reports.sections import SectionPlan
from reports.services import (
    Given,
    approve_report,
    ask_for_files,
    carry_forward,
    change_meeting,
    change_word_template,
    open_correction,
    open_report,
    save_findings,
    section_lines,
    take_over_findings,
    write_section,
)

# How many facts of a source are shown at once; the others are folded away under a name of their own.
FIRST_FACTS = 8
MORE = "_more"
# A period that is none of the usual ones.
OTHER = "other"
# The button that takes over what was drafted from the themes of findings.
TAKE = "take"


class OpenReportForm(ServiceForm):
    """The period of a new report, one of the usual ones or any other, its meeting and its sections."""

    submit_text = "Start the report"
    field_options = {"period": {"legend_size": "m", "conditional": {OTHER: ("first_month", "last_month")}}}

    period = forms.ChoiceField(widget=forms.RadioSelect, label="Which months is it on?", required=False)
    first_month = GovukMonthField(label="First month", required=False, help_text="For example 6 2023")
    last_month = GovukMonthField(label="Last month", required=False, help_text="The same as the first for a report on one month")
    meeting_date = GovukDateField(label="Date of the Board’s meeting", required=False, help_text="Leave blank if it is not fixed yet")
    carry = forms.BooleanField(
        required=False,
        label="Carry the texts of the last report forward",
        help_text="Each is marked until somebody has changed it, or has said that it still holds.",
    )
    template = forms.ModelChoiceField(
        SectionTemplate.objects.all(), required=False, label="Sections", empty_label="All sections, in their usual order"
    )

    def __init__(self, *args: Any, periods: Sequence[Period], initial: Mapping[str, Any], is_first: bool = False, **kwargs: Any) -> None:
        templates = list(SectionTemplate.objects.all())
        first = periods[0].code if periods else OTHER
        begins = {"period": first, "template": next((each for each in templates if each.is_default), None), "carry": True}
        super().__init__(*args, initial={**initial, **begins}, **kwargs)
        self.periods = {each.code: each for each in periods}
        self.fields["period"].choices = [*((each.code, each.label) for each in periods), (OTHER, "Other months")]
        if not templates:
            del self.fields["template"]
        if is_first:
            del self.fields["carry"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("period") not in self.periods:
            for name in ("first_month", "last_month"):
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, f"Enter the {str(self.fields[name].label).lower()}")
        return answers

    @transaction.atomic
    def act(self) -> Report:
        given = dict(self.cleaned_data)
        carries = given.pop("carry", False)
        if usual := self.periods.get(given.pop("period")):
            given |= {"first_month": usual.first, "last_month": usual.last}
        report = open_report(actor=self.actor, **given)
        if carries:
            carry_forward(actor=self.actor, report=report)
        return report


class MeetingForm(ServiceForm):
    submit_text = "Save the date"

    meeting_date = GovukDateField(label="Date of the Board’s meeting", required=False, help_text="Leave blank if it is not fixed yet")

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, initial={"meeting_date": report.meeting_date}, **kwargs)
        self.report = report

    def act(self) -> Report:
        return change_meeting(actor=self.actor, report=self.report, meeting_date=self.cleaned_data["meeting_date"])


class FilesForm(ServiceForm):
    """In which formats a report is to be made: all of them, unless some are unticked."""

    submit_text = "Make these files"
    field_options = {"formats": {"legend_size": "m", "small": True}}

    formats = forms.MultipleChoiceField(
        choices=Format,
        widget=forms.CheckboxSelectMultiple,
        label="Make files",
        help_text="This takes up to a minute. A page shows how far it is; you can leave it, and find the files here.",
        error_messages={"required": "Choose at least one format."},
    )

    def __init__(self, *args: Any, report: Report, audience: ReportAudience | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial={"formats": Format.values}, **kwargs)
        self.report, self.audience = report, audience

    def act(self) -> Job:
        formats = [Format(value) for value in self.cleaned_data["formats"]]
        return ask_for_files(actor=self.actor, report=self.report, formats=formats, audience=self.audience)


class CorrectionForm(GuardedWords, ServiceForm):
    """Why an approved report is corrected."""

    submit_text = "Open a correction"
    field_options = {"reason": {"rows": 3}}

    reason = forms.CharField(
        widget=forms.Textarea,
        label="Why is it corrected?",
        help_text="The Board reads this. For example, “two audits of June were counted twice”. Name no child and no worker.",
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report

    def act(self) -> Report:
        reason, kept = self.cleaned_data["reason"], self.cleaned_data.get(KEPT, "")
        return open_correction(actor=self.actor, report=self.report, reason=reason, kept=kept)


class WordTemplateForm(ServiceForm):
    """A Word file to take the look of, or our own look again."""

    submit_text = "Save"

    file = CappedFileField(
        most=MOST_BYTES,
        label="Word file",
        required=False,
        widget=forms.FileInput,
        help_text=f"A .docx without macros, smaller than 2 MB, that has the styles {', '.join(STYLES)}. Its words are left out.",
    )
    remove = forms.BooleanField(label="Use the portal’s own look instead", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = WordTemplate.current()
        self.carry_version(version_of(self.template))
        if not self.template.content:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors and not answers.get("file") and not answers.get("remove"):
            self.add_error("file", "Choose a Word file.")
        return answers

    def act(self) -> WordTemplate:
        file, removed = self.cleaned_data.get("file"), self.cleaned_data.get("remove")
        given = {"content": file.read(), "name": file.name} if file and not removed else {"content": None}
        return change_word_template(actor=self.actor, version=self.cleaned_data["version"], **given)


class ReportSectionForm(GuardedWords, EditingForm):
    """A section's text, and facts that are put under it with one press each."""

    submit_text = "Save"
    field_options = {"text": {"rows": 14, "label_size": "m"}}

    text = forms.CharField(
        required=False,
        widget=forms.Textarea,
        help_text=(
            "Leave an empty line between paragraphs. “- ” begins a bullet, “1. ” a numbered list; **words** are bold; "
            "[words](https://…) is a link; | cells | between | bars | are a table. Name no child and no worker."
        ),
    )

    def __init__(self, *args: Any, report: Report, plan: SectionPlan, text: str, facts: Sequence[FactGroup] = (), **kwargs: Any) -> None:
        self.report, self.plan, self.stored_text = report, plan, text
        super().__init__(*args, initial={"text": text}, **kwargs)
        self.fields["text"].label = f"Text of “{report.heading_of(plan.key)}”"
        self.groups = {group.source.value: group for group in facts}
        self.shown: dict[str, list[ComputedFact]] = {}
        for name, group in self.groups.items():
            self._offer(name, f"Facts from {group.source.label}", group, group.facts[:FIRST_FACTS])
            if len(group.facts) > FIRST_FACTS:
                self._offer(f"{name}{MORE}", f"More facts from {group.source.label}", group, group.facts[FIRST_FACTS:])

    def _offer(self, name: str, label: str, group: FactGroup, shown: list[ComputedFact]) -> None:
        """A field that shows some of a source's facts; it takes any of them, so that a fact may move between the two."""
        choices = [(fact.sentence, fact.sentence) for fact in group.facts]
        self.fields[name] = forms.MultipleChoiceField(required=False, choices=choices, label=label)
        self.shown[name] = shown

    @property
    def offered(self) -> list[dict[str, Any]]:
        """The first facts of each source and the others, each with a button that inserts it: the first of all stand open."""
        return [
            {"title": f"{self.fields[name].label} ({len(facts)})", "name": name, "facts": facts, "open": place == 0}
            for place, (name, facts) in enumerate(self.shown.items())
        ]

    @property
    def inserted(self) -> list[str]:
        """The sentences whose buttons were pressed."""
        return [sentence for name in self.shown for sentence in self.cleaned_data[name]]

    @property
    def whole_text(self) -> str:
        """What was typed, with the facts whose buttons were pressed under it."""
        return with_bullets(self.cleaned_data["text"], self.inserted)

    def stored_lines(self) -> Lines:
        return section_lines(self.stored_text)

    def given_lines(self) -> Lines:
        return section_lines(self.whole_text)

    def again(self, data: QueryDict) -> "ReportSectionForm":
        return ReportSectionForm(data, actor=self.actor, report=self.report, plan=self.plan, text=self.stored_text, halfway=True)

    def write(self) -> SectionText:
        words = {"text": self.whole_text, "kept": self.cleaned_data.get(KEPT, ""), "halfway": self.halfway}
        return write_section(actor=self.actor, report=self.report, key=self.plan.key, seen=self.began_from, **words)


class KeyFindingForm(GovukForm, forms.Form):
    """One key finding; left blank, it is none."""

    field_options = {"text": {"rows": 2}}

    text = forms.CharField(required=False, widget=forms.Textarea, label="Finding")
    kind = forms.ChoiceField(choices=FindingKind, label="Kind")
    source = forms.ChoiceField(choices=Source, label="Source")

    @property
    def number(self) -> str:
        """What its box is called on a page of many."""
        return f"Finding {int(str(self.prefix).rpartition('-')[2]) + 1}"

    @property
    def given(self) -> Given:
        answers = self.cleaned_data
        return FindingKind(answers["kind"]), answers["text"], Source(answers["source"])


class PickForm(GovukForm, forms.Form):
    """What auditors found in the period, to be taken over."""

    strengths = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label="Strengths that auditors found")
    areas = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Areas for improvement that auditors found"
    )

    def __init__(self, *args: Any, found: Sequence[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {str(row.pk): row for row in found}
        self.offered: dict[str, list[tuple[str, str]]] = {}
        hints = {
            pk: f"{row.get_source_display()}. Audit {row.audit_id}, {month_name(row.audit.cycle.month)}" for pk, row in self.found.items()
        }
        for name, kind in (("strengths", FindingKind.STRENGTH), ("areas", FindingKind.AREA)):
            choices = [(pk, row.text) for pk, row in self.found.items() if row.kind == kind]
            self.offered[name] = choices
            self.fields[name].choices = choices
            if not choices:
                del self.fields[name]
        self.hints = hints

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Each list folded, with how many it holds: together they are longer than the findings. What was ticked is in sight."""
        return [
            {
                "title": f"{field.label}: {len(self.offered[field.name])}",
                "field": field,
                "open": bool(field.value() or field.errors),
            }
            for field in self
        ]

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"choice_hints": self.hints, "hide_label": True, "small": True}

    @property
    def given(self) -> list[Given]:
        picked = [self.found[pk] for name in self.fields for pk in self.cleaned_data[name]]
        return [(FindingKind(row.kind), row.text, Source(row.source)) for row in picked]


KeyFindings = formset_factory(KeyFindingForm, extra=2, can_delete=True)


def findings_formset(data: Any, rows: Sequence[KeyFinding]) -> BaseFormSet:
    """The report's findings, and two blank ones: a strength and an area."""
    initial = [{"text": row.text, "kind": row.kind, "source": row.source} for row in rows]
    formset = KeyFindings(data, initial=initial, prefix="finding")
    if data is None:
        for form, kind in zip(formset.extra_forms, (FindingKind.STRENGTH, FindingKind.AREA), strict=True):
            form.fields["kind"].initial = kind
    return formset


class WhyForm(GuardedWords, ServiceForm):
    """Asks nothing until the guard has found something in a finding. `taken`: how many drafted ones were taken over."""

    taken = 0

    def __init__(self, *args: Any, report: Report, formset: BaseFormSet, picked: PickForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report, self.formset, self.picked = report, formset, picked

    def act(self) -> None:
        """Those that stay, as edited, then those taken over from audits, then what was drafted from themes."""
        stay = [form.given for form in self.formset.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        save_findings(actor=self.actor, report=self.report, findings=[*stay, *self.picked.given], kept=self.cleaned_data.get(KEPT, ""))
        if TAKE in self.data:
            self.taken = take_over_findings(actor=self.actor, report=self.report)


class ApproveForm(ServiceForm):
    submit_text = "Approve and freeze the report"

    sure = forms.BooleanField(label="I have read the report and it may go to the Board")

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report

    def act(self) -> Report:
        return approve_report(actor=self.actor, report=self.report)
