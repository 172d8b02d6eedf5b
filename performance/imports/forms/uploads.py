"""Choosing a file of figures, and saying what its columns mean."""

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from foundation.accounts.models import Person
from foundation.govuk.forms import CappedFileField, GovukForm, ServiceForm
from foundation.sheets import Sheet, clean_text, parse_month
from performance.enums import Layout, Meaning, Shape, Unit
from performance.imports.reading import LIMITS, UnknownName, guess, model_in, months_across, split_unit
from performance.imports.services import keep_upload, save_mapping, say_model, say_names, use_mapping
from performance.models import Indicator, Mapping, Upload

BY_HEADINGS = ""
BY_CHOICE = [choice for choice in Shape.choices if choice[0] != Shape.MAPPED]
MAPPING = "mapping "
NOT_USED = "Not used"
LAYOUTS = [(Layout.LONG, "A row for each; its month is in a column, in a heading or above the table"), (Layout.WIDE, Layout.WIDE.label)]
_EXAMPLES = 3


class UploadForm(GovukForm, forms.Form):
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

    def save(self, actor: Person) -> Upload:
        """Keep the file to be checked. Raises UnreadableFile."""
        file, chosen = self.cleaned_data["file"], self.cleaned_data["shape"]
        mapping = Mapping.objects.filter(pk=chosen.removeprefix(MAPPING)).first() if chosen.startswith(MAPPING) else None
        shape = chosen if chosen in Shape.values else BY_HEADINGS
        return keep_upload(actor=actor, content=file.read(), name=file.name, shape=shape, mapping=mapping)


def _free_name(file_name: str) -> str:
    """The file's name without its ending and its date; nothing where a mapping is called so already, lest it be replaced unawares."""
    words = [word for word in re.split(r"[\W_\d]+", file_name.rpartition(".")[0]) if word and not _is_month(word)]
    name = " ".join(words)[:80]
    name = name[:1].upper() + name[1:]
    taken = name.casefold() in Shape.values or Mapping.objects.filter(name__iexact=name).exists()
    return "" if taken else name


def _is_month(word: str) -> bool:
    try:
        return bool(parse_month(f"{word} 2000"))
    except ValueError:
        return False


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


class WhereForm(GovukForm, forms.Form):
    """In which sheet, and in which row, the headings stand; the address keeps it."""

    method = "get"
    submit_text = "Read it from there"

    sheet = forms.ChoiceField(label="Sheet", required=False)
    header_row = forms.IntegerField(label="Row of the headings", help_text="Leave empty to have it found", required=False, min_value=1)

    field_options = {"sheet": {"label_size": "s"}, "header_row": {"label_size": "s", "width": 3}}

    def __init__(self, *args: Any, sheets: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [("", "The first with anything in it"), *((name, name) for name in sheets)]
        if len(sheets) < 2:
            del self.fields["sheet"]

    @property
    def where(self) -> dict[str, Any]:
        given = self.cleaned_data if self.is_valid() else {}
        return {"sheet": given.get("sheet", ""), "header_row": given.get("header_row")}


class MappingForm(ServiceForm):
    layout = forms.ChoiceField(label="How does the file give its months?", choices=LAYOUTS, widget=forms.RadioSelect)
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(),
        label="Which indicator are these rows for?",
        help_text="Only where no column names the indicator.",
        required=False,
    )
    unit = forms.ChoiceField(
        label="Which unit do all rows have?",
        help_text="Only where no column says it and one name is used for figures in several units.",
        choices=[("", "Each indicator’s own"), *Unit.choices],
        required=False,
    )
    name = forms.CharField(
        label="Name of this mapping",
        help_text="Next month’s file can be read by it. A mapping of this name that is there already is replaced.",
        max_length=80,
    )

    submit_text = "Save and check the file"
    field_options = {
        "layout": {"legend_size": "s"},
        "indicator": {"label_size": "s", "suggest": True},
        "unit": {"label_size": "s"},
        "name": {"label_size": "s"},
    }

    def __init__(self, *args: Any, upload: Upload, sheet: Sheet, where: dict[str, Any], **kwargs: Any):
        self.upload, self.sheet, self.where = upload, sheet, where
        layout, guessed = guess(sheet)
        saved = upload.mapping
        chosen = {"layout": saved.layout, "indicator": saved.indicator, "unit": saved.unit, "name": saved.name} if saved else {}
        super().__init__(*args, initial={"layout": layout, "name": _free_name(upload.file_name), **chosen}, **kwargs)
        self.fields["indicator"].queryset = Indicator.objects.filter(is_current=True).order_by("label__folded", "unit")
        meanings = {**guessed, **saved.columns} if saved else guessed
        months = months_across(sheet.header) if layout == Layout.WIDE else {}
        if months:
            self.fields["layout"].help_text = f"Columns that are a month, a quarter or a year: {', '.join(months)}."
        self.columns = {f"column_{at}": heading for at, heading in enumerate(sheet.header) if heading not in months}
        for field, heading in self.columns.items():
            self._add_column(field, heading, meanings.get(heading, ""))
        self.order_fields(["layout", *self.columns, "indicator", "unit", "name"])

    def _add_column(self, field: str, heading: str, meaning: str) -> None:
        cells = (clean_text(row.get(heading)) for row in self.sheet.rows[:20])
        examples = list(dict.fromkeys(text for text in cells if text))[:_EXAMPLES]
        self.add_field(
            field,
            forms.ChoiceField(
                label=f"“{heading}” holds",
                help_text=f"For example {', '.join(text[:40] for text in examples)}" if examples else "No values near the top",
                choices=[("", NOT_USED), *Meaning.choices],
                initial=meaning,
                required=False,
            ),
        )

    def options_of(self, name: str) -> Any:
        return {"label_size": "s", "empty_label": NOT_USED} if name.startswith("column_") else super().options_of(name)

    def clean_layout(self) -> str:
        layout: str = self.cleaned_data["layout"]
        if layout == Layout.WIDE and not months_across(self.sheet.header):
            raise forms.ValidationError("No heading of this file is a month, such as Jun-23. Choose the other, or another row of headings.")
        return layout

    def act(self) -> Upload:
        given = self.cleaned_data
        columns = {heading: given[field] for field, heading in self.columns.items() if given[field]}
        chosen = {key: given[key] for key in ("name", "layout", "indicator", "unit")}
        mapping = save_mapping(actor=self.actor, columns=columns, **chosen, **self.where)
        return use_mapping(actor=self.actor, upload=self.upload, mapping=mapping)
