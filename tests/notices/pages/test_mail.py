"""`/settings/mail/`: the outbox, for administrators."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.notices.models import Message
from foundation.notices.services import notify
from tests.accounts.trail import trail_of

PAGE = "/settings/mail/"


def in_outbox(visitor, **fields) -> Message:
    key = f"risk:{Message.objects.count()}"
    notify(person=visitor.person, key=key, subject="An audit was graded Inadequate", path="/", at_once=True)
    Message.objects.filter(notices__key=key).update(**fields)
    return Message.objects.get(notices__key=key)


@pytest.fixture
def refused(lead) -> Message:
    return in_outbox(lead, state="failed", problem="550 No such mailbox")


def test_it_says_how_the_outbox_stands(administrator, lead, refused):
    in_outbox(lead, state="sent", sent_at=timezone.now())
    in_outbox(lead, problem="The mail server cannot be reached: refused.")

    page = administrator.get(PAGE)
    assert {figure["text"]: figure["number"] for figure in page.context["figures"]} == {
        "waiting": 1,
        "refused": 1,
        "sent in 7 days": 1,
    }
    assert "The mail server did not accept the last email: The mail server cannot be reached: refused." in page.content.decode()


def test_what_was_refused_is_named_with_the_reason_and_not_with_its_words(administrator, refused):
    page = administrator.get(PAGE).content.decode()

    assert "Leah Brandt" in page
    assert "550 No such mailbox" in page
    assert "Inadequate" not in page


def test_it_can_be_sent_again_and_leaves_a_trace(administrator, refused, do_waiting_jobs):
    page = administrator.post(f"{PAGE}{refused.pk}/send-again/", follow=True).content.decode()
    do_waiting_jobs()

    assert "The mail to Leah Brandt waits to be sent again." in page
    assert Message.objects.get(pk=refused.pk).state == "sent"
    assert trail_of(refused) == ["had the mail sent again"]


def test_the_second_time_does_nothing(administrator, refused):
    for _ in range(2):
        administrator.post(f"{PAGE}{refused.pk}/send-again/")

    assert trail_of(refused) == ["had the mail sent again"]


def test_nobody_else_may(lead, refused):
    assert lead.get(PAGE).status_code == 403
    assert lead.post(f"{PAGE}{refused.pk}/send-again/").status_code == 403


def test_an_act_is_posted(administrator, refused):
    assert administrator.get(f"{PAGE}{refused.pk}/send-again/").status_code == 405


def test_what_is_not_there_is_not_found(administrator):
    assert administrator.post(f"{PAGE}1/send-again/").status_code == 404


def test_three_refusals_cost_no_more_questions_than_one(administrator, lead, worker, director, refused):
    with CaptureQueriesContext(connection) as one:
        administrator.get(PAGE)
    for visitor in (worker, director):
        in_outbox(visitor, state="failed", problem="550 No such mailbox")
    with CaptureQueriesContext(connection) as three:
        administrator.get(PAGE)

    assert len(three) == len(one)
