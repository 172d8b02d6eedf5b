"""From a bound field to the component that shows it: `field_component(bound_field)` → its name and parameters.

Options, from the form's `field_options[name]` or the `{% govuk_field %}` tag:

    hint            text under the label (default: the field's help text)
    label           another label here
    label_size      s, m, l or xl;  legend_size is the same for radios, checkboxes and dates
    heading         True: the label or legend is the page's h1
    hide_label      True: the label is for screen readers only
    width           2, 3, 4, 5, 10, 20, 30 (characters) or "one-half", "two-thirds", "full"
    rows            lines of a text area
    count           a character count with this limit (default: the field's own)
    count_from      per cent of the limit from which what is left is shown (default: always, but in short boxes of one line)
    inline, small   radios and checkboxes side by side, or smaller
    only            the values of the choices to show here, where another field shows the others
    choice_hints    {value: text under that choice}
    conditional     {value: name of the field inside that choice, or names of several}
    prefix, suffix  text beside an input: "£", "%"
    suggest         True: a long select becomes a box that suggests
    narrow          True: a long list of checkboxes scrolls, with a box above it to find somebody; or the words for what is found in it
    empty_label     the words of a select's empty choice, where the choice has none of its own
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from foundation.govuk.bounds import longest
from foundation.govuk.components import render_component
from foundation.govuk.dates import GovukDateWidget

Params = dict[str, Any]
# Boxes of one line whose characters are counted; so many characters are a sentence, and in a shorter box what is left is said near the end.
COUNTED = ("text", "url", "search")
SENTENCE, NEAR = 200, 75
# What takes fewer is a code, and its hint says of what form.
LEAST_COUNTED = 30
NOT_ATTRIBUTES = {
    "id",
    "class",
    "rows",
    "cols",
    "required",
    "maxlength",
    "type",
    "aria-describedby",
    "aria-invalid",
    "autocomplete",
    "inputmode",
}


def options_of(field: BoundField) -> Mapping[str, Any]:
    """The form's options for a field; a form that is not ours has none."""
    ask = getattr(field.form, "options_of", None)
    return ask(field.name) if ask else {}


def element_id(field: BoundField) -> str:
    return field.field.widget.attrs.get("id") or field.auto_id or field.html_name


def focus_id(field: BoundField) -> str:
    """The element that a link in the error summary goes to: the first input, of a date the first wrong box."""
    if not isinstance(field.field.widget, GovukDateWidget):
        return element_id(field)
    wrong = wrong_parts(field)
    return f"{element_id(field)}_{wrong[0] if wrong else field.field.widget.parts[0]}"


def wrong_parts(field: BoundField) -> tuple[str, ...]:
    for error in field.errors.as_data():
        parts = (error.params or {}).get("parts")
        return parts or field.field.widget.parts
    return ()


def label_of(field: BoundField, options: Mapping[str, Any], kind: str = "label") -> Params:
    size = options.get(f"{kind}_size") or ("l" if options.get("heading") else "")
    classes = [f"govuk-{'fieldset__legend' if kind == 'legend' else 'label'}--{size}"] if size else []
    if options.get("hide_label"):
        classes.append("govuk-visually-hidden")
    return {
        "text": options.get("label") or field.label,
        "classes": " ".join(classes),
        "isPageHeading": bool(options.get("heading")),
    }


def described(field: BoundField, options: Mapping[str, Any]) -> Params:
    """What every component shares: hint and error."""
    hint = options.get("hint") or field.help_text
    params: Params = {"hint": {"text": hint}} if hint else {}
    if field.errors:
        params["errorMessage"] = {"text": field.errors[0]}
    return params


def named(field: BoundField, options: Mapping[str, Any]) -> Params:
    attrs = field.field.widget.attrs
    return {
        "id": element_id(field),
        "name": field.html_name,
        "label": label_of(field, options),
        "classes": " ".join(filter(None, [attrs.get("class", ""), width_class(options.get("width"))])),
        "attributes": {name: value for name, value in attrs.items() if name not in NOT_ATTRIBUTES},
        "disabled": field.field.disabled,
        **described(field, options),
    }


