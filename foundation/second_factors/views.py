"""The second step of signing in, and the page on which everybody sees and changes how they sign in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from foundation.accounts.fresh_password import note_password_given
from foundation.accounts.permissions import can_change_people, can_change_settings, require
from foundation.accounts.queries import people_for_list
from foundation.accounts.requests import SignedInRequest, call_service, discards_post, form_data, get_or_post, own_address
from foundation.accounts.settings_pages import settings_page
from foundation.accounts.signing_in import let_in
from foundation.passwords.password_again import ask_for_password

from .codes import address_for_app, in_fours, new_secret, picture_of
from .confirming import confirming_for
from .entry import forget_waiting, is_due, note_set_up, waiting_in
from .forms import AddAppForm, AddPasskeyForm, CodeForm, RequiredForm, ShowPasskeyForm, SignInByPasskeyForm
from .models import Passkey
from .passkeys import ask_to_make, ask_to_show, can_have_passkeys
from .queries import must_have_second_factor, second_factors_of
from .services import make_recovery_codes, remove_authenticator_app, remove_passkey, reset_second_factors

BEFORE = "you change how you sign in"
NO_NAME = "A passkey belongs to a name. Open the portal by its name, with https, or sign in with your password."
_SECRET = "secret_for_app"


@discards_post("a code that works once")
@get_or_post
def second_step(request: HttpRequest) -> HttpResponse:
    waiting = waiting_in(request)
    if waiting is None:
        messages.info(request, "Sign in again: the second step follows within ten minutes.")
        return redirect("accounts:sign-in")
    sent = form_data(request)
    by_passkey = sent is not None and "credential" in sent
    code = CodeForm(None if by_passkey else sent, actor=waiting.person, request=request)
    key = ShowPasskeyForm(sent if by_passkey else None, actor=waiting.person, request=request)
    form = key if by_passkey else code
    if form.is_valid() and form.save():
        forget_waiting(request)
        return let_in(request, waiting.person, waiting.going_to)
    has = second_factors_of(waiting.person)
    options = ask_to_show(request, waiting.person) if has.passkeys and can_have_passkeys(request) else ""
    return render(request, "second_factors/second_step.html", {"form": code, "key": key, "has": has, "options": options})


@discards_post("a passkey, shown for this one press")
@get_or_post
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """The whole sign-in: something that they have and something that they are or know, so no second step follows."""
    going_to = own_address(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(going_to)
    if not can_have_passkeys(request):
        messages.info(request, NO_NAME)
        return redirect("accounts:sign-in")
    form = SignInByPasskeyForm(form_data(request), request=request)
    if form.is_valid() and (person := form.save()):
        return let_in(request, person, going_to)
    return render(request, "second_factors/by_passkey.html", {"key": form, "options": ask_to_show(request, None)})


@discards_post("a passkey, shown for this one press")
@get_or_post
def confirm(request: SignedInRequest) -> HttpResponse:
    """Somebody who is in shows their passkey again, before what asks for it."""
    going_to = confirming_for(request)
    if going_to is None:
        return redirect(_page())
    form = ShowPasskeyForm(form_data(request), actor=request.user, request=request)
    if form.is_valid() and form.save():
        note_password_given(request)
        return redirect(going_to)
    return render(
        request, "second_factors/confirm.html", {"key": form, "options": ask_to_show(request, request.user), "cancel_url": going_to}
    )


@require_safe
def my_sign_in(request: SignedInRequest) -> HttpResponse:
    context = {
        "has": second_factors_of(request.user),
        "is_due": is_due(request),
        "must": must_have_second_factor(request.user),
        "can_have_passkeys": can_have_passkeys(request),
    }
    return render(request, "second_factors/my_sign_in.html", context)


@discards_post("a code that works once")
@get_or_post
def add_app(request: SignedInRequest) -> HttpResponse:
    if asked := ask_for_password(request, before=BEFORE, cancel_url=_page()):
        return asked
    secret = request.session.setdefault(_SECRET, new_secret())
    form = AddAppForm(form_data(request), actor=request.user, secret=secret)
    form.cancel_url = _page()
    if form.is_valid() and form.save():
        del request.session[_SECRET]
        return _added(request, "The authenticator app was added. From now on you are asked for its code when you sign in.")
    address = address_for_app(secret, request.user.email or request.user.name)
    context = {"form": form, "picture": picture_of(address), "secret": in_fours(secret), "address": address}
    return render(request, "second_factors/add_app.html", context)


@discards_post("a passkey, made for this one press")
@get_or_post
def add_passkey(request: SignedInRequest) -> HttpResponse:
    if asked := ask_for_password(request, before=BEFORE, cancel_url=_page()):
        return asked
    if not can_have_passkeys(request):
        messages.info(request, "A passkey belongs to a name. Open the portal by its name, with https, and add it there.")
        return redirect(_page())
    form = AddPasskeyForm(form_data(request), request=request)
    form.cancel_url = _page()
    if form.is_valid() and (passkey := form.save()):
        return _added(request, f"The passkey “{passkey}” was added. From now on you are asked for it when you sign in.")
    context = {"form": form, "options": ask_to_make(request, request.user)}
    return render(request, "second_factors/add_passkey.html", context)


def _added(request: SignedInRequest, said: str) -> HttpResponse:
    """With the first one come the recovery codes, at once: who loses a phone tomorrow has them."""
    note_set_up(request)
    messages.success(request, said)
    if second_factors_of(request.user).codes_left:
        return redirect(_page())
    return _show_codes(request)


def _show_codes(request: SignedInRequest) -> HttpResponse:
    return render(request, "second_factors/recovery_codes.html", {"codes": make_recovery_codes(actor=request.user)})


@discards_post("nothing that anybody typed")
@get_or_post
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    if asked := ask_for_password(request, before=BEFORE, cancel_url=_page()):
        return asked
    if not second_factors_of(request.user):
        messages.info(request, "Add an authenticator app or a passkey first.")
        return redirect(_page())
    if request.method == "POST":
        return _show_codes(request)
    return render(request, "second_factors/new_codes.html", {"cancel_url": _page()})


@discards_post("nothing that anybody typed")
@get_or_post
def remove_app(request: SignedInRequest) -> HttpResponse:
    if asked := ask_for_password(request, before=BEFORE, cancel_url=_page()):
        return asked
    if request.method == "POST":
        call_service(request, remove_authenticator_app, "The authenticator app was removed.")
        return redirect(_page())
    return render(request, "second_factors/remove.html", {"what": "your authenticator app", "cancel_url": _page()})


@discards_post("nothing that anybody typed")
@get_or_post
def remove_a_passkey(request: SignedInRequest, pk: int) -> HttpResponse:
    passkey = get_object_or_404(Passkey.objects.filter(person=request.user), pk=pk)
    if asked := ask_for_password(request, before=BEFORE, cancel_url=_page()):
        return asked
    if request.method == "POST":
        call_service(request, remove_passkey, f"The passkey “{passkey}” was removed.", passkey=passkey)
        return redirect(_page())
    return render(request, "second_factors/remove.html", {"what": f"the passkey “{passkey}”", "cancel_url": _page()})


@require_POST
def reset(request: SignedInRequest, pk: int) -> HttpResponse:
    require(can_change_people, request.user)
    person = get_object_or_404(people_for_list(), pk=pk)
    said = f"The second step of {person.name} was removed and their sessions have ended. A mail says so to them."
    call_service(request, reset_second_factors, said, person=person)
    return redirect("accounts:person", pk)


required = settings_page(
    RequiredForm,
    "second_factors/required.html",
    may=can_change_settings,
    denied_because="Administrators say which roles need a second step.",
    said="Saved. Who has one of these roles is asked to set it up at their next sign-in.",
)


def _page() -> str:
    return reverse("second_factors:my-sign-in")
