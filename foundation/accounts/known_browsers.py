"""A browser that has signed in to an account is known by a cookie, so that a stranger's wrong tries elsewhere do not keep its owner out."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from foundation.gate.cookies import cookie_name

from .services.attempts import account_digest

SALT = "known browser"
SECONDS = 180 * 24 * 3600


def is_known(request: HttpRequest, email: str) -> bool:
    try:
        return signing.loads(request.COOKIES.get(_name(email), ""), salt=SALT, max_age=SECONDS) == account_digest(email)
    except signing.BadSignature:
        return False


def make_known(response: HttpResponseBase, email: str) -> None:
    seal = signing.dumps(account_digest(email), salt=SALT)
    response.set_cookie(_name(email), seal, max_age=SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")


def _name(email: str) -> str:
    return cookie_name(f"known-{account_digest(email)[:12]}")
