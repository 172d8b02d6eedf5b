"""Middleware: who takes a file of case content, or presses what is marked with `asks_again`, first shows again that it is they."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import SESSION_KEY
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from foundation.accounts.requests import ASKS_AGAIN, SignedInRequest
from foundation.activity.case_content import CASES, declared

from .password_again import ask_for_password, is_back_with_words, must_ask


class AskedAgain:
    """Inside the log of reading: what was not given is not logged as taken.

    It looks at what a view answers, so that no new file can be forgotten: a file that the portal makes of case content leaves it for
    good. One that somebody uploaded as evidence is read in the middle of the work, as a page is, and asks for nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not (_is_file_of_cases(request, response) and _is_asked(request)):
            return response
        asked = {"next": request.get_full_path(), "back": request.headers.get("Referer", "")}
        return redirect(f"{reverse('passwords:before-file')}?{urlencode(asked)}")

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        before = getattr(view, ASKS_AGAIN, "")
        if not before or SESSION_KEY not in request.session:
            return None
        signed_in = cast(SignedInRequest, request)
        is_sent = request.method == "POST" or is_back_with_words(signed_in)
        return ask_for_password(signed_in, before=before, cancel_url=request.get_full_path()) if is_sent else None


def _is_file_of_cases(request: HttpRequest, response: HttpResponseBase) -> bool:
    if isinstance(response, FileResponse) or not response.headers.get("Content-Disposition", "").startswith("attachment"):
        return False
    return request.resolver_match is not None and declared().get(request.resolver_match.view_name, CASES) is not None


def _is_asked(request: HttpRequest) -> bool:
    """Who signed in: what comes with a key of its own, without a session, has no person in front of it."""
    return SESSION_KEY in request.session and must_ask(cast(SignedInRequest, request))
