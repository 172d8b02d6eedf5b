"""Everything that changes people, their roles and absences, and the council's settings."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import CASE_READING, CONFIRMING, ROLES_OF_TRUST, Power, Role
from foundation.accounts.holdings import holds_something, shows_something_to_line
from foundation.accounts.models import Absence, Person, PersonRole
from foundation.accounts.permissions import can_change_people, can_change_settings, is_system, require
from foundation.accounts.queries import line_above
from foundation.activity.locking import locked, save_settings
from foundation.activity.settings_rows import settings_to_change
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.bounds import require_plain_name
from foundation.council.calculations import contrast_with_white, picture_type
from foundation.council.models import Council
from foundation.names import address_key

from .powers import ask_or_give, is_trusted, needs_second_for_role, require_alone, require_an_administrator, require_now

STILL_HOLDS = "still_holds"
ASK_FIRST = "Say first what becomes of them, on the page “When somebody leaves”."
ROLES_OF_TRUST_NAMES = frozenset(str(role) for role in ROLES_OF_TRUST)
LOGO_LIMIT = 200 * 1024
# WCAG 2.2 AA for text: the header writes in white on the council's colour, and buttons and links use it on white.
LEAST_CONTRAST = 4.5


@transaction.atomic
def save_person(
    *,
    actor: Person,
    person: Person | None = None,
    roles: list[Role] | None = None,
    hashed_password: str | None = None,
    handed_over: bool = False,
    version: str | None = None,
    **fields: Any,
) -> Person:
    """Add a person, or change one. `fields` are name, email, job_title, team, line_manager, is_active; `roles` replaces the roles.

    What opens case content, and a new address of a person who reads some, waits for a second person (`powers`). Nobody is their own
    line manager, directly or round a circle; no two people share an e-mail address; nobody takes away their own way in. Nobody is
    marked as left who still holds something, until it is `handed_over`: that is `desk.services.let_leave`, which asks what becomes of it.
    """
    require_now(actor)
    adding = person is None
    person = locked(Person.objects.all(), pk=person.pk) if person else Person()
    require_version(person, version, person.role_names)
    email = _address_given(fields.pop("email", person.email))
    before = {name: getattr(person, name) for name in (*fields, "email")}
    _take(person, fields)
    _refuse_wrong(actor, person, email)
    if not handed_over and not adding:
        _refuse_leaving_with_work(person, before)
    above = _comes_above(actor, person, before)
    if adding or not email:
        person.email = email
    _set_password(actor, person, hashed_password)
    _leave_or_return(actor, person, before)
    person.save()
    if above:
        ask_or_give(actor=actor, what=Power.LINE_MANAGER, person=above, worker=person)
    if email != person.email:
        _ask_for_email(actor, person, str(email))
    facts = _facts(person, fields, before, adding=adding) | ({"password": "set"} if hashed_password else {})
    if roles is not None:
        person = set_roles(actor=actor, person=person, roles=roles)
    require_an_administrator()
    record(actor=actor, verb="person.added" if adding else "person.changed", target=person, **facts)
    return person


def _take(person: Person, fields: dict[str, Any]) -> None:
    for name in ("name", "job_title"):
        require_plain_name(fields.get(name) or "", field=name)
    for name, value in fields.items():
        setattr(person, name, value)


def _address_given(email: str | None) -> str | None:
    return address_key(email or "") or None


def _refuse_wrong(actor: Person, person: Person, email: str | None) -> None:
    _refuse_email_taken(person, email)
    _refuse_circle(person)
    if person == actor and not person.is_active:
        raise ValidationError(
            {"is_active": "You cannot say that you no longer work here: you would lock yourself out. Ask another administrator."}
        )


def _refuse_leaving_with_work(person: Person, before: dict[str, Any]) -> None:
    if before.get("is_active") and not person.is_active and holds_something(person):
        raise ValidationError({"is_active": ValidationError(f"{person.name} still holds work or posts. {ASK_FIRST}", code=STILL_HOLDS)})


def _set_password(actor: Person, person: Person, hashed_password: str | None) -> None:
    if hashed_password:
        # Nobody sets somebody else's: the demo's sign-ins are printed, all with one password, which is slow to hash.
        require(is_system, actor)
        person.password = hashed_password
    elif person._state.adding:
        person.set_unusable_password()


def _facts(person: Person, fields: dict[str, Any], before: dict[str, Any], *, adding: bool) -> dict[str, Any]:
    """For the trail: of somebody new all, else what changed, and what it was. A new address is in the confirmer's entry."""
    if adding:
        return fields | {"email": person.email}
    changed = {
        name: getattr(person, name) for name in before if getattr(person, name) != before[name] and (name != "email" or not person.email)
    }
    return changed | {"before": {name: _plain(before[name]) for name in changed}}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, bool)) else str(value)


def _comes_above(actor: Person, person: Person, before: dict[str, Any]) -> Person | None:
    """Who would read of cases as the line manager of `person`; until a second person agrees, the present one stays.

    An administrator who would come to manage somebody's team by that leaves it to another: nobody moves people under themselves.
    """
    if actor.is_system:
        return None
    _refuse_moving_under_oneself(actor, person, before)
    manager, was = person.line_manager, before.get("line_manager", person.line_manager)
    if manager is None or manager == was or not (manager == actor or (person.pk and shows_something_to_line(person))):
        return None
    person.line_manager = was
    return manager


