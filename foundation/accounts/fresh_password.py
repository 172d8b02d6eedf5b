"""When this session's person last showed that it is they: what is too weighty for a window left open asks for it again."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from .requests import SignedInRequest

_KEY = "password_given_at"


def note_password_given(request: HttpRequest) -> None:
    """By their password, a passkey or their account at the provider. Signing in does so too."""
    request.session[_KEY] = timezone.now().timestamp()


def has_fresh_password(request: SignedInRequest) -> bool:
    """Given in the last minutes, in this session. A moment still to come is from before the clock was put back."""
    age = timezone.now().timestamp() - request.session.get(_KEY, 0)
    return 0 <= age < settings.PASSWORD_AGAIN_MINUTES * 60
