"""The pages of an action's moves: done, verify, return, extend, reassign, withdraw."""

import pytest

from actions.enums import ActionState
from tests.actions.stages import in_days, trail_of
from tests.reading import fresh

GIVEN = {
    "done": {"evidence": "The chronology runs to July.", "pointer": "Case system: chronology, 4 August 2023"},
    "verify": {},
    "return": {"reason": "It stops in May."},
    "extend": {"due_day": "6", "due_month": "9", "due_year": "2023", "reason": "The school is closed."},
    "withdraw": {"reason": "The child moved away."},
}


def url(action, move) -> str:
    return f"/actions/{action.number}/{move}/"


def test_closing_takes_two_page_loads(worker, open_action):
    assert worker.get(url(open_action, "done")).status_code == 200
    response = worker.post(url(open_action, "done"), GIVEN["done"], follow=True)

    assert "Marked as done" in response.content.decode()
    assert response.redirect_chain == [(open_action.get_absolute_url(), 302)]
    assert fresh(open_action).evidence.get().pointer == "Case system: chronology, 4 August 2023"


def test_manager_verifies(team_manager, done_action):
    team_manager.post(url(done_action, "verify"), GIVEN["verify"])

    assert fresh(done_action).state == ActionState.VERIFIED
    assert trail_of(done_action)[-1] == "verified the action"


def test_the_page_to_verify_shows_the_evidence_and_leads_to_the_return(team_manager, done_action):
    text = team_manager.get(url(done_action, "verify")).content.decode()

    assert "The chronology runs to July." in text
    assert f'href="{url(done_action, "return")}"' in text


def test_manager_returns_with_a_reason(team_manager, done_action):
    team_manager.post(url(done_action, "return"), GIVEN["return"])

    assert fresh(done_action).state == ActionState.OPEN
    assert trail_of(done_action)[-1] == "returned the action"


def test_manager_extends(team_manager, open_action):
    team_manager.post(url(open_action, "extend"), GIVEN["extend"])

    action = fresh(open_action)
    assert (action.due, action.first_due) == (in_days(30), in_days(14))


def test_lead_gives_it_to_another_owner(lead, outsider, open_action):
    lead.post(url(open_action, "reassign"), {"owner": outsider.person.pk, "reason": "Will changed teams."})

    assert fresh(open_action).owner == outsider.person


def test_a_withdrawal_is_asked_and_agreed_by_another(lead, team_manager, open_action):
    lead.post(url(open_action, "withdraw"), GIVEN["withdraw"])
    assert fresh(open_action).state == ActionState.OPEN

    team_manager.post(url(open_action, "answer-withdrawal"), {"agrees": "yes"})
    assert fresh(open_action).state == ActionState.WITHDRAWN


@pytest.mark.parametrize("move", ["extend", "withdraw"])
def test_a_reason_is_asked_for_by_its_field(lead, open_action, move):
    response = lead.post(url(open_action, move), GIVEN[move] | {"reason": " "})

    assert list(response.context["form"].errors) == ["reason"]
    assert fresh(open_action).state == ActionState.OPEN


def test_a_return_without_a_reason_is_refused(team_manager, done_action):
    response = team_manager.post(url(done_action, "return"), {"reason": ""})

    assert list(response.context["form"].errors) == ["reason"]
    assert fresh(done_action).state == ActionState.DONE


def test_an_earlier_due_date_is_refused_by_its_field(lead, open_action):
    response = lead.post(url(open_action, "extend"), GIVEN["extend"] | {"due_day": "8", "due_month": "8"})

    assert response.context["form"].errors["due"] == ["The new due date must be after 21 August 2023."]


def test_evidence_is_asked_for(worker, open_action):
    response = worker.post(url(open_action, "done"), {"evidence": ""})

    assert "evidence" in response.context["form"].errors
    assert fresh(open_action).state == ActionState.OPEN


@pytest.mark.parametrize("move", ["verify", "return", "second-look", "effect", "extend", "reassign", "amend", "answer-time"])
def test_the_owner_is_refused(worker, done_action, move):
    assert worker.get(url(done_action, move)).status_code == 403
    assert worker.post(url(done_action, move), GIVEN.get(move, {})).status_code == 403
    assert fresh(done_action).state == ActionState.DONE


@pytest.mark.parametrize(
    "move", ["done", "verify", "return", "second-look", "effect", "extend", "reassign", "amend", "more-time", "drop", "withdraw"]
)
def test_an_outsider_gets_404(outsider, open_action, move):
    assert outsider.get(url(open_action, move)).status_code == 404
    assert outsider.post(url(open_action, move)).status_code == 404


def test_the_second_time_does_nothing(team_manager, lead, done_action):
    team_manager.post(url(done_action, "verify"))
    response = lead.post(url(done_action, "verify"), follow=True)

    assert "already. Nothing was changed." in response.content.decode()
    assert fresh(done_action).verified_by == team_manager.person
