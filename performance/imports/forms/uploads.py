"""Choosing a file of figures; saying which model and which indicators it is of; storing it."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from foundation.govuk.forms import CappedFileField, GovukForm, ServiceForm
from foundation.sheets import UnreadableFile
from performance.enums import Shape, Unit
from performance.imports.reading import LIMITS, UnknownName, model_in, split_unit
from performance.imports.services import keep_upload, say_model, say_names
from performance.models import Indicator, Mapping, Upload

BY_HEADINGS = ""
BY_CHOICE = [choice for choice in Shape.choices if choice[0] != Shape.MAPPED]
MAPPING = "mapping "


class UploadForm(ServiceForm):
    also_refused = (UnreadableFile,)
    refused_field = "file"

    file = CappedFileField(
        most=LIMITS.file_bytes,
        label="File of figures",
        help_text="CSV, Excel (.xlsx) or OpenDocument (.ods), up to 80 MB",
        allow_empty_file=True,
    )
    shape = forms.ChoiceField(label="Which table is it?", required=False, initial="auto")

    submit_text = "Check this file"
    field_options = {"shape": {"label_size": "s"}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        saved = [(f"{MAPPING}{each.pk}", f"By the mapping “{each}”") for each in Mapping.objects.all()]
        self.fields["shape"].choices = [("auto", "Know it by its headings"), *BY_CHOICE, *saved]

    def act(self) -> Upload:
        """The file, kept to be checked."""
        file, chosen = self.cleaned_data["file"], self.cleaned_data["shape"]
        mapping = Mapping.objects.filter(pk=chosen.removeprefix(MAPPING)).first() if chosen.startswith(MAPPING) else None
        shape = chosen if chosen in Shape.values else BY_HEADINGS
        return keep_upload(actor=self.actor, content=file.read(), name=file.name, shape=shape, mapping=mapping)


class NeighbourModelForm(ServiceForm):
    model = forms.CharField(
        label="By which model are these neighbours?",
        help_text="The year and month from which it holds: 2025-05 for the model of May 2025, 2021-04 for that of April 2021.",
        max_length=20,
    )

    submit_text = "Check this file"
    field_options = {"model": {"label_size": "s", "width": 5}}

    def __init__(self, *args: Any, upload: Upload, **kwargs: Any):
        self.upload = upload
        super().__init__(*args, initial={"model": upload.neighbour_model or model_in(upload.file_name)}, **kwargs)

    def act(self) -> Upload:
        return say_model(actor=self.actor, upload=self.upload, model=self.cleaned_data["model"].strip())


class NamesForm(ServiceForm):
    """For each name that no indicator has: whose other name it is."""

    submit_text = "Remember and check again"
    MOST = 40

    def __init__(self, *args: Any, upload: Upload, unknown: list[UnknownName], **kwargs: Any):
        self.upload = upload
        super().__init__(*args, **kwargs)
        ours = Indicator.objects.of_ours().filter(is_current=True).order_by("label__folded", "unit")
        self.unknown = {f"name_{at}": each for at, each in enumerate(unknown[: self.MOST])}
        for field, each in self.unknown.items():
            self._add_name(field, each, ours)

    def _add_name(self, field: str, each: UnknownName, ours: QuerySet[Indicator]) -> None:
        unit = f" ({Unit(each.unit).label})" if each.unit and not split_unit(each.name)[1] else ""
        meant = f"Did you mean “{each.nearest}”? " if each.nearest else ""
        wanted = {name: value for name, value in (("unit", each.unit), ("series", each.series)) if value}
        self.add_field(
            field,
            forms.ModelChoiceField(
                ours.filter(**wanted),
                label=f"“{each.name}”{unit} is",
                help_text=f"{meant}Leave empty where it is none of them.",
                required=False,
            ),
        )

    def options_of(self, name: str) -> Any:
        return {"label_size": "s", "suggest": True, "empty_label": "None of these"}

    def act(self) -> Upload:
        named = {each: self.cleaned_data[field] for field, each in self.unknown.items() if self.cleaned_data[field]}
        return say_names(actor=self.actor, upload=self.upload, named=named)


class StoreForm(GovukForm, forms.Form):
    """What a person says of figures that moved far, beside the buttons of the check page."""

    jumps_seen = forms.BooleanField(label="I have looked at these figures, and they are right", required=False)

    UNSURE = "Look at the figures that are far from the ones before them. Correct the file, or say that they are right."
