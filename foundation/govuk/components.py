"""The macros of govuk-frontend-jinja, callable from Python: `render_component("button", text="Save")`."""

import marshal
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"
# What is rendered once for the same parameters, and boxes that are while they are empty: what somebody typed is kept by no process.
OUR_WORDS = frozenset({"select", "radios", "checkboxes", "button", "tag", "breadcrumbs", "back-link", "pagination"})
BOXES = frozenset({"input", "textarea", "character-count"})
# Of the ways of writing values down the one in which equal ones are written alike; it takes no text that is marked as HTML.
_EQUAL_IF_THE_SAME = 0


@cache
def environment() -> Environment:
    return Environment(loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}), autoescape=True)


def macro_name(component: str) -> str:
    """`date-input` → `govukDateInput`."""
    return "govuk" + "".join(word.capitalize() for word in component.split("-"))


def render_component(component: str, /, **params: Any) -> SafeString:
    """The HTML of one GOV.UK component; `text` is escaped by the macro, `html` is taken as it is."""
    if component not in OUR_WORDS and not (component in BOXES and not params.get("value")):
        return _rendered(component, params)
    try:
        asked = marshal.dumps(params, _EQUAL_IF_THE_SAME)
    except ValueError:
        # It holds more than plain text, such as finished HTML.
        return _rendered(component, params)
    return _once_rendered(component, asked)


def _rendered(component: str, params: dict[str, Any]) -> SafeString:
    return mark_safe(_macro(component)(params).strip())  # the macro escapes; only `html` params pass as they are


@lru_cache(maxsize=256)
def _once_rendered(component: str, asked: bytes) -> SafeString:
    """The same of the same parameters for everybody: they are all that a macro knows."""
    return _rendered(component, marshal.loads(asked))


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
