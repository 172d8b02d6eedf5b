import time

import pyotp
import pytest
from django.test import Client

from foundation.notices.models import Message
from foundation.second_factors.codes import STEP, seal
from foundation.second_factors.models import AuthenticatorApp
from tests.people import Visitor, signed_in_long_ago
from tests.replay import replayed

PASSWORD = "harbour-kettle-41"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
@replayed
def may_sign_in(worker) -> Visitor:
    """Will, who has a password."""
    worker.person.set_password(PASSWORD)
    worker.person.save()
    return signed_in_long_ago(worker.person)


@pytest.fixture
@replayed
def has_app(may_sign_in) -> Visitor:
    """Will, who is asked for a code too."""
    AuthenticatorApp.objects.create(person=may_sign_in.person, sealed_secret=seal(SECRET), added_on="2023-06-01")
    return may_sign_in


def code(steps: int = 0) -> str:
    """What the app shows now, or so many half minutes from now."""
    return pyotp.TOTP(SECRET).at(time.time() + steps * STEP)


def give_password(person, client: Client | None = None, going_to: str = "") -> Client:
    client = client or Client()
    answer = client.post("/sign-in/" + (f"?next={going_to}" if going_to else ""), {"username": person.email, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()[:500]
    return client


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def confirmed(visitor: Visitor) -> Visitor:
    """Who gave their password a moment ago, as after signing in."""
    session = visitor.session
    session["password_given_at"] = time.time()
    session.save()
    return visitor


def mailed_at_once() -> list[str]:
    return list(Message.objects.filter(kind="at_once").order_by("pk").values_list("subject", flat=True))
