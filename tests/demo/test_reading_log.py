"""Every answer with case content is in the log of access; new pages are walked too, by the table of addresses."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.urls import resolve, reverse

from actions.models import Action, CalendarFeed
from actions.services.calendar_feed import make_calendar
from audits.models import Audit, Finding, Judgement
from foundation.accounts.models import Person
from foundation.activity import access, unstored_accesses
from foundation.activity.case_content import declared
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access
from foundation.activity.querysets import AccessQuerySet
from reports.models import KeyFinding
from tests.journeys.inventory import pages
from tests.people import Visitor
from tests.shares import share_of

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures

READERS = ["Naomi Fielding", "Patricia Holt", "Kelly Marsh", "Owen Tsang"]
FORMS = ("?export=csv", "?export=xlsx", "?format=docx", "?format=pdf")


@pytest.fixture(autouse=True)
def nothing_waits(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(access, "_tries_again_at", 0.0)


def noted() -> AccessQuerySet:
    """What was read; that somebody else was refused the page before is noted too."""
    return Access.objects.exclude(act=AccessKind.DENIED)


def walked(*, at_most: int, forms: tuple[str, ...] = ()) -> Iterator[tuple[Visitor, str, Any]]:
    """Who reads, the address and the answer: a share of the pages and of their files, each by somebody who may."""
    readers = [Visitor(Person.objects.get(name=name)) for name in READERS]
    for _, address, person in share_of(list(pages()), at_most, about="reading log"):
        for visitor in [Visitor(person)] if person else readers:
            answer = visitor.get(address)
            if answer.status_code == 200:
                yield visitor, address, answer
                yield from ((visitor, address + form, visitor.get(address + form)) for form in forms)
                break


def view_of(address: str) -> str:
    return resolve(address.partition("?")[0]).view_name


def test_what_shows_case_content_is_noted_and_nothing_else_shows_any(demo, db):
    words = [*Judgement.objects.values_list("reason", flat=True), *Finding.objects.values_list("text", flat=True)]
    words += Action.objects.values_list("what", flat=True)
    told_to_the_board = {text[:40] for text in KeyFinding.objects.values_list("text", flat=True)}
    content = {text[:40] for text in words if len(text) > 40} - told_to_the_board
    content |= set(Audit.objects.values_list("case_id", flat=True))
    unnoted, undeclared, stored = [], [], []
    before = 0
    for visitor, address, answer in walked(at_most=30, forms=FORMS):
        after = noted().count()
        if declared()[view_of(address)]:
            newest = noted().order_by("-pk").first()
            if after != before + 1 or (newest.actor, newest.address) != (visitor.person, view_of(address)):
                unnoted.append(address)
        elif after != before or any(text in answer.getvalue().decode(errors="replace") for text in content):
            undeclared.append(address)
        if answer.headers["Cache-Control"] != "private, no-store":
            stored.append(address)
        before = after

    assert (unnoted, undeclared, stored) == ([], [], [])


def test_no_page_fails_or_waits_long_while_another_process_writes(demo):
    usual = connection.settings_dict["OPTIONS"]["timeout"]
    found = list(walked(at_most=60))
    connection.close()
    connection.settings_dict["OPTIONS"]["timeout"] = 0.2
    try:
        with contextlib.closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            failed = [address for visitor, address, _ in found if failed_by(visitor, address)]
            other.execute("ROLLBACK")
    finally:
        connection.close()
        connection.settings_dict["OPTIONS"]["timeout"] = usual

    assert failed == []
    assert len(list(unstored_accesses.kept(1000))) == sum(1 for _, address, _ in found if declared()[view_of(address)])


def failed_by(visitor: Visitor, address: str) -> bool:
    visitor.raise_request_exception = False
    return visitor.get(address).status_code != 200


def test_search_and_a_calendar_are_noted_for_whoever_reads(demo, db, anonymous, as_person):
    lead = as_person("Naomi Fielding")
    audit = Audit.objects.visible_to(lead.person).latest("pk")
    lead.post(reverse("desk:search"), {"q": audit.case_id}, follow=True)

    [found] = Access.objects.filter(address="desk:search")
    assert found.actor == lead.person
    assert audit.number in found.facts["audits"]
    assert audit.case_id not in str(found.facts)

    key = make_calendar(actor=lead.person)
    anonymous.get(reverse("actions:feed", args=[key]))

    [read] = Access.objects.filter(address="actions:feed")
    assert read.actor == lead.person
    assert key not in str(read.facts)
    assert CalendarFeed.objects.filter(person=lead.person).exists()
