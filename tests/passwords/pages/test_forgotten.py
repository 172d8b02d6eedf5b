"""`/password/forgotten/` and the link that it mails."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from foundation.accounts.enums import Role
from foundation.notices.models import Message
from foundation.notices.services import send_waiting
from tests.accounts.trail import trail_of
from tests.passwords.conftest import GOOD, links
from tests.people import add_person
from tests.reading import fresh

FORGOTTEN = "/password/forgotten/"
NEW = "copper-lantern-87"


def ask(email: str, **extra):
    return Client(**extra).post(FORGOTTEN, {"email": email})


def words_of(answer) -> str:
    """The page without its token, which is another each time."""
    return re.sub(r'"X-CSRFToken": "\w+"', "", answer.content.decode())


def choose(link: str, password: str = NEW, client: Client | None = None):
    """Follow the link as a browser does, and send the form of the page that it leads to."""
    client = client or Client()
    page = client.get(link, follow=True)
    return client.post(page.redirect_chain[-1][0] if page.redirect_chain else link, {"password": password}, follow=True)


def may(email: str, password: str) -> bool:
    return Client().post("/sign-in/", {"username": email, "password": password}).status_code == 302


def asked_and_sent(person) -> str:
    ask(person.email)
    send_waiting()
    return links()[-1]


def test_a_link_by_mail_lets_its_owner_choose_a_password(may_sign_in):
    page = choose(asked_and_sent(may_sign_in.person))

    assert "Your password was saved. Sign in with it." in page.content.decode()
    assert may("will@example.org", NEW)
    assert not may("will@example.org", GOOD)
    assert trail_of(may_sign_in.person) == ["was asked for a link to choose a password", "chose a password by a link"]


def test_a_link_works_once(may_sign_in):
    link = asked_and_sent(may_sign_in.person)
    choose(link)

    assert "This link no longer works" in choose(link, "another-lantern-93").content.decode()
    assert may("will@example.org", NEW)


@pytest.mark.parametrize(
    "change",
    [
        {"email": "elsewhere@example.org"},
        {"last_login": datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)},
        {"is_active": False},
        {"password": "!"},
    ],
    ids=["another address", "signed in since", "left", "another password"],
)
def test_a_link_ends_with_what_it_was_made_from(may_sign_in, change):
    link = asked_and_sent(may_sign_in.person)
    type(may_sign_in.person).objects.filter(pk=may_sign_in.person.pk).update(**change)

    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_a_link_lasts_a_day(may_sign_in):
    link = asked_and_sent(may_sign_in.person)

    with time_machine.travel(timezone.now() + datetime.timedelta(hours=23)):
        assert "This link no longer works" not in Client().get(link, follow=True).content.decode()
    with time_machine.travel(timezone.now() + datetime.timedelta(hours=25)):
        assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_the_page_answers_the_same_whoever_is_asked_for(may_sign_in, db):
    add_person("Gone Away", Role.AUDITOR, is_active=False)

    answers = {words_of(ask(email)) for email in ("will@example.org", "nobody@example.org", "gone@example.org", "WILL@EXAMPLE.ORG")}

    send_waiting()
    assert len(answers) == 1
    assert [letter.to for letter in mail.outbox] == [["will@example.org"]]


def test_asking_again_and_again_mails_little_and_says_nothing_else(may_sign_in):
    pages = set()
    for _ in range(8):
        pages.add(words_of(ask("will@example.org")))
        send_waiting()

    assert len(pages) == 1
    assert len(mail.outbox) == 3


def test_a_whole_list_of_addresses_is_not_tried_from_one_place(may_sign_in):
    for number in range(30):
        ask(f"nobody{number}@example.org", REMOTE_ADDR="10.9.8.7")
    ask("will@example.org", REMOTE_ADDR="10.9.8.7")
    send_waiting()

    assert mail.outbox == []


def test_the_link_is_in_the_mail_and_never_in_the_outbox(may_sign_in):
    link = asked_and_sent(may_sign_in.person)

    stored = Message.objects.get()
    assert link.split("/")[-2] not in stored.text + stored.html
    assert link in mail.outbox[0].alternatives[0].content
    assert "[the link stood here]" not in mail.outbox[0].body + mail.outbox[0].alternatives[0].content


def test_a_mail_that_waited_for_days_is_not_sent_any_more(may_sign_in):
    ask("will@example.org")
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)):
        send_waiting()

    assert mail.outbox == []
    assert Message.objects.get().state == "replaced"


def test_an_easy_password_is_refused_and_the_link_still_works(may_sign_in):
    link = asked_and_sent(may_sign_in.person)

    page = choose(link, "aaaaaaaaaaaa").content.decode()

    assert "This password is easy to guess" in page
    choose(link)
    assert may("will@example.org", NEW)


def test_who_has_left_meanwhile_chooses_nothing(may_sign_in):
    client, link = Client(), asked_and_sent(may_sign_in.person)
    page = client.get(link, follow=True)
    type(may_sign_in.person).objects.filter(pk=may_sign_in.person.pk).update(is_active=False)

    client.post(page.redirect_chain[-1][0], {"password": NEW})

    assert fresh(may_sign_in.person).check_password(GOOD)


def test_choosing_by_a_link_ends_every_session(may_sign_in):
    link = asked_and_sent(may_sign_in.person)
    choose(link)

    assert may_sign_in.get("/").status_code == 302


def test_without_mail_the_page_says_whom_to_ask(may_sign_in, settings):
    settings.MAIL_IS_SET_UP = False

    assert "Ask your administrator" in Client().get(FORGOTTEN).content.decode()
    ask("will@example.org")
    assert not Message.objects.exists()


def test_the_sign_in_page_leads_there(db):
    assert f'href="{FORGOTTEN}"' in Client().get("/sign-in/").content.decode()
