"""A person with a temporary password chooses one of their own before any other page opens."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# Their own page, the way out, what these two look like, and how long they are signed in yet.
OPEN = {"passwords:my-password", "accounts:sign-out", "signed_in:left", "signed_in:stay", "council:look", "council:logo"}


class OwnPasswordFirst:
    """Middleware, behind the one that asks everybody to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        must = request.user.is_authenticated and request.user.must_change_password
        if must and request.resolver_match and request.resolver_match.view_name not in OPEN:
            first = redirect("passwords:my-password")
            # What was sent is not done: `foundation.sending` keeps it.
            first.not_taken = True  # type: ignore[attr-defined]  # looked for there
            return first
        return None
