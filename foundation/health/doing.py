"""What this thread is at: which request, which job. Every line of the log says it."""

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_done: ContextVar[Mapping[str, str | int]] = ContextVar("done", default={})  # noqa: B039 — read, and never changed in place
# What a proxy may have numbered a request with; anything else would let a visitor write into the log.
NUMBER = re.compile(r"[0-9A-Za-z-]{8,64}")


@contextmanager
def doing(**what: str | int) -> Iterator[None]:
    before = _done.set({**_done.get(), **what})
    try:
        yield
    finally:
        _done.reset(before)


def what_is_done() -> Mapping[str, str | int]:
    return _done.get()


def number_of(given: str) -> str:
    """The number that the proxy gave the request, or one of our own."""
    return given if NUMBER.fullmatch(given) else uuid.uuid4().hex
