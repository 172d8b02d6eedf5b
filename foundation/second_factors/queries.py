"""What somebody has, and what their roles ask of them."""

from dataclasses import dataclass

from foundation.accounts.enums import Role
from foundation.accounts.models import Person

from .models import AuthenticatorApp, Passkey, RecoveryCode, RequiredSecondFactor


@dataclass(frozen=True)
class SecondFactors:
    app: AuthenticatorApp | None
    passkeys: tuple[Passkey, ...]
    codes_left: int

    def __bool__(self) -> bool:
        return bool(self.app or self.passkeys)


def second_factors_of(person: Person) -> SecondFactors:
    return SecondFactors(
        app=AuthenticatorApp.objects.filter(person=person).first(),
        passkeys=tuple(Passkey.objects.filter(person=person)),
        codes_left=RecoveryCode.objects.filter(person=person, used_on=None).count(),
    )


def has_second_factor(person: Person) -> bool:
    return AuthenticatorApp.objects.filter(person=person).exists() or Passkey.objects.filter(person=person).exists()


def required_roles() -> list[Role]:
    return [Role(role) for role in RequiredSecondFactor.objects.values_list("role", flat=True)]


def must_have_second_factor(person: Person) -> bool:
    """Asked afresh each time: a role that was given a minute ago counts."""
    return RequiredSecondFactor.objects.filter(role__in=person.role_names).exists()
