"""What waits for anybody can be opened by them, and what is counted for them is what they find behind it."""

import re

import pytest

from actions.models import Action
from actions.pages.calendar import calendar_of
from desk.pages.search import search
from desk.pages.work import work_for
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.work import WorkItem
from foundation.notices.models import Notice
from tests.people import Visitor
from tests.shares import share_of

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures

# “Name an owner of 3 actions”, “See to 1 late action in Rowan Service”.
COUNTED = re.compile(r"^(?:Name an owner of|Say what changed through|Confirm the effect of|See to) (\d+) (?:late )?action")


def waiting() -> list[tuple[Person, WorkItem]]:
    people = Person.objects.active().filter(is_system=False).prefetch_related("role_rows")
    return [(person, item) for person in people for item in work_for(person, today())]


def test_everything_that_waits_for_somebody_opens_for_them_and_holds_what_was_counted(demo, db):
    """Of each person's items of one kind one is opened: others differ by their number alone."""
    kinds = {(person.pk, re.sub(r"\d+", "", item.url)): (person, item) for person, item in waiting()}
    chosen = share_of(list(kinds.values()), 40, about="what waits")
    chosen += [(person, item) for person, item in kinds.values() if COUNTED.match(item.what) and (person, item) not in chosen]
    wrong = [(person.name, item.what, item.url, found) for person, item in chosen if (found := trouble_with(person, item))]

    assert len(kinds) > 60
    assert any(COUNTED.match(item.what) for _, item in chosen)
    assert wrong == []


def trouble_with(person: Person, item: WorkItem) -> str:
    page = Visitor(person).get(item.url, follow=True)
    if page.status_code != 200:
        return f"answers {page.status_code}"
    counted = COUNTED.match(item.what)
    listed = page.context["table"].paginator.count if counted else 0
    return f"lists {listed}" if counted and listed != int(counted[1]) else ""


def test_what_is_found_told_or_in_a_calendar_opens_too(demo, db):
    refused = []
    for person in share_of(list(Person.objects.notifiable().exclude(role_rows=None)), 12, about="people who search"):
        visitor = Visitor(person)
        links = [found.url for text in ("chronology", "1") for section in search(person, text).sections for found in section.rows[:2]]
        links += Notice.objects.of(person).untold().order_by("-pk").values_list("path", flat=True)[:5]
        links += re.findall(r"/actions/\d+/", calendar_of(person).decode())[:2]
        refused += [(person.name, link) for link in links if visitor.get(link, follow=True).status_code != 200]

    assert refused == []
    assert Action.objects.exists()
