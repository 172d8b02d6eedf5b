"""Between the password and the first page: the second step of who has one, and the set-up of who must have one.

A person whose password was right is in nobody's session yet: theirs holds only who they said they are, for a few minutes.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from foundation.accounts.models import Person

from .queries import has_second_factor, must_have_second_factor

SECONDS = 10 * 60
_WAITING, _DUE = "second_step", "second_factor_due"
# What opens to a person who must set one up first, beside the pages on which they do.
OPEN = {"accounts:sign-out", "passwords:my-password", "council:look", "council:logo"}


@dataclass(frozen=True)
class Waiting:
    """Who has given the password and not the second step, and where they were going."""

    person: Person
    going_to: str


def ask_for_second_step(request: HttpRequest, person: Person, going_to: str) -> HttpResponse | None:
    if not has_second_factor(person):
        if must_have_second_factor(person):
            request.session[_DUE] = True
        return None
    # Nothing of a session that somebody else began, or planted, goes on in this one.
    request.session.flush()
    request.session[_WAITING] = {
        "person": person.pk,
        "digest": person.get_session_auth_hash(),
        "until": time.time() + SECONDS,
        "going_to": going_to,
    }
    return redirect("second_factors:second-step")


def waiting_in(request: HttpRequest) -> Waiting | None:
    """None where the minutes are over, or the password was changed or the person left meanwhile."""
    held = request.session.get(_WAITING)
    if not held or not 0 <= held["until"] - time.time() <= SECONDS:
        return None
    person = Person.objects.who_can_sign_in().filter(pk=held["person"]).first()
    if person is None or not constant_time_compare(person.get_session_auth_hash(), held["digest"]):
        return None
    return Waiting(person, held["going_to"])


def forget_waiting(request: HttpRequest) -> None:
    request.session.pop(_WAITING, None)


def note_set_up(request: HttpRequest) -> None:
    request.session.pop(_DUE, None)


def is_due(request: HttpRequest) -> bool:
    """Signed in, and one of their roles asks for a second step that they have not set up."""
    return bool(request.session.get(_DUE))


class SecondFactorFirst:
    """Middleware, behind the one that asks everybody to sign in: who must set up a second step does nothing before."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not request.user.is_authenticated or not is_due(request) or match is None:
            return None
        if match.view_name in OPEN or match.app_name in ("second_factors", "signed_in"):
            return None
        first = redirect("second_factors:my-sign-in")
        # What was sent is not done: `foundation.sending` keeps it.
        first.not_taken = True  # type: ignore[attr-defined]  # looked for there
        return first
