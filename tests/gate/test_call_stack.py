"""Whatever a page calls, however deep, takes no memory from the system and gives none back at each call."""

import resource

import pytest
from django.http import HttpRequest, HttpResponse

from foundation.gate.call_stack import stack_in_one_piece

pytestmark = pytest.mark.once
TIMES, DEEPEST = 100, 600


def leaf() -> int:
    """A call that takes more of the stack than each of those above it: at some depth there is room for them and not for it."""
    return max(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)


def pages_touched_first(depth: int) -> int:
    """By so many calls, so deep: each piece that is taken from the system is touched for the first time."""
    if depth:
        return pages_touched_first(depth - 1)
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _ in range(TIMES):
        leaf()
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def test_at_no_depth_a_call_takes_memory_from_the_system_each_time():
    found = []

    def page(request: HttpRequest) -> HttpResponse:
        found.extend(depth for depth in range(DEEPEST) if pages_touched_first(depth) >= TIMES)
        return HttpResponse()

    stack_in_one_piece(page)(HttpRequest())

    assert found == []