def width_class(width: Any) -> str:
    if not width:
        return ""
    return f"govuk-input--width-{width}" if str(width).isdigit() else f"govuk-!-width-{width}"


def text_of(field: BoundField) -> str:
    value = field.field.widget.format_value(field.value())
    return "" if value is None else str(value)


def input_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    widget = field.field.widget
    numeric = isinstance(field.field, forms.IntegerField | forms.DecimalField)
    params = named(field, options) | {
        # A number box changes when the wheel turns over it; text with a numeric keyboard does not.
        "type": "text" if numeric else widget.input_type,
        "value": text_of(field),
        "inputmode": widget.attrs.get("inputmode") or ("decimal" if numeric else None),
        "autocomplete": widget.attrs.get("autocomplete"),
    }
    for side in ("prefix", "suffix"):
        if options.get(side):
            params[side] = {"text": options[side]}
    return "input", params | counted_input(field, options, params)


def counted_input(field: BoundField, options: Mapping[str, Any], params: Params) -> Params:
    """What makes of a box of one line one that says its limit and what is left, as the Design System has it for text areas."""
    most = longest(field.field)
    if not most or most < LEAST_COUNTED or params["type"] not in COUNTED:
        return {}
    from_percent = options.get("count_from", 0 if most >= SENTENCE and params["type"] == "text" else NEAR)
    info = f"{params['id']}-info"
    limit = {"data-module": "govuk-character-count", "data-maxlength": most, "data-threshold": from_percent}
    says = format_html('<div id="{}" class="govuk-hint govuk-character-count__message">You can enter up to {} characters</div>', info, most)
    return {
        "classes": f"{params['classes']} govuk-js-character-count".strip(),
        "describedBy": info,
        "formGroup": {"classes": "govuk-character-count", "attributes": limit, "afterInput": {"html": says}},
    }


def password_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    return "password-input", named(field, options) | {"autocomplete": field.field.widget.attrs.get("autocomplete")}


def textarea_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    params = named(field, options) | {"value": text_of(field), "rows": str(options.get("rows") or 5), "spellcheck": True}
    count = options.get("count") or longest(field.field)
    if not count:
        return "textarea", params
    return "character-count", params | {"maxlength": str(count), "threshold": options.get("count_from")}


def file_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    return "file-upload", named(field, options) | {"javascript": True, "multiple": bool(field.field.widget.attrs.get("multiple"))}


def select_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    params = named(field, options)
    if field.field.widget.allow_multiple_selected:
        params["attributes"] |= {"multiple": "multiple"}
    if options.get("suggest"):
        params["attributes"] |= {"data-module": "qa-suggest"}
    usual = "Select" if field.field.required else "None"
    params["items"] = [
        item if item["value"] else item | {"text": options.get("empty_label") or item["text"].strip("-") or usual}
        for item in choices_of(field)
    ]
    return "select", params


def choices_of(field: BoundField) -> list[Params]:
    """As Django's own widgets have them, read once however often a page shows the field.

    Groups are flattened: the select of the Design System has none.
    """
    kept: list[Params] = field.__dict__.setdefault("choices_in_words", [])
    if not kept:
        kept.extend(_worded(field))
    return kept


def _worded(field: BoundField) -> Iterator[Params]:
    widget = field.field.widget
    asked, has_chosen = set(widget.format_value(field.value())), False
    for value, text in _flat(widget.choices):
        said = "" if value is None else str(value)
        chosen = said in asked and (widget.allow_multiple_selected or not has_chosen)
        has_chosen |= chosen
        yield {"value": said, "text": str(text), "selected": chosen}


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield value, text


