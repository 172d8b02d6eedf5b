"""The council's row read once for a whole page or document, rather than for every word and every day that asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

from .models import held_council


@contextmanager
def council_cached() -> Iterator[None]:
    """Within this block the council is read when it is first asked for and then kept."""
    token = held_council.set([])
    try:
        yield
    finally:
        held_council.reset(token)


def council_cached_per_request(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware."""

    def respond(request: HttpRequest) -> HttpResponse:
        with council_cached():
            return get_response(request)

    return respond
