"""Drawing records, reading one, setting one aside."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from audits.sampling.services.lists import LIMITS
from audits.sheets.rows import Rejection
from foundation.activity.versions import version_of
from foundation.errors import RefusedRows
from foundation.govuk.forms import CappedFileField, ServiceForm
from foundation.guard.forms import GuardedWords
from foundation.sheets import UnreadableFile
from studies.enums import RecordReply
from studies.models import Study, StudyQuestion, StudyRecord, Wave
from studies.services.drawing import draw_wave
from studies.services.reading import read_record, set_record_aside


class DrawWaveForm(GuardedWords, ServiceForm):
    submit_text = "Draw the records"
    also_refused = (UnreadableFile,)
    refused_field = "file"
    field_options = {"name": {"width": 20}, "cases": {"rows": 8}, "seed": {"width": 10}}

    name = forms.CharField(label="Name of this wave (optional)", max_length=40, required=False)
    cases = forms.CharField(
        label="Case IDs to draw from",
        required=False,
        widget=forms.Textarea,
        help_text="One on a line, pasted from your list. Pseudonymised IDs alone, never a name.",
    )
    file = CappedFileField(
        most=LIMITS.file_bytes,
        label="Or the list as a file",
        required=False,
        allow_empty_file=True,
        help_text="CSV, Excel (.xlsx) or OpenDocument (.ods) with a column of case IDs; team and worker are read where they are there.",
    )
    seed = forms.IntegerField(
        label="Seed (optional)",
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        help_text="Leave it empty and one is drawn for you. The same seed and list draw the same records again.",
    )

    def __init__(self, *args: Any, study: Study, **kwargs: Any):
        super().__init__(*args, initial={"name": _suggested_name(study, study.waves.count())}, **kwargs)
        self.study = study
        self.cancel_url = study.get_absolute_url()
        self.rejected: list[Rejection] = []

    def act(self) -> Wave:
        given, file = self.cleaned_data, self.cleaned_data["file"]
        brought = {"file_name": file.name, "content": file.read()} if file else {}
        given = {name: given[name] for name in ("name", "cases", "seed", "kept") if name in given}
        return draw_wave(actor=self.actor, study=self.study, **given, **brought)

    def add_errors_from(self, refused: ValidationError) -> None:
        if isinstance(refused, RefusedRows):
            self.rejected = refused.rows
            self.add_error("file" if self.cleaned_data.get("file") else "cases", refused)
        else:
            super().add_errors_from(refused)


def _suggested_name(study: Study, waves: int) -> str:
    """Before, After and later waves; of an accuracy sample the rows."""
    names = ("Rows",) if study.is_of_accuracy else ("Before", "After")
    return names[waves] if waves < len(names) else f"Wave {waves + 1}"


class ReadRecordForm(GuardedWords, ServiceForm):
    """One screen for one record. Every question is a group of radios, so that a keyboard alone does it."""

    submit_text = "Save and next"
    note = forms.CharField(
        label="Note (optional)", required=False, widget=forms.Textarea, help_text="No names of children, families or workers."
    )
    follow_up = forms.BooleanField(label="Somebody must act on this record", required=False)

    def __init__(self, *args: Any, record: StudyRecord, questions: list[StudyQuestion], **kwargs: Any):
        stored = {f"question_{each.question_id}": each.reply for each in record.answers.all()}
        super().__init__(*args, initial={**stored, "note": record.note, "follow_up": record.follow_up}, **kwargs)
        self.record, self.questions = record, questions
        self.carry_version(version_of(record))
        self.cancel_url = record.wave.study.get_absolute_url()
        self.cancel_text = "Stop for now"
        for question in questions:
            missing = {"required": f"Answer “{question.text}”"}
            field = forms.ChoiceField(label=question.text, choices=RecordReply, widget=forms.RadioSelect, error_messages=missing)
            self.add_field(f"question_{question.pk}", field)
        self.order_fields([*(f"question_{each.pk}" for each in questions), "note", "follow_up"])

    def options_of(self, name: str) -> dict[str, Any]:
        if name.startswith("question_"):
            return {"inline": True, "legend_size": "s"}
        return {"rows": 2} if name == "note" else {}

    def act(self) -> StudyRecord:
        given = dict(self.cleaned_data)
        replies = {each.pk: given.pop(f"question_{each.pk}") for each in self.questions}
        return read_record(actor=self.actor, record=self.record, replies=replies, **given)


class SetAsideForm(GuardedWords, ServiceForm):
    submit_text = "Set it aside"
    reason = forms.CharField(
        label="Why can it not be read?",
        max_length=200,
        help_text="For example, the record is restricted. The next record of the reserve takes its place.",
    )

    def __init__(self, *args: Any, record: StudyRecord, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.record = record
        self.carry_version(version_of(record))
        self.cancel_url = record.get_absolute_url()

    def act(self) -> bool:
        set_record_aside(actor=self.actor, record=self.record, **self.cleaned_data)
        return True
