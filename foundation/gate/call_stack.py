"""A page's calls are kept in one piece of memory.

Python (CPython 3.11 and later) keeps the frames of calls in pieces of 16 KB. It takes a piece from the system when a call goes over the
edge of the last one, and gives it back when that call returns. A page is made some hundred calls deep, and where a loop runs at an edge,
each of its calls does both: in 31 tests of one page 172,000 times, a third of their time.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
R = TypeVar("R")
# In words of eight bytes: just over a quarter of a megabyte, so that the piece is half of one. What the call does not use itself is left
# for those below it, which is more than the deepest page takes.
ASKED_FOR = 2**15


def in_one_piece(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Make a call that has a long stack below it."""
    return call(*args, **kwargs)


# The only way to say how large a piece should be: this function says that it needs so much. It touches none of it.
in_one_piece.__code__ = in_one_piece.__code__.replace(co_stacksize=ASKED_FOR)


def stack_in_one_piece(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before every other."""

    def respond(request: HttpRequest) -> HttpResponse:
        return in_one_piece(get_response, request)

    return respond
