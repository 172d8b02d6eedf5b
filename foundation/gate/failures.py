"""What is answered where the database or the disk cannot be read or written, or a chart not drawn: a page in words, with what was typed."""

import errno
import logging
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.db import Error as DatabaseProblem
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import server_error as usual_server_error

from foundation.apart import NoAnswer

logger = logging.getLogger(__name__)

BUSY = "Somebody else’s work was being saved for longer than we could wait."
FULL = "There is no room left on the disk where the portal keeps what is saved."
READ_ONLY = "The portal can be read, but nothing can be saved in it at the moment."
AWAY = "The portal’s database does not answer."
FILES_AWAY = "The place where files of evidence are kept does not answer."
NOT_MADE = "A chart or a document that belongs here could not be made."
# What SQLite, PostgreSQL and the file system say, and what that comes to.
SAID = {
    "database is locked": BUSY,
    "database table is locked": BUSY,
    "lock timeout": BUSY,
    "deadlock": BUSY,
    "statement timeout": BUSY,
    "could not serialize": BUSY,
    "full": FULL,
    "no space left": FULL,
    "could not extend": FULL,
    "disk i/o error": FULL,
    "file too large": FULL,
    "quota": FULL,
    # A server's socket is a file: that it is not there is no fault of a statement of ours.
    "connection failed": AWAY,
    "connection to server": AWAY,
    "no such file": AWAY,
    "readonly": READ_ONLY,
    "read-only": READ_ONLY,
}
OURS = ("no such", "syntax error", "too many", "ambiguous", "parser stack", "misuse", "has no column")
FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
READ_ONLY_DISK = {errno.EROFS, errno.EACCES, errno.EPERM}
# Seconds after which a browser or a script may try again.
AGAIN = 30
NOT_SAVED = "Not saved yet: the portal cannot store anything at the moment."


class StorageFailures:
    """A page in place of a fault where a view could not read or store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        return answer_to(request, problem)


def server_error(request: HttpRequest) -> HttpResponse:
    """For what failed outside of a view, such as the look-up of a session."""
    problem = sys.exc_info()[1]
    return (answer_to(request, problem) if problem else None) or usual_server_error(request)


def answer_to(request: HttpRequest, problem: BaseException) -> HttpResponse | None:
    """The page, or None where the problem is another one."""
    why = reason_of(problem)
    if not why:
        return None
    logger.error("%s %s could not be answered: %s", request.method, request.path, problem, exc_info=problem, extra={"request": request})
    if request.headers.get("Accept") == "application/json":
        answer: HttpResponse = JsonResponse({"state": "later", "says": NOT_SAVED}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    else:
        answer = HttpResponse(_page(request, why), status=HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = str(AGAIN)
    answer["Cache-Control"] = "private, no-store"
    return answer


def reason_of(problem: BaseException) -> str:
    """A sentence for people where something could not be stored, read or drawn; empty for every other problem."""
    for each in _and_its_causes(problem):
        if isinstance(each, NoAnswer):
            return NOT_MADE
        if isinstance(each, OperationalError | InternalError | InterfaceError):
            return _said(each)
        if isinstance(each, OSError) and not isinstance(each, ConnectionError | TimeoutError):
            if each.errno in FULL_DISK:
                return FULL
            if each.errno in READ_ONLY_DISK:
                return READ_ONLY
            if each.errno == errno.EHOSTUNREACH:
                return FILES_AWAY
    return ""


def _and_its_causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__


def _said(problem: DatabaseProblem) -> str:
    text = str(problem).lower()
    if why := next((why for words, why in SAID.items() if words in text), ""):
        return why
    # A statement of ours that the database does not understand is a fault, and no matter of waiting.
    is_fault = isinstance(problem, InternalError) or any(words in text for words in OURS)
    return "" if is_fault else AWAY


def _page(request: HttpRequest, why: str) -> str:
    """Read from nothing that may be away: no database, no session."""
    sent = _sent(request) if request.method == "POST" else []
    words = [value for _, value in sent if " " in value.strip()]
    had_files = request.method == "POST" and bool(getattr(request, "_files", None))
    parts: dict[str, Any] = {"why": why, "sent": sent, "words": words, "had_files": had_files, "path": request.get_full_path()}
    if sent:
        parts["csrf_token"] = get_token(request)
    return render_to_string("503.html", parts | {"is_post": request.method == "POST"})


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    try:
        return [(name, value) for name, values in request.POST.lists() for value in values if name not in UNKEPT]
    except Exception:  # noqa: BLE001 — whatever could not be read is not given back; the page must still come
        return []


# A token of its own goes with what is sent again; a password is typed again.
UNKEPT = {"csrfmiddlewaretoken", "password", "old_password", "new_password", "new_password1", "new_password2", "password1", "password2"}
