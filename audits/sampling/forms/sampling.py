"""Drawing from a list of records, and putting the draw into the month."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from audits.enums import PlanType, RecordsAsked
from audits.models import Sample
from audits.sampling.pages.workers import WorkerAsked
from audits.sampling.reading.records import RecordList
from audits.sampling.services.sampling import apply_sample, draw_sample
from foundation.accounts.models import Person
from foundation.council.words import in_our_words
from foundation.govuk.forms import GovukMonthField, ServiceForm

MOST_COLUMNS = 5
# What of a choice a sample has from the start, as the settings and the terms of its kind say.
ALWAYS_CHOSEN = ("minimum", "seed", "audited_since", "open_weeks", "asked_records", "closed_months", "asked_plans")


class DrawForm(ServiceForm):
    submit_text = "Draw the sample"
    field_options: ClassVar = {
        "size": {"width": 3, "legend_size": "s"},
        "minimum": {"width": 3},
        "seed": {"width": 10},
        "open_weeks": {"width": 3, "suffix": "weeks"},
        "closed_months": {"width": 3, "suffix": "months"},
        "asked_records": {"conditional": {RecordsAsked.CLOSED: "closed_months"}, "legend_size": "s"},
        "asked_plans": {"small": True, "legend_size": "s"},
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

    asked_records = forms.ChoiceField(label="Which records can be drawn?", choices=RecordsAsked, required=False, widget=forms.RadioSelect)
    closed_months = forms.IntegerField(label="Closed within how many months?", min_value=1, max_value=120, required=False)
    asked_plans = forms.MultipleChoiceField(
        label="Of which plan types?", required=False, widget=forms.CheckboxSelectMultiple, help_text="Select none to draw from every one."
    )

    def __init__(self, *args: Any, sample: Sample, listed: RecordList, suggested: dict[str, Any], **kwargs: Any):
        stored = {name: getattr(sample, name) for name in ALWAYS_CHOSEN}
        chosen = {"stratum_columns": sample.stratum_columns, "size": sample.size} if sample.is_drawn else suggested
        super().__init__(*args, initial=stored | chosen, **kwargs)
        self.sample = sample
        if sample.is_drawn:
            self.submit_text = "Draw again"
        self.fields["asked_plans"].choices = [(value, in_our_words(label)) for value, label in PlanType.choices]
        columns = listed.stratum_columns()
        self.fields["stratum_columns"].choices = [(name, f"{listed.columns[name]} ({count} values)") for name, count in columns.items()]

    def clean_stratum_columns(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["stratum_columns"]
        if len(chosen) > MOST_COLUMNS:
            raise ValidationError(f"Divide the list by at most {MOST_COLUMNS} columns: with more, most strata have one record")
        return chosen

    def act(self) -> None:
        choice = dict(self.cleaned_data)
        choice["asked_records"] = choice["asked_records"] or RecordsAsked.ANY
        choice["closed_months"] = choice["closed_months"] or self.sample.closed_months
        draw_sample(actor=self.actor, sample=self.sample, **choice)


class ApplyForm(ServiceForm):
    """What was looked at; who works with a child of whom the list does not say it; whether the rest goes on without refused rows."""

    fingerprint = forms.CharField(widget=forms.HiddenInput)
    create_teams = forms.BooleanField(required=False)
    without_refused = forms.BooleanField(required=False)

    def __init__(
        self,
        *args: Any,
        sample: Sample,
        fingerprint: str,
        unknown_teams: Sequence[str],
        refused_rows: int = 0,
        workers: Sequence[WorkerAsked] = (),
        **kwargs: Any,
    ):
        super().__init__(*args, initial={"fingerprint": fingerprint}, **kwargs)
        self.sample = sample
        self.cancel_url = sample.cycle.get_absolute_url()
        self.submit_text = f"Put these records into {sample.cycle}"
        self.other_submits = ()
        self.workers = {f"worker-{at}": each for at, each in enumerate(workers)}
        people = Person.objects.staff().select_related("team").order_by("name__folded")
        choices = [("", ""), *((str(each.pk), f"{each}, {each.team}" if each.team else str(each)) for each in people)] if workers else []
        for name, asked in self.workers.items():
            field = forms.ChoiceField(label=asked.label, help_text=asked.hint, choices=choices, required=False)
            self.add_field(name, field)
        self._ask_or_drop("create_teams", bool(unknown_teams), f"Add the teams that are not known here: {', '.join(unknown_teams)}")
        rows = "the row" if refused_rows == 1 else f"the {refused_rows} rows"
        self._ask_or_drop("without_refused", bool(refused_rows), f"Go on without {rows} that cannot be taken")
        self.order_fields(["fingerprint", *self.workers, "create_teams", "without_refused"])

    def _ask_or_drop(self, name: str, is_asked: bool, label: str) -> None:
        if is_asked:
            self.fields[name].label = label
        else:
            del self.fields[name]

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"suggest": True, "label_size": "s", "empty_label": "Not known"} if name.startswith("worker-") else {}

    def act(self) -> Sample:
        given = self.cleaned_data
        ticked = {name: given.get(name, False) for name in ("create_teams", "without_refused")}
        chosen = {name: given[name] for name in self.workers if given[name]}
        people = {str(each.pk): each for each in Person.objects.filter(pk__in=chosen.values())}
        workers = {case: people[pk] for name, pk in chosen.items() for case in self.workers[name].cases}
        return apply_sample(actor=self.actor, sample=self.sample, fingerprint=given["fingerprint"], workers=workers, **ticked)
