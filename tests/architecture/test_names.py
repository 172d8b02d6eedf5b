"""One name for one thing: class names stand once, and nothing hides a name of its module."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import modules, syntax

pytestmark = pytest.mark.once

# Names that may stand more than once, and why.
MORE_THAN_ONCE = {
    "Meta": "Django looks for the options of a model, a form or a table under this name",
    "Command": "Django looks for a management command under this name",
}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def test_a_class_name_stands_once():
    found = defaultdict(list)
    for module in modules():
        for node in ast.walk(syntax(module)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(f"{module}:{node.lineno}")
    assert {name: places for name, places in found.items() if len(places) > 1 and name not in MORE_THAN_ONCE} == {}
    assert all(len(found[name]) > 1 for name in MORE_THAN_ONCE)


def test_no_parameter_or_variable_hides_a_name_of_its_module():
    assert [hidden for module in modules() for hidden in hidden_in(module)] == []


def hidden_in(module: Path) -> Iterator[str]:
    """What a function, or a comprehension, gives another meaning than its module does; built-in names are ruff's (A001 to A004)."""
    tree = syntax(module)
    own = {name for name, _ in bound_in(tree)} | set(imported_in(tree))
    for scope in ast.walk(tree):
        if isinstance(scope, FUNCTIONS + COMPREHENSIONS):
            yield from (f"{module}:{line} {name}" for name, line in [*arguments_of(scope), *bound_in(scope)] if name in own)


def arguments_of(scope: ast.AST) -> Iterator[tuple[str, int]]:
    if isinstance(scope, FUNCTIONS):
        given = scope.args
        every = (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
        yield from ((argument.arg, argument.lineno) for argument in every if argument)


def bound_in(scope: ast.AST) -> Iterator[tuple[str, int]]:
    """Names that are given a value in a module, a function or a comprehension itself, and where; imports aside."""
    within = list(inside(scope))
    of_the_module = {name for node in within if isinstance(node, ast.Global) for name in node.names}
    for node in within:
        name = name_given_by(node)
        if name and name not in of_the_module:
            yield name, node.lineno


def name_given_by(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id if isinstance(node.ctx, ast.Store) else None
    return node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.ExceptHandler) else None


def imported_in(tree: ast.Module) -> Iterator[str]:
    """By the module itself: an import inside a function brings the same thing later, and hides nothing."""
    for node in inside(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (each.asname or each.name.partition(".")[0] for each in node.names)


def inside(scope: ast.AST) -> Iterator[ast.AST]:
    """Every node of a scope that is not in a further scope within it; those themselves come too."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, FUNCTIONS + COMPREHENSIONS + (ast.ClassDef,)):
            yield from inside(node)
