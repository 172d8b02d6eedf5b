"""The words that users read are those of docs/house-words.md."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import APPS, ROOT, modules, syntax, templates

pytestmark = pytest.mark.once

NOT_OURS = {
    "speaks of": re.compile(r"\b(speaks? of|spoke of|speaking of)\b", re.IGNORECASE),
    "is no": re.compile(r"(?<!there )\b(is|are|was|were) no (?!longer\b|more\b|less\b|fewer\b)[a-z]", re.IGNORECASE),
    "meanwhile": re.compile(r"\bmeanwhile\b", re.IGNORECASE),
    "whoever": re.compile(r"\bwh(o|om)ever\b", re.IGNORECASE),
    "those who": re.compile(r"\bthose who(m)?\b", re.IGNORECASE),
    "is told": re.compile(r"\b(is|are|was|were|be|been) (now )?told\b(?! apart)", re.IGNORECASE),
    "stands in": re.compile(r"\bstands? (in|at|below|under|beside|behind|there|neither)\b", re.IGNORECASE),
    "anew": re.compile(r"\banew\b", re.IGNORECASE),
    "falls away": re.compile(r"\bfalls? away\b", re.IGNORECASE),
    "changed hands": re.compile(r"\bchanged hands\b", re.IGNORECASE),
    "to mend": re.compile(r"\bto mend\b", re.IGNORECASE),
}
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)


@cache
def shown_texts() -> list[tuple[str, str]]:
    return list(texts())


def texts() -> Iterator[tuple[str, str]]:
    """(where, text) of whatever somebody could be shown: templates and users' guides by line, strings of code of more than one word."""
    others = [*(ROOT / "templates").rglob("*.txt"), *(ROOT / "docs/how-to/use").rglob("*.md")]
    for path in [*templates(), *sorted(each.relative_to(ROOT) for each in others)]:
        text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), (ROOT / path).read_text())
        yield from ((f"{path}:{number}", line) for number, line in enumerate(text.split("\n"), 1))
    for module in modules():
        yield from ((f"{module}:{number}", text) for number, text in strings_of(module) if " " in text)


def strings_of(module: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module but docstrings, a formatted one as a whole."""
    nodes = list(ast.walk(syntax(module)))
    passed_over = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            passed_over |= {id(value) for value in node.values}
            yield node.lineno, "".join(str(value.value) if isinstance(value, ast.Constant) else "…" for value in node.values)
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over:
            yield node.lineno, node.value


@pytest.mark.parametrize("words", NOT_OURS)
def test_nothing_that_users_read_uses(words):
    assert [f"{where}: {text.strip()}" for where, text in shown_texts() if NOT_OURS[words].search(text)] == []


# What comments, docstrings and documents do without too: they hide who acts, or read as translated.
NOT_IN_SOURCE = ("whoever", "those who", "speaks of", "anew", "falls away")
# Decisions stay as they were taken; the others quote the words.
NOT_READ = ("docs/decisions", "docs/house-words.md", "tests/architecture/test_house_words.py")


@cache
def source_lines() -> list[tuple[str, str]]:
    """(where, line) of code, tests, scripts, templates and documents."""
    folders = {
        **dict.fromkeys([*APPS, "foundation", "qa_portal", "tests"], "*.py"),
        "assets": "*.js",
        "templates": "*.html",
        "docs": "*.md",
    }
    paths = [path for folder, ending in folders.items() for path in (ROOT / folder).rglob(ending)]
    names = sorted(str(path.relative_to(ROOT)) for path in [*paths, ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
    read = [name for name in names if not name.startswith(NOT_READ) and "/migrations/" not in name]
    return [(f"{name}:{number}", line) for name in read for number, line in enumerate((ROOT / name).read_text().split("\n"), 1)]


@pytest.mark.parametrize("words", NOT_IN_SOURCE)
def test_no_comment_or_document_uses(words):
    assert [f"{where}: {line.strip()}" for where, line in source_lines() if NOT_OURS[words].search(line)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The figures speak of July.", ["speaks of"]),
        ("“Elm” is no team here. Whoever added it is told.", ["is no", "whoever", "is told"]),
        ("There is no figure for July, and the file is no longer here: they cannot be told apart.", []),
    ],
)
def test_words_are_recognised(text, found):
    assert [words for words, pattern in NOT_OURS.items() if pattern.search(text)] == found
