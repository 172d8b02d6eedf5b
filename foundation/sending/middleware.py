"""Around every form that is sent: nobody's words are lost with a session, go to somebody else, or are taken twice."""

from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from foundation.accounts.requests import DISCARDS_POST, MAY_REPEAT, SAVES_HALFWAY, SignedInRequest
from foundation.accounts.typed_text import BOOKKEEPING, typed_text
from foundation.activity.models import Entry
from foundation.activity.trail import telling

from .enums import KeptBecause
from .models import KeptForm
from .pages import kept_halfway, not_yours, signed_out
from .services import STOPPED, begin_submission, end_submission, keep_form, note_change, settle_sent, what_was_changed
from .writers import opener_in, remember_writer, writer_of

SIGN_IN = "accounts:sign-in"
# Where an answer leads once something is done.
DONE = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER)


def preserves_post(view: Callable[..., Any]) -> bool:
    """Every view does, unless it says why not, or is for people who are not signed in."""
    return not getattr(view, DISCARDS_POST, "") and getattr(view, "login_required", True)


def is_by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def keep(request: HttpRequest, view: Callable[..., Any], because: KeptBecause = KeptBecause.SIGNED_OUT, upon: str = "") -> KeptForm | None:
    """What was sent, for its writer; `upon` is the token of what is stored now, where a part of it was saved."""
    if request.method != "POST" or not preserves_post(view):
        return None
    kept = keep_form(writer=writer_of(request), request=request, because=because, upon=upon)
    request.kept_form = kept  # type: ignore[attr-defined]  # so that it is kept once
    return kept


class SignedInOrKept(LoginRequiredMiddleware):
    """Everybody signs in first; nobody loses what they wrote: signed out while writing, refused, or not finished yet."""

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> Any:
        if is_of_somebody_else(request, view_func):
            kept = keep(request, view_func)
            if is_by_script(request):
                return JsonResponse(not_yours(kept), status=HTTPStatus.FORBIDDEN)
            return render(request, "sending/not_yours.html", {"kept": kept}, status=HTTPStatus.FORBIDDEN)
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer is None and is_only_to_keep(request, view_func):
            return JsonResponse(kept_halfway(keep(request, view_func, KeptBecause.WRITING)))
        return answer

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        kept = keep(request, view_func)
        if request.method == "POST" and is_by_script(request):
            return JsonResponse(signed_out(kept), status=HTTPStatus.UNAUTHORIZED)
        answer = super().handle_no_permission(request, view_func)
        if request.method == "POST" and preserves_post(view_func) and request.POST:
            answer["Location"] += f"&kept={'yes' if kept else 'no'}"
        elif getattr(request, "signed_out_in_time", False):
            answer["Location"] += "&ended=yes"
        return answer

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
        match = request.resolver_match
        signs_in = getattr(response, "signs_in", False)
        # Pictures and style sheets ask for nobody.
        if match is None or not (signs_in or getattr(match.func, "login_required", True)) or not request.user.is_authenticated:
            return response
        remember_writer(request, response)
        if signs_in and response.status_code == HTTPStatus.FOUND:
            offered = KeptForm.objects.visible_to(request.user).sent_signed_out().exists()
            return carried_over(redirect("sending:kept-words"), response) if offered else response
        if request.method == "POST" and preserves_post(match.func):
            # What became of it is answered, whether or not that can be noted.
            with suppress(DatabaseError):
                settle(cast(SignedInRequest, request), response, match.func)
        return response


def is_of_somebody_else(request: HttpRequest, view: Any) -> bool:
    """Sent from a page that another person had opened here."""
    if request.method != "POST" or not request.user.is_authenticated:
        return False
    return preserves_post(view) and (opener := opener_in(request.POST)) is not None and opener != request.user.pk


def is_only_to_keep(request: HttpRequest, view: Any) -> bool:
    """Sent by the script while somebody writes, to a view that takes only what is finished."""
    return request.method == "POST" and is_by_script(request) and "writing" in request.POST and not getattr(view, SAVES_HALFWAY, "")


