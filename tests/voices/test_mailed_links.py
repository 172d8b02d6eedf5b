"""One-time links that the portal mails to somebody outside, and those of parents and carers, who are asked first."""

import re
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends import locmem
from django.test import Client

from foundation.activity.models import Entry
from foundation.notices.models import Message, Notice
from foundation.notices.services import send_again, send_waiting
from tests.reading import fresh
from tests.voices.conftest import THE_DAY
from voices.enums import VoiceSource
from voices.models import VoiceLink, VoiceRecord
from voices.services.gathering import seek_voice
from voices.services.links import make_link, withdraw_link
from voices.services.questions import NewQuestion, add_question_set

OUTSIDE = "head@school.example"


@pytest.fixture
def mailed(lead, asked) -> Message:
    assert make_link(actor=lead.person, voice=asked, mail_to=OUTSIDE).address == ""
    return Message.objects.get()


@pytest.fixture
def parent(lead, elm_team) -> VoiceRecord:
    questions = add_question_set(actor=lead.person, name="For parents", source=VoiceSource.PARENT, questions=[NewQuestion("Did it help?")])
    return seek_voice(actor=lead.person, source=VoiceSource.PARENT, question_set=questions, team=elm_team)


def test_the_link_works_once_it_is_mailed_and_the_address_is_forgotten(mailed, asked):
    send_waiting()
    (letter,) = mail.outbox
    (html, _) = letter.alternatives[0]
    paths = {path for text in (letter.body, html) for path in re.findall(r"/voices/answer/\w+/", text)}

    assert (letter.to, len(paths)) == ([OUTSIDE], 1)
    assert (fresh(mailed).state, fresh(mailed).address) == ("sent", "")
    assert Client().get(paths.pop()).status_code == 200


def test_the_mail_says_nothing_of_the_voice_and_no_stored_row_holds_link_or_address(mailed, asked, elm_team):
    send_waiting()
    token = re.search(r"/voices/answer/(\w+)/", mail.outbox[0].body)[1]
    for words in (asked.short_name, str(elm_team), "Leah", "audit"):
        assert words not in mail.outbox[0].body

    rows = [*Message.objects.values(), *VoiceLink.objects.values(), *Entry.objects.values("facts"), *VoiceRecord.objects.values()]
    assert not [row for row in rows if token in str(row) or OUTSIDE in str(row)]


class RefusesAll(locmem.EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({OUTSIDE: (550, f"{OUTSIDE} is not known".encode())})


def test_of_a_refused_mail_the_address_is_forgotten_and_the_sender_told(mailed, asked, lead, administrator, settings):
    settings.EMAIL_BACKEND = "tests.voices.test_mailed_links.RefusesAll"
    send_waiting()
    send_again(actor=administrator.person, message=mailed)

    message = fresh(mailed)
    assert (message.state, message.address, message.problem) == ("failed", "", "The mail server did not take it.")
    assert Notice.objects.get(key=f"outside-mail:{mailed.pk}").path == asked.get_absolute_url()
    assert "its mail was not delivered: make another" in lead.get(asked.get_absolute_url()).text
    page = administrator.get("/settings/mail/").text
    assert "Somebody outside" in page
    assert "Send again" not in page


def test_a_link_that_is_withdrawn_before_it_is_mailed_is_not_mailed(mailed, asked, lead):
    withdraw_link(actor=lead.person, voice=asked)
    send_waiting()

    assert (mail.outbox, fresh(mailed).state, fresh(mailed).address) == ([], "replaced", "")


def test_parents_get_a_link_once_they_have_agreed_and_no_mail(lead, parent):
    with pytest.raises(ValidationError, match="Ask them first"):
        make_link(actor=lead.person, voice=parent)
    with pytest.raises(ValidationError, match="may read their mail"):
        make_link(actor=lead.person, voice=parent, agreed=True, mail_to="mother@example.org")

    made = make_link(actor=lead.person, voice=parent, agreed=True)
    assert (made.link.agreed_on, Message.objects.count()) == (THE_DAY, 0)


def test_the_page_asks_for_the_address_of_a_partner_and_for_the_consent_of_a_parent(lead, asked, parent):
    page = lead.post(f"{asked.get_absolute_url()}link/", {"days": "14", "mail_to": OUTSIDE}, follow=True)
    assert "The link is mailed in a moment" in page.text
    assert Message.objects.get().address == OUTSIDE

    address = f"{parent.get_absolute_url()}link/"
    assert "Ask them first whether they want" in lead.post(address, {"days": "14"}).text
    assert "/voices/answer/" in lead.post(address, {"days": "14", "agreed": "on"}).text
