"""Correcting how a file of no known shape is read."""

from typing import Any, ClassVar

from crispy_forms.layout import Layout, Row
from django import forms

from foundation.activity.versions import version_of
from foundation.govuk.forms import ServiceForm
from performance.enums import Meaning, Unit
from performance.imports.services import change_mapping
from performance.models import Indicator, Mapping

from .uploads import LAYOUTS

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
        self.layout = Layout("name", "layout", *(Row(*pair) for pair in self.pairs), "indicator", "unit", "sheet", "header_row")

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
