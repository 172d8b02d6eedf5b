"""What another site has a browser fetch, embed or send in somebody's name is refused; a link there that somebody follows is not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

ANOTHER_SITE = "This was asked for by another site, in your name. Nothing was done. Open the portal itself and try again there."


class FromOtherSites:
    """Middleware. Browsers say by `Sec-Fetch-Site` whose page asks; programs, such as a calendar, say nothing and have no session."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """A sister site of the council's domain (`same-site`) is another site too."""
        if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site") and not _is_followed_link(request):
            raise PermissionDenied(ANOTHER_SITE)


def _is_followed_link(request: HttpRequest) -> bool:
    goes_there = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    return request.method in ("GET", "HEAD") and goes_there
