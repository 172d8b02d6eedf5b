"""One process sends at a time. A kill lets go at once, so that what is found half sent was left by a kill."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Any number will do, as long as nothing else in this database locks it.
_LOCK = 7_364_019


@contextmanager
def only_sender() -> Iterator[None]:
    """Wait until nobody else sends, then keep others waiting."""
    with _on_postgresql() if connection.vendor == "postgresql" else _beside_the_file():
        yield


@contextmanager
def _on_postgresql() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def _beside_the_file() -> Iterator[None]:
    """With SQLite every process is on the machine of the file."""
    with open(f"{connection.settings_dict['NAME']}.sending", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
