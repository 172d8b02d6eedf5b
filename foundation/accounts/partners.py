"""The door for people of other agencies: to them no address opens but those that an app names as `opens_to_partners`."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest, HttpResponse

from .permissions import is_partner


@cache
def opens_to_partners() -> frozenset[str]:
    """Every such address, by its whole name. What is new opens to no partner until its app says so."""
    return frozenset(f"{config.label}:{name}" for config in apps.get_app_configs() for name in getattr(config, "opens_to_partners", ()))


class PartnersStayOutside:
    """Middleware, behind the one that asks everybody to sign in. Which part is whose is asked by each page itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not request.user.is_authenticated or not is_partner(request.user):
            return
        if request.resolver_match is None or request.resolver_match.view_name not in opens_to_partners():
            raise Http404("Not open to people of other agencies.")
