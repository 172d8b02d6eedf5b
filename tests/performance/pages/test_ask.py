"""Asking a person for a comment by a date."""

import datetime

import pytest

from foundation.accounts.enums import Role
from foundation.accounts.services import record_absence
from foundation.activity.models import Entry
from foundation.council.clock import today
from performance.models import Commentary, Indicator
from performance.pages.work import work_for
from tests.people import add_person

URL = "/performance/indicators/case-supervision-percent/2023-07/ask/"
JULY = datetime.date(2023, 7, 1)
LATER = datetime.date(2098, 1, 5)


def answers(visitor, **changed) -> dict:
    return {"person": visitor.person.pk, "due": LATER.isoformat()} | changed


def test_the_person_finds_it_under_my_work(analyst, head_of_service, supervision):
    analyst.post(URL, answers(head_of_service))

    [item] = work_for(head_of_service.person, today())
    assert (item.what, item.due, item.waiting) == ("Comment on Case supervision, July 2023", LATER, False)
    assert head_of_service.get(item.url).status_code == 200


def test_the_analyst_waits_for_it(analyst, head_of_service, scorecard):
    analyst.post(URL, answers(head_of_service))

    waiting = [item for item in work_for(analyst.person, datetime.date(2023, 8, 31)) if item.waiting]
    assert [item.what for item in waiting] == ["1 comment to come for July 2023"]


def test_it_leaves_a_trace(lead, head_of_service):
    lead.post(URL, answers(head_of_service))

    [entry] = Entry.objects.of(Commentary.objects.get())
    assert (entry.actor, entry.facts["person"], entry.facts["due"]) == (lead.person, "Helen Frost", "2098-01-05")


@pytest.mark.parametrize("person", ["outsider", "head_of_service", "board_member"])
def test_others_may_not_ask(request, head_of_service, person):
    visitor = request.getfixturevalue(person)

    assert (visitor.get(URL).status_code, visitor.post(URL, answers(head_of_service)).status_code) == (403, 403)


def test_a_person_who_is_away_is_not_asked(analyst, head_of_service):
    person = head_of_service.person
    record_absence(actor=person, person=person, first_day=today(), last_day=LATER)

    page = analyst.post(URL, answers(head_of_service)).content.decode()

    assert "Helen Frost is away until after that date." in page
    assert Commentary.objects.count() == 0


def test_a_date_that_has_passed_is_refused(analyst, head_of_service):
    page = analyst.post(URL, answers(head_of_service, due="2023-01-05")).content.decode()

    assert "The date must be today or later." in page


def test_they_can_be_made_the_one_who_comments_every_month(analyst, head_of_service, supervision):
    analyst.post(URL, answers(head_of_service, every_month="on"))

    assert Indicator.objects.get(pk=supervision.pk).owner == head_of_service.person


def test_the_second_time_does_nothing(analyst, head_of_service):
    analyst.post(URL, answers(head_of_service))
    analyst.post(URL, answers(head_of_service))

    assert Entry.objects.of(Commentary.objects.get()).count() == 1


def test_an_analyst_is_told_of_a_month_that_is_missing(analyst, scorecard):
    items = work_for(analyst.person, datetime.date(2023, 9, 4))

    assert [item.what for item in items] == ["Import the scorecard for August 2023"]
    assert work_for(analyst.person, datetime.date(2023, 8, 31)) == []


def test_however_many_comments_are_awaited_they_are_one_line_for_a_month(analyst, lead, head_of_service, scorecard):
    asked = list(Indicator.objects.filter(values__month=JULY).distinct()[:22])
    owners = [head_of_service.person, *(add_person(f"Owner{at} Okoro", Role.SERVICE_MANAGER) for at in range(5))]
    for at, indicator in enumerate(asked):
        asked_now = {"asked_of": owners[at % 6], "due": LATER}
        Commentary.objects.update_or_create(indicator=indicator, month=JULY, defaults=asked_now)

    for reader in (lead, analyst):
        [item] = [item for item in work_for(reader.person, datetime.date(2023, 8, 31)) if item.waiting]
        assert (item.what, item.due) == (f"{len(asked)} comments to come for July 2023", LATER)
        assert item.why == "From Helen Frost, Owner0 Okoro, Owner1 Okoro, Owner2 Okoro and 2 more"
        assert "Owner4 Okoro" in reader.get(item.url).text
