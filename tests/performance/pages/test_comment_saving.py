"""A comment is saved while it is written, and two windows lose nothing."""

import datetime

import pytest

from performance.models import Commentary
from performance.services import ask_for_comment
from tests.performance.conftest import JULY
from tests.replay import replayed

URL = "/performance/indicators/case-supervision-percent/2023-07/comment/"


@pytest.fixture
@replayed
def asked(analyst, head_of_service, supervision):
    return ask_for_comment(
        actor=analyst.person, indicator=supervision, month=JULY, person=head_of_service.person, due=datetime.date(2098, 1, 4)
    )


def save(visitor, comment: str, **more):
    return visitor.post(URL, {"status": "", "comment": comment, "action": "", **more}, headers={"accept": "application/json"})


def test_what_is_half_written_is_kept_and_not_handed_in(head_of_service, asked):
    answer = save(head_of_service, "Sessions were").json()

    stored = Commentary.objects.get()
    assert (answer["state"], stored.comment, stored.is_waiting) == ("saved", "Sessions were", True)


def test_saving_it_hands_it_in(head_of_service, asked):
    save(head_of_service, "Sessions were held.")
    head_of_service.post(URL, {"status": "", "comment": "Sessions were held.", "action": ""})

    stored = Commentary.objects.get()
    assert (stored.written_by, stored.is_waiting) == (head_of_service.person, False)


def test_another_window_is_shown_and_not_overwritten(head_of_service, analyst, asked):
    seen = save(head_of_service, "Mine.").json()["seen"]
    save(analyst, "Theirs.")

    answer = save(head_of_service, "Mine, longer.", seen=seen)

    assert (answer.status_code, answer.json()["state"]) == (409, "changed")
    assert "Theirs." in answer.json()["html"]
    assert Commentary.objects.get().comment == "Theirs."


def test_without_scripts_both_versions_are_shown_too_and_the_next_save_stands(head_of_service, analyst, asked):
    seen = save(head_of_service, "Mine.").json()["seen"]
    save(analyst, "Theirs.")

    page = head_of_service.post(URL, {"status": "", "comment": "Mine, longer.", "action": "", "seen": seen})
    now = page.context["form"]["seen"].value()
    head_of_service.post(URL, {"status": "", "comment": "Mine, longer.", "action": "", "seen": now})

    assert "Theirs." in page.content.decode()
    assert Commentary.objects.get().comment == "Mine, longer."


def test_a_save_whose_answer_was_lost_is_no_other_window(head_of_service, asked):
    seen = save(head_of_service, "One.").json()["seen"]
    save(head_of_service, "One, two.", seen=seen)

    again = save(head_of_service, "One, two, three.", seen=seen, tried="status=&comment=One%2C+two.&action=")

    assert again.json()["state"] == "saved"
    assert Commentary.objects.get().comment == "One, two, three."


def test_an_outsider_saves_nothing(outsider, asked):
    assert save(outsider, "Words.").status_code == 403


def test_the_action_can_be_raised_in_the_tracker_with_its_words(head_of_service, asked):
    head_of_service.post(URL, {"comment": "Held.", "action": "Check each Friday"})

    assert "what=Check+each+Friday" in head_of_service.get(URL).content.decode()
    page = head_of_service.get("/actions/raise/?indicator=case-supervision-percent&what=Check+each+Friday").content.decode()
    assert "Check each Friday</textarea>" in page or 'value="Check each Friday"' in page
