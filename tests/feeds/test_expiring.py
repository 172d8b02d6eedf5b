"""Who made a token hears in time that it ends."""

import datetime

import pytest
from django.core import mail

from feeds.enums import FeedAudience, FeedScope
from feeds.models import FeedToken
from feeds.services.expiring import notify_of_expiry
from feeds.services.tokens import end_token, make_token
from foundation.accounts.models import Person
from foundation.council.clock import frozen_clock, today
from foundation.notices.models import Message
from foundation.notices.services import send_waiting

MADE = datetime.date(2023, 6, 1)
LAST = datetime.date(2023, 8, 1)


def token_of(lead, last: datetime.date = LAST, made: datetime.date = MADE) -> FeedToken:
    with frozen_clock(made):
        return make_token(actor=lead.person, name="Power BI", audience=FeedAudience.BOARD, scopes=[FeedScope.AGGREGATES], expires_on=last)[
            0
        ]


def said(first: datetime.date, last: datetime.date) -> list[tuple[str, str, list[str]]]:
    """What the timetable mails, day by day: three times a day."""
    found = []
    for number in range((last - first).days + 1):
        with frozen_clock(first + datetime.timedelta(days=number)):
            before = set(Message.objects.values_list("pk", flat=True))
            for _ in range(3):
                notify_of_expiry()
            rows = Message.objects.exclude(pk__in=before).order_by("pk")
            found += [(today().isoformat(), row.subject, str(row.person)) for row in rows]
    return found


def test_its_maker_hears_two_weeks_before_the_day_before_and_when_it_has_ended(lead):
    token_of(lead)

    assert said(LAST - datetime.timedelta(days=20), LAST + datetime.timedelta(days=20)) == [
        ("2023-07-18", "A token ends soon: Power BI", str(lead.person)),
        ("2023-07-31", "A token ends now: Power BI", str(lead.person)),
        ("2023-08-02", "A token has expired: Power BI", str(lead.person)),
    ]


def test_what_was_missed_while_nothing_ran_is_said_once_and_not_in_arrears(lead):
    token_of(lead)

    assert [subject for _, subject, _ in said(LAST, LAST + datetime.timedelta(days=1))] == [
        "A token ends now: Power BI",
        "A token has expired: Power BI",
    ]


def test_one_for_a_week_has_no_warning_two_weeks_before(lead):
    token_of(lead, last=MADE + datetime.timedelta(days=7))

    assert [day for day, _, _ in said(MADE, MADE + datetime.timedelta(days=9))] == ["2023-06-07", "2023-06-09"]


def test_one_that_somebody_ended_is_not_spoken_about(lead):
    end_token(actor=lead.person, token=token_of(lead))

    assert said(LAST - datetime.timedelta(days=14), LAST + datetime.timedelta(days=1)) == []


def test_where_its_maker_has_left_the_administrators_hear(lead, administrator):
    token_of(lead)
    Person.objects.filter(pk=lead.person.pk).update(is_active=False)

    assert said(LAST, LAST) == [("2023-08-01", "A token ends now: Power BI", str(administrator.person))]


@pytest.mark.usefixtures("administrator")
def test_the_mail_says_what_to_do_and_nothing_of_the_key(lead):
    token = token_of(lead)
    with frozen_clock(LAST):
        notify_of_expiry()
    send_waiting()

    (sent,) = mail.outbox
    assert "Its last day is 1 August 2023. Make a new token and put its key into the program before then." in str(sent.body)
    assert f"/feeds/tokens/{token.pk}/" in str(sent.body)
    assert token.key_begins not in str(sent.body)
