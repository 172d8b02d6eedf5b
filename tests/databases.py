"""Databases to work in: an empty one, a copy of another, on whichever server the run is for."""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from tests.postgresql import create_database, name_of

SQLITE = "sqlite:///"


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


@contextmanager
def using(address: str) -> Iterator[None]:
    """Let this process's connections, those of a live server's threads too, read and write another database."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name_of(address)
    yield
    connection.close()
    connection.settings_dict["NAME"] = usual
