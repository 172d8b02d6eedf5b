"""What a view is given, and how one that asks takes the answer."""

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
