"""Keeping filters under a name, and letting them go."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead, require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.bounds import require_plain_name
from foundation.guard.services import Audience, check_for_identities

from .models import LONGEST_FILTERS, SavedView

MOST_VIEWS = 20
# What an address says besides what a list is narrowed and sorted by.
_PASSING = ("page", "export", "ticked", "all", "act")


@transaction.atomic
def save_view(*, actor: Person, place: str, name: str, filters: str, is_shared: bool = False) -> SavedView:
    """Keep filters of a list under a name; the same name again replaces them. Only a lead offers a view to everybody."""
    require_plain_name(name)
    _require_list(place)
    name, filters = name.strip(), lasting_filters(QueryDict(filters))
    if not name:
        raise ValidationError({"name": "Give the view a name."})
    if len(filters) > LONGEST_FILTERS:
        raise ValidationError("These filters are too long to be kept. Clear some of them, then save the view.")
    if is_shared:
        require(is_lead, actor, why="Only a QA lead shares a view with everybody.")
    own = SavedView.objects.filter(person=actor, place=place)
    if own.count() >= MOST_VIEWS and not own.filter(name=name).exists():
        raise ValidationError({"name": f"You keep {MOST_VIEWS} views of this list already. Delete one first."})
    if is_shared:
        check_for_identities({"name": name}, audience=Audience.STAFF)
    changed = {"filters": filters, "is_shared": is_shared}
    view, _ = SavedView.objects.update_or_create(person=actor, place=place, name=name, defaults=changed)
    record(actor=actor, verb="view.shared" if is_shared else "view.saved", target=view, list=place, name=view.name, filters=filters)
    return view


def lasting_filters(asked: QueryDict) -> str:
    """What an address narrows and sorts a list by, on no page of it, not as a file and with nothing chosen."""
    kept = asked.copy()
    for name in _PASSING:
        kept.pop(name, None)
    return kept.urlencode()


def is_page(name: str) -> bool:
    """Whether an address without parameters has this name."""
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True


def _require_list(place: str) -> None:
    if not is_page(place):
        raise ValidationError("There is no such list. Open the list again, then save the view.")


@transaction.atomic
def delete_view(*, actor: Person, view: SavedView) -> None:
    """A person's own, or, for a lead, one that is shared."""
    view = locked(SavedView.objects.all(), pk=view.pk)
    if view.person_id != actor.pk and not (view.is_shared and is_lead(actor)):
        raise PermissionDenied("This view is somebody else’s.")
    facts = {"list": view.place, "name": view.name, "filters": view.filters, "of": view.person.name, "shared": view.is_shared}
    record(actor=actor, verb="view.deleted", target=view, **facts)
    view.delete()
