"""The file itself: a zip whose parts are written and read as streams, and a manifest that says what must be in it."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO

from foundation.seals import sha256_of

from .rows import Digest, line_of

FORMAT = 1
MANIFEST = "manifest.json"
# No part has a time of its own: what a backup holds says nothing of when it was made.
NO_TIME = (1980, 1, 1, 0, 0, 0)
PIECE = 1024 * 1024


class Unreadable(Exception):
    """What is wrong with the file, for the person who runs the server."""


@dataclass
class StoredTable:
    """`last` is the highest number that a row was ever given; it is no part of what is compared."""

    name: str
    model: str
    columns: list[str]
    rows: int = 0
    sha256: str = ""
    last: int = 0


@dataclass
class File:
    name: str
    size: int
    sha256: str


@dataclass
class Manifest:
    version: str
    migrations: list[tuple[str, str]]
    tables: list[StoredTable] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    format: int = FORMAT

    @property
    def sha256(self) -> str:
        """Of everything in the backup: two of the same rows and files have the same, whichever database they were taken from."""
        tables = [[table.name, table.columns, table.rows, table.sha256] for table in self.tables]
        files = [[file.name, file.size, file.sha256] for file in self.files]
        return sha256_of([self.format, [list(each) for each in self.migrations], tables, files])

    @property
    def summary(self) -> dict[str, Any]:
        rows = sum(table.rows for table in self.tables)
        return {
            "tables": len(self.tables), "rows": rows, "files": len(self.files), "sha256": self.sha256, "version": self.version,
        }  # fmt: skip


class Writer:
    def __init__(self, file: BinaryIO, manifest: Manifest) -> None:
        self.manifest = manifest
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def add_table(self, table: StoredTable, rows: Iterable[list[Any]]) -> None:
        digest = Digest()
        with self._part(f"tables/{table.name}.jsonl") as part:
            for row in rows:
                digest.add(row)
                part.write(line_of(row))
        table.rows, table.sha256 = digest.rows, digest.sha256
        self.manifest.tables.append(table)

    def add_file(self, name: str, content: IO[bytes]) -> str:
        """Its SHA-256."""
        size, sha256 = 0, hashlib.sha256()
        with self._part(f"files/{name}") as part:
            while piece := content.read(PIECE):
                size += len(piece)
                sha256.update(piece)
                part.write(piece)
        self.manifest.files.append(File(name, size, sha256.hexdigest()))
        return sha256.hexdigest()

    def finish(self) -> None:
        with self._part(MANIFEST) as part:
            said = asdict(self.manifest) | {"sha256": self.manifest.sha256}
            part.write(json.dumps(said, indent=1).encode())

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *problem: Any) -> None:
        # A file that was broken off is thrown away: what it says at its end is no matter, nor that a full disk does not take it.
        with suppress(*([OSError] if kind else [])):
            self._zip.close()

    def _part(self, name: str) -> Any:
        about = zipfile.ZipInfo(name, NO_TIME)
        about.compress_type = zipfile.ZIP_DEFLATED
        about.external_attr = 0o600 << 16
        return self._zip.open(about, "w", force_zip64=True)


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A file that is there with all of its content or not at all, and that nobody else may read, also while it is written."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    handle = os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Reader:
    """Raises Unreadable where the file is no backup, is damaged, or says of itself what is not so."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            said = json.loads(self._zip.read(MANIFEST))
            self.format = int(said["format"])
        except OSError as problem:
            raise Unreadable(f"{path} cannot be read: {problem.strerror or problem}.") from None
        except (zipfile.BadZipFile, KeyError, ValueError, TypeError):
            raise Unreadable(f"{path} is not a whole backup. Take another: it may have been cut off when it was copied.") from None
        if self.format > FORMAT:
            raise Unreadable(f"{path} was made by a newer release ({said.get('version')}). Install that release, then restore.")
        self.manifest = self._manifest(said, path)

    def _manifest(self, said: dict[str, Any], path: Path) -> Manifest:
        tables, files = [StoredTable(**each) for each in said["tables"]], [File(**each) for each in said["files"]]
        manifest = Manifest(said["version"], [(app, name) for app, name in said["migrations"]], tables, files, self.format)
        if manifest.sha256 != said["sha256"]:
            raise Unreadable(f"{path} was changed after it was made: its SHA-256 is not that of its parts.")
        return manifest

    def rows(self, table: StoredTable) -> Iterator[list[Any]]:
        with self._opened(f"tables/{table.name}.jsonl") as part:
            for line in _intact(part):
                yield json.loads(line)

    def file(self, file: File) -> Any:
        return self._opened(f"files/{file.name}")

    def _opened(self, name: str) -> Any:
        try:
            return self._zip.open(name)
        except KeyError:
            raise Unreadable(f"The backup lacks a part: {name}.") from None


def _intact(part: Any) -> Iterator[bytes]:
    try:
        yield from part
    except (zipfile.BadZipFile, zlib.error, EOFError) as problem:
        raise Unreadable(f"A part of the backup is damaged: {problem}.") from None
