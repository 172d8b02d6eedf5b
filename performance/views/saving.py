"""Saving a comment as it is written: the same address and the same form, answered in JSON for the script that asked."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now

from foundation.accounts.requests import SignedInRequest
from foundation.council.months import month_code
from performance.forms import CommentForm
from performance.models import Commentary


def is_saving(request: HttpRequest) -> bool:
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def draft_of(request: SignedInRequest, commentary: Commentary) -> str:
    """The name under which the browser keeps what the server does not have yet."""
    return f"{request.user.pk}:{commentary.indicator.slug}:{month_code(commentary.month)}"


def saved_halfway(request: SignedInRequest, form: CommentForm) -> JsonResponse:
    """What became of the save; `seen` marks what is stored now. Nothing is handed in by it."""
    if not form.is_valid():
        return JsonResponse({"state": "refused", "says": "Not saved yet: press Save comment to see what is wrong."}, status=422)
    try:
        saved = form.save(request.user, halfway=True)
    except ValidationError as refused:
        says = f"Not saved: {' '.join(refused.messages)} Your words are kept in this browser."
        return JsonResponse({"state": "closed", "says": says}, status=409)
    if not saved and form.versions:
        both = render_to_string("performance/_both_versions.html", {"versions": form.versions, "here": request.path}, request)
        says = "Not saved: this comment was changed in another window. Both versions are shown above; Save comment keeps yours."
        return JsonResponse({"state": "changed", "says": says, "seen": form.versions["seen"], "html": both}, status=409)
    return JsonResponse({"state": "saved", "says": f"Saved {localtime(now()):%H:%M}. Not handed in yet.", "seen": form.seen_now})


def say_arrived(request: SignedInRequest, response: HttpResponse, commentary: Commentary) -> HttpResponse:
    """Tell the page that comes next that these words are stored: its browser's copy may go."""
    draft = draft_of(request, commentary)
    response.set_cookie("saved-section", draft, max_age=120, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
