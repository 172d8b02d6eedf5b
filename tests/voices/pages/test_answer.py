"""The page behind a one-time link: opened by anybody who holds it, answered once."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from audits.enums import ThemeReply
from foundation.accounts.models import Attempt
from foundation.council.clock import frozen_clock
from foundation.notices.models import Notice
from tests.voices.conftest import HELPED, THE_DAY
from voices.enums import Consent, HowGiven, LinkEnd, VoiceState
from voices.models import VoiceLink, VoiceRecord
from voices.services.links import hash_of, make_link, withdraw_link


@pytest.fixture
def outside() -> Client:
    """A browser of nobody, which sends no cookie back and fails where one is asked for."""
    cache.clear()
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def path(made) -> str:
    return urlsplit(made.address).path


def sent(voice: VoiceRecord, **more: str) -> dict[str, str]:
    first, second = voice.question_set.questions.all()
    answers = {f"reply_{first.pk}": "yes", f"words_{first.pk}": "", f"words_{second.pk}": "Give us more time to prepare."}
    return {**answers, "words": "", "consent": Consent.GIVEN.value, **more}


def everything() -> list:
    """Whatever a page could change of voices and links."""
    return [*VoiceRecord.objects.values(), *VoiceLink.objects.values(), Notice.objects.count(), Attempt.objects.count()]


def test_somebody_answers_without_signing_in(outside, asked, path):
    page = outside.get(path)
    thanks = outside.post(path, sent(asked))

    assert (page.status_code, thanks.status_code) == (200, 200)
    assert HELPED in page.content.decode()
    assert "Your answers were sent" in thanks.content.decode()
    voice = VoiceRecord.objects.get(pk=asked.pk)
    assert (voice.state, voice.how, voice.given_on, voice.consent) == (VoiceState.OBTAINED, HowGiven.BY_LINK, THE_DAY, Consent.GIVEN)
    assert list(voice.answers.values_list("reply", "words")) == [(ThemeReply.YES, ""), ("", "Give us more time to prepare.")]


def test_opening_it_changes_nothing_however_often_and_by_whatever_method(outside, asked, path):
    before = everything()
    for _ in range(12):
        assert outside.get(path).status_code == 200
        assert outside.head(path).status_code == 200
    outside.options(path)
    assert everything() == before
    assert "Your answers were sent" in outside.post(path, sent(asked)).content.decode()


def test_the_second_answer_is_refused_with_thanks_and_shows_nothing_of_the_first(outside, asked, path):
    outside.post(path, sent(asked))
    before = everything()

    for answer in (outside.get(path), outside.post(path, sent(asked, words="Something else")), outside.post(path, {"decline": ""})):
        words = answer.content.decode()
        assert answer.status_code == 410
        assert "answers were sent through it already" in words
        assert "more time" not in words
    assert everything() == before


@pytest.mark.parametrize("change", ["first letter", "last letter", "shorter", "the hash itself"])
def test_another_token_is_refused_kindly(outside, path, made, change):
    head, token = path.rstrip("/").rsplit("/", 1)
    other = {
        "first letter": ("a" if token[0] != "a" else "b") + token[1:],
        "last letter": token[:-1] + ("a" if token[-1] != "a" else "b"),
        "shorter": token[:-2],
        "the hash itself": hash_of(token),
    }[change]
    answer = outside.get(f"{head}/{other}/")
    assert answer.status_code == 404
    assert "Check that you have copied all of it" in answer.content.decode()


def test_a_link_ends_after_its_last_day(outside, asked, path, made):
    with frozen_clock(made.link.last_day):
        assert outside.get(path).status_code == 200
    with frozen_clock(made.link.last_day + datetime.timedelta(days=1)):
        before = everything()
        for answer in (outside.get(path), outside.post(path, sent(asked)), outside.post(path, {"decline": ""})):
            assert answer.status_code == 410
            assert "This link has ended" in answer.content.decode()
        assert everything() == before


def test_a_link_that_was_withdrawn_or_renewed_ends(outside, lead, asked, path):
    newer = urlsplit(make_link(actor=lead.person, voice=asked).address).path
    assert (outside.get(path).status_code, outside.get(newer).status_code) == (410, 200)

    withdraw_link(actor=lead.person, voice=asked)
    assert outside.post(newer, sent(asked)).status_code == 410
    assert [link.ended_because for link in asked.links.all()] == [LinkEnd.WITHDRAWN, LinkEnd.RENEWED]
    assert VoiceRecord.objects.get(pk=asked.pk).state == VoiceState.SOUGHT


def test_guessing_is_slowed_down_and_the_true_link_works_from_elsewhere(outside, path):
    head = path.rstrip("/").rsplit("/", 1)[0]
    found = [outside.get(f"{head}/guess{number}/").status_code for number in range(31)]
    assert found == [404] * 30 + [429]
    assert "Wait 15 minutes" in outside.get(path).content.decode()
    assert outside.get(path, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_it_is_stored_nowhere_and_tells_no_other_site_its_address(outside, path):
    answer = outside.get(path)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"].startswith("noindex")


def test_no_copy_of_the_database_holds_the_link(made):
    token = made.address.rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43
    assert VoiceLink.objects.get().token_hash == hash_of(token)
    assert token not in str(everything())


def test_the_page_shows_no_case_content(outside, asked, path):
    asked.who = "The health visitor of the twins"
    asked.save()
    words = outside.get(path).content.decode()
    assert all(each not in words for each in (asked.who, "Elm Team", asked.gathered_by.name, asked.short_name))


def test_they_may_decline_without_saying_why(outside, asked, path):
    assert "Nobody will ask you why" in outside.post(path, {"decline": ""}).content.decode()
    voice = VoiceRecord.objects.get(pk=asked.pk)
    assert (voice.state, voice.why_not, voice.links.get().ended_because) == (VoiceState.DECLINED, "", LinkEnd.USED)


def test_an_empty_answer_and_a_name_are_pointed_out_and_nothing_typed_is_lost(outside, asked, path, team_manager):
    empty = outside.post(path, {"consent": "given", "words": ""})
    assert "Write what was said, or answer a question" in empty.content.decode()

    named = outside.post(path, sent(asked, words=f"It was {team_manager.person.name} who helped."))
    words = named.content.decode()
    assert f"“{team_manager.person.name}” looks like" in words
    assert "Give us more time to prepare." in words
    assert VoiceRecord.objects.get(pk=asked.pk).is_waiting


def test_the_person_who_gathers_it_is_notified_without_what_was_said(outside, asked, path):
    outside.post(path, sent(asked))
    notice = Notice.objects.get(person=asked.gathered_by)
    assert (notice.subject, notice.path) == (f"{asked} was answered through its link", asked.get_absolute_url())
    assert "time to prepare" not in notice.words
