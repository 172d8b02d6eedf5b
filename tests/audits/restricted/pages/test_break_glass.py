"""Opening a closed audit in an emergency, and the lead's look at who did."""

import datetime

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits.allocation.services.interests import declare_interest
from audits.models import BreakGlass
from audits.restricted.services.break_glass import break_glass
from foundation.accounts.enums import Role
from foundation.activity.models import Access, Entry
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.audits.restricted.conftest import FOUND
from tests.people import Visitor, add_person

ASK, READINGS = "/audits/break-glass/", "/audits/break-glass/readings/"
WHY = "The child was found injured and the strategy meeting is at noon."
NOON = datetime.datetime(2023, 7, 20, 12, 0)


@pytest.fixture(autouse=True)
def at_noon():
    with frozen_clock(NOON):
        yield


@pytest.fixture
def opened(director, finished, restricted, lead) -> BreakGlass:
    return break_glass(actor=director.person, number=finished.audit.pk, case_id="", reason=WHY)[0]


def test_a_director_opens_a_restricted_audit_for_some_hours_and_for_reading(director, finished, restricted, lead):
    answer = director.post(ASK, {"number": finished.audit.pk, "reason": WHY}, follow=True)

    assert answer.request["PATH_INFO"] == f"/audits/{finished.audit.pk}/opened/"
    assert FOUND in answer.text
    row = BreakGlass.objects.get()
    assert row.until - row.opened_at == datetime.timedelta(hours=4)
    with frozen_clock(NOON + datetime.timedelta(hours=3, minutes=59)):
        assert director.get(f"/audits/{finished.audit.pk}/opened/").status_code == 200
    with frozen_clock(NOON + datetime.timedelta(hours=4)):
        assert director.get(f"/audits/{finished.audit.pk}/opened/").status_code == 404


def test_it_opens_no_other_page_and_nothing_can_be_done(director, finished, opened):
    pages = ("", "respond/", "withdraw/", "raise-risk/", "read-by/")

    assert {director.get(f"/audits/{finished.audit.pk}/{page}").status_code for page in pages} == {404}
    assert director.post(f"/audits/{finished.audit.pk}/opened/").status_code == 405
    assert director.get(f"/actions/{finished.action.pk}/").status_code == 404
    assert "C-20417" not in director.get("/audits/").text


def test_the_lead_is_told_at_once_without_content(opened, lead, director, do_waiting_jobs):
    do_waiting_jobs()

    (notice,) = Notice.objects.filter(key__startswith="audit.glass_broken")
    assert (notice.person, notice.subject) == (lead.person, "A closed audit was opened by break-glass")
    (letter,) = [letter for letter in mail.outbox if letter.to == [lead.person.email] and "break-glass" in letter.subject]
    assert not {"C-20417", WHY, FOUND, f"udit {opened.audit_id}"} & set(letter.body.split("\n"))
    assert "/audits/break-glass/readings/" in letter.body
    assert "Review a reading by break-glass" in lead.get("/").text


def test_it_is_in_the_trail_and_in_the_log_of_who_read_it(opened, lead, director, finished):
    director.get(f"/audits/{finished.audit.pk}/opened/")

    assert Entry.objects.of(finished.audit).get(verb="audit.glass_broken").actor == director.person
    assert Access.objects.of(finished.audit).get(address="audits:opened").actor == director.person
    assert "Opened" in lead.get(f"/audits/{finished.audit.pk}/read-by/").text


def test_the_case_id_opens_every_audit_of_the_record(director, finished, restricted):
    director.post(ASK, {"case_id": "c-20417 ", "reason": WHY})

    assert [row.audit_id for row in BreakGlass.objects.all()] == [finished.audit.pk]


