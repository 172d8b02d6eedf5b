"""How somebody shows again that it is they, beside their password: rooms above bring a passkey, and the account at the provider."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from foundation.accounts.requests import SignedInRequest


@dataclass(frozen=True)
class OtherWay:
    """`begin` leads there; the room notes by `note_password_given` that it was they, and leads to the address that it was handed."""

    name: str
    button: Callable[[], str]
    has: Callable[[SignedInRequest], bool]
    begin: Callable[[SignedInRequest, str], HttpResponse]


_WAYS: list[OtherWay] = []


def offers_way(way: OtherWay) -> None:
    """For a room above, once, when it is loaded."""
    _WAYS.append(way)


def ways_of(request: SignedInRequest) -> list[OtherWay]:
    return [way for way in _WAYS if way.has(request)]
