"""Adding, using and removing what is asked for beside the password. Who calls has asked for the password again."""

import time
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from foundation.accounts.enums import AttemptKind, Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_change_people, can_change_settings, require
from foundation.accounts.services import TooManyAttempts, begin_attempt, end_attempt, end_sessions
from foundation.accounts.signing_trail import note_not_confirmed
from foundation.activity.locking import first_come
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.models import Council
from foundation.notices.services import notify

from .codes import digest_of, new_recovery_codes, seal, step_of, unseal
from .models import AuthenticatorApp, Passkey, RecoveryCode, RequiredSecondFactor
from .permissions import is_own
from .queries import has_second_factor, must_have_second_factor, required_roles

WRONG_CODE = "This code is not right, or it was used already. Wait for the next one in the app, then enter that."
LAST_ONE = "One of your roles needs a second step to sign in. Add another one before you remove this."


@transaction.atomic
def add_authenticator_app(*, actor: Person, secret: str, code: str) -> AuthenticatorApp:
    """`code` shows that the app has the secret, and that its clock is right."""
    person = _locked(actor)
    if AuthenticatorApp.objects.filter(person=person).exists():
        raise ValidationError("You have an authenticator app already. Remove it first, then add the other.")
    step = step_of(secret, code, time.time())
    if step is None:
        raise ValidationError({"code": "This is not the code that the app shows now. Check the phone’s clock, and try again."})
    app = AuthenticatorApp.objects.create(person=person, sealed_secret=seal(secret), last_step=step, added_on=today())
    record(actor=actor, verb="second_factor.app_added", target=person)
    _tell(person, "An authenticator app was added to your account", f"app:{app.pk}")
    return app


@transaction.atomic
def remove_authenticator_app(*, actor: Person) -> None:
    person = _locked(actor)
    app = AuthenticatorApp.objects.filter(person=person).first()
    if app is None:
        raise ValidationError("You have no authenticator app. It was removed a moment ago.")
    key = f"app-gone:{app.pk}"
    app.delete()
    _refuse_where_nothing_is_left(person)
    record(actor=actor, verb="second_factor.app_removed", target=person)
    _tell(person, "Your authenticator app was removed from your account", key)


@transaction.atomic
def add_passkey(*, actor: Person, name: str, made: dict[str, Any]) -> Passkey:
    """`made` are the fields that the browser's answer was checked for."""
    person = _locked(actor)
    with first_come(ValidationError("This passkey is known here already.")):
        passkey = Passkey.objects.create(person=person, name=name, added_on=today(), **made)
    record(actor=actor, verb="second_factor.passkey_added", target=person, name=name)
    _tell(person, "A passkey was added to your account", f"passkey:{passkey.pk}")
    return passkey


@transaction.atomic
def remove_passkey(*, actor: Person, passkey: Passkey) -> None:
    require(is_own, actor, passkey)
    person = _locked(actor)
    key, name = f"passkey-gone:{passkey.pk}", passkey.name
    if not Passkey.objects.filter(pk=passkey.pk).delete()[0]:
        raise ValidationError("This passkey was removed a moment ago.")
    _refuse_where_nothing_is_left(person)
    record(actor=actor, verb="second_factor.passkey_removed", target=person, name=name)
    _tell(person, "A passkey was removed from your account", key)


@transaction.atomic
def make_recovery_codes(*, actor: Person) -> list[str]:
    """Ten new ones; earlier ones work no longer. They are shown once, and only digests are kept."""
    person = _locked(actor)
    if not has_second_factor(person):
        raise ValidationError("Add an authenticator app or a passkey first. Recovery codes are for the day when you have lost it.")
    codes = new_recovery_codes()
    RecoveryCode.objects.filter(person=person).delete()
    RecoveryCode.objects.bulk_create([RecoveryCode(person=person, digest=digest_of(code)) for code in codes])
    record(actor=actor, verb="second_factor.codes_made", target=person)
    return codes


