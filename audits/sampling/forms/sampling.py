"""Bringing a list of records, drawing from it, and putting the draw into the month."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from audits.models import Cycle, Sample
from audits.sampling.reading.records import RecordList
from audits.sampling.services.sampling import LIMITS, apply_sample, bring_list, draw_sample
from audits.sheets.rows import Rejection
from foundation.errors import RefusedRows
from foundation.govuk.forms import CappedFileField, GovukMonthField, ServiceForm
from foundation.sheets import UnreadableFile

MOST_COLUMNS = 5


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


class DrawForm(ServiceForm):
    submit_text = "Draw the sample"
    field_options: ClassVar = {
        "size": {"width": 3, "legend_size": "s"},
        "minimum": {"width": 3},
        "seed": {"width": 10},
        "open_weeks": {"width": 3, "suffix": "weeks"},
    }

    stratum_columns = forms.MultipleChoiceField(
        label="Divide the list by",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Each combination is a stratum and gets its share of the sample. With none ticked, the whole list is one.",
    )
    size = forms.IntegerField(label="How many records to draw", min_value=1, max_value=999)
    minimum = forms.IntegerField(
        label="At least from each stratum",
        min_value=0,
        max_value=99,
        help_text="0 keeps the sample in proportion. More gives small strata more than their share.",
    )
    seed = forms.IntegerField(
        min_value=0,
        max_value=2**53,
        help_text="A number drawn for you. The same seed and list give the same sample again; every draw is kept in the history.",
    )
    audited_since = GovukMonthField(label="Leave out records audited since", help_text="This month or later. For example 6 2022.")
    open_weeks = forms.IntegerField(label="Leave out records open for less than", min_value=0, max_value=520)

    def __init__(self, *args: Any, sample: Sample, listed: RecordList, suggested: dict[str, Any], **kwargs: Any):
        stored = {name: getattr(sample, name) for name in ("minimum", "seed", "audited_since", "open_weeks")}
        chosen = {"stratum_columns": sample.stratum_columns, "size": sample.size} if sample.is_drawn else suggested
        super().__init__(*args, initial=stored | chosen, **kwargs)
        self.sample = sample
        if sample.is_drawn:
            self.submit_text = "Draw again"
        columns = listed.stratum_columns()
        self.fields["stratum_columns"].choices = [(name, f"{listed.columns[name]} ({count} values)") for name, count in columns.items()]

    def clean_stratum_columns(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["stratum_columns"]
        if len(chosen) > MOST_COLUMNS:
            raise ValidationError(f"Divide the list by at most {MOST_COLUMNS} columns: with more, most strata have one record")
        return chosen

    def act(self) -> None:
        draw_sample(actor=self.actor, sample=self.sample, **self.cleaned_data)


class ApplyForm(ServiceForm):
    """What was looked at, and whether teams that are not known here are added."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    create_teams = forms.BooleanField(required=False)
    without_refused = forms.BooleanField(required=False)

    def __init__(self, *args: Any, sample: Sample, fingerprint: str, unknown_teams: list[str], refused_rows: int = 0, **kwargs: Any):
        super().__init__(*args, initial={"fingerprint": fingerprint}, **kwargs)
        self.sample = sample
        self.cancel_url = sample.cycle.get_absolute_url()
        self.submit_text = f"Put these records into {sample.cycle}"
        self.other_submits = ()
        if unknown_teams:
            self.fields["create_teams"].label = f"Add the teams that are not known here: {', '.join(unknown_teams)}"
        else:
            del self.fields["create_teams"]
        if refused_rows:
            rows = "the row" if refused_rows == 1 else f"the {refused_rows} rows"
            self.fields["without_refused"].label = f"Go on without {rows} that cannot be taken"
        else:
            del self.fields["without_refused"]

    def act(self) -> Sample:
        given = self.cleaned_data
        ticked = {name: given.get(name, False) for name in ("create_teams", "without_refused")}
        return apply_sample(actor=self.actor, sample=self.sample, fingerprint=given["fingerprint"], **ticked)
