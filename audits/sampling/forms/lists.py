"""Bringing a list of records, saying what its columns and words are, correcting rows of it."""

from typing import Any

from django.core.exceptions import ValidationError

from audits.models import Cycle, Sample
from audits.sampling.reading.columns import COLUMNS_AS_SHOWN, OTHER_COLUMN
from audits.sampling.reading.questions import AskedOfList
from audits.sampling.services.lists import LIMITS, answer_list, bring_list, correct_list
from audits.sheets.rows import Rejection
from foundation.errors import RefusedRows
from foundation.govuk.forms import CappedFileField, ServiceForm
from foundation.matching.forms import MatchForm
from foundation.sheets import UnreadableFile


class ListForm(ServiceForm):
    submit_text = "Continue"
    also_refused = (UnreadableFile,)
    refused_field = "file"

    # An empty file is let through, so that it gets the same sentence as any other that cannot be read.
    file = CappedFileField(
        most=LIMITS.file_bytes,
        label="List of records",
        help_text="CSV, Excel (.xlsx) or OpenDocument (.ods), up to 20,000 records",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        self.cancel_url = cycle.get_absolute_url()
        self.rejected: list[Rejection] = []

    def act(self) -> Sample:
        """The list, kept. Where it cannot be taken `rejected` says which cells."""
        file = self.cleaned_data["file"]
        return bring_list(actor=self.actor, cycle=self.cycle, name=file.name, content=file.read())

    def add_errors_from(self, refused: ValidationError) -> None:
        if isinstance(refused, RefusedRows):
            self.rejected = refused.rows
            self.add_error("file", refused)
        else:
            super().add_errors_from(refused)


class RecordsMatchForm(MatchForm):
    def __init__(self, *args: Any, sample: Sample, asked: AskedOfList, **kwargs: Any):
        super().__init__(*args, match=asked.match, columns=COLUMNS_AS_SHOWN, words=asked.words, none=OTHER_COLUMN, **kwargs)
        self.sample = sample
        self.cancel_url = sample.cycle.get_absolute_url()
        self.rejected: list[Rejection] = []

    def act(self) -> Sample:
        return answer_list(actor=self.actor, sample=self.sample, columns=self.column_answers, words=self.word_answers)

    def add_errors_from(self, refused: ValidationError) -> None:
        if isinstance(refused, RefusedRows):
            self.rejected = refused.rows
            self.add_error(None, "By these answers no row of the list can be taken. Look at what is wrong with each below.")
        else:
            super().add_errors_from(refused)


class CorrectionsForm(ServiceForm):
    """The workbook of rows that could not be taken, corrected."""

    submit_text = "Put the corrected rows in"
    also_refused = (UnreadableFile,)
    refused_field = "corrections"

    corrections = CappedFileField(
        most=LIMITS.file_bytes,
        label="Corrected rows",
        help_text="The workbook from this page, with its first column as it was",
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, sample: Sample, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sample = sample
        self.cancel_url = sample.get_absolute_url()

    def act(self) -> str:
        """What is to be said of it."""
        file = self.cleaned_data["corrections"]
        return correct_list(actor=self.actor, sample=self.sample, name=file.name, content=file.read())[1]
