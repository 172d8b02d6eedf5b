"""Every form of every page, sent by two people at once: no fault, and a trail in which each *before* is the *after* before it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from foundation.accounts.models import Person, PersonRole
from foundation.activity.models import Entry
from tests.databases import copy_database, using
from tests.forms_on import Form, forms_on
from tests.journeys.inventory import pages
from tests.people import Visitor
from tests.shares import share_of

from .conftest import at_once, broken_chains

pytestmark = pytest.mark.postgresql

SIGN_INS = ["Naomi Fielding", "Owen Tsang", "Kelly Marsh", "Harriet Osei", "Grace Adeyemi"]
TYPED = ("textarea", "text", "search", "email", "number", "tel", "url")
# Each change writes its trail within its transaction, so that all who have read come to a stop here.
UNTIL_BOTH_HAVE_READ = "LOCK TABLE activity_entry IN SHARE MODE"
PAGES, SHARE = 60, 15


@dataclass
class Found:
    page: str
    forms: tuple[Form, Form]
    both: tuple[Visitor, Visitor]


@pytest.fixture
def every_form(django_db_setup, django_db_blocker, tmp_path, loaded_demo) -> Iterator[list[Found]]:
    """Of a demo of the test's own, in which what is done stays done."""
    with django_db_blocker.unblock(), using(copy_database(loaded_demo, tmp_path)):
        yield list(_forms())


def _forms() -> Iterator[Found]:
    usual = [both_of(Person.objects.get(name=name)) for name in SIGN_INS]
    for name, address, person in share_of(list(pages()), PAGES, about="pages of races"):
        tried = [(Visitor(person), Visitor(person))] if person else usual
        both = next((both for both in tried if both[0].get(address).status_code == 200), None)
        if both:
            yield from (Found(name, forms, both) for forms in zip(*(forms_on(each.get(address)) for each in both), strict=False))


def both_of(person: Person) -> tuple[Visitor, Visitor]:
    """Them, and somebody else who may do the same."""
    other = Person.objects.create(name=f"{person.name} Second", email=f"second-{person.email}", password="!", team=person.team)
    PersonRole.objects.bulk_create([PersonRole(person=other, role=role) for role in person.roles])
    return Visitor(person), Visitor(other)


def filled_in(form: Form, who: str) -> dict:
    given = dict(form.fields)
    for name, kind in form.kinds.items():
        if kind in TYPED and not given.get(name):
            given[name] = value_for(name, who)
        elif kind in ("radio", "select", "select multiple") and not given.get(name) and form.options[name]:
            given[name] = next((value for value in form.options[name] if value), "")
    return given


def value_for(name: str, who: str) -> str:
    for end, value in {"_day": "20", "_month": "7", "_year": "2023", "_time": "09:30", "email": f"{who}@example.org"}.items():
        if name.endswith(end):
            return value
    return f"Words about {name} by {who}"


def test_two_people_at_once(every_form):
    newest = Entry.objects.latest("pk").pk
    wrong, done = [], 0
    for found in share_of(every_form, SHARE):
        fields = [filled_in(form, who) for form, who in zip(found.forms, ("one", "two"), strict=True)]
        posts = [partial(visitor.post, found.forms[0].action, given) for visitor, given in zip(found.both, fields, strict=True)]
        answers = at_once(UNTIL_BOTH_HAVE_READ, *posts)
        wrong += [f"{found.page} {found.forms[0].action}: {answer.status_code}" for answer in answers if answer.status_code >= 500]
        done += any(answer.status_code == 302 for answer in answers)
    assert wrong + chains_since(newest) == []
    assert done >= min(SHARE, len(every_form)) // 4


def chains_since(newest: int) -> list[str]:
    of_one_thing = defaultdict(list)
    for entry in Entry.objects.filter(pk__gt=newest).order_by("pk"):
        of_one_thing[entry.target_type_id, entry.target_id, entry.verb, entry.facts.get("section")].append(entry)
    return [each for entries in of_one_thing.values() for each in broken_chains(entries)]
