"""Everything that changes people, teams, roles, absences and the council's settings."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import ROLES_OF_TRUST, Role
from foundation.accounts.holdings import holds_something
from foundation.accounts.models import Absence, Person, PersonRole, Service, Team
from foundation.accounts.permissions import can_change_people, can_change_settings, is_system, require
from foundation.accounts.queries import line_above
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.bounds import require_plain_name
from foundation.council.calculations import contrast_with_white, picture_type
from foundation.council.models import Council

STILL_HOLDS = "still_holds"
ASK_FIRST = "Say first what becomes of them, on the page “When somebody leaves”."
LOGO_LIMIT = 200 * 1024
# WCAG 2.2 AA for text: the header writes in white on the council's colour, and buttons and links use it on white.
LEAST_CONTRAST = 4.5


@transaction.atomic
def save_service(
    *, actor: Person, service: Service | None = None, name: str, manager: Person | None = None, head: Person | None = None
) -> Service:
    require(can_change_people, actor)
    require_plain_name(name)
    service = service or Service()
    _refuse_name_taken(Service, service, name)
    service.name, service.manager, service.head = name, manager, head
    service.save()
    record(actor=actor, verb="service.saved", target=service, name=name, manager=manager, head=head)
    return service


@transaction.atomic
def save_team(*, actor: Person, team: Team | None = None, name: str, service: Service | None = None, manager: Person | None = None) -> Team:
    require(can_change_people, actor)
    require_plain_name(name)
    team = team or Team()
    _refuse_name_taken(Team, team, name)
    team.name, team.service, team.manager = name, service, manager
    team.save()
    record(actor=actor, verb="team.saved", target=team, name=name, service=service, manager=manager)
    return team


@transaction.atomic
def save_person(
    *,
    actor: Person,
    person: Person | None = None,
    roles: list[Role] | None = None,
    password: str | None = None,
    handed_over: bool = False,
    **fields: Any,
) -> Person:
    """Add a person, or change one. `fields` are name, email, job_title, team, line_manager, is_active; `roles` replaces the roles.

    Nobody is their own line manager, directly or round a circle; no two people share an e-mail address; nobody
    takes away their own way in. Nobody is marked as left who still holds something, until it is `handed_over`: that is
    `desk.services.let_leave`, which asks what becomes of it.
    """
    require(can_change_people, actor)
    adding = person is None
    person = person or Person()
    leaves = not fields.get("is_active", True) and Person.objects.filter(pk=person.pk, is_active=True).exists()
    for name in ("name", "job_title"):
        require_plain_name(fields.get(name) or "", field=name)
    for name, value in fields.items():
        setattr(person, name, value)
    person.email = (person.email or "").strip().lower() or None
    _refuse_email_taken(person)
    _refuse_circle(person)
    if person == actor and not person.is_active:
        raise ValidationError(
            {"is_active": "You cannot say that you no longer work here: you would lock yourself out. Ask another administrator."}
        )
    if leaves and not handed_over and holds_something(person):
        raise ValidationError({"is_active": ValidationError(f"{person.name} still holds work or posts. {ASK_FIRST}", code=STILL_HOLDS)})
    if password:
        # Nobody sets somebody else's: the demo's sign-ins are printed.
        require(is_system, actor)
        person.set_password(password)
    elif adding:
        person.set_unusable_password()
    person.save()
    if roles is not None:
        set_roles(actor=actor, person=person, roles=roles)
    facts = {name: value for name, value in fields.items() if name != "email"} | ({"password": "set"} if password else {})
    record(actor=actor, verb="person.added" if adding else "person.changed", target=person, **facts)
    return person


def _refuse_name_taken(model: type[Service] | type[Team], row: Service | Team, name: str) -> None:
    if model.objects.filter(name__iexact=name).exclude(pk=row.pk).exists():
        raise ValidationError({"name": f"There is already a {model._meta.verbose_name} called {name}. Choose another name."})


def _refuse_email_taken(person: Person) -> None:
    other = Person.objects.filter(email__iexact=person.email).exclude(pk=person.pk).first() if person.email else None
    if other:
        raise ValidationError({"email": f"{other.name} already has this e-mail address. Each person needs their own."})


def _refuse_circle(person: Person) -> None:
    above = line_above(person)
    if person.line_manager and (person.line_manager == person or person in above):
        raise ValidationError(
            {"line_manager": f"{person.line_manager} works under {person.name}, or is the same person. Choose someone above them."}
        )


@transaction.atomic
def set_roles(*, actor: Person, person: Person, roles: list[Role]) -> Person:
    """Replace a person's roles. Administrators cannot take that role from themselves: nobody might be left to give it back."""
    require(can_change_people, actor)
    if person.password_was_given and set(roles).intersection(ROLES_OF_TRUST):
        why = f"{person.name} came in with a password that an administrator knew. Give this role once they chose one by a link."
        raise ValidationError({"roles": why})
    before = sorted(row.role for row in person.role_rows.all())
    after = sorted({str(role) for role in roles})
    if person == actor and Role.ADMINISTRATOR in before and Role.ADMINISTRATOR not in after:
        raise ValidationError({"roles": "You cannot take the administrator’s role from yourself. Ask another administrator to do it."})
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
    if last_day < first_day:
        raise ValidationError({"last_day": "Last day away must be the same as or after the first day away."})
    absence, added = Absence.objects.get_or_create(person=person, first_day=first_day, last_day=last_day)
    if added:
        record(actor=actor, verb="person.away", target=person, first_day=first_day, last_day=last_day)
    return absence


@transaction.atomic
def remove_absence(*, actor: Person, absence: Absence) -> None:
    require(lambda actor: actor == absence.person or can_change_people(actor), actor)
    absence = locked(Absence.objects.select_related("person"), pk=absence.pk)
    record(actor=actor, verb="person.not_away", target=absence.person, first_day=absence.first_day, last_day=absence.last_day)
    absence.delete()


@transaction.atomic
def change_council(*, actor: Person, **fields: Any) -> Council:
    """Change the council's name, look and words. `logo` is the picture's bytes, or None for none; its kind is told by its content."""
    require(can_change_settings, actor)
    require_plain_name(fields.get("name") or "")
    council = Council.stored()
    if fields.get("logo"):
        fields["logo_type"] = _readable_logo(fields["logo"])
    for name, value in fields.items():
        setattr(council, name, value)
    council.clean_fields(exclude=["name"])
    if contrast_with_white(council.colour) < LEAST_CONTRAST:
        raise ValidationError({"colour": f"White words on {council.colour} would be hard to read. Choose a darker colour."})
    council.save()
    Council.forget()
    shown = {name: value for name, value in fields.items() if name != "logo"}
    record(actor=actor, verb="council.changed", target=council, **shown)
    return council


def _readable_logo(logo: bytes) -> str:
    if len(logo) > LOGO_LIMIT:
        raise ValidationError({"logo": "The logo must be smaller than 200 KB. Make it smaller, or save it with fewer colours."})
    kind = picture_type(logo)
    if kind is None:
        raise ValidationError({"logo": "The logo must be a PNG or JPEG picture. This file is something else, or damaged."})
    return kind
