"""Unusual readings, failed sign-ins and denied requests: who sees them, what counts, and a lead's look at them."""

import datetime
import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actions.models import Action
from audits.allocation.services.interests import declare_interest
from audits.models import Audit
from desk.enums import UnusualReading
from desk.models import LookAtReading, ReadingRules
from desk.queries.unusual import unusual_days
from foundation.accounts.enums import Role
from foundation.activity.enums import AccessKind
from foundation.activity.models import Access, Entry
from foundation.council.clock import frozen_clock
from tests.people import Visitor, add_person

URL, SIGN_INS, DENIED, RULES = (f"/settings/logs/{page}" for page in ("unusual/", "sign-ins/", "denied/", "unusual/rules/"))
# A Wednesday.
THE_DAY = datetime.date(2023, 7, 19)


@pytest.fixture(autouse=True)
def the_day():
    with frozen_clock(THE_DAY):
        yield


def read(person, numbers, day=THE_DAY, hour=10, address="audits:audit", model=Audit) -> None:
    at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, 5)))
    kind = ContentType.objects.get_for_model(model)
    Access.objects.bulk_create(
        Access(key=uuid.uuid4(), at=at, day=day, actor=person, act=AccessKind.READ, address=address, target_type=kind, target_id=str(each))
        for each in numbers
    )


def found(first=THE_DAY, last=THE_DAY) -> list[tuple]:
    return [(str(each.reader), each.day, each.kind, each.count) for each in unusual_days(first, last, ReadingRules.current())]


def test_what_is_usual_is_not_shown(director):
    read(director.person, range(1, 16))
    read(director.person, [1], hour=7)
    read(director.person, [1], hour=19)

    assert found() == []


@pytest.mark.parametrize(("day", "hour"), [(THE_DAY, 6), (THE_DAY, 20), (datetime.date(2023, 7, 22), 10), (datetime.date(2023, 5, 29), 10)])
def test_before_work_after_it_at_weekends_and_on_bank_holidays_is_out_of_hours(director, day, hour):
    read(director.person, [4, 5, 5], day=day, hour=hour)

    assert found(day, day) == [("Dilys Kaur", day, UnusualReading.OUT_OF_HOURS, 2)]


def test_many_in_an_hour(director):
    read(director.person, range(1, 17))

    assert found() == [("Dilys Kaur", THE_DAY, UnusualReading.MANY_IN_AN_HOUR, 16)]


