"""One zip of a pack, written to a file bit by bit: the same contents give the same bytes."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from foundation.council.downloads import council_workbook
from foundation.documents import Table, csv_in_parts, write_xlsx
from foundation.names import folded
from packs.stored import PackedFile
from reports.enums import Format
from reports.rendering import render

from .contents import PackAsked, PackContents

MANIFEST = "manifest.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
# How far the making is: how many files are written, of how many, and which is next.
OnPackedFile = Callable[[int, int, str], None]


def write_pack(
    path: Path, asked: PackAsked, contents: PackContents, on_file: OnPackedFile = lambda done, total, name: None
) -> list[PackedFile]:
    """Write the zip to `path`; what is in it, the manifest left out, which says the same. No more than one file of it is held whole."""
    made: list[PackedFile] = []
    to_write = list(_files(asked, contents))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for place, (name, parts) in enumerate(to_write):
            on_file(place, len(to_write), name)
            made.append(_write(bundle, name, parts()))
        with bundle.open(_entry(MANIFEST), "w") as taken:
            taken.write(_manifest(asked, made))
    return made


def _files(asked: PackAsked, contents: PackContents) -> Iterator[tuple[str, Callable[[], Iterable[bytes]]]]:
    """Each file's name, and what gives its bytes once it is its turn."""
    stem = _plain(str(asked.kind.label))
    yield f"{stem}.html", lambda: [render(contents.narrative, Format.HTML)]
    yield f"{stem}.docx", lambda: [render(contents.narrative, Format.DOCX)]
    yield f"{stem}.xlsx", lambda: [write_xlsx(council_workbook(contents.tables, f"{asked.title}, {asked.period}"))]
    yield from ((f"tables/{name}.csv", _csv(table)) for name, table in _named(contents.tables))
    yield from ((f"records/{name}.csv", _csv(table)) for name, table in _named(contents.records))


def _csv(table: Table) -> Callable[[], Iterable[bytes]]:
    return lambda: csv_in_parts(table)


def _named(tables: Iterable[Table]) -> Iterator[tuple[str, Table]]:
    """Numbered, so that they stand in the order of the contents."""
    return ((f"{number:02}-{_plain(table.caption)}", table) for number, table in enumerate(tables, start=1))


def _plain(words: str) -> str:
    return _NOT_IN_NAMES.sub("-", folded(words)).strip("-")


def _write(bundle: zipfile.ZipFile, name: str, parts: Iterable[bytes]) -> PackedFile:
    digest, size = hashlib.sha256(), 0
    # The length is not known beforehand, so that every entry is written as one that may be long.
    with bundle.open(_entry(name), "w", force_zip64=True) as taken:
        for part in parts:
            taken.write(part)
            digest.update(part)
            size += len(part)
    return PackedFile(name, size, digest.hexdigest())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _manifest(asked: PackAsked, made: Iterable[PackedFile]) -> bytes:
    said = {
        "pack": asked.title,
        "period": asked.period,
        "as_of": asked.on.isoformat(),
        "with_records": asked.with_records,
        "files": [asdict(each) for each in made],
    }
    return json.dumps(said, indent=2, ensure_ascii=False).encode()
