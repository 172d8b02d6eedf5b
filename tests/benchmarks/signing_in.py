"""Whether the doors tell by their time who has an account: a name that somebody has against one that nobody has."""

import itertools
import statistics
from collections.abc import Callable
from typing import Any

from tests.benchmarks import portal
from tests.benchmarks.measuring import Row, seconds

TIMES = 15
# The noise of a machine that does other things; what stops early takes a tenth, or ten times as long.
LIMIT = 1.25


def rows() -> list[Row]:
    portal.use(portal.demo())
    from django.conf import settings

    from foundation.accounts.models import Person

    settings.MAIL_IS_SET_UP, settings.ALLOWED_HOSTS = True, ["*"]
    people = list(Person.objects.active().exclude(email=None).filter(is_system=False).order_by("pk"))[: 4 * TIMES]
    password, passkey, mail = people[:TIMES], people[TIMES : 2 * TIMES], people[2 * TIMES : 3 * TIMES]
    for person in passkey:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return [
        door("sign-in password", password, sign_in, "a wrong password of somebody who has one"),
        door("sign-in passkey alone", passkey, sign_in, "a password of somebody who has none: a passkey or the council’s account alone"),
        door("sign-in link by mail", mail, ask_for_link, "a link to choose a password"),
    ]


def door(name: str, people: list[Any], ask: Callable[[str, int], None], size: str) -> Row:
    """The slower over the faster. Each name once, from an address of its own, in turn with one that nobody has: the portal slows none of
    them down.
    """
    number = itertools.count(1)
    ask("warms@up.example", next(number))
    pairs = [
        (seconds(lambda email=person.email: ask(email, next(number))), seconds(lambda n=n: ask(f"nobody{n}@marram.example", next(number))))
        for n, person in enumerate(people)
    ]
    known, unknown = (statistics.median(side) for side in zip(*pairs, strict=True))
    return Row(name, max(known, unknown) / min(known, unknown), LIMIT, known, unknown, "a name that nobody has", size)


def sign_in(email: str, number: int) -> None:
    _post("/sign-in/", {"username": email, "password": "not-it-at-all-41"}, number)


def ask_for_link(email: str, number: int) -> None:
    _post("/password/forgotten/", {"email": email}, number)


def _post(address: str, data: dict[str, str], number: int) -> None:
    from django.test import Client

    answer = Client().post(address, data, REMOTE_ADDR=f"10.{number // 250}.{number % 250}.1", secure=True)
    assert answer.status_code == 200, answer
