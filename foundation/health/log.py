"""Lines of the log, in which nothing of a case stands.

A page is named by its pattern: an address itself may hold a case ID or the key of a link. Of a fault its kind and the lines of our source
that it came through are written, and not its words: a database puts the row that it refuses into them.
"""

import datetime
import json
import logging
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from .doing import what_is_done

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
# What the line for a request says apart from its words.
FIELDS = ("method", "page", "status", "ms", "person")
# Names under which Celery gives what a task was given, what it gave back and what it failed with.
OF_TASKS = {"exc", "traceback", "args", "kwargs", "return_value", "internal"}
# Django writes what it refused: a name, a header.
REFUSALS = "django.security."
# They write the address of a request that they could not answer.
SERVERS = ("gunicorn", "waitress")


def page_of(request: HttpRequest) -> str:
    """As in `/audits/<int:number>/`."""
    if request.path_info.startswith(settings.STATIC_URL):
        return settings.STATIC_URL
    try:
        return f"/{(request.resolver_match or resolve(request.path_info)).route}"
    except Resolver404:
        return "(no such page)"


class NoContent(logging.Filter):
    """Takes out of a line whatever may hold what somebody wrote, or the address of a page."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(REFUSALS) and record.exc_info:
            record.msg, record.args = record.name.rpartition(".")[2], ()
        if isinstance(record.args, Mapping):
            record.args = {name: "…" if name in OF_TASKS else _without_words(value) for name, value in record.args.items()}
        elif record.args:
            request = getattr(record, "request", None)
            pages = _pages_of(request) if isinstance(request, HttpRequest) else {}
            shown = [pages.get(value, value) if isinstance(value, str) else _without_words(value) for value in record.args]
            record.args = tuple(map(_without_address, shown) if record.name.startswith(SERVERS) else shown)
        return True


def _pages_of(request: HttpRequest) -> dict[str, str]:
    return dict.fromkeys((request.path, request.get_full_path()), page_of(request))


def _without_address(value: Any) -> Any:
    return "…" if isinstance(value, str) and value.startswith("/") else value


def _without_words(value: Any) -> Any:
    """What a server or a disk says of itself may be written; what is said of a row may not."""
    if isinstance(value, BaseException) and not isinstance(value, OperationalError | InterfaceError | OSError):
        return type(value).__name__
    return value


class WithoutWords(logging.Formatter):
    """A fault by its kind, its causes, and where in the source it was."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 — the name that `logging` calls
        return "\n".join(fault_lines(ei[1])) if ei[1] else ""


def fault_lines(problem: BaseException) -> list[str]:
    """The newest first: “IntegrityError”, “ at audits/models.py:12 in save”…, then what it came of."""
    lines: list[str] = []
    seen: BaseException | None = problem
    while seen is not None and len(lines) < 200:
        lines.append(type(seen).__name__)
        lines += [f" at {frame.filename}:{frame.lineno} in {frame.name}" for frame in reversed(traceback.extract_tb(seen.__traceback__))]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines


class JsonLines(logging.Formatter):
    """One object a line. Only what is named here is written, so that no `extra` of a library lets something out."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        said: dict[str, Any] = {
            "at": at,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **what_is_done(),
        }
        said |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            said["fault"] = fault_lines(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False, default=lambda value: type(value).__name__)
