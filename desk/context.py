"""The navigation bar: each person sees only what they can use."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from foundation.accounts.permissions import Predicate, is_partner

from . import permissions
from .pages.help import area_of

ROOMS: tuple[tuple[str, str, Predicate], ...] = (
    ("Months", "audits:cycles", permissions.can_use_cycles),
    ("Audits", "audits:list", permissions.can_use_audits),
    ("Observations", "observations:list", permissions.can_use_observations),
    ("Voices", "voices:list", permissions.can_use_voices),
    ("Actions", "actions:list", permissions.can_use_actions),
    ("Performance", "performance:scorecard", permissions.can_use_performance),
    ("Results", "insight:overview", permissions.can_use_insight),
    ("Inspections", "inspections:list", permissions.can_use_inspections),
    ("Learning", "learning:calendar", permissions.can_use_learning),
    ("Practice library", "publications:list", permissions.can_use_library),
    ("Reports", "reports:list", permissions.can_use_reports),
    ("Governance", "governance:home", permissions.can_keep_registers),
    ("Settings", "accounts:settings", permissions.can_use_settings),
)


# A menu of so many entries has its one line on a tablet too.
FEW_ROOMS = 7


def navigation(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"navigation": [], "menu_is_long": False, "search_url": None, "help_link": _help_link(request)}
    home = reverse("desk:my-work")
    rooms = [] if is_partner(person) else [(text, reverse(name)) for text, name, may_use in ROOMS if may_use(person)]
    items = [_item("My work", home, request.path == home)]
    items += [_item(text, href, request.path.startswith(href)) for text, href in rooms]
    search_url = None if is_partner(person) else reverse("desk:search")
    return {"navigation": items, "menu_is_long": len(items) > FEW_ROOMS, "search_url": search_url, "help_link": _help_link(request)}


def _help_link(request: HttpRequest) -> dict[str, str]:
    """To the help page of the area that the page is in."""
    area = area_of(request.resolver_match.view_name) if request.resolver_match else None
    return {"about": f" with {area.about}", "href": area.url} if area else {"about": "", "href": reverse("desk:help")}


def _item(text: str, href: str, active: bool) -> dict[str, Any]:
    return {"text": text, "href": href, "active": active}
