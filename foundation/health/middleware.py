"""First of all middleware: health for supervisors and proxies, and one line in the log for every request."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from foundation.health.readiness import Readiness, answer_of

from .log import page_of

LIVE, READY = "/health/live", "/health/ready"
logger = logging.getLogger("requests")


class Health:
    """Answers before anything else looks at the request: over plain HTTP, by any host name, without a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.readiness = Readiness()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info.rstrip("/")
        if path not in (LIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if path == LIVE:
            status, answer = 200, {"live": True}
        else:
            status, answer = answer_of(self.readiness.checks())
        return JsonResponse(answer, status=status, headers={"Cache-Control": "no-store"})


class RequestLog:
    """Method, which page, status, milliseconds, who.

    The page by its pattern, as in `audits/<int:number>/`: an address itself may hold a case ID, a search or a link's key.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.monotonic()
        response = self.get_response(request)
        if not request.path_info.startswith(settings.STATIC_URL) or response.status_code >= 400:
            took = (time.monotonic() - began) * 1000
            logger.info("%s %s %s %.0f ms person=%s", _method(request), page_of(request), response.status_code, took, _person(request))
        return response


def _method(request: HttpRequest) -> str:
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE") else "other"


def _person(request: HttpRequest) -> str:
    """Who, where some page asked; the log asks no question of its own."""
    person = getattr(request, "_cached_user", None)
    return str(person.pk) if person is not None and person.pk else "-"
