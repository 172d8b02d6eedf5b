"""What a visitor finds of closing the loop in the demo on 31 August 2023."""

import pytest

from actions.models import Action
from audits.reaudits.queries import asking_for_re_audit

pytestmark = pytest.mark.once  # the demo is loaded on PostgreSQL by the tests of its figures


def text_of(visitor, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_lead_is_asked_for_a_second_look_and_for_an_effect(as_person):
    work = text_of(as_person("Naomi Fielding"), "/")

    assert "Look again: Put the dates of the next three core groups on the record" in work
    assert "Confirm the effect of 1 action" in work


def test_later_audits_suggest_that_a_teams_action_was_effective(as_person):
    action = Action.objects.awaiting_effect().get(level="team")

    assert "this suggests effective." in text_of(as_person("Naomi Fielding"), f"/actions/{action.number}/effect/")


def test_the_team_manager_answers_a_request_for_time_and_one_to_withdraw(as_person):
    work = text_of(as_person("Michelle Rimmer"), "/")

    assert "Answer: more time for action" in work
    assert "Answer: withdrawal for action" in work


def test_most_closed_actions_were_effective_and_some_were_not(as_person):
    states = list(Action.objects.closed().values_list("state", flat=True))

    assert states.count("effective") > states.count("not_effective") > 10


def test_an_inadequate_asks_to_be_audited_again(as_person):
    assert f"/re-audits/{asking_for_re_audit()[0].audit.number}/" in text_of(as_person("Naomi Fielding"), "/re-audits/")
