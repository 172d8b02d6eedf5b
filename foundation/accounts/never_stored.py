"""No browser and no proxy stores what the portal answers: after signing out, *Back* brings nothing up again."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# What a page looks like, the same for everybody. Whatever is not named here is stored nowhere.
STORED = {"council:look", "council:logo"}
# What a program may keep and asks about each time; the answer says so itself. Whatever it says nothing of is stored nowhere.
ASKED_AGAIN = {"feeds:api", "feeds:api-index"}


def never_stored(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. Static files are answered before it."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        found = request.resolver_match
        if found is not None and found.view_name in ASKED_AGAIN and "Cache-Control" in response.headers:
            return response
        if found is None or found.view_name not in STORED or response.status_code >= 400:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    return respond
