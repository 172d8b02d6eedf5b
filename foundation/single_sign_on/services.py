"""Who somebody is here, by what the council's provider says of them."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.services import end_sessions, set_roles
from foundation.activity.access import note_access
from foundation.activity.enums import AccessKind
from foundation.activity.locking import first_come
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState

from .models import CouncilAccount

logger = logging.getLogger(__name__)


class AccountRefused(Exception):
    """An account that opens nothing here; its words are for the person who has it, `why` and `person` for the log of access."""

    def __init__(self, says: str, *, why: str, person: Person | None = None) -> None:
        super().__init__(says)
        self.why, self.person = why, person


UNKNOWN = "Nobody here has the address {}. Ask an administrator to add you, with this address."
WITHOUT_ADDRESS = "Your account names no e-mail address that the council has checked. Ask the people who run the accounts."
LEFT = "This account is of somebody who no longer works here. Ask an administrator."
ANOTHER = "Another account is already linked to {}. An administrator can take it off, and you sign in again."


@transaction.atomic
def person_of(*, claims: Mapping[str, Any]) -> Person:
    """The person of these claims, which the caller has checked; with their roles as the claims have them, where the council set it up so.

    Known by their number at the provider, whatever their address is now. At first by their address, and then the two are linked for
    good: an address that is given to somebody else later opens nothing. Raises AccountRefused.
    """
    known = CouncilAccount.objects.select_for_update().filter(issuer=claims["iss"], subject=claims["sub"]).select_related("person").first()
    person = known.person if known else _linked_by_address(claims)
    if not person.is_active or person.is_system:
        raise AccountRefused(LEFT, why="has left", person=person)
    if settings.OIDC_ROLES:
        _take_roles(person, claims)
    return person


def note_refused(*, why: str, person: Person | None = None) -> None:
    """In the log of access, as a wrong password is: why, and whose account it would be; no address, number or token of the provider."""
    note_access(actor=person, act=AccessKind.SIGN_IN_FAILED, address="single_sign_on:back", why=why)


def _linked_by_address(claims: Mapping[str, Any]) -> Person:
    email = _checked_address(claims)
    if not email:
        raise AccountRefused(WITHOUT_ADDRESS, why="no checked address")
    person = Person.objects.of_address(email).filter(is_system=False).first()
    if person is None:
        raise AccountRefused(UNKNOWN.format(email), why="unknown address")
    if not person.is_active:
        raise AccountRefused(LEFT, why="has left", person=person)
    if CouncilAccount.objects.filter(issuer=claims["iss"], person=person).exists():
        raise AccountRefused(ANOTHER.format(person.name), why="another account is linked", person=person)
    with first_come(StaleState("Somebody signed in with this account a moment ago. Sign in again.")):
        CouncilAccount.objects.create(person=person, issuer=claims["iss"], subject=claims["sub"], linked_on=today())
    record(actor=person, verb="council_account.linked", target=person, issuer=claims["iss"])
    return person


def _checked_address(claims: Mapping[str, Any]) -> str:
    """An address that its owner typed themselves would open anybody's account. Entra ID says of none that it was checked, and lets only
    the council set them: where the council says so (`OIDC_TRUSTS_ADDRESSES`), what is not said to be unchecked counts."""
    default = settings.OIDC_TRUSTS_ADDRESSES
    if claims.get("email_verified", default) is not True:
        return ""
    return str(claims.get("email") or (claims.get("preferred_username") if default else "") or "")


def _take_roles(person: Person, claims: Mapping[str, Any]) -> None:
    """Roles that the provider gives are taken and lost there alone; those that none of its groups stands for stay as they are here."""
    governed = {Role(role) for role in settings.OIDC_ROLES.values()}
    roles = {Role(role) for role in person.role_names} - governed | _roles_in(claims)
    if Role.ADMINISTRATOR not in roles and _is_last_administrator(person):
        # A group that was emptied by mistake leaves nobody who could undo it.
        logger.warning("Person %s stays administrator, though no group says so: there is no other", person.pk)
        roles.add(Role.ADMINISTRATOR)
    if sorted(roles) == person.role_names:
        return
    try:
        with transaction.atomic():
            set_roles(actor=Person.objects.system(), person=person, roles=sorted(roles))
    except ValidationError as refused:
        logger.warning("The roles of person %s stay as they are: %s", person.pk, " ".join(refused.messages))


def _roles_in(claims: Mapping[str, Any]) -> set[Role]:
    given = claims.get(settings.OIDC_ROLE_CLAIM) or []
    groups = {str(each) for each in (given if isinstance(given, (list, tuple)) else [given])}
    return {Role(role) for group, role in settings.OIDC_ROLES.items() if group in groups}


def _is_last_administrator(person: Person) -> bool:
    administrators = Person.objects.with_role(Role.ADMINISTRATOR).who_can_sign_in()
    return Role.ADMINISTRATOR in person.role_names and not administrators.exclude(pk=person.pk).exists()


@transaction.atomic
def take_account_off(*, actor: Person, person: Person) -> None:
    """Somebody has a new account at the provider: the next one that comes with their address is linked. Their sessions end."""
    require(can_change_people, actor)
    if not CouncilAccount.objects.filter(person=person).delete()[0]:
        raise ValidationError(f"No account of the council is linked to {person.name}.")
    end_sessions(person)
    record(actor=actor, verb="council_account.taken_off", target=person)
