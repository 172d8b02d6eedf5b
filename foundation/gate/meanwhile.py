"""What is answered where somebody else was faster and the page did not look for that: a page in words, not a fault."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

SAME_MOMENT = "Somebody else stored the same at the same moment. Nothing of yours was stored a second time."


class ConflictsInWords:
    """Forms show what a service refuses. What none of them shows, since it happened between reading and storing, is said here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if request.method != "POST" or not isinstance(problem, ValidationError | IntegrityError):
            return None
        # Not what it says: that may name a record.
        logger.warning("%s was sent too late: %s", request.path, type(problem).__name__, extra={"request": request})
        says = " ".join(problem.messages) if isinstance(problem, ValidationError) else SAME_MOMENT
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"state": "refused", "says": says}, status=HTTPStatus.CONFLICT)
        return render(request, "409.html", {"says": says}, status=HTTPStatus.CONFLICT)
