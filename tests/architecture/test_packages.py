"""What is installed is pinned and hashed, and says nothing of where one machine got it from."""

import json
import re

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.once

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_requirements_hold_no_addresses(file):
    assert re.findall(r"\w+://\S+|--(?:extra-)?index-url\S*|--find-links\S*", file.read_text()) == []


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
def test_every_requirement_is_pinned_and_hashed(file):
    pins = re.split(r"\n(?=\S)", file.read_text().strip())
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_lock_of_the_look_holds_no_registry_s_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_no_other_lock_file_is_kept():
    assert [name for name in ("uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock", "yarn.lock") if (ROOT / name).exists()] == []
