"""`record`, and `record_many` for an import, are the only writers of the trail."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from foundation.council.clock import today

from .models import Entry
from .verbs import sentence_of
from .whence import whence

_told: ContextVar[Callable[[Entry], None] | None] = ContextVar("told", default=None)


@contextmanager
def telling(tell: Callable[[Entry], None]) -> Iterator[None]:
    """Have each entry that this thread writes told, inside the transaction of its change: what is noted then is stored if that is."""
    before = _told.set(tell)
    try:
        yield
    finally:
        _told.reset(before)


def record(*, actor: Any, verb: str, target: models.Model, **facts: Any) -> Entry:
    """Write that `actor` did `verb` to `target`. Call it inside the transaction of the change.

    `facts` are plain JSON values: what changed, from what, to what, why. Raises KeyError for an unlisted verb.
    """
    entry = _entry(actor, verb, target, facts, today())
    entry.save(force_insert=True)
    _tell(entry)
    return entry


def record_many(*, actor: Any, verb: str, entries: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """Write that `actor` did `verb` to many things at once, as an import does: pairs of a target and its facts."""
    day = today()
    stored = Entry.objects.bulk_create([_entry(actor, verb, target, facts, day) for target, facts in entries], batch_size=1000)
    if stored:
        _tell(stored[-1])


def _tell(entry: Entry) -> None:
    if tell := _told.get():
        tell(entry)


def _entry(actor: Any, verb: str, target: models.Model, facts: dict[str, Any], day: datetime.date) -> Entry:
    sentence_of(verb)
    return Entry(
        actor=actor,
        verb=verb,
        day=day,
        target_type=ContentType.objects.get_for_model(target),
        target_id=str(target.pk),
        facts={name: _plain(value) for name, value in facts.items()},
        **whence(),
    )


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, float, bool, list, dict)) else str(value)
