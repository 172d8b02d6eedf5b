"""A passkey in place of the password, where it is asked again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from foundation.accounts.requests import SignedInRequest
from foundation.passwords.other_ways import OtherWay

from .models import Passkey
from .passkeys import can_have_passkeys

_KEY = "confirming_for"


def _has_passkey(request: SignedInRequest) -> bool:
    return can_have_passkeys(request) and Passkey.objects.filter(person=request.user).exists()


def _begin(request: SignedInRequest, going_to: str) -> HttpResponse:
    request.session[_KEY] = going_to
    return redirect("second_factors:confirm")


def confirming_for(request: HttpRequest) -> str | None:
    """Where they were going when they were asked."""
    return request.session.get(_KEY)


PASSKEY = OtherWay("passkey", lambda: "Use my passkey", _has_passkey, _begin)
