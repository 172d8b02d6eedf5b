"""Forms in the Design System's look. A page is `class MyForm(GovukForm, forms.Form)` and `{% crispy form %}`."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import pretty_name

from foundation.govuk.bounds import keep_in_bounds
from foundation.govuk.dates import GovukDateField, GovukDateWidget, GovukMonthField, GovukMonthWidget
from foundation.govuk.parameters import fields_inside
from foundation.govuk.wording import speak_plainly

__all__ = [
    "CappedFileField",
    "GovukDateField",
    "GovukDateWidget",
    "GovukFilterForm",
    "GovukForm",
    "GovukMonthField",
    "GovukMonthWidget",
    "ServiceForm",
]


class CappedFileField(forms.FileField):
    """A file of at most `most` bytes. Of a larger one no more than its name may be here: its page takes no more."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data and data.size > self.most:
            raise ValidationError(self.error_messages.get("too_large") or self._too_large())
        return super().clean(data, initial)

    def _too_large(self) -> str:
        size = f"{self.most // 1024**2} MB" if self.most >= 1024**2 else f"{self.most // 1024} KB"
        return f"This file is larger than {size}. Remove what is not needed, or split it, and try again."


class GovukForm:
    """Put before `forms.Form` or `forms.ModelForm`.

    `field_options` gives a field its look, by name; `foundation.govuk.parameters` lists the options.
    `layout` is crispy's, for fieldsets; without one every field is shown in order.
    """

    field_options: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    layout: Layout | None = None
    method = "post"
    submit_text = "Save"
    submit_warns = False
    # More submit buttons, as (name, text): `"name" in form.data` tells which was pressed.
    other_submits: tuple[tuple[str, str], ...] = ()
    cancel_url = ""
    cancel_text = "Cancel"
    # Soft warnings, shown above the fields; they stop nothing.
    warnings: tuple[str, ...] = ()

    use_required_attribute = False
    fields: dict[str, Any]
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if field.label is None:
                field.label = pretty_name(name)
            speak_plainly(field, str(field.label))
            keep_in_bounds(field, str(field.label))

    def add_field(self, name: str, field: Any) -> None:
        """One more field, where what is asked follows from what is stored."""
        self.fields[name] = field
        speak_plainly(field, str(field.label))
        keep_in_bounds(field, str(field.label))

    def add_fields(self, fields: Mapping[str, Any]) -> None:
        """More fields, by their names."""
        for name, field in fields.items():
            self.add_field(name, field)

    def carry_version(self, version: str) -> None:
        """Send with the form which version of the row it began from, as `version` in `cleaned_data`: None where it came back without."""
        self.fields["version"] = forms.CharField(required=False, initial=version, widget=forms.HiddenInput, empty_value=None)

    def options_of(self, name: str) -> Mapping[str, Any]:
        return self.field_options.get(name, {})

    def add_errors_from(self, refused: ValidationError) -> None:
        """What a service refused: each by the field that it names, above the form where there is none of that name."""
        if version := getattr(refused, "version", ""):
            # A person who saves again knows what is stored now.
            self.data = self.data.copy()
            self.data["version"] = version
        by_field = getattr(refused, "error_dict", {None: refused})
        for name, errors in by_field.items():
            self.add_error(name if name in self.fields else None, errors)  # type: ignore[attr-defined]  # the form beside this class has it

    @property
    def error_texts(self) -> list[str]:
        """Every sentence that says what is wrong, in the order of the fields."""
        return [str(text) for texts in self.errors.values() for text in texts]  # type: ignore[attr-defined]  # the form beside this class has it

    def conditional_fields(self) -> set[str]:
        """Fields that stand inside a choice of another field, and so not in the form's own order."""
        return {inner for name in self.fields for names in fields_inside(self.options_of(name)).values() for inner in names}

    @cached_property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_method = self.method
        helper.attrs = {"novalidate": ""}
        helper.render_hidden_fields = True
        inside = self.conditional_fields()
        helper.layout = self.layout or Layout(*(name for name in self.fields if name not in inside))
        return helper


class ServiceForm(GovukForm, forms.Form):
    """One act of one person. `act` calls the service; what it refuses is shown by its field."""

    # What the service raises besides a ValidationError, such as a file that nobody can read, and the field that says it.
    also_refused: ClassVar[tuple[type[Exception], ...]] = ()
    refused_field: str | None = None

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def act(self) -> Any:
        raise NotImplementedError

    def save(self) -> Any:
        """What the service gave, or True where it gives nothing; None where it refused, and the form then says why."""
        try:
            done = self.act()
        except ValidationError as refused:
            self.add_errors_from(refused)
            return None
        except self.also_refused as refused:
            self.add_error(self.refused_field, str(refused))
            return None
        # An act may also say itself what is wrong.
        return None if self.errors else True if done is None else done


class GovukFilterForm(GovukForm, forms.Form):
    """The form of a FilterSet: `class Meta: form = GovukFilterForm`."""

    method = "get"
    submit_text = "Apply filters"

    def options_of(self, name: str) -> Mapping[str, Any]:
        return {"empty_label": "All", "label_size": "s", "legend_size": "s", "small": True, **super().options_of(name)}
