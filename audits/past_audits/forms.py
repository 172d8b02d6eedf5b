"""Choosing a spreadsheet of past audits."""

from typing import Any

from django import forms
from django.urls import reverse

from audits.models import AuditUpload
from audits.past_audits.services import keep_upload
from foundation.accounts.models import Person
from foundation.govuk.forms import CappedFileField, GovukForm
from foundation.sheets import Limits, UnreadableFile

LIMITS = Limits()


class AuditUploadForm(GovukForm, forms.Form):
    submit_text = "Check this file"

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

    def save(self, *, actor: Person) -> AuditUpload | None:
        """The kept file, or None where it cannot be read; the form then says why."""
        file = self.cleaned_data["file"]
        try:
            return keep_upload(actor=actor, name=file.name, content=file.read())
        except UnreadableFile as problem:
            self.add_error("file", str(problem))
            return None
