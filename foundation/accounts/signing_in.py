"""Signing in. What was sent while nobody was signed in is kept and offered by `foundation.sending`."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .forms import SignInForm
from .fresh_password import note_password_given
from .known_browsers import make_known
from .models import Person
from .signing_trail import note_failed, note_signed_in

# What is asked of somebody whose password was right, before they are in: given the request, the person and where they were going.
AskBeforeEntry = Callable[[HttpRequest, Person, str], HttpResponse | None]
_ASKS: list[AskBeforeEntry] = []
_FOLLOWS: list[Callable[[HttpRequest, Person], None]] = []


def asks_before_entry(asks: AskBeforeEntry) -> None:
    """For a room above, once, when it is loaded. The first answer is shown; None lets the person pass."""
    _ASKS.append(asks)


def follows_entry(does: Callable[[HttpRequest, Person], None]) -> None:
    """For a room above, once, when it is loaded: what is done as soon as somebody is in."""
    _FOLLOWS.append(does)


def enter(request: HttpRequest, person: Person, going_to: str) -> HttpResponse:
    """The answer to somebody who has shown who they are: what else is asked of them, or the page that they were going to."""
    for asks in _ASKS:
        if (answer := asks(request, person, going_to)) is not None:
            return answer
    return let_in(request, person, going_to)


def let_in(request: HttpRequest, person: Person, going_to: str) -> HttpResponse:
    """Nothing more is asked. Where the session was somebody else's, nothing of theirs is left in it."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    note_signed_in(person)
    note_password_given(request)
    for does in _FOLLOWS:
        does(request, person)
    response = redirect(going_to)
    make_known(response, person.email or "")
    response.signs_in = True  # type: ignore[attr-defined]  # looked for where kept words are offered
    return response


class SignInView(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        return enter(self.request, form.get_user(), self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        note_failed(form)
        return super().form_invalid(form)
