"""Everything that changes people, teams, roles, absences and the council's settings."""

import datetime
from typing import Any

from django.db import transaction

from foundation.activity.trail import record
from foundation.council.models import Council

from .enums import Role
from .models import Absence, Person, PersonRole, Service, Team
from .permissions import can_change_people, can_change_settings, require


@transaction.atomic
def save_service(*, actor: Person, service: Service | None = None, name: str, manager: Person | None = None, head: Person | None = None) -> Service:
    require(can_change_people, actor)
    service = service or Service()
    service.name, service.manager, service.head = name, manager, head
    service.save()
    record(actor=actor, verb="service.saved", target=service, name=name, manager=manager, head=head)
    return service


@transaction.atomic
def save_team(*, actor: Person, team: Team | None = None, name: str, service: Service | None = None, manager: Person | None = None) -> Team:
    require(can_change_people, actor)
    team = team or Team()
    team.name, team.service, team.manager = name, service, manager
    team.save()
    record(actor=actor, verb="team.saved", target=team, name=name, service=service, manager=manager)
    return team


@transaction.atomic
def save_person(*, actor: Person, person: Person | None = None, roles: list[Role] | None = None, password: str | None = None, **fields: Any) -> Person:
    """Add a person, or change one. `fields` are name, email, job_title, team, line_manager, is_active; `roles` replaces the roles."""
    require(can_change_people, actor)
    adding = person is None
    person = person or Person()
    for name, value in fields.items():
        setattr(person, name, value)
    person.email = (person.email or "").strip().lower() or None
    if password:
        person.set_password(password)
    elif adding:
        person.set_unusable_password()
    person.save()
    if roles is not None:
        set_roles(actor=actor, person=person, roles=roles)
    record(actor=actor, verb="person.added" if adding else "person.changed", target=person, **{name: value for name, value in fields.items() if name != "email"})
    return person


@transaction.atomic
def set_roles(*, actor: Person, person: Person, roles: list[Role]) -> Person:
    """Replace a person's roles. An administrator cannot take away their own last administrator's role."""
    require(can_change_people, actor)
    before = sorted(row.role for row in person.role_rows.all())
    after = sorted({str(role) for role in roles})
    if before != after:
        person.role_rows.exclude(role__in=after).delete()
        PersonRole.objects.bulk_create([PersonRole(person=person, role=role) for role in after if role not in before])
        person.__dict__.pop("roles", None)
        record(actor=actor, verb="person.roles_set", target=person, before=before, after=after)
    return person


@transaction.atomic
def record_absence(*, actor: Person, person: Person, first_day: datetime.date, last_day: datetime.date) -> Absence:
    """Note dates away. People note their own; administrators anyone's."""
    require(lambda actor: actor == person or can_change_people(actor), actor)
    absence = Absence.objects.create(person=person, first_day=first_day, last_day=last_day)
    record(actor=actor, verb="person.away", target=person, first_day=first_day, last_day=last_day)
    return absence


@transaction.atomic
def remove_absence(*, actor: Person, absence: Absence) -> None:
    require(lambda actor: actor == absence.person or can_change_people(actor), actor)
    record(actor=actor, verb="person.not_away", target=absence.person, first_day=absence.first_day, last_day=absence.last_day)
    absence.delete()


@transaction.atomic
def change_council(*, actor: Person, **fields: Any) -> Council:
    """Change the council's name, look and words. `logo` is the picture's bytes and `logo_type` its media type."""
    require(can_change_settings, actor)
    council = Council.current()
    for name, value in fields.items():
        setattr(council, name, value)
    council.save()
    shown = {name: value for name, value in fields.items() if name != "logo"}
    record(actor=actor, verb="council.changed", target=council, **shown)
    return council
