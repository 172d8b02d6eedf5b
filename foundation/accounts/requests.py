"""What a view is given, and how one that asks takes the answer."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from .models import Person
from .typed_text import typed_by

View = TypeVar("View", bound=Callable[..., Any])
T = TypeVar("T")


class SignedInRequest(HttpRequest):
    """A request behind the sign-in, which every page is unless it says `login_not_required`. For type hints only."""

    user: Person


# Of a page that asks: it is read, and sent back to the same address.
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


# What a view says of the forms that it takes, and why; by default its forms are kept for their writer, and taken once.
DISCARDS_POST, MAY_REPEAT, SAVES_HALFWAY, ASKS_AGAIN = "discards_post", "may_repeat", "saves_halfway", "asks_again"


def discards_post(why: str) -> Callable[[View], View]:
    """What is sent to this view after the session has ended is lost: a password, or nothing that anybody typed."""
    return _marked(DISCARDS_POST, why)


def may_repeat(why: str) -> Callable[[View], View]:
    """The same sent twice to this view is two wishes, or changes nothing of itself."""
    return _marked(MAY_REPEAT, why)


def saves_halfway(why: str) -> Callable[[View], View]:
    """This view saves while somebody writes; of every other what is being written is kept until they press a button."""
    return _marked(SAVES_HALFWAY, why)


def asks_again(before: str) -> Callable[[View], View]:
    """Before what is sent to this view is looked at, its sender shows again that it is they: `before` says before what (“you agree”).

    For a view below `foundation.passwords`, or one whose page is read without being asked; others call `ask_for_password`.
    """
    return _marked(ASKS_AGAIN, before)


def _marked(mark: str, why: str) -> Callable[[View], View]:
    def put(view: View) -> View:
        setattr(view, mark, why)
        return view

    return put


def form_data(request: HttpRequest) -> QueryDict | None:
    """The submitted data, possibly empty, on POST; None where the page is only read."""
    return request.POST if request.method == "POST" else None


def own_address(request: HttpRequest, wanted: str) -> str:
    """An address that came in with a request, where it leads into the portal; otherwise its first page."""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def call_service(request: SignedInRequest, service: Callable[..., T], said: str | Callable[[T], str] = "", /, **given: Any) -> bool:
    """For a button without a form: call `service` as the person who pressed it, with what is `given`, and show the outcome.

    `said` is the sentence of success, or makes it of what the service gave; what the service refuses is said in its place. Whether it
    was done.
    """
    try:
        done = service(actor=request.user, **given)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return False
    if words := said(done) if callable(said) else said:
        messages.success(request, words)
    return True


def too_late(request: HttpRequest, says: str, to: Any) -> HttpResponse:
    """Somebody was faster, or it is too late: nothing changes, and a person who had typed something gets it back with what happened.

    `says` is a sentence; `to` an address, or what has one, where what happened can be seen.
    """
    if typed := typed_by(request):
        return render(request, "accounts/too_late.html", {"says": says, "typed": typed, "to": resolve_url(to)}, status=409)
    messages.info(request, says)
    return redirect(to)
