"""Somebody who is in shows again that it is they, at the provider: it asks them, and says when they gave it what it asked for."""

import time
from collections.abc import Mapping
from typing import Any, TypeGuard

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from foundation.accounts.requests import SignedInRequest
from foundation.passwords.other_ways import OtherWay

from .models import CouncilAccount
from .provider import ProviderSilent, lead_there
from .services import AccountRefused

_AGAIN = "asked_again_at_provider"
# What the clocks of two servers may differ by.
SKEW = 60
AWAY = "The council’s sign-in does not answer, so nothing was done. Try again in a few minutes."
NOT_SAID = (
    "The council’s sign-in did not ask you again, or does not say when it did, so nothing was done. Tell the people who run the accounts."
)
NOT_YOURS = "This is another account than the one that you are signed in with, so nothing was done. Sign in there as yourself."


def _has_account(request: SignedInRequest) -> bool:
    return bool(settings.OIDC_ISSUER) and CouncilAccount.objects.filter(issuer=settings.OIDC_ISSUER, person=request.user).exists()


def ask_again(request: SignedInRequest, going_to: str) -> HttpResponse:
    request.session[_AGAIN] = {"person": request.user.pk, "since": time.time(), "going_to": going_to}
    try:
        return lead_there(request, prompt="login", max_age="0")
    except ProviderSilent:
        forget_again(request)
        return render(request, "single_sign_on/not_in.html", {"says": AWAY}, status=503)


def is_asked_again(request: HttpRequest) -> TypeGuard[SignedInRequest]:
    """Of a session that ended meanwhile nothing is asked again: they sign in."""
    return request.user.is_authenticated and _AGAIN in request.session


def forget_again(request: HttpRequest) -> None:
    request.session.pop(_AGAIN, None)


def confirmed_again(request: SignedInRequest, claims: Mapping[str, Any]) -> str:
    """Where they were going. Raises AccountRefused where it was somebody else, or the provider knew them from before."""
    asked = request.session.pop(_AGAIN)
    person = request.user
    theirs = CouncilAccount.objects.filter(issuer=claims["iss"], subject=claims["sub"], person_id=asked["person"])
    if person.pk != asked["person"] or not theirs.exists():
        raise AccountRefused(NOT_YOURS, why="asked again, another account", person=person)
    given_at = claims.get("auth_time")
    if not isinstance(given_at, (int, float)) or given_at < asked["since"] - SKEW:
        raise AccountRefused(NOT_SAID, why="asked again, no new sign-in there", person=person)
    return str(asked["going_to"])


COUNCIL_ACCOUNT = OtherWay("council-account", lambda: settings.OIDC_NAME, _has_account, ask_again)
