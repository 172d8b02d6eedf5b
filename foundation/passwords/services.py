"""Give somebody a link to choose their password by: through the outbox, or printed for the person who runs the server."""

import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import AttemptKind, Role
from foundation.accounts.models import Person
from foundation.accounts.password_links import path_of_link
from foundation.accounts.permissions import can_change_people, is_system, require
from foundation.accounts.services import TooManyAttempts, begin_attempt, save_person, set_roles
from foundation.activity.trail import record
from foundation.notices.letters import full_address
from foundation.notices.services import mail_password_link

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600
LEAST_SECONDS = 0.1


def ask_for_link(*, email: str, address: str) -> None:
    """For a person who forgot theirs. The answer does not show whether the address is anybody's, nor whether it was asked too often:
    neither in its words nor by how long it takes.
    """
    began = time.monotonic()
    _mail_link_if_known(email, address)
    # A mail to write takes some milliseconds, which many tries would tell from none.
    time.sleep(max(LEAST_SECONDS - (time.monotonic() - began), 0))


def _mail_link_if_known(email: str, address: str) -> None:
    try:
        begin_attempt(kind=AttemptKind.LINK, email=email, address=address)
    except TooManyAttempts:
        return
    with transaction.atomic():
        person = Person.objects.active().of_address(email).filter(is_system=False).first()
        if person and mail_password_link(person=person, hours=HOURS):
            record(actor=Person.objects.system(), verb="password.link_asked", target=person, address=address)


@transaction.atomic
def send_link(*, actor: Person, person: Person) -> None:
    """By mail, to the person's own address: an invitation, or help for a person who cannot get in."""
    require(can_change_people, actor)
    if not settings.MAIL_IS_SET_UP:
        raise ValidationError("No mail server is set up, so no link can be mailed. The person who runs the server can print one.")
    _refuse_without_way_in(person)
    if mail_password_link(person=person, hours=HOURS):
        record(actor=actor, verb="password.link_mailed", target=person)


@transaction.atomic
def print_link(*, actor: Person, person: Person) -> str:
    """The link itself, for the person who runs the server to hand on. Only a command may ask: nobody reads another's link on a page."""
    require(is_system, actor)
    _refuse_without_way_in(person)
    record(actor=actor, verb="password.link_printed", target=person)
    return full_address(path_of_link(person))


@transaction.atomic
def add_administrator(*, actor: Person, email: str, name: str) -> Person:
    """The first one, or one more where none is left; somebody who is there already is given the role."""
    require(is_system, actor)
    person = Person.objects.of_address(email).filter(is_system=False).first()
    if person is None:
        return save_person(actor=actor, name=name, email=email, roles=[Role.ADMINISTRATOR])
    if not person.is_active:
        raise ValidationError(f"{person.name} is marked as having left. Another administrator can say that they work here again.")
    return set_roles(actor=actor, person=person, roles=[*(Role(role) for role in person.roles), Role.ADMINISTRATOR])


def _refuse_without_way_in(person: Person) -> None:
    if not person.is_active:
        raise ValidationError(f"{person.name} no longer works here, so they cannot sign in.")
    if not person.email:
        raise ValidationError(f"{person.name} has no e-mail address, and signs in with it. Enter one first.")
