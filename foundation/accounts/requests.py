"""What a view is given, and how one that asks takes the answer."""

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.views.decorators.http import require_http_methods

from .models import Person


class SignedInRequest(HttpRequest):
    """A request behind the sign-in, which every page is unless it says `login_not_required`. For type hints only."""

    user: Person


# Of a page that asks: it is read, and sent back to the same address.
asks = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, though it be nothing; None where the page is only read."""
    return request.POST if request.method == "POST" else None


def address_of(request: HttpRequest) -> str:
    """The network address that a request came from: behind a proxy the one that the proxy itself saw."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return (forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", ""))[:64]