def test_a_head_of_service_opens_what_is_outside_their_remit(finished):
    head = Visitor(add_person("Hugh Vane", Role.HEAD_OF_SERVICE))
    assert head.get(f"/audits/{finished.audit.pk}/").status_code == 404

    head.post(ASK, {"number": finished.audit.pk, "reason": WHY})

    assert FOUND in head.get(f"/audits/{finished.audit.pk}/opened/").text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"reason": WHY}, "one of them"),
        ({"number": 1, "case_id": "C-20417", "reason": WHY}, "one of them"),
        ({"number": 1, "reason": "Urgent"}, "Say in a sentence what the emergency is"),
        ({"number": 1}, "Error:"),
    ],
)
def test_what_is_missing_is_said(director, finished, restricted, given, says):
    assert says in director.post(ASK, given).text
    assert not BreakGlass.objects.exists()


def test_what_there_is_not_and_what_they_may_not_open_answer_alike(director, finished, restricted):
    declare_interest(actor=director.person, person=director.person, words="He is my nephew.", case_id="C-20417")

    refused, missing = (director.post(ASK, {"number": number, "reason": WHY}) for number in (finished.audit.pk, 987_654))

    assert (refused.status_code, missing.status_code) == (200, 200)
    assert [answer.text.count("No audit can be opened to you by this") > 0 for answer in (refused, missing)] == [True, True]
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize(
    "who", ["team_manager", "service_manager", "auditor", "worker", "administrator", "board_member", "analyst", "lead"]
)
def test_others_are_told_who_asks_and_nothing_of_the_audit(request, who, finished, restricted):
    visitor = request.getfixturevalue(who)
    answers = [visitor.post(ASK, {"number": number, "reason": WHY}) for number in (finished.audit.pk, 987_654)]

    assert [answer.status_code for answer in (visitor.get(ASK), *answers)] == [403] * 3
    assert not BreakGlass.objects.exists()
    assert visitor.get(f"/audits/{finished.audit.pk}/opened/").status_code == 404


def test_nobody_else_reads_by_it(head_of_service, team_manager, finished, opened):
    assert [each.get(f"/audits/{finished.audit.pk}/opened/").status_code for each in (head_of_service, team_manager)] == [404, 404]


def test_the_lead_says_whether_it_was_justified(lead, director, opened):
    url = f"/audits/break-glass/{opened.pk}/"
    assert WHY in lead.get(url).text

    lead.post(url, {"was_justified": "no", "words": "The meeting was next week; I spoke to her."})

    opened.refresh_from_db()
    assert (opened.was_justified, opened.reviewed_by) == (False, lead.person)
    assert "Not justified" in director.get(READINGS).text
    assert "Review a reading" not in lead.get("/").text
    assert lead.post(url, {"was_justified": "yes", "words": "It was right after all."}).status_code in (302, 409)
    opened.refresh_from_db()
    assert opened.was_justified is False


def test_nobody_reviews_their_own(finished, restricted, lead):
    both = Visitor(add_person("Dora Lang", Role.DIRECTOR, Role.QA_LEAD))
    row = BreakGlass.objects.create(
        audit=finished.audit,
        person=both.person,
        reason=WHY,
        opened_on=NOON.date(),
        opened_at="2023-07-20T11:00Z",
        until="2023-07-20T15:00Z",
    )

    assert both.post(f"/audits/break-glass/{row.pk}/", {"was_justified": "yes", "words": "I know that it was."}).status_code == 403
    assert "Review a reading" not in both.get("/").text
    row.refresh_from_db()
    assert row.reviewed_on is None


def test_others_find_no_review(head_of_service, director, opened):
    url = f"/audits/break-glass/{opened.pk}/"

    assert [head_of_service.get(url).status_code, director.get(url).status_code] == [404, 403]


def test_more_readings_take_no_more_queries(lead, director, finished, opened, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as one:
        lead.get(READINGS)
    for _ in range(2):
        break_glass(actor=director.person, number=finished.audit.pk, case_id="", reason=WHY)

    with django_assert_max_num_queries(len(one)):
        lead.get(READINGS)
