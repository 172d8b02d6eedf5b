"""First of all middleware: health for supervisors and proxies, figures for Prometheus, and one line in the log for every request."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from foundation.health import metrics
from foundation.health.readiness import Readiness, answer_of

from .doing import doing, number_of, what_is_done
from .log import page_of
from .origin import asked_from, network_address

LIVE, READY, METRICS = "/health/live", "/health/ready", "/metrics"
logger = logging.getLogger("requests")


class Health:
    """Answers before anything else looks at the request: over plain HTTP, by any host name, without a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.readiness = Readiness()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info.rstrip("/")
        if path not in (LIVE, READY, METRICS) or (path == METRICS and not metrics.may_read(request)):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        answer = self._answer(path)
        answer["Cache-Control"] = "no-store"
        # Django would write a line of its own each time that somebody asks and is told that something is missing.
        answer._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark
        return answer

    def _answer(self, path: str) -> HttpResponse:
        if path == LIVE:
            return JsonResponse({"live": True})
        checks = self.readiness.checks()
        if path == METRICS:
            return HttpResponse(metrics.written(checks), content_type=metrics.CONTENT_TYPE)
        status, answer = answer_of(checks)
        return JsonResponse(answer, status=status)


class RequestLog:
    """Method, which page, status, milliseconds, who, under a number that the answer has too.

    The page by its pattern, as in `audits/<int:number>/`: an address itself may hold a case ID, a search or a link's key.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        # Of a visitor's own numbers nothing is known; a proxy writes over them.
        given = request.headers.get("X-Request-ID", "") if settings.BEHIND_PROXY else ""
        with doing(request=number_of(given)), asked_from(network_address(request)):
            response = self.get_response(request)
            response["X-Request-ID"] = what_is_done()["request"]
            self._note(request, response, time.monotonic() - began)
        return response

    def _note(self, request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        method, is_static = _method(request), request.path_info.startswith(settings.STATIC_URL)
        if is_static and response.status_code < 400:
            return
        metrics.note_request(request, method, response.status_code, seconds)
        said = {"method": method, "page": page_of(request), "status": response.status_code, "ms": round(seconds * 1000)}
        logger.info("%s %s %s %s ms person=%s", *said.values(), _person(request), extra=said | {"person": _person(request)})


def _method(request: HttpRequest) -> str:
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE") else "other"


def _person(request: HttpRequest) -> str:
    """Who, where some page asked; the log asks no question of its own."""
    person = getattr(request, "_cached_user", None)
    return str(person.pk) if person is not None and person.pk else "-"
