"""The invented council with everybody who may open its pages, and an ear for the names that a page asks for."""

from collections.abc import Callable, Iterator

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.utils.functional import cached_property

from demo.people import LEADERS, MANAGERS, PARTNERS, SIGN_INS, WORKERS
from foundation.accounts.enums import Role
from tests.demo.conftest import demo  # noqa: F401 — a fixture
from tests.fuzz.addresses import address_of
from tests.fuzz.asking import Asking
from tests.journeys.addresses import addresses
from tests.journeys.inventory import Visit, signed_in, visits
from tests.journeys.not_pages import NOT_PAGES
from tests.journeys.objects import objects

# Of all pages, with everything else that has an address; to find who may open all of them took longer than to try the few of a share.
PAGES = 60
VISITORS = [Role.QA_LEAD, Role.ANALYST, Role.ADMINISTRATOR, Role.OBSERVER, Role.AUDITOR]


@pytest.fixture
def asked_names(monkeypatch) -> set[str]:
    """Every name that a page looks for in its address or in what was posted, whether or not it was given."""
    names: set[str] = set()
    usual_post = WSGIRequest._get_post

    def get(request: WSGIRequest) -> QueryDict:
        return Asking(request.META.get("QUERY_STRING", ""), names=names, encoding=request._encoding)

    def post(request: WSGIRequest) -> QueryDict:
        found = usual_post(request)
        if not isinstance(found, Asking):
            found = request._post = Asking(mutable=True, names=names, taken_from=found)
        return found

    kept = cached_property(get)
    kept.__set_name__(WSGIRequest, "GET")
    monkeypatch.setattr(WSGIRequest, "GET", kept)
    monkeypatch.setattr(WSGIRequest, "POST", property(post, WSGIRequest._set_post))
    return names


@pytest.fixture
def visitors(demo, db) -> Callable[[str], Client]:  # noqa: F811 — the fixture above
    """`visitors(email)`: each of them signed in once, and told of a fault by a page, as in life."""
    kept: dict[str, Client] = {}

    def visitor(email: str) -> Client:
        if email not in kept:
            kept[email] = signed_in(email)
            kept[email].raise_request_exception = False
        return kept[email]

    return visitor


@pytest.fixture(scope="session")
def visits_of_the_demo() -> list[Visit]:
    """What the first module finds, for all: each has a copy of the same demo."""
    return []


@pytest.fixture(scope="module")
def every_visit(demo, django_db_blocker, visits_of_the_demo) -> list[Visit]:  # noqa: F811 — the fixture above
    """Every page and everything else that has an address, with somebody who may open it."""
    if not visits_of_the_demo:
        with django_db_blocker.unblock(), transaction.atomic():
            visits_of_the_demo += [*visits([email_of(role) for role in VISITORS], PAGES), *_not_pages()]
            transaction.set_rollback(True)
    return [visit for visit in visits_of_the_demo if visit.email]


def email_of(role: Role) -> str:
    return next(staff.email for staff in [*LEADERS, *MANAGERS, *WORKERS, *PARTNERS] if staff.name == SIGN_INS[role])


def _not_pages() -> Iterator[Visit]:
    known = objects()
    for name, parameters in addresses():
        if name in NOT_PAGES:
            given, person = known.get(name, ({}, None))
            email = person.email if person else email_of(Role.ANALYST if name.startswith("performance") else Role.QA_LEAD)
            yield Visit(name, address_of(name, parameters, given), email)
