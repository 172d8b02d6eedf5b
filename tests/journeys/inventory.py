"""Every page of the portal, read from the table of addresses, so that a new page joins the walks by itself.

An address with parameters needs an object of the demo in the right state: `objects.py` says how to find it. A new
address without an entry there is tried with the first object of its room, and fails the walk where nobody can open it.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.test import Client
from django.urls import reverse

from foundation.accounts.models import Person
from tests.journeys.addresses import addresses
from tests.journeys.not_pages import NOT_PAGES
from tests.journeys.objects import objects
from tests.shares import share_of


@dataclass(frozen=True)
class Visit:
    """One page and who opens it: nobody where none of the people tried may."""

    name: str
    address: str
    email: str | None


def pages() -> Iterator[tuple[str, str, Person | None]]:
    """Name, address and, where it must be one person, that person; for every page that there is."""
    known = objects()
    for name, parameters in addresses():
        if name in NOT_PAGES:
            continue
        arguments, person = known.get(name, ({}, None))
        assert set(arguments) == set(parameters), f"tests/journeys/objects.py must say which object {name} is walked with"
        yield name, reverse(name, kwargs=arguments), person


def visits(emails: list[str], at_most: int = 10_000, always: Container[str] = ()) -> Iterator[Visit]:
    """Every page with the person whose it is, else with the first of these people who may open it.

    `at_most`: a share of them, with those that are named in `always`.
    """
    visitors = {email: signed_in(email) for email in emails}
    every = list(pages())
    drawn = share_of(every, at_most, about="visits")
    for name, address, person in [page for page in every if page in drawn or page[0] in always]:
        may = (email for email, visitor in visitors.items() if visitor.get(address, follow=True).status_code == 200)
        yield Visit(name, address, person.email if person else next(may, None))


def signed_in(email: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=email))
    return client


def let_in(emails: set[str], password: str) -> None:
    """Give a password to those of the demo's people who have none of their own."""
    Person.objects.filter(email__in=emails, password__startswith=UNUSABLE_PASSWORD_PREFIX).update(password=make_password(password))
