"""`/voices/`, the page of a voice and the pages that ask about it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.activity.models import Access
from tests.reading import fresh
from tests.voices.conftest import HELPED, WORDS
from voices.enums import Consent, VoiceSource, VoiceState
from voices.models import VoiceRecord
from voices.services.gathering import seek_voice

LIST = "/voices/"


def test_the_lead_asks_and_writes_down_what_was_said(lead, practitioner_set, elm_team):
    given = {"source": "practitioner", "question_set": practitioner_set.pk, "team": elm_team.pk, "who": "A newly qualified worker"}
    page = lead.post(f"{LIST}new/", given, follow=True)
    voice = VoiceRecord.objects.get()
    assert page.redirect_chain[-1][0] == voice.get_absolute_url()
    assert "Nothing has come yet." in page.text

    first, second = practitioner_set.questions.all()
    said = {"how": "phone", "given_on_0": "20", "given_on_1": "6", "given_on_2": "2023", "consent": "refused", "words": WORDS}
    page = lead.post(
        f"{voice.get_absolute_url()}record/", {**said, f"reply_{first.pk}": "partly", f"words_{second.pk}": "Less paper."}, follow=True
    )
    assert all(words in page.text for words in (HELPED, "Partly", "Less paper.", WORDS, "May not be quoted"))


def test_why_nothing_was_said_is_asked_for(lead, asked):
    url = f"{asked.get_absolute_url()}close/"
    assert "Why?" in lead.post(url, {"outcome": "declined", "reason": ""}).text
    lead.post(url, {"outcome": "declined", "reason": "No time this month"})
    assert (fresh(asked).state, fresh(asked).why_not) == (VoiceState.DECLINED, "No time this month")


def test_the_link_is_shown_once_and_on_no_other_page(lead, asked):
    page = lead.post(f"{asked.get_absolute_url()}link/", {"days": "14"})
    token = page.text.split("/voices/answer/")[1].split("/")[0]
    assert len(token) >= 43
    again = lead.get(asked.get_absolute_url())
    assert token not in again.text
    assert "works until 4 July 2023" in again.text
    lead.post(f"{asked.get_absolute_url()}withdraw-link/")
    assert "Withdrawn on 20 June 2023." in lead.get(asked.get_absolute_url()).text


def test_consent_and_the_quote(lead, given):
    url = given.get_absolute_url()
    assert "word for word" in lead.post(f"{url}quote/", {"quote": "It was perfect."}).text
    lead.post(f"{url}quote/", {"quote": "The conversation about the plan was honest."})
    assert fresh(given).quote == "The conversation about the plan was honest."
    lead.post(f"{url}consent/", {"consent": "withdrawn"})
    assert (fresh(given).consent, fresh(given).quote) == (Consent.WITHDRAWN, "")
    assert lead.post(f"{url}quote/", {"quote": "honest"}).status_code in (302, 409)


def test_others_see_what_belongs_to_audits_that_they_may_read(lead, auditor, moderator, team_manager, worker, outsider, submitted_audit):
    voice = seek_voice(actor=lead.person, source=VoiceSource.PARENT, audit=submitted_audit)
    pages = {who: visitor.get(voice.get_absolute_url()).status_code for who, visitor in {
        "lead": lead, "auditor": auditor, "blind moderator": moderator, "manager before it is agreed": team_manager,
        "the practitioner": worker, "outsider": outsider,
    }.items()}  # fmt: skip
    assert pages == {
        "lead": 200, "auditor": 200, "blind moderator": 404, "manager before it is agreed": 404, "the practitioner": 404, "outsider": 404,
    }  # fmt: skip


@pytest.mark.parametrize("act", ["record", "close", "link"])
def test_people_who_may_not_are_refused(auditor, lead, submitted_audit, practitioner_set, act):
    voice = seek_voice(actor=lead.person, source=VoiceSource.PRACTITIONER, audit=submitted_audit, question_set=practitioner_set)
    assert auditor.get(f"{voice.get_absolute_url()}{act}/").status_code == 403


def test_a_page_that_is_read_changes_nothing_and_is_in_the_log_of_readings(lead, given):
    before = list(VoiceRecord.objects.values())
    for page in ("", "record/", "themes/", "consent/", "quote/"):
        assert lead.get(f"{given.get_absolute_url()}{page}").status_code == 200
    assert list(VoiceRecord.objects.values()) == before
    assert Access.objects.filter(actor=lead.person, address__contains="voice").exists()


def test_administrators_and_the_board_read_none(administrator, board_member, given):
    for visitor in (administrator, board_member):
        assert visitor.get(given.get_absolute_url()).status_code == 404
        assert "1 voice" not in visitor.get(LIST).text


def test_the_list_is_narrowed_and_taken_as_a_file(lead, given, asked):
    assert "1 voice" in lead.get(LIST, {"state": "obtained"}).text
    assert "1 voice" in lead.get(LIST, {"month": "2023-06", "source": "parent"}).text
    assert WORDS in lead.get(LIST, {"export": "csv"}).text


def test_more_rows_take_no_more_queries(lead, given):
    lead.get(LIST)
    with CaptureQueriesContext(connection) as one:
        lead.get(LIST)
    for _ in range(2):
        seek_voice(actor=lead.person, source=VoiceSource.PARTNER)
    lead.get(LIST)
    with CaptureQueriesContext(connection) as three:
        lead.get(LIST)
    assert len(three) == len(one)


def test_questions_are_written_and_changed_as_versions(lead, auditor, practitioner_set):
    page = lead.post(f"{practitioner_set.get_absolute_url()}change/", {"text_1": "What helped?", "kind_1": "words"}, follow=True)
    assert "After an audit, version 2" in page.text
    old = auditor.get(practitioner_set.get_absolute_url())
    assert "It was replaced by" in old.text
    assert auditor.get(f"{practitioner_set.get_absolute_url()}change/").status_code == 403
    assert auditor.get(f"{LIST}questions/").status_code == 200
