"""`note_access` is the only writer of the log of access. It never keeps a reader waiting, and never fails.

A row goes straight into the database where that takes no longer than a blink. Where the database is locked, full or away,
the row is kept as a file (`waiting`) and stored later: with the next row that gets through, or by the timetable.
"""

import datetime
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import Error, IntegrityError, connection, transaction
from django.utils import timezone

from foundation.council.clock import today

from . import unstored_accesses
from .enums import AccessKind
from .models import Access
from .whence import whence

# How long a reader waits for another's write; and for how long, once that was too short, nobody tries again.
PATIENCE_MS = 100
PAUSE = 1.0
AT_ONCE = 500

_tries_again_at = 0.0


def note_access(*, actor: Any, act: AccessKind, address: str, kind: str = "", target: Any = "", **facts: Any) -> None:
    """Note that `actor` (None where nobody has the account) did `act` at an address; `kind` is the model that `target` is the key of."""
    row = {
        "key": str(uuid.uuid4()),
        "at": timezone.now().isoformat(),
        "day": today().isoformat(),
        "actor": actor.pk if actor else None,
        "act": act.value,
        "address": address,
        "kind": kind,
        "target": str(target),
        "facts": facts,
        **whence(),
    }
    try:
        stored = _store([row])
    except IntegrityError:
        stored = False
    if not stored:
        unstored_accesses.keep(row)
        return
    store_waiting()


def store_waiting() -> None:
    """Store what waits in files. What another process stores at the same time is stored once all the same."""
    held = list(unstored_accesses.kept(AT_ONCE))
    if not held:
        return
    try:
        stored = _store([row for _, row in held])
    except IntegrityError:
        # One of them is about somebody who is no longer there: it must not hold up the others.
        _store_each(held)
        return
    if stored:
        unstored_accesses.forget(*(path for path, _ in held))


def _store_each(held: list[tuple[Path, dict[str, Any]]]) -> None:
    for path, row in held:
        try:
            if _store([row]):
                unstored_accesses.forget(path)
        except IntegrityError as problem:
            unstored_accesses.set_aside(path, problem)


def _store(rows: list[dict[str, Any]]) -> bool:
    """Whether the database took them."""
    global _tries_again_at
    if time.monotonic() < _tries_again_at:
        return False
    try:
        with impatient():
            Access.objects.bulk_create([_as_model(row) for row in rows], ignore_conflicts=True)
    except IntegrityError:
        raise
    except Error:
        _tries_again_at = time.monotonic() + PAUSE
        return False
    return True


def _as_model(row: dict[str, Any]) -> Access:
    kind = ContentType.objects.get_by_natural_key(*row["kind"].split(".")) if row["kind"] else None
    return Access(
        key=row["key"],
        at=datetime.datetime.fromisoformat(row["at"]),
        day=datetime.date.fromisoformat(row["day"]),
        actor_id=row["actor"],
        act=row["act"],
        address=row["address"],
        target_type=kind,
        target_id=row["target"],
        facts=row["facts"],
        # A row that waits in a file may be of a version that did not write these down.
        origin=row.get("origin"),
        request=row.get("request"),
    )


@contextmanager
def impatient() -> Iterator[None]:
    """A transaction that waits for others' locks for a blink only."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE_MS}")
            yield
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
        return
    connection.ensure_connection()
    database, usual = connection.connection, int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    database.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        with transaction.atomic():
            yield
    finally:
        database.execute(f"PRAGMA busy_timeout = {usual}")
