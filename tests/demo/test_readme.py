"""The README promises only what is on the screen: its walk, its menu words and its pictures."""

import re
from pathlib import Path

import pytest
from PIL import Image

from demo.people import SIGN_INS
from desk.context import ROOMS
from tests.architecture.source import ROOT
from tests.pictures import FOLDER, LARGEST, PICTURES, SHOWN

README = (ROOT / "README.md").read_text()
WALK = README.split("## First walk through the demo")[1].split("\n## ")[0]
STEPS = re.findall(r"^\d+\. \*\*(.+?)\*\*, ([\w ]+?)\.((?:.|\n(?!\d))*)", WALK, re.MULTILINE)
ADDRESS = re.compile(r"\(http://127\.0\.0\.1:8000(/[^)]*)\)")


@pytest.mark.parametrize(("name", "role", "says"), STEPS, ids=[name for name, _, _ in STEPS])
def test_each_step_of_the_walk_opens_and_shows_what_it_says(as_person, name, role, says):
    visitor = as_person(name)
    pages = [visitor.get(address) for address in ADDRESS.findall(says)]

    assert (SIGN_INS[next(each for each in SIGN_INS if each.label.lower() == role.lower())], len(pages) > 0) == (name, True)
    assert [page.request["PATH_INFO"] for page in pages if page.status_code != 200] == []
    shown = " ".join(" ".join(page.text.split()) for page in pages)
    assert [words for words in re.findall("“(.+?)”", says) if words not in shown] == []


def test_the_walk_is_of_nine_people():
    assert len({name for name, _, _ in STEPS}) == 9


def test_it_calls_places_as_the_menu_does():
    rows = re.findall(r"^\|.*\| ([^|]+) \|$", README.split("## Who does what, and when")[1].split("\n## ")[0], re.MULTILINE)[1:]

    places = {place for row in rows for place in row.split(", ") if not set(row) <= {"-", "|"}}
    assert places == {"My work", *(text for text, _, _ in ROOMS)}


def test_its_pictures_are_those_that_the_command_takes_and_small():
    named = re.findall(r"docs/pictures/([\w-]+)\.png", README)

    assert named == [picture.name for picture in PICTURES]
    assert sorted(path.stem for path in Path(FOLDER).iterdir()) == sorted(named)
    assert [path.name for path in FOLDER.iterdir() if path.stat().st_size > LARGEST or Image.open(path).width != SHOWN] == []
