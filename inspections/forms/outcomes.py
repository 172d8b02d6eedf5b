"""A file of Ofsted's published outcomes."""

from typing import Any

from django.urls import reverse

from foundation.govuk.forms import CappedFileField, ServiceForm
from foundation.sheets import UnreadableFile
from inspections.models import OutcomesUpload
from inspections.reading.outcomes import LIMITS
from inspections.services.outcomes import keep_outcomes


class OutcomesForm(ServiceForm):
    submit_text = "Check this file"
    also_refused = (UnreadableFile,)
    refused_field = "file"

    file = CappedFileField(
        most=LIMITS.file_bytes,
        label="File of Ofsted’s published outcomes",
        help_text="“Local authority inspection outcomes”, as published: OpenDocument (.ods), Excel (.xlsx) or CSV, up to 5 MB",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cancel_url = reverse("inspections:outcomes")

    def act(self) -> OutcomesUpload:
        file = self.cleaned_data["file"]
        return keep_outcomes(actor=self.actor, name=file.name, content=file.read())
