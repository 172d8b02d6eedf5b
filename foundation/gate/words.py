"""What was sent must be text that every database, file and header of ours can hold."""

import codecs
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotFound, QueryDict
from django.template.loader import render_to_string

# What a browser sends a form of ours in; others, such as UTF-7, spell marks so that nobody sees what is meant.
CHARSETS = {"utf-8", "ascii", "iso8859-1"}
# No row has a higher number, and no database can look for one.
LARGEST_KEY = 2**63 - 1
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class ReadableWords:
    """Answers 400, in words, to what no page could take: an unknown charset, a NUL, half a letter of two."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_known_charset(request) or not _are_readable([request.path_info, *_words_of(request.GET)]):
            return unreadable()
        for name in [name for name, value in request.COOKIES.items() if not is_readable(value)]:
            # No cookie of ours: it is nobody's session, and is not looked for.
            del request.COOKIES[name]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if any(isinstance(value, int) and value > LARGEST_KEY for value in kwargs.values()):
            return HttpResponseNotFound(render_to_string("404.html"))
        return None if _are_readable(_words_of(request.POST)) else unreadable()


def unreadable() -> HttpResponse:
    return HttpResponseBadRequest(render_to_string("400.html"))


def is_readable(text: str) -> bool:
    return not _UNREADABLE.search(text)


def _words_of(sent: QueryDict) -> Iterable[str]:
    return (word for name, values in sent.lists() for word in (name, *values))


def _are_readable(words: Iterable[str]) -> bool:
    return all(map(is_readable, words))


def _is_known_charset(request: HttpRequest) -> bool:
    try:
        return codecs.lookup((request.content_params or {}).get("charset", "utf-8")).name in CHARSETS
    except (LookupError, ValueError):
        return False
