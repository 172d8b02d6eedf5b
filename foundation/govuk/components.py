"""The macros of govuk-frontend-jinja, callable from Python: `render_component("button", text="Save")`."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment, PackageLoader, PrefixLoader

PACKAGE = "govuk_frontend_jinja"


@cache
def environment() -> Environment:
    return Environment(loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}), autoescape=True)


def macro_name(component: str) -> str:
    """`date-input` → `govukDateInput`."""
    return "govuk" + "".join(word.capitalize() for word in component.split("-"))


def render_component(component: str, /, **params: Any) -> SafeString:
    """The HTML of one GOV.UK component; `text` is escaped by the macro, `html` is taken as it is."""
    return mark_safe(_macro(component)(params).strip())  # the macro escapes; only `html` params pass as they are


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
