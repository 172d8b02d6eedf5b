"""Queries read, pages speak: a module of queries returns values; what a page says and links to is made in a page module."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import kind, modules, syntax

pytestmark = pytest.mark.once

# A word with a space before or after it: also as a piece of an f-string, which may begin or end with one.
SENTENCE = re.compile(r"[A-Za-z’]{2,} | [A-Za-z’]{2,}")
SQL = re.compile(r"[A-Z0-9_ ]+")
# What is written for Python: types, and how a value is formatted.
UNREAD = {"annotation", "returns", "format_spec"}
LINKS = {"reverse", "reverse_lazy", "get_absolute_url"}


def queries() -> list[Path]:
    return [module for module in modules() if kind(module) == "queries"]


def sentences(node: ast.AST) -> Iterator[str]:
    """The texts of more than one word that may reach a reader: no docstrings, types, patterns, formats or errors for developers."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.search(node.value) and not SQL.fullmatch(node.value):
        yield node.value
    for name, field in ast.iter_fields(node):
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST) and name not in UNREAD and not is_unread(child):
                yield from sentences(child)


def is_unread(node: ast.AST) -> bool:
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    is_pattern = isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    return is_docstring or is_pattern or isinstance(node, ast.Raise | ast.Assert)


def links(tree: ast.AST) -> set[str]:
    return LINKS & {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(tree)}


def test_modules_of_queries_hold_no_sentence():
    assert {str(module): found for module in queries() if (found := list(sentences(syntax(module))))} == {}


def test_modules_of_queries_hold_no_link():
    assert {str(module): found for module in queries() if (found := links(syntax(module)))} == {}


@pytest.mark.parametrize("source", ['x = "Nothing yet"', 'x = f"{n} audits"', 'x = f"Audits of {n}"', "find(why='two words')"])
def test_a_sentence_is_recognised(source):
    assert list(sentences(ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        '"""What is read."""',
        'x = "late"',
        'raise ValueError("no such month")',
        'x = re.compile("a b")',
        'x = "SELECT 1"',
        'x = f"{day:%d %B}"',
        'x: "Part | None"',
    ],
)
def test_what_no_reader_sees_is_no_sentence(source):
    assert not list(sentences(ast.parse(source)))
