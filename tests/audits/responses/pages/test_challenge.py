"""/audits/<number>/challenge/ and its answer: the team says what it holds against a finished audit."""

import datetime

import pytest

from audits.models import Audit, Challenge
from audits.responses.services.challenges import challenge_audit
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from tests.reading import text_at
from tests.replay import replayed

TEXT = {"text": "The plan was updated on 30 June."}
ANSWER = {"text": "We looked again; the grade stands."}


def url(audit: Audit, page: str = "challenge/") -> str:
    return f"/audits/{audit.number}/{page}"


@pytest.fixture
@replayed
def challenged(moderated_audit, team_manager) -> Audit:
    challenge_audit(actor=team_manager.person, audit=moderated_audit, text=TEXT["text"])
    return moderated_audit


def test_the_team_challenges_and_the_moderator_answers(team_manager, moderator, moderated_audit):
    assert "Challenge this audit" in text_at(team_manager, url(moderated_audit, ""))
    team_manager.post(url(moderated_audit), TEXT)
    assert f"Answer the challenge to audit {moderated_audit.number}" in text_at(moderator, "/")
    moderator.post(url(moderated_audit, "challenge/answer/"), ANSWER)

    page = text_at(team_manager, url(moderated_audit, ""))
    assert TEXT["text"] in page
    assert ANSWER["text"] in page
    assert "Answer the challenge" not in text_at(moderator, "/")


def test_it_leaves_a_trace(moderator, lead, challenged):
    lead.post(url(challenged, "challenge/answer/"), ANSWER)

    assert [entry.sentence for entry in Entry.objects.of(challenged).writes()][-2:] == [
        "challenged the audit",
        "answered the team’s challenge",
    ]


def test_neither_is_left_empty(team_manager, moderator, moderated_audit):
    assert list(team_manager.post(url(moderated_audit), {"text": " "}).context["form"].errors) == ["text"]
    assert not Challenge.objects.exists()


def test_the_service_manager_may_and_the_worker_and_the_auditor_may_not(service_manager, worker, auditor, moderated_audit):
    assert service_manager.get(url(moderated_audit)).status_code == 200
    assert {visitor.get(url(moderated_audit)).status_code for visitor in (worker, auditor)} == {403}


@pytest.mark.parametrize("page", ["challenge/", "challenge/answer/"])
def test_an_outsider_does_not_find_it(outsider, board_member, administrator, challenged, page):
    assert {visitor.get(url(challenged, page)).status_code for visitor in (outsider, board_member, administrator)} == {404}


def test_the_team_does_not_answer_itself(team_manager, challenged):
    assert team_manager.post(url(challenged, "challenge/answer/"), ANSWER).status_code == 403


def test_the_second_time_does_nothing(team_manager, moderator, challenged):
    moderator.post(url(challenged, "challenge/answer/"), ANSWER)
    before = Entry.objects.of(challenged).writes().count()
    team_manager.post(url(challenged), {"text": "Again."})
    moderator.post(url(challenged, "challenge/answer/"), {"text": "Again."})

    challenge = Challenge.objects.get()
    assert (challenge.text, challenge.answer) == (TEXT["text"], ANSWER["text"])
    assert Entry.objects.of(challenged).writes().count() == before


def test_after_ten_working_days_it_is_too_late(team_manager, moderated_audit):
    with frozen_clock(moderated_audit.finished_on + datetime.timedelta(days=21)):
        answer = team_manager.post(url(moderated_audit), TEXT)
        page = text_at(team_manager, url(moderated_audit, ""))

    assert (answer.status_code, TEXT["text"] in answer.content.decode()) == (409, True)
    assert "Challenge this audit" not in page
    assert not Challenge.objects.exists()


def test_an_audit_that_still_waits_cannot_be_challenged(team_manager, submitted_audit):
    assert team_manager.get(url(submitted_audit)).status_code == 404
