"""From where this thread is asked: for the trail and the log of access, not for the lines of the server's log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

_origin: ContextVar[str] = ContextVar("origin", default="")


def network_address(request: HttpRequest) -> str:
    """The network address that a request came from: behind a proxy the one that the proxy itself saw."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:64]


@contextmanager
def asked_from(address: str) -> Iterator[None]:
    token = _origin.set(address)
    try:
        yield
    finally:
        _origin.reset(token)


def origin() -> str:
    """Empty outside a request: a command, a job, the timetable."""
    return _origin.get()
