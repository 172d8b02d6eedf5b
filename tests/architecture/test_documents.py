"""What the documents point at exists. Decisions tell of their own day, so in them only the links are followed."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import APPS, ROOMS, ROOMS_OF_AUDITS, ROOT, modules

pytestmark = pytest.mark.once

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)(?P<to>[^)#\s]*)(?:#(?P<part>[^)\s]*))?\)")
# `audits/workflow.py`, `templates/audits/`, `docs/decisions/`: a path from the top, as far as its first placeholder.
NAMED = re.compile(r"`(?P<path>[a-z_.]+/[\w./-]*)`")
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
# What a run leaves behind may be there or not.
TOPS = {path.name for path in ROOT.iterdir()} - {".pytest_cache"}


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_leads_somewhere():
    broken = []
    for document in DOCUMENTS:
        for link in LINK.finditer(document.read_text()):
            target = document.parent / link["to"] if link["to"] else document
            if not target.exists() or (link["part"] and link["part"] not in anchors(target)):
                broken.append(f"{document.relative_to(ROOT)}: {link[0]}")
    assert broken == []


def test_every_file_that_is_named_is_there():
    missing = [
        f"{document.relative_to(ROOT)}: {named['path']}"
        for document in DOCUMENTS
        if document.parent.name != "decisions"
        for named in NAMED.finditer(FENCED.sub("", document.read_text()))
        if named["path"].split("/")[0] in TOPS and not (ROOT / named["path"]).exists()
    ]
    assert missing == []


def test_every_how_to_is_in_the_index():
    index = (ROOT / "docs/README.md").read_text()
    assert [path.name for path in (ROOT / "docs/how-to").rglob("*.md") if f"{path.parent.name}/{path.name})" not in index] == []


def test_the_maps_name_every_app_and_room():
    readme, architecture = (ROOT / "README.md").read_text(), (ROOT / "docs/architecture.md").read_text()

    assert [app for app in APPS if f"| `{app}/` |" not in readme] == []
    assert [room for room in (*ROOMS, *ROOMS_OF_AUDITS) if f"`{room}`" not in readme or f"`{room}`" not in architecture] == []
    assert [app for app in (*APPS, "foundation") if not re.search(rf"\b{app}\[{app}: ", architecture)] == []


DRAWN = re.compile(r"^ +(\w+) [|}][|o](--|\.\.)[|o][|{] (\w+) :", re.MULTILINE)


def test_the_diagrams_of_tables_draw_keys_that_are_there():
    """A dotted line is no key: what is copied, or pointed at in another way."""
    tables = {model.__name__: model for model in apps.get_models()}
    keys = {
        frozenset((name, field.related_model.__name__))
        for name, model in tables.items()
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation and isinstance(field.related_model, type)
    }
    lines = DRAWN.findall((ROOT / "docs/data-model.md").read_text())

    assert len(lines) > 90
    assert [(one, other) for one, dashes, other in lines if dashes == "--" and frozenset((one, other)) not in keys] == []
    assert {table for one, _, other in lines for table in (one, other)} <= set(tables)


# `audits.tool.queries.domain_lines`, `foundation.moves.begin_move`: a module, and perhaps what is in it.
DOTTED = re.compile(r"`([a-z_]+(?:\.[a-z_]+)+)(?:\(\))?`")
INSIDE = {"services", "queries", "pages", "views", "models", "calculations", "querysets", "sheets", "reading"}


@cache
def ends_of_modules() -> frozenset[str]:
    """Every module by its whole name and by each ending of it: `audits.tool.queries`, `tool.queries`, `queries`; packages too."""
    dotted = {part for module in modules() for path in (module.with_suffix(""), *module.parents) if (part := ".".join(path.parts))}
    return frozenset(".".join(each.split(".")[at:]) for each in dotted for at in range(each.count(".") + 1))


def named_without_being_there(text: str) -> Iterator[str]:
    for named in DOTTED.findall(text):
        first, *rest = named.split(".")
        if first in {*APPS, "foundation", *INSIDE} and len(rest) > 1 and named not in ends_of_modules() and rest[-1] != "py":
            module = named.rpartition(".")[0]
            if module not in ends_of_modules() or not any(defines(each, rest[-1]) for each in modules() if ends_with(each, module)):
                yield named


def ends_with(module: Path, dotted: str) -> bool:
    name = ".".join(module.with_suffix("").parts).removesuffix(".__init__")
    return name == dotted or name.endswith(f".{dotted}")


def defines(module: Path, name: str) -> bool:
    return re.search(rf"\b{name}\b", (ROOT / module).read_text()) is not None


def test_every_module_that_is_named_is_there():
    texts = [document for document in DOCUMENTS if document.name != "CHANGELOG.md"] + [ROOT / module for module in modules()]
    missing = [f"{path.relative_to(ROOT)}: {named}" for path in texts for named in named_without_being_there(path.read_text())]
    assert missing == []
