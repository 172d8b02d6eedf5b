"""Saving as the auditor writes: the same address and the same form, answered in JSON for the script that asked."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.timezone import localtime, now

from audits.auditing.forms.auditing import form_of
from audits.auditing.pages.sections import AuditSection
from audits.models import Audit
from audits.queries.applicability import Applicability
from audits.services.errors import ChangedMeanwhile
from foundation.accounts.requests import SignedInRequest

SAVED, CHANGED, REFUSED, CLOSED = "saved", "changed", "refused", "closed"


def is_saving(request: HttpRequest) -> bool:
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def answer_to(request: SignedInRequest, here: AuditSection, asked: Applicability) -> JsonResponse:
    """What became of the save; `seen` marks what is stored now."""
    form = form_of(here, request.POST, asked, halfway=True)
    if not form.is_valid():
        return JsonResponse({"state": REFUSED, "says": "Not saved yet: press Save and next to see what is missing."}, status=422)
    try:
        store(request, form, here, asked)
    except ChangedMeanwhile as changed:
        both = render_to_string("audits/auditing/_both_versions.html", {"versions": changed, "section": here}, request)
        says = "Not saved: this section was changed in another window. Both versions are shown above; Save and next keeps yours."
        return JsonResponse({"state": CHANGED, "says": says, "seen": changed.seen, "html": both}, status=409)
    except ValidationError as refused:
        return closed(" ".join(refused.messages))
    return JsonResponse({"state": SAVED, "says": f"Saved {localtime(now()):%H:%M}", "seen": form.seen_now})


def store(request: SignedInRequest, form: Any, here: AuditSection, asked: Applicability) -> None:
    """Save. What stands there instead may be an earlier try of this same page whose answer was lost on the way."""
    try:
        form.save(actor=request.user)
    except ChangedMeanwhile as changed:
        tries = (form_of(here, QueryDict(words), asked, halfway=True) for words in request.POST.getlist("tried"))
        if not any(each.is_valid() and each.given_lines() == changed.theirs for each in tries):
            raise
        form.begin_from(changed.seen)
        form.save(actor=request.user)


def say_arrived(request: SignedInRequest, response: HttpResponse, audit: Audit, here: AuditSection) -> HttpResponse:
    """Tell the page that comes next that this section's words are stored: its browser's copy may go."""
    response.set_cookie(
        "saved-section", f"{request.user.pk}:{audit.number}:{here.slug}", max_age=120, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def closed(says: str) -> JsonResponse:
    return JsonResponse({"state": CLOSED, "says": f"Not saved: {says} Your words are kept in this browser."}, status=409)