def check_second_step(*, person: Person, code: str, address: str, known_browser: bool = False) -> None:
    """That a person whose password was right also has their app, or a recovery code. Call it outside a transaction.

    Tries are counted by themselves, under the limits of the sign-in: only who knows the password can use them up. Raises ValidationError.
    """
    attempt = _begin(person, address, known_browser)
    if not (_takes_app_code(person, code) or _takes_recovery_code(person, code)):
        note_not_confirmed(person)
        raise ValidationError({"code": WRONG_CODE})
    end_attempt(attempt)


def _begin(person: Person, address: str, known_browser: bool):
    try:
        return begin_attempt(kind=AttemptKind.SECOND_STEP, email=person.email or "", address=address, known_browser=known_browser)
    except TooManyAttempts as wait:
        raise ValidationError({"code": str(wait)}) from None


@transaction.atomic
def _takes_app_code(person: Person, code: str) -> bool:
    app = AuthenticatorApp.objects.select_for_update().filter(person=person).first()
    secret = unseal(app.sealed_secret) if app else None
    if app is None or secret is None:
        return False
    step = step_of(secret, "".join(code.split()), time.time(), after=app.last_step)
    if step is None:
        return False
    app.last_step = step
    app.save(update_fields=["last_step"])
    return True


@transaction.atomic
def _takes_recovery_code(person: Person, code: str) -> bool:
    """Of two who send the same one at once, one update finds it unused."""
    taken = RecoveryCode.objects.filter(person=person, digest=digest_of(code), used_on=None).update(used_on=today())
    if not taken:
        return False
    left = RecoveryCode.objects.filter(person=person, used_on=None).count()
    record(actor=person, verb="second_factor.code_used", target=person, left=left)
    _tell(person, "A recovery code of yours was used to sign in", f"code:{digest_of(code)[:16]}")
    return True


@transaction.atomic
def note_passkey_used(*, passkey: Passkey, sign_count: int) -> None:
    """The count of a key that was copied falls behind: the library refuses it the next time."""
    Passkey.objects.filter(pk=passkey.pk).update(sign_count=sign_count, last_used_on=today())


@transaction.atomic
def reset_second_factors(*, actor: Person, person: Person) -> None:
    """For somebody who lost their phone and their codes. They are told; whose role needs a second step sets up another at once."""
    require(can_change_people, actor)
    person = _locked(person)
    if person == actor:
        raise ValidationError("Another administrator removes yours. You change your own on your own page.")
    removed = [model.objects.filter(person=person).delete()[0] for model in (AuthenticatorApp, Passkey)]
    RecoveryCode.objects.filter(person=person).delete()
    if not any(removed):
        raise ValidationError(f"{person.name} has no second step. It was removed a moment ago, or never set up.")
    end_sessions(person)
    entry = record(actor=actor, verb="second_factor.reset", target=person)
    _tell(person, "An administrator removed the second step of your sign-in", f"reset:{entry.pk}")


@transaction.atomic
def require_second_factor_of(*, actor: Person, roles: Collection[str]) -> list[Role]:
    """Whose role is among them is asked to set one up at their next sign-in, and can do nothing before."""
    require(can_change_settings, actor)
    before = required_roles()
    RequiredSecondFactor.objects.exclude(role__in=roles).delete()
    RequiredSecondFactor.objects.bulk_create([RequiredSecondFactor(role=role) for role in roles if role not in before])
    after = required_roles()
    if before != after:
        record(actor=actor, verb="second_factor.required", target=Council.current(), before=[*before], after=[*after])
    return after


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update().get(pk=person.pk)


def _refuse_where_nothing_is_left(person: Person) -> None:
    """Inside the transaction that removed one: what is refused is rolled back."""
    if has_second_factor(person):
        return
    if must_have_second_factor(person):
        raise ValidationError(LAST_ONE)
    RecoveryCode.objects.filter(person=person).delete()


def _tell(person: Person, subject: str, key: str) -> None:
    """At once: somebody with their password did it, and it may not have been they."""
    words = "If this was not you, change your password and tell an administrator at once."
    path = reverse("second_factors:my-sign-in")
    notify(person=person, key=f"second_factor.{key}", subject=subject, words=words, path=path, at_once=True)
