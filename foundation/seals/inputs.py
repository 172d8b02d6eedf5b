"""What a value was made from: queries note which rows they read, and in which version, while somebody collects that; else nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from .canonical import in_one_spelling, sha256_of


class InputKind(StrEnum):
    """What can be noted. Stored with every seal: a name is never taken away."""

    AUDIT = "audit"
    # Its key is a month: of months of which not every audit is noted.
    AUDITS_OF_MONTH = "month-of-audits"
    PLAN = "plan"
    FIGURE = "figure"
    COMPARATOR = "comparator"
    AVERAGE = "average"
    COMMENT = "comment"
    TARGET = "target"
    MISSING = "missing-figure"
    COUNT = "count"
    MEASURE = "measure"
    TEXT = "text"
    FINDING = "key-finding"
    SHOWN_MONTH = "shown-month"
    COMMISSION = "commission"
    VOICE = "voice"


# By kind, then by the key of a row: the version in which it was read.
Inputs = dict[str, dict[str, str]]
SHORT = 16
_noted: ContextVar[Inputs | None] = ContextVar("noted", default=None)


@contextmanager
def inputs_noted() -> Iterator[Inputs]:
    """What is read within this block, by kind and key; of a row that is read twice, the last reading."""
    found: Inputs = {}
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note_inputs(kind: InputKind, rows: Iterable[tuple[Any, Iterable[Any]]]) -> None:
    """Of each row its key, and the values that give it its meaning. Where nobody collects, `rows` is not even read: pass a generator."""
    found = _noted.get()
    if found is not None:
        found.setdefault(kind.value, {}).update((str(key), version_of(*values)) for key, values in rows)


def version_of(*values: Any) -> str:
    """Another one whenever one of the values is another."""
    return sha256_of([None if value is None else in_one_spelling(str(value)) for value in values])[:SHORT]