def _refuse_moving_under_oneself(actor: Person, person: Person, before: dict[str, Any]) -> None:
    team = person.team
    if team is None or person._state.adding or team == before.get("team", team) or not shows_something_to_line(person):
        return
    service = team.service
    if actor.pk in (team.manager_id, *((service.manager_id, service.head_id) if service else ())):
        raise ValidationError({"team": f"You answer for {team}, so would read what {person.name} does. Ask another administrator."})


def _leave_or_return(actor: Person, person: Person, before: dict[str, Any]) -> None:
    """Who leaves is signed out for good; who comes back is given again what opens case content."""
    worked_here = before.get("is_active", True)
    if worked_here and not person.is_active:
        person.times_signed_out += 1
    if person.is_active and not worked_here and person.pk and not actor.is_system:
        kept = [Role(role) for role in person.roles if role not in CASE_READING]
        lost = [role for role in person.roles if role in CASE_READING]
        if lost:
            set_roles(actor=actor, person=person, roles=kept)


def _ask_for_email(actor: Person, person: Person, email: str) -> None:
    """A link to choose a password goes to the address: a person who changes it could take the account over."""
    needs_second = not actor.is_system and is_trusted(person)
    about = {"email": email, "email_before": person.email or ""}
    ask_or_give(actor=actor, what=Power.EMAIL, person=person, needs_second=needs_second, **about)
    person.refresh_from_db(fields=["email"])


def _refuse_email_taken(person: Person, email: str | None) -> None:
    other = Person.objects.of_address(email).exclude(pk=person.pk).first()
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
    """Replace a person's roles. What is taken away goes at once; what opens case content waits for a second person.

    Administrators cannot take that role from themselves: nobody might be left to give it back.
    """
    require_now(actor)
    person = locked(Person.objects.all(), pk=person.pk)
    before: list[str] = sorted(person.role_rows.values_list("role", flat=True))
    after = sorted({str(role) for role in roles})
    added = [role for role in after if role not in before]
    _refuse_roles(actor, person, added, taken=set(before) - set(after))
    at_once = [role for role in added if not needs_second_for_role(actor, person, role)]
    now = sorted({*before, *at_once} & set(after))
    if before != now:
        person.role_rows.exclude(role__in=now).delete()
        PersonRole.objects.bulk_create([PersonRole(person=person, role=role) for role in at_once])
        record(actor=actor, verb="person.roles_set", target=person, before=before, after=now)
    # People who confirm come last: with the first of them there is a second person.
    for role in sorted((role for role in added if role not in at_once), key=lambda role: role in CONFIRMING):
        _ask_for_role(actor, person, role)
    require_an_administrator()
    person.__dict__.pop("roles", None)
    return person


def _refuse_roles(actor: Person, person: Person, added: list[str], taken: set[str]) -> None:
    if person.password_was_given and ROLES_OF_TRUST_NAMES.intersection(added):
        why = f"{person.name} came in with a password that an administrator knew. Give this role once they chose one by a link."
        raise ValidationError({"roles": why})
    require_alone({*person.role_rows.values_list("role", flat=True)} - taken | {*added})
    if person == actor and Role.ADMINISTRATOR in taken:
        raise ValidationError({"roles": "You cannot take the administrator’s role from yourself. Ask another administrator to do it."})


def _ask_for_role(actor: Person, person: Person, role: str) -> None:
    try:
        ask_or_give(actor=actor, what=Power.ROLE, person=person, role=role)
    except ValidationError as refused:
        raise ValidationError({"roles": refused.messages}) from None


@transaction.atomic
def record_absence(*, actor: Person, person: Person, first_day: datetime.date, last_day: datetime.date) -> Absence:
    """Note dates away. People note their own; administrators anyone's."""
    require(lambda actor: actor == person or can_change_people(actor), actor)
    if last_day < first_day:
        raise ValidationError({"last_day": "Last day away must be the same as or after the first day away."})
    # Another who notes dates of theirs at the same moment waits, and then sees these.
    locked(Person.objects.all(), pk=person.pk)
    same = person.absences.filter(first_day=first_day, last_day=last_day).first()
    if same:
        return same
    if other := person.absences.filter(first_day__lte=last_day, last_day__gte=first_day).first():
        raise ValidationError({"first_day": f"Noted already: {other}. Remove those dates first, or give days before or after them."})
    absence = Absence.objects.create(person=person, first_day=first_day, last_day=last_day)
    record(actor=actor, verb="person.away", target=person, first_day=first_day, last_day=last_day)
    return absence


@transaction.atomic
def remove_absence(*, actor: Person, absence: Absence) -> None:
    require(lambda actor: actor == absence.person or can_change_people(actor), actor)
    absence = locked(Absence.objects.select_related("person"), pk=absence.pk)
    record(actor=actor, verb="person.not_away", target=absence.person, first_day=absence.first_day, last_day=absence.last_day)
    absence.delete()


@transaction.atomic
def change_council(*, actor: Person, version: str | None = None, **fields: Any) -> Council:
    """Change the council's name, look and words. `logo` is the picture's bytes, or None for none; its kind is read from its content."""
    require(can_change_settings, actor)
    require_plain_name(fields.get("name") or "")
    council = settings_to_change(Council, version)
    if fields.get("logo"):
        fields["logo_type"] = _readable_logo(fields["logo"])
    for name, value in fields.items():
        setattr(council, name, value)
    council.clean_fields(exclude=["name"])
    if contrast_with_white(council.colour) < LEAST_CONTRAST:
        raise ValidationError({"colour": f"White words on {council.colour} would be hard to read. Choose a darker colour."})
    save_settings(council)
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
