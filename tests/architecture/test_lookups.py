"""What is asked of the database: states by their enum, and the trail by what it is about."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import modules, syntax

pytestmark = pytest.mark.once

STATE = re.compile(r"(?:\w+__)?state(?:__in)?")


def calls() -> Iterator[tuple[str, ast.Call]]:
    return ((str(module), node) for module in modules() for node in ast.walk(syntax(module)) if isinstance(node, ast.Call))


def is_text(node: ast.expr) -> bool:
    parts = node.elts if isinstance(node, ast.List | ast.Tuple | ast.Set) else [node]
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts)


def test_a_state_is_looked_up_and_constrained_by_its_enum():
    found = {
        f"{module}: {given.arg}"
        for module, call in calls()
        for given in call.keywords
        if ast.unparse(call.func).split(".")[-1] in ("Q", "filter", "exclude", "get", "update", "create")
        if given.arg and STATE.fullmatch(given.arg) and is_text(given.value)
    }

    assert found == set()


def test_who_looks_for_a_verb_in_the_trail_says_of_what():
    """The trail grows for ever, and is found by what an entry is about: a search for a verb alone reads all of it."""
    said = ("target_type", "of(", "of_type(", "of_several(")
    alone = {
        f"{module}: {ast.unparse(call)}"
        for module, call in calls()
        if ast.unparse(call.func).startswith("Entry.objects")
        and any((each.arg or "").startswith(("verb", "facts")) for each in call.keywords)
        if not any(way in ast.unparse(call) for way in said)
    }

    assert alone == set()
