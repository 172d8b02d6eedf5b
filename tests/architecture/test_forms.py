"""A form that calls a service is a `ServiceForm`, and a button that asks nothing goes through `call_service`: they show what is refused."""

import ast
from pathlib import Path

import pytest

from tests.architecture.source import kind, modules, syntax

pytestmark = pytest.mark.once

# What services raise; PermissionDenied, which the middleware answers, is nobody's to catch either.
REFUSALS = {
    "ValidationError",
    "PermissionDenied",
    "StaleState",
    "StaleVersion",
    "EditConflict",
    "Gone",
    "Incomplete",
    "RefusedRows",
    "ConflictOfInterest",
    "Identified",
    "UnreadableFile",
}
# Modules of forms and views that catch one by hand, and why.
BY_HAND = {
    "actions/views/bulk.py": "what is refused is said above what each action would become",
    "foundation/editing/forms.py": "what stands there may be an earlier try of the same page",
    "foundation/govuk/dates.py": "a field that is made of others shows what one of them refuses",
    "foundation/govuk/forms.py": "the one place",
    "foundation/accounts/requests.py": "the other: a button that asks nothing",
    "performance/imports/views/uploads.py": "the page of columns is shown for a sheet that cannot be read as well",
}


def caught_in(module: Path) -> set[str]:
    """The names of what a module catches."""
    handlers = [node for node in ast.walk(syntax(module)) if isinstance(node, ast.ExceptHandler) and node.type]
    return {name.split(".")[-1] for handler in handlers for name in ast.unparse(handler.type).strip("()").split(", ")}


def asks_or_shows(module: Path) -> bool:
    return kind(module) in ("forms", "views", "requests") or module.parts[:2] == ("foundation", "govuk")


def test_no_form_and_no_view_catches_a_service_s_refusal_by_hand():
    found = {str(module) for module in modules() if asks_or_shows(module) and caught_in(module) & REFUSALS}

    assert found == set(BY_HAND)


def test_every_kind_of_refusal_is_known():
    bases = {
        node.name: {ast.unparse(base).split(".")[-1] for base in node.bases}
        for module in modules()
        for node in ast.walk(syntax(module))
        if isinstance(node, ast.ClassDef)
    }
    known = {"ValidationError"}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more

    assert known <= REFUSALS


def test_a_refusal_that_is_caught_is_recognised():
    assert {"ValidationError"} <= caught_in(Path("foundation/govuk/forms.py"))
    assert "UnreadableFile" in caught_in(Path("performance/imports/views/uploads.py"))
