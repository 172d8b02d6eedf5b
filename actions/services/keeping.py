"""What a person keeps for themselves: views of the tracker, a calendar."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from actions.models import CalendarFeed, SavedView
from foundation.accounts.models import Person
from foundation.accounts.permissions import is_lead, require
from foundation.accounts.private_addresses import hash_of, new_key
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.bounds import require_plain_name
from foundation.council.clock import today
from foundation.guard.services import Audience, check_for_identities

MOST_VIEWS = 20


@transaction.atomic
def save_view(*, actor: Person, name: str, filters: str, is_shared: bool = False) -> SavedView:
    """Keep filters under a name; the same name again replaces them. Only a lead offers a view to everybody."""
    require_plain_name(name)
    if not name.strip():
        raise ValidationError({"name": "Give the view a name."})
    if is_shared:
        require(is_lead, actor, why="Only a QA lead shares a view with everybody.")
    own = SavedView.objects.filter(person=actor)
    if own.count() >= MOST_VIEWS and not own.filter(name=name.strip()).exists():
        raise ValidationError({"name": f"You keep {MOST_VIEWS} views already. Delete one first."})
    if is_shared:
        check_for_identities({"name": name}, audience=Audience.STAFF)
    view, _ = SavedView.objects.update_or_create(person=actor, name=name.strip(), defaults={"filters": filters, "is_shared": is_shared})
    record(actor=actor, verb="action.view_shared" if is_shared else "action.view_saved", target=view, name=view.name, filters=filters)
    return view


@transaction.atomic
def delete_view(*, actor: Person, view: SavedView) -> None:
    """A person's own, or, for a lead, one that is shared."""
    view = locked(SavedView.objects.all(), pk=view.pk)
    if view.person_id != actor.pk and not (view.is_shared and is_lead(actor)):
        raise PermissionDenied("This view is somebody else’s.")
    record(
        actor=actor,
        verb="action.view_deleted",
        target=view,
        name=view.name,
        filters=view.filters,
        of=view.person.name,
        shared=view.is_shared,
    )
    view.delete()


@transaction.atomic
def make_calendar(*, actor: Person) -> str:
    """A new private key; the one before it ends. The key is given once: only its hash is kept."""
    key = new_key()
    feed, _ = CalendarFeed.objects.update_or_create(person=actor, defaults={"key_hash": hash_of(key), "made_on": today()})
    record(actor=actor, verb="action.calendar_made", target=feed)
    return key


@transaction.atomic
def revoke_calendar(*, actor: Person) -> None:
    """The address answers nobody from now on. A second time does nothing."""
    feed = CalendarFeed.objects.filter(person=actor).first()
    if feed:
        record(actor=actor, verb="action.calendar_revoked", target=feed)
        feed.delete()
