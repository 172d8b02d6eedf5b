"""Who reads now: querysets ask it for what a Board member is shown only once it is released, whichever page or file they serve."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from .models import Person
from .permissions import reads_what_is_released

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
# A program reads what the Board reads, and nobody is signed in to it.
_as_board: ContextVar[bool] = ContextVar("as_board", default=False)


def board_reader() -> Person | None:
    """The Board member who reads, or one of no name where a program reads for them; None where somebody else reads, a command runs or a
    worker works.
    """
    if _as_board.get():
        return Person()
    request = _request.get()
    person = getattr(request, "user", None)
    return person if person is not None and person.is_authenticated and reads_what_is_released(person) else None


@contextmanager
def read_in_full() -> Iterator[None]:
    """Read what is not released to the Board as well, for an answer that gives none of it away: whether a sentence is still so."""
    tokens = _request.set(None), _as_board.set(False)
    try:
        yield
    finally:
        _request.reset(tokens[0])
        _as_board.reset(tokens[1])


@contextmanager
def read_as_board() -> Iterator[None]:
    """Read what is released to the Board, whether or not anybody is signed in: for a program that its members look at."""
    token = _as_board.set(True)
    try:
        yield
    finally:
        _as_board.reset(token)


def remember_reader(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after that of authentication."""

    def respond(request: HttpRequest) -> HttpResponse:
        token = _request.set(request)
        try:
            return get_response(request)
        finally:
            _request.reset(token)

    return respond