def carried_over(answer: HttpResponse, before: HttpResponse) -> HttpResponse:
    answer.cookies.update(before.cookies)
    return answer


def settle(request: SignedInRequest, response: HttpResponse, view: Any) -> None:
    """Forget what was kept once it is taken; keep what is refused, so that its writer still has it when they have left the page."""
    by_script = is_by_script(request)
    # Kept already; or nothing can be stored at the moment, and the page has the words and a button.
    if hasattr(request, "kept_form") or response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        return
    if is_saved(response) if by_script else is_taken(request, response):
        settle_sent(actor=request.user, sent=request.POST, path=request.get_full_path())
    elif by_script and "writing" in request.POST:
        keep(request, view, KeptBecause.WRITING, upon=getattr(response, "kept_upon", ""))
    elif response.status_code != HTTPStatus.OK and not by_script and typed_text(request.POST):
        keep(request, view, KeptBecause.REFUSED)


def is_saved(response: HttpResponse) -> bool:
    """Halfway, and all of it."""
    return response.status_code == HTTPStatus.OK and not getattr(response, "kept_upon", "")


def is_taken(request: HttpRequest, response: HttpResponse) -> bool:
    """It led on, and not with a sentence of why it was not done."""
    if response.status_code not in DONE or getattr(response, "not_taken", False):
        return False
    said = getattr(messages.get_messages(request), "_queued_messages", ())
    return not any(each.level >= messages.ERROR for each in said)


class SubmittedOnce:
    """A form that arrives twice is taken once. A view whose every press counts says so with `may_repeat`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def tell(entry: Entry) -> None:
            if sent := request.__dict__.get("sent_form"):
                note_change(sent=sent, entry=entry)

        with telling(tell):
            response = self.get_response(request)
        end(request, response)
        return response

    def process_view(self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any) -> HttpResponse | None:
        return begin(request, view_func)


def begin(request: HttpRequest, view: Any) -> HttpResponse | None:
    """Where the same form led before, or nothing where it is to be taken now."""
    if request.method != "POST" or not request.user.is_authenticated or is_by_script(request) or request.headers.get("HX-Request"):
        return None
    if getattr(view, MAY_REPEAT, "") or not preserves_post(view):
        return None
    try:
        page = salted_hmac("a page", request.POST.get("csrfmiddlewaretoken", ""), algorithm="sha256").hexdigest()
        has_words = bool(typed_text(request.POST))
        sent, is_new = begin_submission(person=request.user, digest=digest_of(request), page=page, has_words=has_words)
    except DatabaseError:
        # The view will say what is wrong with the database, in words and with the person's own.
        return None
    if is_new:
        request.sent_form = sent  # type: ignore[attr-defined]  # for `end` alone
        return None
    if sent.led_to == STOPPED:
        messages.warning(request, "The portal was stopped while it answered you. What you sent was saved; look whether all of it is here.")
        return redirect(what_was_changed(sent))
    messages.info(request, "This was saved when you first sent it. It was not saved a second time.")
    return redirect(sent.led_to)


def end(request: HttpRequest, response: HttpResponse) -> None:
    if sent := request.__dict__.pop("sent_form", None):
        led_to = response.headers.get("Location", "") if response.status_code in (301, 302, 303) else ""
        # It is taken, whether or not that can be noted.
        with suppress(DatabaseError):
            end_submission(sent=sent, led_to=led_to)


def digest_of(request: HttpRequest) -> str:
    """Of the address and all that was sent. Keyed, so that nobody finds by trying what the words were."""
    own = BOOKKEEPING - {"next"}
    parts = [request.get_full_path(), *(f"{name}={value}" for name, values in request.POST.lists() if name not in own for value in values)]
    digest = salted_hmac("a form that was sent", "\0".join(parts), algorithm="sha256")
    for name, files in request.FILES.lists():
        for file in files:
            digest.update(f"\0{name}={file.name}\0".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()
