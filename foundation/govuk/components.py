"""The macros of govuk-frontend-jinja, callable from Python: `render_component("button", text="Save")`."""

import marshal
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"
# What is rendered once for the same parameters, and boxes that are while they are empty: what somebody typed is kept by no process.
OUR_WORDS = frozenset({"select", "radios", "checkboxes", "button", "tag", "breadcrumbs", "back-link", "pagination"})
BOXES = frozenset({"input", "textarea", "character-count"})
# A choice of these may hold boxes of its own.
HOLD_BOXES = frozenset({"radios", "checkboxes"})
# Of the ways of writing values down the one in which equal ones are written alike; it takes no text that is marked as HTML.
_WRITTEN_ALIKE = 0


@cache
def environment() -> Environment:
    return Environment(loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}), autoescape=True)


def macro_name(component: str) -> str:
    """`date-input` → `govukDateInput`."""
    return "govuk" + "".join(word.capitalize() for word in component.split("-"))


def render_component(component: str, /, **params: Any) -> SafeString:
    """The HTML of one GOV.UK component; `text` is escaped by the macro, `html` is taken as it is."""
    written = _written_down(component, params)
    return _rendered(component, params) if written is None else _once_rendered(_WrittenComponent(component, params, written))


@dataclass(frozen=True)
class _WrittenComponent:
    """A component with its parameters, which are all that a macro knows: the same are `written` down alike."""

    component: str
    params: dict[str, Any] = field(compare=False)
    written: bytes


@lru_cache(maxsize=256)
def _once_rendered(asked: _WrittenComponent) -> SafeString:
    return _rendered(asked.component, asked.params)


def _rendered(component: str, params: dict[str, Any]) -> SafeString:
    return mark_safe(_macro(component)(params).strip())  # the macro escapes; only `html` params pass as they are


def _written_down(component: str, params: dict[str, Any]) -> bytes | None:
    """None where it may hold what somebody typed, or more than texts and numbers."""
    if component not in OUR_WORDS and not (component in BOXES and not params.get("value")):
        return None
    try:
        return marshal.dumps(params, _WRITTEN_ALIKE)
    except ValueError:
        # Some of it is marked as HTML, as every text is that stands in a template.
        return None if component in HOLD_BOXES else _written_apart(params)


def _written_apart(params: dict[str, Any]) -> bytes | None:
    try:
        return marshal.dumps(_told_apart(params), _WRITTEN_ALIKE)
    except ValueError:
        return None


def _told_apart(value: Any) -> Any:
    """What is marked as HTML as bytes, so that it is never taken for the same as text, which is escaped."""
    if isinstance(value, dict):
        return [(name, _told_apart(each)) for name, each in value.items()]
    if isinstance(value, list | tuple):
        return list(map(_told_apart, value))
    return value.encode() if isinstance(value, SafeString) else value


@cache
def _macro(component: str) -> Callable[[dict[str, Any]], str]:
    module = environment().get_template(f"{PACKAGE}/components/{component}/macro.html").module
    return getattr(module, macro_name(component))


def nested(params: dict[str, Any]) -> dict[str, Any]:
    """`label__text="Name"` → `{"label": {"text": "Name"}}`, so that a template tag can name a nested parameter."""
    result: dict[str, Any] = {}
    for name, value in params.items():
        *parents, last = name.split("__")
        place = result
        for parent in parents:
            place = place.setdefault(parent, {})
        place[last] = value
    return result
