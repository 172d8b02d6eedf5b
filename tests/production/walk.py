"""Run inside a production process, by `manage.py shell`: every page by people of every role."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

from demo.people import LEADERS, MANAGERS, PARTNERS, SIGN_INS, WORKERS
from foundation.accounts.models import Person
from tests.journeys.inventory import pages
from tests.production.conftest import HOST
from tests.shares import share_of

# Django's pages of faults, and what only they say.
OF_DJANGO = re.compile(r"DEBUG = (True|False)|Django Version|Traceback \(|Request Method:|URLconf")
STATIC = re.compile(r'(?:href|src)="(/static/[^"?#]+)')
# Of the roles, for each page of one run; all of them in `make test-long`.
ROLES_A_PAGE = 1


class AsAVisitor(Client):
    """Through a proxy that ends TLS."""

    def __init__(self, person: Person | None) -> None:
        super().__init__(raise_request_exception=False, headers={"host": HOST, "x-forwarded-proto": "https"})
        if person:
            self.force_login(person)


def visits() -> Iterator[tuple[str, str, str]]:
    emails = {staff.name: staff.email for staff in [*LEADERS, *MANAGERS, *WORKERS, *PARTNERS]}
    roles = [(role.value, emails[name]) for role, name in SIGN_INS.items()]
    for name, address, person in pages():
        for role, email in share_of(roles, ROLES_A_PAGE, about=name):
            yield role, email, address
        if person and person.email:
            yield "its own person", person.email, address


def faults() -> Iterator[str]:
    visitors: dict[str, AsAVisitor] = {}
    named: set[str] = set()
    for role, email, address in visits():
        visitor = visitors.setdefault(email, AsAVisitor(Person.objects.get(email=email)))
        answer = visitor.get(address)
        words = answer.content.decode(errors="replace") if "text/html" in answer["Content-Type"] else ""
        named |= set(STATIC.findall(words))
        if answer.status_code >= 500 or answer.status_code == 301 or answer.get("Location") == address:
            yield f"{address} as {role}: {answer.status_code} {answer.get('Location', '')}"
        if OF_DJANGO.search(words):
            yield f"{address} as {role}: a page of Django's"
    yield from missing(named)


def missing(named: set[str]) -> Iterator[str]:
    """Static files that pages name, and files that those name in turn."""
    stranger = AsAVisitor(None)
    if len(named) < 3:
        yield f"hardly any static file is named: {sorted(named)}"
    for address in sorted(named):
        answer = stranger.get(address)
        content = answer.getvalue()
        if answer.status_code != 200 or "immutable" not in answer.get("Cache-Control", ""):
            yield f"{address}: {answer.status_code}, {answer.get('Cache-Control')}"
        if address.endswith(".css"):
            inside = re.findall(r"""url\(["']?(?!data:)([^"')]+)""", content.decode())
            yield from (f"{address} names {file}" for file in inside if stranger.get(urljoin(address, file)).status_code != 200)
    if not staticfiles_storage.manifest_hash:
        yield "the static files are not named by their digest"
