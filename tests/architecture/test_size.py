"""Short things: modules, views, templates."""

import ast
from textwrap import indent

import pytest

from tests.architecture.source import ROOT, functions, kind, modules, templates

pytestmark = pytest.mark.once


def test_no_module_is_longer_than_400_lines():
    assert {str(module): lines for module in modules() if (lines := len((ROOT / module).read_text().splitlines())) > 400} == {}


def test_no_function_of_a_view_reaches_40_lines():
    long = {
        f"{module}:{function.name}": function.end_lineno - function.lineno + 1
        for module in modules()
        if kind(module) == "views"
        for function in functions(module)
        if function.end_lineno - function.lineno + 1 >= 40
    }
    assert long == {}


MOST_WAYS = 12


def ways_through(function: ast.AST) -> int:
    """What a reader has to keep apart: every branch, loop and condition, also those within one line; functions inside it count alone."""
    return 1 + sum(map(decisions_in, ast.iter_child_nodes(function)))


def decisions_in(node: ast.AST) -> int:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return 0
    below = sum(map(decisions_in, ast.iter_child_nodes(node)))
    if isinstance(node, ast.BoolOp):
        return below + len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return below + 1 + len(node.ifs)
    return below + isinstance(node, ast.If | ast.For | ast.While | ast.IfExp | ast.ExceptHandler | ast.Assert | ast.match_case)


@pytest.mark.parametrize(
    ("source", "ways"),
    [
        ("if a and b or c: pass", 4),
        ("x = 1 if a else 2", 2),
        ("x = [a for a in b if a if c]", 4),
        ("x = sorted(b, key=lambda a: a or c)", 2),
        ("try:\n  a()\nexcept E:\n  while b: c()", 3),
        ("def g():\n  if a: pass", 1),
    ],
)
def test_ways_within_a_line_count_too(source, ways):
    assert ways_through(ast.parse(f"def f():\n{indent(source, '    ')}").body[0]) == ways


def test_no_function_has_more_than_twelve_ways_through():
    many = {
        f"{module}:{function.name}": ways
        for module in modules()
        for function in functions(module)
        if (ways := ways_through(function)) > MOST_WAYS
    }
    assert many == {}


def test_no_template_reaches_150_lines():
    assert {str(template): lines for template in templates() if (lines := len((ROOT / template).read_text().splitlines())) >= 150} == {}
