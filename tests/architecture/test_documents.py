"""What the documents point at exists. Decisions tell of their own day, so in them only the links are followed."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.once

DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)(?P<to>[^)#\s]*)(?:#(?P<part>[^)\s]*))?\)")
# `audits/workflow.py`, `templates/audits/`, `docs/decisions/`: a path from the top, as far as its first placeholder.
NAMED = re.compile(r"`(?P<path>[a-z_.]+/[\w./-]*)`")
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
TOPS = {path.name for path in ROOT.iterdir()}


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
