"""Saying how a file of no known shape is read, and correcting it."""

import re
from typing import Any, ClassVar

from crispy_forms.layout import Layout as FormLayout
from crispy_forms.layout import Row
from django import forms

from foundation.activity.versions import version_of
from foundation.govuk.forms import GovukForm, ServiceForm
from foundation.sheets import Sheet, clean_text, parse_month
from performance.enums import Layout, Meaning, Shape, Unit
from performance.imports.reading import guess, months_across
from performance.imports.services import change_mapping, save_mapping, use_mapping
from performance.models import Indicator, Mapping, Upload

NOT_USED = "Not used"
LAYOUTS = [(Layout.LONG, "A row for each; its month is in a column, in a heading or above the table"), (Layout.WIDE, Layout.WIDE.label)]
_EXAMPLES = 3
# Besides the columns that a mapping has, so many can be added at once.
_MORE = 2


class SavedMappingForm(ServiceForm):
    name = forms.CharField(label="Name of this mapping", help_text="Imports that were read by it carry the new name too.", max_length=80)
    layout = forms.ChoiceField(label="How does the file give its months?", choices=LAYOUTS, widget=forms.RadioSelect)
    sheet = forms.CharField(
        label="Sheet", help_text="Of a workbook; leave empty for the first with anything in it.", max_length=100, required=False
    )
    header_row = forms.IntegerField(
        label="Row of the headings", help_text="Leave empty to have it found.", required=False, min_value=1, max_value=9999
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(),
        label="Which indicator are these rows for?",
        help_text="Only where no column names the indicator.",
        required=False,
    )
    unit = forms.ChoiceField(label="Which unit do all rows have?", choices=[("", "Each indicator’s own"), *Unit.choices], required=False)

    submit_text = "Save"
    field_options: ClassVar = {
        "name": {"label_size": "s"},
        "layout": {"legend_size": "s"},
        "sheet": {"label_size": "s", "width": 20},
        "header_row": {"label_size": "s", "width": 3},
        "indicator": {"label_size": "s", "suggest": True},
        "unit": {"label_size": "s"},
    }

    def __init__(self, *args: Any, mapping: Mapping, **kwargs: Any):
        self.mapping = mapping
        kept = {name: getattr(mapping, name) for name in ("name", "layout", "sheet", "header_row", "indicator", "unit")}
        super().__init__(*args, initial=kept, **kwargs)
        self.carry_version(version_of(mapping))
        self.fields["indicator"].queryset = Indicator.objects.filter(is_current=True).order_by("label__folded", "unit")
        # PostgreSQL keeps no order of what is in a JSON column.
        held = sorted(mapping.columns.items(), key=lambda column: Meaning.values.index(column[1]))
        columns = [*held, *[("", "")] * _MORE]
        self.pairs = [self._add_column(at, *column) for at, column in enumerate(columns, start=1)]
        self.layout = FormLayout("name", "layout", *(Row(*pair) for pair in self.pairs), "indicator", "unit", "sheet", "header_row")

    def _add_column(self, at: int, heading: str, meaning: str) -> tuple[str, str]:
        names = f"heading_{at}", f"meaning_{at}"
        called = f"Column {at}" if heading else f"Column {at} (optional)"
        self.add_field(names[0], forms.CharField(label=f"{called}: its heading", initial=heading, max_length=200, required=False))
        choices = [("", "Not used"), *Meaning.choices]
        self.add_field(names[1], forms.ChoiceField(label=f"{called}: what it holds", choices=choices, initial=meaning, required=False))
        return names

    def options_of(self, name: str) -> Any:
        return {"label_size": "s"} if name.startswith(("heading_", "meaning_")) else super().options_of(name)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        columns: dict[str, str] = {}
        for heading_name, meaning_name in self.pairs:
            heading, meaning = " ".join(given.get(heading_name, "").split()), given.get(meaning_name, "")
            if meaning and not heading:
                self.add_error(heading_name, "Enter the heading of this column, as the file writes it, or choose “Not used”.")
            elif heading in columns:
                self.add_error(heading_name, f"“{heading}” is named twice. Take one of them away.")
            elif meaning:
                columns[heading] = meaning
        return given | {"columns": columns}

    def act(self) -> Mapping:
        given = self.cleaned_data
        chosen = {name: given[name] for name in ("name", "layout", "columns", "indicator", "unit", "sheet", "header_row", "version")}
        return change_mapping(actor=self.actor, mapping=self.mapping, **chosen)


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