def many(person, count: int, day=THE_DAY) -> None:
    for hour in range(4):
        read(person, range(hour * 100, hour * 100 + count // 4), day=day, hour=9 + hour)


@pytest.mark.parametrize(("usual_days_before", "a_day", "is_shown"), [(4, 40, True), (5, 12, True), (5, 16, False)])
def test_many_in_a_day_is_compared_with_the_person_s_own_usual(director, usual_days_before, a_day, is_shown):
    """Forty-four, over the forty of the rules: unusual unless it is at most three times the middle of five days before."""
    for back in range(usual_days_before):
        many(director.person, a_day, day=THE_DAY - datetime.timedelta(days=1 + back))
    many(director.person, 44)

    assert (("Dilys Kaur", THE_DAY, UnusualReading.MANY_IN_A_DAY, 44) in found()) is is_shown


def test_a_record_in_which_they_declared_an_interest(director, submitted_audit, elm_team):
    read(director.person, [submitted_audit.pk])
    assert found() == []

    declare_interest(actor=director.person, person=director.person, words="My sister manages it.", team=elm_team)

    assert found() == [("Dilys Kaur", THE_DAY, UnusualReading.INTEREST, 1)]


def test_what_break_glass_opened_is_out_of_remit(director):
    read(director.person, [3], address="audits:opened")

    assert found() == [("Dilys Kaur", THE_DAY, UnusualReading.BREAK_GLASS, 1)]


def test_an_action_is_a_record_of_its_own_and_a_list_is_none(director):
    read(director.person, [3], hour=5, model=Action)
    Access.objects.create(
        key=uuid.uuid4(), at=timezone.now(), day=THE_DAY, actor=director.person, act=AccessKind.READ, address="audits:list"
    )

    assert found() == [("Dilys Kaur", THE_DAY, UnusualReading.OUT_OF_HOURS, 1)]


def test_the_lead_sees_it_and_says_what_they_found(lead, director):
    read(director.person, [3], hour=5)
    page = lead.get(URL).text
    assert "Dilys Kaur" in page
    url = f"{URL}{director.person.pk}/{THE_DAY}/out_of_hours/"
    assert "Audit 3" in lead.get(url).text

    lead.post(url, {"words": "She was on call."})

    look = LookAtReading.objects.get()
    assert (look.reader, look.looked_by, look.words) == (director.person, lead.person, "She was on call.")
    assert Entry.objects.of(look).get().verb == "readings.looked_at"
    assert "She was on call." in lead.get(URL).text
    assert "Dilys Kaur" not in lead.get(URL, {"state": "open"}).text
    assert "Dilys Kaur" in lead.get(URL, {"state": "looked-at"}).text
    assert "Dilys Kaur" not in lead.get(URL, {"kind": "many_in_a_day"}).text
    lead.post(url, {"words": "Once more."})
    assert LookAtReading.objects.get().words == "She was on call."


def test_nobody_looks_at_their_own(lead):
    read(lead.person, [3], hour=5)
    url = f"{URL}{lead.person.pk}/{THE_DAY}/out_of_hours/"

    assert "Another QA lead looks at yours" in lead.get(URL).text
    assert [lead.get(url).status_code, lead.post(url, {"words": "I was on call."}).status_code] == [403, 403]
    assert not LookAtReading.objects.exists()


def test_a_lead_who_moderates_an_audit_is_not_shown_what_was_opened_of_it(lead, director, submitted_audit):
    read(director.person, [submitted_audit.pk, 987], hour=5)
    Audit.objects.update(moderator=lead.person)

    page = lead.get(f"{URL}{director.person.pk}/{THE_DAY}/out_of_hours/").text

    assert "Audit 987" in page
    assert f"Audit {submitted_audit.pk}<" not in page


@pytest.mark.parametrize("path", ["1/2023-07-19/nothing/", "1/yesterday/out_of_hours/", "987654/2023-07-19/out_of_hours/"])
def test_what_there_is_not_is_404(lead, path):
    assert lead.get(URL + path).status_code == 404


@pytest.mark.parametrize("who", ["administrator", "director", "auditor", "board_member", "outsider"])
def test_nobody_else_sees_who_read_what(request, who, director):
    visitor = request.getfixturevalue(who)
    pages = (URL, RULES, f"{URL}{director.person.pk}/{THE_DAY}/out_of_hours/")

    assert [visitor.get(page).status_code for page in pages] == [403] * 3


def test_the_rules_are_the_lead_s_to_change(lead, director):
    read(director.person, [3], hour=19)
    assert found() == []

    lead.post(RULES, {"opens": 8, "closes": 18, "most_in_an_hour": 10, "most_in_a_day": 30, "times_usual": 2})

    assert found() == [("Dilys Kaur", THE_DAY, UnusualReading.OUT_OF_HOURS, 1)]
    assert Entry.objects.filter(verb="readings.rules_changed").count() == 1


def test_more_people_take_no_more_queries(lead, director, django_assert_max_num_queries):
    read(director.person, [3], hour=5)
    lead.get(URL)
    with CaptureQueriesContext(connection) as one:
        lead.get(URL)
    for name in ("Nora Blake", "Petra Hall"):
        read(add_person(name, Role.HEAD_OF_SERVICE), [3, 4], hour=5)

    with django_assert_max_num_queries(len(one)):
        lead.get(URL)


@pytest.mark.parametrize("who", ["lead", "administrator"])
def test_leads_and_administrators_see_who_tried_to_get_in_and_nothing_of_a_case(request, who, client, outsider, submitted_audit):
    visitor = request.getfixturevalue(who)
    client.post("/sign-in/", {"username": outsider.person.email, "password": "wrong"}, REMOTE_ADDR="203.0.113.9")
    outsider.get(f"/audits/{submitted_audit.pk}/", REMOTE_ADDR="203.0.113.9")

    tries, denied = visitor.get(SIGN_INS).text, visitor.get(DENIED).text

    assert ("Oscar Lind" in tries, "203.0.113.9" in tries) == (True, True)
    assert ("Oscar Lind" in denied, f"Audit {submitted_audit.pk}" in denied, "203.0.113.9" in denied) == (True, True, True)
    assert submitted_audit.case_id not in denied
    assert "Oscar Lind" in visitor.get(DENIED + "?export=csv").content.decode()


@pytest.mark.parametrize("who", ["director", "auditor", "board_member", "outsider"])
def test_nobody_else_sees_tries(request, who):
    assert [request.getfixturevalue(who).get(page).status_code for page in (SIGN_INS, DENIED)] == [403, 403]


@pytest.mark.parametrize("url", [SIGN_INS, DENIED])
def test_more_tries_take_no_more_queries(lead, outsider, url, django_assert_max_num_queries):
    def fail(visitor) -> None:
        visitor.get("/audits/987654/")
        Access.objects.create(
            key=uuid.uuid4(),
            at=timezone.now(),
            day=THE_DAY,
            actor=visitor.person,
            act=AccessKind.SIGN_IN_FAILED,
            address="accounts:sign-in",
        )

    fail(outsider)
    lead.get(url)
    with CaptureQueriesContext(connection) as one:
        lead.get(url)
    asked = len(one)
    for name in ("Nora Blake", "Petra Hall"):
        fail(Visitor(add_person(name, Role.PRACTITIONER)))

    with django_assert_max_num_queries(asked):
        lead.get(url)


def test_a_record_that_was_asked_for_and_is_not_theirs_is_shown_as_refused(lead, outsider, auditor, moderated_audit, director):
    """By the real doors: what is not there, and a page that is missing of what they read, are no records out of remit."""
    for visitor, path in ((outsider, ""), (outsider, "read-by/"), (auditor, ""), (auditor, "conversation/")):
        visitor.get(f"/audits/{moderated_audit.pk}/{path}")
    outsider.get("/audits/987654/")

    page = lead.get(URL)
    refused = [row for row in page.context["days"].rows if row[2].value == "Out of remit, and refused"]
    assert [(row[1], row[3]) for row in refused] == [(str(outsider.person), 1)]
    shown = lead.get(f"{URL}{outsider.person.pk}/{THE_DAY}/refused/").text
    assert f"Audit {moderated_audit.pk}" in shown
