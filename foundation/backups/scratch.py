"""Try a backup in a database that is thrown away: restored by a process of its own, which knows nothing of the portal's own."""

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection


class Failed(Exception):
    """What the process that restored it said."""


def restore_in_scratch(path: Path, tell: Callable[[str], None]) -> str:
    """What `restore` printed there. Raises Failed."""
    with tempfile.TemporaryDirectory(prefix="qa-portal-verify-") as folder, scratch_database(Path(folder), tell) as address:
        return _run(folder, address, "restore", str(path.resolve()))


def _run(folder: str, address: str, *arguments: str) -> str:
    # Nothing of the portal's own is within its reach: neither its evidence nor its broker nor the heads of its logs.
    apart = {"DATABASE_URL": address, "VAR_DIR": folder, "EVIDENCE_URL": "", "CELERY_BROKER_URL": "", "CACHE_URL": "", "TRAIL_ANCHOR": ""}
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
    done = subprocess.run(command, env=os.environ | apart, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(done.stderr.strip().removeprefix("CommandError: ") or done.stdout.strip())
    return done.stdout


@contextmanager
def scratch_database(folder: Path, tell: Callable[[str], None]) -> Iterator[str]:
    """Its address: on the same server where one may be made there, else a file of SQLite."""
    name = f"qa_verify_{uuid.uuid4().hex[:12]}"
    if connection.vendor != "postgresql" or not _made(name, tell):
        yield f"sqlite:///{folder / 'scratch.sqlite3'}"
        return
    try:
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _made(name: str, tell: Callable[[str], None]) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    except Error:
        tell("No database may be made on this server (createdb is not granted), so the backup is tried in one of SQLite.")
        return False
    return True
