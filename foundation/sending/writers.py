"""Who a page was opened by: known from the page itself once the session has gone, and from the browser's last sign-in."""

import base64

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.crypto import salted_hmac

from foundation.accounts.models import Person
from foundation.gate.cookies import cookie_name

FIELD = "opened_by"
COOKIE = cookie_name(FIELD)
_signer = signing.Signer(salt="who a page was opened by")


def seal_of(person: Person) -> str:
    return _signer.sign(str(person.pk))


def unsealed(seal: str) -> int | None:
    try:
        return int(_signer.unsign(seal))
    except signing.BadSignature:
        return None


def opener_in(sent: QueryDict) -> int | None:
    """The person whose page this form stood on."""
    return unsealed(sent.get(FIELD, "")) if FIELD in sent else None


def writer_of(request: HttpRequest) -> int | None:
    """Who wrote what is sent. A form says it; without one, who is or was last signed in here. None where nobody is known."""
    if FIELD in request.POST:
        return opener_in(request.POST)
    if request.user.is_authenticated:
        return request.user.pk
    return unsealed(request.COOKIES.get(COOKIE, ""))


def remember_writer(request: HttpRequest, response: HttpResponse) -> None:
    if request.user.is_authenticated and request.COOKIES.get(COOKIE) != (seal := seal_of(request.user)):
        response.set_cookie(COOKIE, seal, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def browser_key(person: Person) -> str:
    """The key of 256 bits, in base64, under which a browser seals what this person writes: it is given to them alone, when signed in."""
    return base64.b64encode(salted_hmac("what a browser keeps", str(person.pk), algorithm="sha256").digest()).decode()
