"""The day's digests: what they say, to whom they go, and that they go once."""

import datetime
import json
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.services import mark_done, raise_action
from foundation.accounts.models import Absence
from foundation.council.clock import frozen_clock
from foundation.notices.models import Message, Notice
from foundation.notices.services import choose_mail, notify

FRIDAY = datetime.date(2023, 6, 23)
MONDAY = "2023-06-26T07:00"


def send(at: str = MONDAY) -> dict:
    out = StringIO()
    call_command("send_digests", at=at, stdout=out)
    return json.loads(out.getvalue())


def raised(lead, worker, due: datetime.date = FRIDAY):
    with frozen_clock(FRIDAY):
        words = {"what": "Ask Kyle’s aunt", "why": "C-20417 drifts.", "kept": "No child of ours"}
        return raise_action(actor=lead.person, owner=worker.person, due=due, **words)


def letters_to(visitor) -> list:
    return [letter for letter in mail.outbox if letter.to == [visitor.person.email]]


def test_whoever_has_something_to_be_told_gets_one_digest(lead, worker):
    raised(lead, worker)

    assert send() == {"people": 1, "sent": 1}
    (letter,) = letters_to(worker)
    assert letter.subject == "26 June 2023: 1 overdue"
    assert "OVERDUE\n\n- Show evidence for action " in letter.body
    assert ": 1 working day late\n  http://localhost:8000/actions/" in letter.body


def test_again_that_day_nothing_is_sent(lead, worker):
    raised(lead, worker)
    send()

    assert send("2023-06-26T16:00") == {"people": 1, "sent": 0}
    assert len(mail.outbox) == 1


def test_the_next_day_has_its_own(lead, worker):
    raised(lead, worker)
    send()

    assert send("2023-06-27T07:00") == {"people": 1, "sent": 1}


def test_nobody_gets_an_empty_one(worker, outsider):
    assert send() == {"people": 0, "sent": 0}
    assert not Message.objects.exists()


def test_it_says_nothing_of_the_child(lead, worker, allocated_audit):
    raised(lead, worker)
    send()

    for letter in mail.outbox:
        said = letter.subject + letter.body + letter.alternatives[0].content
        assert "Kyle" not in said
        assert "C-20417" not in said


def test_each_topic_has_its_part(lead, worker, team_manager):
    late, soon, done = (raised(lead, worker, datetime.date(2023, 6, day)) for day in (23, 30, 30))
    mark_done(actor=worker.person, action=done, evidence="Asked.")
    notify(person=worker.person, key="a", subject="Audit 1042 was released", words="You can read it now.", path="/")
    send()

    html = letters_to(worker)[0].alternatives[0].content
    assert [part for part in ("Overdue", "Due soon", "Waiting for you to verify", "What has happened") if f"<h2>{part}</h2>" in html] == [
        "Overdue",
        "Due soon",
        "What has happened",
    ]
    assert (
        f'<a href="http://localhost:8000/actions/{soon.number}/done/">Show evidence for action {soon.number}</a>: due in 4 working days'
        in html
    )
    assert '<a href="http://localhost:8000/">Audit 1042 was released</a>: You can read it now.' in html
    assert letters_to(team_manager)[0].subject == "26 June 2023: 1 to verify"


def test_news_is_told_once(worker):
    notify(person=worker.person, key="a", subject="Audit 1042 was released", path="/")
    send()

    assert send("2023-06-27T07:00") == {"people": 0, "sent": 0}


def test_whoever_is_away_is_not_chased_and_hears_it_when_back(worker):
    Absence.objects.create(person=worker.person, first_day=FRIDAY, last_day=datetime.date(2023, 6, 30))
    notify(person=worker.person, key="a", subject="Audit 1042 was released", path="/")

    assert send()["sent"] == 0
    assert send("2023-07-03T07:00")["sent"] == 1


def test_a_topic_left_out_is_left_out_and_does_not_come_later_in_a_heap(lead, worker):
    raised(lead, worker)
    choose_mail(actor=worker.person, wants_digest=True, topics=["overdue"])
    notify(person=worker.person, key="a", subject="Audit 1042 was released", path="/")
    send()
    choose_mail(actor=worker.person, wants_digest=True, topics=["overdue", "news"])
    send("2023-06-27T07:00")

    assert [letter.subject for letter in letters_to(worker)] == ["26 June 2023: 1 overdue", "27 June 2023: 1 overdue"]


def test_whoever_wants_none_gets_none_but_what_cannot_wait(lead, worker, do_waiting_jobs):
    raised(lead, worker)
    choose_mail(actor=worker.person, wants_digest=False, topics=[])
    notify(person=worker.person, key="a", subject="A child may be at risk now", path="/", at_once=True)
    do_waiting_jobs()

    assert send() == {"people": 0, "sent": 0}
    assert [letter.subject for letter in mail.outbox] == ["A child may be at risk now"]


def test_whoever_left_is_told_nothing(lead, worker):
    raised(lead, worker)
    type(worker.person).objects.filter(pk=worker.person.pk).update(is_active=False)

    assert send() == {"people": 0, "sent": 0}


def test_the_second_try_is_the_same_mail(lead, worker):
    raised(lead, worker)
    send()
    Message.objects.update(state="sending", sent_at=None)

    assert send() == {"people": 1, "sent": 1}
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"] == f"<digest-2023-06-26-{worker.person.pk}@localhost>"
    assert first.body == second.body


def test_after_days_without_a_mail_server_each_gets_the_newest(lead, worker, settings):
    raised(lead, worker)
    notify(person=worker.person, key="a", subject="Audit 1042 was released", path="/")
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "foundation.notices.backends.NotSetUp"
    assert send() == {"people": 1, "sent": 0}
    assert send("2023-06-27T07:00") == {"people": 1, "sent": 0}
    settings.EMAIL_BACKEND = working

    assert send("2023-06-28T07:00") == {"people": 1, "sent": 1}
    (letter,) = mail.outbox
    assert letter.subject == "28 June 2023: 1 overdue, 1 new"
    assert Notice.objects.get().message.day == datetime.date(2023, 6, 28)


def test_a_moment_that_is_none_is_refused():
    with pytest.raises(CommandError, match="Write --at 2023-08-31T07:00"):
        send("tomorrow")


def test_the_number_of_queries_does_not_grow_with_what_is_told(lead, worker):
    raised(lead, worker)
    with CaptureQueriesContext(connection) as one:
        send()
    raised(lead, worker)
    raised(lead, worker)
    with CaptureQueriesContext(connection) as three:
        send("2023-06-27T07:00")
    assert len(three) == len(one)
