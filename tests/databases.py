"""Databases to work in: an empty one, a copy of another, on whichever server the run is for."""

import hashlib
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from tests.postgresql import create_database, dump_database, name_of, restore_database

ROOT = Path(__file__).resolve().parent.parent
SQLITE = "sqlite:///"
# Between runs, beside pytest's own cache.
KEPT = ROOT / ".pytest_cache" / "databases"


def new_database(folder: Path, *, like: str = "template1") -> str:
    if server := os.environ.get("POSTGRESQL_OF_THE_TESTS"):
        return create_database(server, f"site_{uuid.uuid4().hex}", like=like)
    return f"{SQLITE}{folder / 'site.sqlite3'}"


def copy_database(source: str, folder: Path) -> str:
    """Copy a database whole, into ``folder`` where it is a file; the copy's address."""
    if not source.startswith(SQLITE):
        return new_database(folder, like=name_of(source))
    target = new_database(folder)
    # Not the file alone: also what its journal still holds.
    with closing(sqlite3.connect(name_of(source))) as from_here, closing(sqlite3.connect(name_of(target))) as to_there:
        from_here.backup(to_there)
    return target


def kept_between_runs(folder: Path, make: Callable[[Path], str], *, made_from: Iterable[Path]) -> str:
    """The database that ``make`` makes, or a copy of the one that an earlier run made from the very same files.

    To migrate takes ten seconds of processor and to load the demo thirty, which everyone who runs one file of tests would pay each time.
    """
    kind = "dump" if os.environ.get("POSTGRESQL_OF_THE_TESTS") else "sqlite3"
    file = kept_file(kind, made_from)
    if file.exists():
        if kind == "sqlite3":
            return copy_database(f"{SQLITE}{file}", folder)
        address = new_database(folder)
        restore_database(address, file)
        return address
    address = make(folder)
    KEPT.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    if kind == "sqlite3":
        with closing(sqlite3.connect(name_of(address))) as from_here, closing(sqlite3.connect(unfinished)) as to_there:
            from_here.backup(to_there)
    else:
        dump_database(address, unfinished)
    unfinished.replace(file)
    return address


def kept_file(kind: str, made_from: Iterable[Path]) -> Path:
    """Where a database that was made from these files is kept, once it was made."""
    return KEPT / f"{_digest(made_from)}.{kind}"


def migrations() -> list[Path]:
    return [*_sources("*/migrations"), *_sources("foundation/*/migrations")]


def all_that_the_demo_stands_on() -> list[Path]:
    """The portal's source but for its pages, which the demo does not pass through."""
    pages = {"views", "forms", "urls", "tables", "filters", "templatetags"}
    rooms = (
        *(
            "actions",
            "audits",
            "commissions",
            "demo",
            "desk",
            "foundation",
            "insight",
            "inspections",
            "observations",
            "performance",
            "qa_portal",
            "reports",
        ),
        *("studies", "packs", "voices", "learning", "publications", "oversight", "governance"),
    )
    return [file for room in rooms for file in _sources(room) if not pages.intersection([*file.parts, file.stem])]


def _sources(pattern: str) -> Iterator[Path]:
    return (file for folder in ROOT.glob(pattern) for file in folder.rglob("*.py"))


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256((ROOT / "requirements" / "app.txt").read_bytes())
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:24]


@contextmanager
def using(address: str) -> Iterator[None]:
    """Let this process's connections, those of a live server's threads too, read and write another database."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name_of(address)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
