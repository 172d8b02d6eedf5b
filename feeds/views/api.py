"""The one address of the interface for programs: no session, no cookie, nothing but reading."""

import json
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404
from django.views.decorators.csrf import csrf_exempt

from feeds.api.problems import problem_response

ALLOWED = ("GET", "HEAD")


@csrf_exempt
@login_not_required
def api(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Version 1. What it is made with is loaded here, with the first request: every start of the portal would wait for it."""
    if request.method not in ALLOWED:
        detail = "The interface only reads: use GET."
        return problem_response(HTTPStatus.METHOD_NOT_ALLOWED, detail, headers={"Allow": ", ".join(ALLOWED)})
    if rest == "openapi.json":
        return HttpResponse(json.dumps(_openapi(), ensure_ascii=False), content_type="application/json")
    try:
        found = _resolver().resolve(rest)
    except Resolver404:
        return problem_response(HTTPStatus.NOT_FOUND, "There is nothing at this address. /api/v1/ lists what a token opens.")
    # The head of an answer is that of the whole one.
    head, request.method = request.method == "HEAD", "GET"
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    if head:
        request.method = "HEAD"
    return answer


def _openapi() -> dict[str, Any]:
    from feeds.api.v1 import openapi_document

    return openapi_document()


def _resolver() -> Any:
    from feeds.api.resolving import RESOLVER

    return RESOLVER
