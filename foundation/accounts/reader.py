"""Who reads now: querysets ask it for what a Board member is shown only once it is released, whichever page or file they serve."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from .models import Person
from .permissions import reads_what_is_released

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def board_reader() -> Person | None:
    """The Board member who reads; None where somebody else does, a command runs or a worker works."""
    request = _request.get()
    person = getattr(request, "user", None)
    return person if person is not None and person.is_authenticated and reads_what_is_released(person) else None


@contextmanager
def read_in_full() -> Iterator[None]:
    """Read what is not released to the Board as well, for an answer that gives none of it away: whether a sentence is still so."""
    token = _request.set(None)
    try:
        yield
    finally:
        _request.reset(token)


def remember_reader(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after that of authentication."""

    def respond(request: HttpRequest) -> HttpResponse:
        token = _request.set(request)
        try:
            return get_response(request)
        finally:
            _request.reset(token)

    return respond
