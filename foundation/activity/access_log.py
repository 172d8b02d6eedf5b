"""Every answer with case content is noted in the log of access."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from .access import note_access
from .case_content import CASES, Shows, declared
from .enums import AccessKind

# A list links to what it shows. Of a longer one the number is enough: its filters say which.
LINKED = re.compile(rb'href="/(audits|actions|observations)/(\d{1,18})/')
MOST_NAMED = 100
# Filters are chosen, not typed; what looks typed is left out, for it may be a case ID.
FILTER_NAME = re.compile(r"[a-z_]{1,20}")
CHOSEN = re.compile(r"\d{1,6}|\d{4}-\d{2}(-\d{2})?|[a-z_]{1,24}")
TYPED = {"number", "q"}
# Not theirs to see, or not theirs to do.
DENIED = (403, 404)
# Bookkeeping of a page, not a choice.
NO_FILTERS = {"page", "sort", "per_page", "csrfmiddlewaretoken"}


def log_reading(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, inside the one that knows who asks."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.resolver_match is None:
            return response
        if _shows_something(request, response):
            _note(request, response)
        elif response.status_code in DENIED:
            _note_denied(request, response)
        return response

    return respond


def log_reading_as(request: HttpRequest, person: Any) -> None:
    """Say who reads where nobody signs in: a calendar."""
    request.reads_for = person  # type: ignore[attr-defined]  # looked for by `_reader`


def _reader(request: HttpRequest) -> Any:
    person = getattr(request, "reads_for", None) or request.user
    return person if person.is_authenticated else None


def _shows_something(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Not a redirect, a refusal, a save that says that it was done, or the head of a page without its body.

    A script is answered with something where it is given a part of a page, or words that are kept.
    """
    if request.method == "HEAD" or response.status_code not in (200, 409, 422):
        return False
    is_answer_to_script = response.headers.get("Content-Type", "").startswith("application/json")
    return not is_answer_to_script or any(given in _content(response) for given in (b'"html"', b'"entries"'))


def _note_denied(request: HttpRequest, response: HttpResponseBase) -> None:
    """Who asked for something by its address that is not theirs, or is not there: which page and which number, never what was sent."""
    found = request.resolver_match
    assert found is not None, "looked at before"
    person = _reader(request)
    if person is None or (response.status_code == 404 and not found.kwargs):
        return
    shows = declared().get(found.view_name, CASES)
    facts: dict[str, Any] = {"status": response.status_code}
    if request.method not in ("GET", "HEAD"):
        facts["sent"] = True
    kind = shows.kind if shows else ""
    target = str(found.kwargs[shows.by])[:40] if shows and kind else ""
    note_access(actor=person, act=AccessKind.DENIED, address=found.view_name, kind=kind, target=target, **facts)


def _content(response: HttpResponseBase) -> bytes:
    return b"" if response.streaming else getattr(response, "content", b"")


def _note(request: HttpRequest, response: HttpResponseBase) -> None:
    found = request.resolver_match
    assert found is not None, "looked at before"
    # An address that no app has listed counts as case content: better a line too many than one too few.
    shows = declared().get(found.view_name, CASES)
    reader = _reader(request) if shows else None
    if shows is None or reader is None:
        return
    facts: dict[str, Any] = {name: str(found.kwargs[name]) for name in shows.also}
    if form := _form_of_file(response):
        facts["form"] = form
    if not shows.kind:
        facts |= _listed(request, response)
    note_access(
        actor=reader,
        act=AccessKind.TOOK if form else AccessKind.READ,
        address=found.view_name,
        kind=shows.kind,
        target=found.kwargs[shows.by] if shows.kind else "",
        **facts,
    )


def _form_of_file(response: HttpResponseBase) -> str:
    """“csv”, “docx”, “pdf” of a download; empty for a page."""
    disposition = response.headers.get("Content-Disposition", "")
    if not disposition.startswith("attachment"):
        return ""
    ending = re.search(r"\.(\w{1,8})\"?$", disposition)
    return ending[1].lower() if ending else "file"


def _listed(request: HttpRequest, response: HttpResponseBase) -> dict[str, Any]:
    """What a list showed: the filters in force, and the numbers of what it links to."""
    filters = {
        name: value if CHOSEN.fullmatch(str(value)) and name not in TYPED else "…"
        for name, value in request.GET.items()
        if value and FILTER_NAME.fullmatch(name) and name not in NO_FILTERS
    }
    facts: dict[str, Any] = {"filters": filters} if filters else {}
    numbers: dict[str, set[int]] = {}
    for kind, number in LINKED.findall(_content(response)):
        numbers.setdefault(kind.decode(), set()).add(int(number))
    for kind, found in numbers.items():
        facts[kind] = sorted(found) if len(found) <= MOST_NAMED else {"how many": len(found)}
    if rows := getattr(response, "rows_taken", None):
        facts["rows"] = rows
    return facts


__all__ = ["Shows", "log_reading", "log_reading_as"]
