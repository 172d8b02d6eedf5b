"""Finished values of a page, kept in this process until something is written."""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection

from foundation.council.clock import today
from foundation.lookups.read_once import read_once

from .models import Entry
from .verbs import draft_verbs

T = TypeVar("T")

# Entries are numbered when they are written but seen when they are committed, so that a late one may come in behind the newest: then the
# first of so many is another.
_LATECOMERS = 1000
_AT_MOST = 24 * 60 * 60


def cached_until_trail_changes(name: str, make: Callable[[], T], at_most: int = _AT_MOST) -> T:
    """What `make` gives, made again once anything was recorded in the trail, or a day has begun, since it was kept under `name`, or after
    `at_most` seconds.

    A name may be of any length and have any letters: what is asked for (an indicator, a query) is in it, and a shared cache takes neither.

    Sound because every change records itself in its own transaction. Only for values that are the same for everybody who may see them:
    they show nothing of a draft, so that who writes one makes nobody's page new (decision 61).
    """
    state, key = read_once("state of the trail", _state), hashlib.sha256(name.encode()).hexdigest()
    found: tuple[Any, T] | None = cache.get(key)
    if found is not None and found[0] == state:
        return found[1]
    made = make()
    cache.set(key, (state, made), at_most)
    return made


def _state() -> tuple[Any, ...]:
    """Asked once for each page: Django would take ten times as long to word this question as the database to answer it."""
    drafts = draft_verbs()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT MAX(id), MAX(at), MIN(id), COUNT(*) FROM "
            f"(SELECT id, at FROM {Entry._meta.db_table} WHERE verb NOT IN ({', '.join(['%s'] * len(drafts))}) "
            f"ORDER BY id DESC LIMIT {_LATECOMERS}) newest",
            drafts,
        )
        return today(), *cursor.fetchone()
