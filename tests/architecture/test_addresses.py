"""Every page refuses someone who is not signed in, unless it is listed here."""

import inspect
import uuid
from collections.abc import Iterator

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from foundation.activity.case_content import declared

OPEN = {
    "accounts:sign-in": "where one signs in",
    "accounts:sign-out": "leaves someone who is signed out as they are",
    "second_factors:by-passkey": "the passkey is the whole sign-in",
    "second_factors:second-step": "who gave the password is not in yet; everybody else is led to the sign-in page",
    "single_sign_on:begin": "leads to the council's provider, or is nowhere",
    "single_sign_on:back": "and who comes from there is not in yet",
    "passwords:forgotten": "who cannot sign in asks for a link",
    "passwords:by-link": "and chooses a password by it",
    "desk:help": "who cannot sign in needs help most",
    "desk:help-area": "who cannot sign in needs help most",
    "desk:contact": "and somebody to ask",
    "desk:privacy": "says what is kept of whom, before anybody gives anything",
    "desk:accessibility": "people who cannot use the sign-in page learn whom to tell",
    "council:look": "the sign-in page wears the council's colours",
    "council:logo": "and its logo",
    "actions:feed": "a calendar cannot sign in: its address is private, and it shows numbers and days",
    "learning:feed": "a calendar cannot sign in: its address is private, and it shows names of events and days",
    "voices:answer": "a practitioner or a partner agency answers once, by a link that is a secret of its own: it shows questions alone",
    "performance:figures-by-key": "nor can a program that draws figures: its address is private, and no child stands in them",
    "feeds:api": "a program reads with a token: tests/feeds/test_interface.py",
    "feeds:api-index": "as above",
}
SAMPLES = {"int": 1, "str": "2023-06", "slug": "a", "path": "a", "uuid": uuid.UUID(int=1)}


def addresses(resolver=None, prefix: str = "/", namespace: str = "") -> Iterator[tuple[str, str]]:
    """Every name and an address for it."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + sample(entry)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", path


def sample(entry) -> str:
    """The pattern of an entry with its parameters filled in."""
    path = str(entry.pattern)
    for name, converter in entry.pattern.converters.items():
        known = type(converter).__name__.removesuffix("Converter").lower()
        text = str(SAMPLES[known]) if known in SAMPLES else converter.to_url(converter.to_python("2023-06"))
        path = path.replace(f"<{known}:{name}>", text).replace(f"<{name}>", text)
    return path


def test_every_address_refuses_a_visitor_who_is_not_signed_in(db):
    visitor = Client(raise_request_exception=False)
    let_in = [
        f"{method} {path}"
        for name, path in addresses()
        if name not in OPEN
        for method in ("GET", "POST")
        if (response := visitor.generic(method, path)).status_code != 302 or not response["Location"].startswith("/sign-in/?next=")
    ]
    assert let_in == []


def test_listed_addresses_exist():
    assert set(OPEN) <= {name for name, _ in addresses()}


def test_every_address_is_named():
    assert [path for name, path in addresses() if name.endswith(("None", ":"))] == []


def test_every_address_says_whether_it_shows_case_content():
    """In `case_content` of its app: what shows some is in the log of access, and nobody forgets to say so."""
    found = {name for name, _ in addresses()}
    assert (found - set(declared()), set(declared()) - found) == (set(), set())


def views(resolver=None, parts: frozenset[str] = frozenset()) -> Iterator[tuple[URLPattern, frozenset[str]]]:
    """Every entry that leads to a view, with the names of what its address says."""
    for entry in (resolver or get_resolver()).url_patterns:
        named = parts | set(entry.pattern.converters)
        if isinstance(entry, URLResolver):
            yield from views(entry, named)
        else:
            yield entry, named


def test_every_view_takes_what_its_address_says():
    wrong = {
        entry.name: named - taken.keys()
        for entry, named in views()
        for taken in [inspect.signature(inspect.unwrap(entry.callback)).parameters]
        if not named <= taken.keys() and "kwargs" not in taken
    }
    assert wrong == {}
