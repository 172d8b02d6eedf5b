"""Passwords. Nobody but its owner knows one: it is chosen by a link, and an administrator sets none but a temporary one."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.enums import ROLES_OF_TRUST, AttemptKind
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.signing_trail import note_not_confirmed
from foundation.activity.trail import record

from .attempts import TooManyAttempts, begin_attempt, end_attempt


@transaction.atomic
def choose_password_by_link(*, person: Person, password: str) -> Person:
    """The caller has checked the link. Every session of theirs ends, and so does every other link."""
    person = _locked(person)
    if not person.is_active or person.is_system:
        raise PermissionDenied("This person does not work here.")
    person.password_was_given = False
    _set(person, password)
    record(actor=person, verb="password.chosen", target=person)
    return person


@transaction.atomic
def change_own_password(*, actor: Person, current: str, password: str) -> Person:
    """Also for a person who must choose one first. Their other sessions end, since a session holds a digest of the password."""
    person = _locked(actor)
    if not person.check_password(current):
        raise ValidationError({"current": "This is not your current password. Check it and try again."})
    if current == password:
        raise ValidationError({"password": "The new password is the present one. Choose another."})
    _set(person, password)
    record(actor=person, verb="password.changed", target=person)
    return person


def confirm_password(*, actor: Person, password: str, address: str, known_browser: bool = False) -> None:
    """That it is still they who sit there. Tries are counted with those of the sign-in, so that this page is no way round its pause.

    Call it outside a transaction. Raises ValidationError, by its field.
    """
    try:
        attempt = begin_attempt(kind=AttemptKind.SIGN_IN, email=actor.email or "", address=address, known_browser=known_browser)
    except TooManyAttempts as wait:
        raise ValidationError({"password_again": str(wait)}) from None
    if not actor.check_password(password):
        note_not_confirmed(actor)
        raise ValidationError({"password_again": "This is not your password. Check it and try again."})
    end_attempt(attempt)


@transaction.atomic
def set_temporary_password(*, actor: Person, person: Person, password: str) -> Person:
    """For somebody without a role of trust, where no link can be mailed. They can do nothing before they have chosen their own."""
    require(can_change_people, actor)
    if settings.MAIL_IS_SET_UP:
        raise ValidationError({"password": "Mail can be sent, so send a link: then nobody else knows the password."})
    person = _locked(person)
    if person == actor:
        raise ValidationError({"password": "Change your own password on its own page."})
    if person.has_role(*ROLES_OF_TRUST):
        why = f"{person.name} has a role of trust, so nobody else may know their password. They need a link."
        raise ValidationError({"password": why})
    if not person.email or not person.is_active:
        raise ValidationError({"password": f"{person.name} cannot sign in: they need an e-mail address, and to work here."})
    person.must_change_password = person.password_was_given = True
    _set(person, password, theirs=False)
    record(actor=actor, verb="password.given", target=person)
    return person


def end_sessions(person: Person) -> None:
    """Everywhere, and every link that was mailed. Inside the transaction of what it follows from, which is in the trail."""
    person = _locked(person)
    person.times_signed_out += 1
    person.save(update_fields=["times_signed_out"])


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _set(person: Person, password: str, *, theirs: bool = True) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from None
    person.must_change_password = not theirs
    person.set_password(password)
    person.save(update_fields=["password", "must_change_password", "password_was_given"])
