"""How long somebody is signed in yet, for the page to warn them in time."""

from typing import Any

from django.http import HttpRequest

from .limits import left


def signed_in_for(request: HttpRequest) -> dict[str, Any]:
    signed_in = getattr(request, "user", None) is not None and request.user.is_authenticated
    return {"signed_in_for": left(request) if signed_in else None}
