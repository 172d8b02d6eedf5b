"""Signing in, failing to, and signing out are written down, each with its day; what was typed is not."""

import pytest
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access, Entry
from tests.replay import replayed

SIGN_IN = "/sign-in/"
PASSWORD = "three words apart"


@pytest.fixture
@replayed
def with_password(auditor) -> Person:
    auditor.person.set_password(PASSWORD)
    auditor.person.save()
    return auditor.person


def attempt(client, email: str, password: str) -> None:
    client.post(SIGN_IN, {"username": email, "password": password})


def log() -> list[tuple[str, Person | None]]:
    return [(access.act, access.actor) for access in Access.objects.order_by("pk") if access.address.startswith("accounts:sign")]


def test_each_is_noted_with_the_account(anonymous, with_password):
    attempt(anonymous, "Amina@example.org", "something else")
    attempt(anonymous, "amina@example.org", PASSWORD)
    anonymous.post("/sign-out/")

    assert log() == [
        (AccessKind.SIGN_IN_FAILED, with_password),
        (AccessKind.SIGNED_IN, with_password),
        (AccessKind.SIGNED_OUT, with_password),
    ]


def test_an_unknown_address_and_what_was_typed_are_nowhere(anonymous, with_password):
    attempt(anonymous, "secret-password@example.org", "another secret")

    assert log() == [(AccessKind.SIGN_IN_FAILED, None)]
    assert "secret" not in str([list(model.objects.values()) for model in (Access, Entry)])


def test_who_left_is_noted_as_failing(anonymous, with_password):
    Person.objects.filter(pk=with_password.pk).update(is_active=False)
    attempt(anonymous, with_password.email, PASSWORD)

    assert log() == [(AccessKind.SIGN_IN_FAILED, with_password)]


def test_an_administrator_sees_it_on_the_persons_page(anonymous, administrator, with_password):
    attempt(anonymous, with_password.email, "something else")

    page = administrator.get(reverse("accounts:person", args=[with_password.pk])).content.decode()

    assert "Failed to sign in" in page