def fields_inside(options: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Which fields stand inside which choice."""
    given = options.get("conditional", {}).items()
    return {str(value): (names,) if isinstance(names, str) else tuple(names) for value, names in given}


def choice_items(field: BoundField, options: Mapping[str, Any]) -> list[Params]:
    hints = {str(value): text for value, text in options.get("choice_hints", {}).items()}
    inside = fields_inside(options)
    items = []
    only = options.get("only")
    for choice in choices_of(field):
        if not choice["value"] or (only is not None and choice["value"] not in only):
            continue
        item = {"value": choice["value"], "text": choice["text"], "checked": choice["selected"], "disabled": field.field.disabled}
        if hints.get(choice["value"]):
            item["hint"] = {"text": hints[choice["value"]]}
        if choice["value"] in inside:
            shown = [render_field(field.form[name]) for name in inside[choice["value"]]]
            item["conditional"] = {"html": mark_safe("".join(shown))}  # each is a rendered component
        items.append(item)
    return items


def grouped(field: BoundField, options: Mapping[str, Any], component: str) -> Params:
    looks = [f"govuk-{component}--{look}" for look in ("inline", "small") if options.get(look)]
    return {
        "idPrefix": element_id(field),
        "name": field.html_name,
        "classes": " ".join(looks),
        "fieldset": {"legend": label_of(field, options, "legend")},
        **described(field, options),
    }


def radios_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    return "radios", grouped(field, options, "radios") | {"items": choice_items(field, options)}


def checkboxes_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    params = grouped(field, options, "checkboxes") | {"items": choice_items(field, options)}
    if options.get("narrow") and len(params["items"]) > FEW:
        found = "somebody" if options["narrow"] is True else options["narrow"]
        params |= {"classes": f"{params['classes']} qa-narrow".strip(), "attributes": {"data-narrow": found}}
    return "checkboxes", params


def tick_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    """One box: its label is the choice, so there is no legend."""
    item = {"value": "on", "text": options.get("label") or field.label, "checked": bool(field.value()), "disabled": field.field.disabled}
    params = grouped(field, options, "checkboxes") | {"fieldset": None, "items": [item]}
    hint = params.pop("hint", None)
    return "checkboxes", params | {"items": [item | {"hint": hint}] if hint else [item]}


def date_component(field: BoundField, options: Mapping[str, Any]) -> tuple[str, Params]:
    widget, wrong = field.field.widget, wrong_parts(field)
    value = field.value()
    texts = value if isinstance(value, list) else widget.decompress(value)
    items = [
        {
            "name": f"{field.html_name}_{part}",
            "id": f"{element_id(field)}_{part}",
            "label": part.capitalize(),
            "value": text,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}{' govuk-input--error' if part in wrong else ''}",
        }
        for part, text in zip(widget.parts, texts, strict=True)
    ]
    fieldset = {"legend": label_of(field, options, "legend")}
    return "date-input", {"id": element_id(field), "items": items, "fieldset": fieldset, **described(field, options)}


# So many checkboxes are read at a glance.
FEW = 8

# The first that fits is taken, so a subclass stands before its parent.
COMPONENTS: tuple[tuple[type[forms.Widget], Callable[..., tuple[str, Params]]], ...] = (
    (GovukDateWidget, date_component),
    (forms.CheckboxSelectMultiple, checkboxes_component),
    (forms.RadioSelect, radios_component),
    (forms.Select, select_component),
    (forms.CheckboxInput, tick_component),
    (forms.FileInput, file_component),
    (forms.Textarea, textarea_component),
    (forms.PasswordInput, password_component),
    (forms.widgets.Input, input_component),
)


def field_component(field: BoundField, **overrides: Any) -> tuple[str, Params] | None:
    """Name and parameters of the component, or nothing for a widget that has none and draws itself."""
    options = {**options_of(field), **overrides}
    for widget, component in COMPONENTS:
        if isinstance(field.field.widget, widget):
            return component(field, options)
    return None


def render_field(field: BoundField, **overrides: Any) -> SafeString:
    """A whole form group: label, hint, error and input."""
    found = None if field.is_hidden else field_component(field, **overrides)
    if found:
        name, params = found
        return render_component(name, **params)
    return field.as_widget() if field.is_hidden else render_unknown(field, overrides)


def render_unknown(field: BoundField, overrides: Mapping[str, Any]) -> SafeString:
    """A widget without a component (a range of a filter, say): its own inputs in a group with a legend."""
    legend = label_of(field, {**options_of(field), **overrides}, "legend")
    return render_component("fieldset", legend=legend, html=f'<div class="govuk-form-group">{field.as_widget()}</div>')
