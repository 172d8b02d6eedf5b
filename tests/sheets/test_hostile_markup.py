"""A workbook whose markup would fetch, or multiply in memory, does neither."""

import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from foundation.sheets import UnreadableFile
from tests.sheets.files import read

LAUGHS = b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 10))
BOMB = b'<!DOCTYPE x [<!ENTITY a0 "ha">' + LAUGHS + b"]>"


def workbook(head: bytes, place: bytes, inside: bytes) -> bytes:
    """One sheet of a heading and a row; `head` goes before the markup of every part, `inside` in place of a word in it."""
    book = Workbook()
    book.active.append(["Team", "Cases"])
    book.active.append(["MARK", 3])
    plain, hostile = BytesIO(), BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(hostile, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/") and name.endswith(".xml"):
                start = content.find(b"?>") + 2 if content.startswith(b"<?xml") else 0
                content = content[:start] + head + content[start:].replace(place, inside)
            target.writestr(name, content)
    return hostile.getvalue()


@pytest.mark.parametrize("what", ["bomb", "file"])
def test_no_entity_of_a_workbook_is_opened_or_multiplied(tmp_path: Path, what):
    secret = tmp_path / "secret.txt"
    secret.write_text("nobody reads this")
    head = BOMB if what == "bomb" else b'<!DOCTYPE x [<!ENTITY e SYSTEM "file://%s">]>' % bytes(secret)
    content = workbook(head, b"MARK", b"&a9;" if what == "bomb" else b"&e;")
    begun = time.process_time()

    try:
        found = repr(read(content, "list.xlsx").rows)
    except UnreadableFile as refused:
        found = str(refused)

    assert "nobody reads this" not in found
    assert len(found) < 10_000
    assert time.process_time() - begun < 5
