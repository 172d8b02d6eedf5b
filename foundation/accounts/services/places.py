"""Services and teams. Who manages one reads what was found in it: a second person confirms it (`powers`)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import Power
from foundation.accounts.models import Person, Service, Team
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.bounds import require_plain_name
from foundation.names import name_key

from .powers import ask_or_give, require_now


@transaction.atomic
def save_service(
    *,
    actor: Person,
    service: Service | None = None,
    name: str,
    manager: Person | None = None,
    head: Person | None = None,
    version: str | None = None,
) -> Service:
    require_now(actor)
    require_plain_name(name)
    service = locked(Service.objects.all(), pk=service.pk) if service else Service()
    require_version(service, version)
    _refuse_name_taken(Service, service, name)
    posts = _later(actor, service, manager=manager, head=head)
    _save(
        actor,
        service,
        "service.saved",
        name=name,
        **{post: who for post, who in (("manager", manager), ("head", head)) if post not in posts},
    )
    for post, who in posts.items():
        ask_or_give(actor=actor, what=POSTS_OF_SERVICE[post], person=who, service=service)
    service.refresh_from_db()
    return service


POSTS_OF_SERVICE = {"manager": Power.SERVICE_MANAGER, "head": Power.HEAD}


@transaction.atomic
def save_team(
    *,
    actor: Person,
    team: Team | None = None,
    name: str,
    service: Service | None = None,
    manager: Person | None = None,
    version: str | None = None,
) -> Team:
    require_now(actor)
    require_plain_name(name)
    team = locked(Team.objects.all(), pk=team.pk) if team else Team()
    require_version(team, version)
    _refuse_name_taken(Team, team, name)
    posts = _later(actor, team, manager=manager)
    reader = _comes_to_read(service, team)
    moves = bool(team.pk and reader and not actor.is_system)
    now = {"name": name} | ({} if moves else {"service": service}) | ({} if posts else {"manager": manager})
    _save(actor, team, "team.saved", **now)
    for who in posts.values():
        ask_or_give(actor=actor, what=Power.TEAM_MANAGER, person=who, team=team)
    if moves and service and reader:
        gains = actor if actor in (service.manager, service.head) else reader
        ask_or_give(actor=actor, what=Power.TEAM_OF_SERVICE, person=gains, team=team, service=service)
    team.refresh_from_db()
    return team


def _comes_to_read(service: Service | None, team: Team) -> Person | None:
    """The people who answer for the service that a team comes to read what was found in the team."""
    if service is None or service == team.service:
        return None
    return service.manager or service.head


def _later(actor: Person, place: Service | Team, **posts: Person | None) -> dict[str, Person]:
    """The posts that somebody would come to hold, and that a second person confirms."""
    if actor.is_system:
        return {}
    return {post: who for post, who in posts.items() if who is not None and who != getattr(place, post)}


def _save(actor: Person, place: Service | Team, verb: str, **fields: Any) -> None:
    before = {} if place._state.adding else {name: getattr(place, name) for name in fields}
    for name, value in fields.items():
        setattr(place, name, value)
    place.save()
    was = {name: value if value is None else str(value) for name, value in before.items() if value != fields[name]}
    record(actor=actor, verb=verb, target=place, **fields, **({"before": was} if was else {}))


def _refuse_name_taken(model: type[Service] | type[Team], row: Service | Team, name: str) -> None:
    others = model.objects.exclude(pk=row.pk).values_list("name", flat=True)
    if name_key(name) in map(name_key, others):
        raise ValidationError({"name": f"There is already a {model._meta.verbose_name} called {name}. Choose another name."})
