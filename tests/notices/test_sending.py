"""What the mail server says to a mail, and what becomes of the mail."""

import datetime
from typing import ClassVar

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from foundation.accounts.models import Person
from foundation.jobs.models import Job
from foundation.notices.letters import Letter
from foundation.notices.models import Message, Notice
from foundation.notices.services import enter_digest, notify, send_again, send_waiting


@pytest.fixture(autouse=True)
def _through_the_sink(settings, sink):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port


def tell_at_once(*visitors):
    for visitor in visitors:
        notify(person=visitor.person, key="risk:1", subject="A child may be at risk now", path="/audits/1/", at_once=True)


def states() -> dict[str, str]:
    return {message.person.name: message.state for message in Message.objects.select_related("person")}


def test_mail_goes_out_as_text_and_html_with_its_number(lead, sink):
    tell_at_once(lead)

    assert send_waiting() == 1
    (letter,) = sink.letters
    assert letter["Message-ID"] == Message.objects.get().message_id
    assert (letter["From"], letter["To"]) == ("quality-assurance@localhost", "leah@example.org")
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]


def test_what_was_sent_is_not_sent_again(lead, sink):
    tell_at_once(lead)
    send_waiting()

    assert send_waiting() == 0
    assert len(sink.letters) == 1


def test_one_that_is_refused_does_not_hold_the_others(lead, worker, director, sink):
    tell_at_once(lead, worker, director)
    sink.at["RCPT will@example.org"] = lambda: "550 No such mailbox"

    assert send_waiting() == 2
    assert states() == {"Leah Brandt": "sent", "Will Okafor": "failed", "Dilys Kaur": "sent"}
    assert Message.objects.get(state="failed").problem == "550 No such mailbox"


class TellsInBetween(locmem.EmailBackend):
    """While it takes its first mail, somebody is notified of a risk."""

    person: ClassVar[Person]

    def send_messages(self, messages):
        notify(person=self.person, key="risk:1", subject="A child may be at risk now", path="/audits/1/", at_once=True)
        return super().send_messages(messages)


def test_what_cannot_wait_goes_before_digests_also_when_it_comes_while_they_are_sent(lead, worker, director, outsider, settings):
    for visitor in (worker, director, outsider):
        letter = Letter("Today", "Today", "<p>Today</p>")
        enter_digest(person=visitor.person, day=datetime.date(2023, 6, 26), letter=letter, notices=[])
    TellsInBetween.person = lead.person
    settings.EMAIL_BACKEND = "tests.notices.test_sending.TellsInBetween"

    assert send_waiting() == 4
    assert [letter.subject for letter in mail.outbox] == ["Today", "A child may be at risk now", "Today", "Today"]


def test_not_now_is_tried_again(lead, sink):
    tell_at_once(lead)
    sink.at["RCPT leah@example.org"] = lambda: "451 Try again later"

    assert send_waiting() == 0
    assert states() == {"Leah Brandt": "waiting"}
    assert send_waiting() == 1


def test_a_mail_refused_as_a_whole_is_kept_with_the_reason(lead, sink):
    tell_at_once(lead)
    sink.at["before DATA"] = lambda: "554 Looks like spam"
    send_waiting()

    assert (states(), Message.objects.get().problem) == ({"Leah Brandt": "failed"}, "554 Looks like spam")


def test_the_news_of_a_refused_mail_goes_into_the_next_digest(lead, sink):
    tell_at_once(lead)
    sink.at["before DATA"] = lambda: "554 Looks like spam"
    send_waiting()

    assert Notice.objects.untold().count() == 1


def test_without_a_mail_server_everything_waits_and_says_why(lead, worker, sink, settings):
    tell_at_once(lead, worker)
    settings.EMAIL_PORT = 1

    assert send_waiting() == 0
    assert states() == {"Leah Brandt": "waiting", "Will Okafor": "waiting"}
    assert "The mail server cannot be reached" in Message.objects.first().problem
    settings.EMAIL_PORT = sink.port
    assert send_waiting() == 2


def test_a_mail_server_that_goes_away_in_the_middle_loses_nothing(lead, worker, sink):
    tell_at_once(lead, worker)
    sink.at["before DATA"] = lambda: "421 Going down"
    send_waiting()

    assert states() == {"Leah Brandt": "waiting", "Will Okafor": "waiting"}
    assert send_waiting() == 2
    assert len(set(sink.numbers)) == len(sink.numbers) == 2


def test_whoever_left_meanwhile_is_not_mailed(worker, sink):
    tell_at_once(worker)
    type(worker.person).objects.update(is_active=False)
    send_waiting()

    assert (sink.letters, states()) == ([], {"Will Okafor": "failed"})


def test_sent_again_it_is_the_same_mail(administrator, lead, sink, do_waiting_jobs):
    tell_at_once(lead)
    sink.at["before DATA"] = lambda: "554 Looks like spam"
    send_waiting()
    Job.objects.all().delete()

    send_again(actor=administrator.person, message=Message.objects.get())
    do_waiting_jobs()

    assert sink.numbers == [Message.objects.get().message_id]
    assert states() == {"Leah Brandt": "sent"}
