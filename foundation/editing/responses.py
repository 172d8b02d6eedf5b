"""Saving as somebody writes: the same address and the same form, answered in JSON for the script that asked."""

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now

from foundation.accounts.requests import SignedInRequest

from .forms import EditingForm

# What became of a save, as the script knows it.
SAVED, CHANGED, REFUSED, CLOSED = "saved", "changed", "refused", "closed"


def is_autosave(request: HttpRequest) -> bool:
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def autosave_response(request: SignedInRequest, form: EditingForm) -> JsonResponse:
    """What became of saving `form` halfway; `seen` is the token of what is stored now."""
    button = form.save_button or form.submit_text
    if not form.is_valid():
        return JsonResponse({"state": REFUSED, "says": f"Not saved yet: press {button} to see what is missing."}, status=422)
    if form.save() is not None:
        says = " ".join(filter(None, [f"Saved {localtime(now()):%H:%M}", form.halfway_note]))
        saved = JsonResponse({"state": SAVED, "says": says, "seen": form.token})
        # `foundation.sending` keeps what is not saved, such as an action that is begun.
        saved.kept_upon = form.token if form.holds_more else ""  # type: ignore[attr-defined]  # looked for there
        return saved
    if conflict := form.conflict:
        both = render_to_string("editing/both_versions.html", {"conflict": conflict}, request)
        says = f"Not saved: this {conflict.what} was changed in another window. Both versions are shown above; {button} keeps yours."
        return JsonResponse({"state": CHANGED, "says": says, "seen": conflict.token, "html": both}, status=409)
    return closed(" ".join(form.error_texts))


def closed(says: str) -> JsonResponse:
    """Nothing can be saved here any more."""
    return JsonResponse({"state": CLOSED, "says": f"Not saved: {says} What you wrote is kept for you."}, status=409)
