"""Choosing a spreadsheet of past audits, and saying what its columns and teams are."""

from typing import Any

from django.urls import reverse

from audits.models import AuditUpload
from audits.past_audits.reading.questions import AskedOfUpload
from audits.past_audits.reading.said import NOT_READ
from audits.past_audits.services import answer_upload, keep_upload
from foundation.govuk.forms import CappedFileField, ServiceForm
from foundation.matching.forms import MatchForm
from foundation.sheets import Limits, UnreadableFile

LIMITS = Limits()


class AuditUploadForm(ServiceForm):
    submit_text = "Check this file"
    also_refused = (UnreadableFile,)
    refused_field = "file"

    # An empty file is let through, so that it gets the same sentence as any other that cannot be read.
    file = CappedFileField(
        most=LIMITS.file_bytes,
        label="File of past audits",
        help_text="CSV, Excel (.xlsx) or OpenDocument (.ods), up to 20 MB",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("audits:list")

    def act(self) -> AuditUpload:
        """The file, kept to be checked."""
        file = self.cleaned_data["file"]
        return keep_upload(actor=self.actor, name=file.name, content=file.read())


class PastAuditsMatchForm(MatchForm):
    def __init__(self, *args: Any, upload: AuditUpload, asked: AskedOfUpload, **kwargs: Any):
        super().__init__(*args, match=asked.match, columns=asked.columns, words=asked.words, none=NOT_READ, **kwargs)
        self.upload = upload
        self.cancel_url = reverse("audits:list")

    def act(self) -> AuditUpload:
        return answer_upload(actor=self.actor, upload=self.upload, columns=self.column_answers, words=self.word_answers)
