"""Who a page was opened by: known from the page itself once the session has gone, and from the browser's last sign-in."""

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from foundation.accounts.models import Person

FIELD = COOKIE = "opened_by"
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
    """Who wrote what is sent. A form says it; without one, who was last signed in here. None where neither is known."""
    if FIELD in request.POST:
        return opener_in(request.POST)
    return unsealed(request.COOKIES.get(COOKIE, ""))


def remember_writer(request: HttpRequest, response: HttpResponse) -> None:
    if request.user.is_authenticated and request.COOKIES.get(COOKIE) != (seal := seal_of(request.user)):
        response.set_cookie(COOKIE, seal, httponly=True, secure=request.is_secure(), samesite="Lax")
