"""Signing out who has gone away. The moments are in the session, so a page costs no query more; they are written once a minute."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from .calculations import BEGAN, SEEN, SessionLimits, can_stay, seconds_left
from .services import note_seen

LIMITS = SessionLimits(idle=settings.SESSION_IDLE_MINUTES * 60, whole=settings.SESSION_COOKIE_AGE)
# A page that asks by itself how far a job is, or how long is left, is nobody doing something.
ASKED_BY_THE_PAGE = {"jobs:job", "signed_in:left", "council:look", "council:logo"}


class SignedOutInTime:
    """Middleware, behind the one that knows who asks. What was sent too late is kept by `foundation.sending`, as for everybody signed out.

    A session that no sign-in began (one of before an upgrade) ends by its own age alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whose page asks how long is left is told that it is over, and why where they go next.
        if left(request) == 0 and request.path_info != reverse("signed_in:left"):
            request.session.flush()
            request.user = AnonymousUser()
            request.signed_out_in_time = True  # type: ignore[attr-defined]  # the sign-in page says so
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        if match and match.view_name not in ASKED_BY_THE_PAGE and request.user.is_authenticated:
            note_seen(request)


def left(request: HttpRequest) -> int | None:
    """Seconds until this session ends; None for one that has no limits."""
    began = request.session.get(BEGAN)
    if began is None:
        return None
    return seconds_left(LIMITS, began=began, seen=request.session.get(SEEN, began), now=time.time())


def stays_by_doing(request: HttpRequest) -> bool:
    return can_stay(LIMITS, began=request.session.get(BEGAN, 0), now=time.time())
