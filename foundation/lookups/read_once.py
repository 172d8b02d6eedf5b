"""What several parts of one page ask for is read once while the page is made."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

T = TypeVar("T")
# None outside a page that is read; inside one, what has been asked for.
_held: ContextVar[dict[Any, Any] | None] = ContextVar("held", default=None)


def read_once(name: Any, read: Callable[[], T]) -> T:
    """What `read` returns, which nobody changes: kept under `name`, which says all that it depends on, until the page is made.

    Outside a page that is only read, it is read whenever it is asked for: what is written must be found.
    """
    held = _held.get()
    if held is None:
        return read()
    if name not in held:
        held[name] = read()
    return held[name]


def is_held() -> bool:
    """Whether a page is being made that only reads."""
    return _held.get() is not None


@contextmanager
def held_while_reading() -> Iterator[None]:
    """Within this block nothing that is read once may be written."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def hold_while_reading(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: of requests that change nothing."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with held_while_reading():
            return get_response(request)

    return respond
