"""When this session's person last gave their password: what is too weighty for a window left open asks for it again."""

from django.http import HttpRequest
from django.utils import timezone

from .requests import SignedInRequest

# Long enough to read a page again and press, too short to go to lunch.
MINUTES = 10
_KEY = "password_given_at"


def note_password_given(request: HttpRequest) -> None:
    """Signing in does so too."""
    request.session[_KEY] = timezone.now().timestamp()


def has_fresh_password(request: SignedInRequest) -> bool:
    """Given in the last minutes, in this session. A moment still to come is from before the clock was put back.

    A person without a password here signs in by something else, which has its own way to ask again.
    """
    if not request.user.has_usable_password():
        return True
    age = timezone.now().timestamp() - request.session.get(_KEY, 0)
    return 0 <= age < MINUTES * 60
