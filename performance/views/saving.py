"""Saving a comment as it is written: the same address and the same form, answered in JSON for the script that asked."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now

from foundation.accounts.requests import SignedInRequest
from foundation.council.months import month_code
from performance.calculations import appended
from performance.forms import CommentForm
from performance.models import Commentary
from performance.pages.insertable_facts import InsertableFact


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


def inserted_in(given: QueryDict | None, offered: Iterable[InsertableFact]) -> QueryDict | None:
    """What was sent, with the figure whose button was pressed after the comment; None where no such button was."""
    if given is None or "insert" not in given:
        return None
    chosen = next((each.sentence for each in offered if each.key == given["insert"]), "")
    data = given.copy()
    data["comment"] = appended(given.get("comment", ""), chosen)
    if not chosen:
        # Between the page and the button the figure has changed: what was typed is kept, and the new figure is offered.
        data["insert"] = ""
    return data


def saved_with_figure(request: SignedInRequest, form: CommentForm) -> HttpResponse | None:
    """Keep the draft and come back to its box; None where it could not be kept, and the form says why."""
    if not form.is_valid() or not form.save(request.user, halfway=True):
        return None
    if form.data["insert"]:
        messages.success(request, "The figure is at the end of the comment, which is saved as a draft. It has not been submitted yet.")
    else:
        messages.error(
            request,
            "This figure has changed since you opened the page, so it was not inserted. Your text is saved: insert the new figure.",
        )
    return say_arrived(request, HttpResponseRedirect(request.path), form.commentary)


def say_arrived(request: SignedInRequest, response: HttpResponse, commentary: Commentary) -> HttpResponse:
    """Tell the page that comes next that these words are stored: its browser's copy may go."""
    draft = draft_of(request, commentary)
    response.set_cookie("saved-section", draft, max_age=120, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return response
