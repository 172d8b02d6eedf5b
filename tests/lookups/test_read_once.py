"""What is read once is read once for a page, and again wherever something may have been written."""

from django.http import HttpResponse
from django.test import RequestFactory

from foundation.lookups.read_once import held_while_reading, hold_while_reading, read_once


def counting() -> tuple[list[int], callable]:
    asked: list[int] = []

    def read() -> int:
        asked.append(1)
        return len(asked)

    return asked, read


def test_outside_a_page_it_is_read_whenever_it_is_asked_for():
    asked, read = counting()

    assert [read_once("x", read), read_once("x", read)] == [1, 2]


def test_within_one_by_its_name_and_never_into_the_next():
    asked, read = counting()
    for _ in range(2):
        with held_while_reading():
            read_once("x", read), read_once("x", read), read_once(("x", 1), read)

    assert len(asked) == 4


def test_what_fails_is_asked_for_again():
    with held_while_reading():
        for _ in range(2):
            try:
                read_once("x", lambda: 1 / 0)
            except ZeroDivisionError:
                continue
        assert read_once("x", lambda: 5) == 5


def test_a_post_reads_what_it_has_written():
    asked, read = counting()
    answer = hold_while_reading(lambda request: HttpResponse(str([read_once("x", read), read_once("x", read)])))

    assert answer(RequestFactory().get("/")).content == b"[1, 1]"
    assert answer(RequestFactory().post("/")).content == b"[2, 3]"
