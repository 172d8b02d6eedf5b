"""An action's own page."""

import pytest

from actions.services import extend_action, return_action, verify_action
from audits.auditing.services.auditing import submit_audit
from tests.actions.stages import in_days, raised
from tests.audit_stages import moderate_unchanged
from tests.replay import replayed


def text_of(visitor, action) -> str:
    return visitor.get(action.get_absolute_url()).content.decode()


def step(visitor, action) -> tuple[str, str]:
    found = visitor.get(action.get_absolute_url()).context["step"]
    return found.text, found.href


def test_the_owner_is_asked_for_evidence(worker, open_action):
    assert step(worker, open_action) == ("You own it. When it is done, say what shows it.", f"/actions/{open_action.number}/done/")


def test_the_manager_is_asked_to_verify(team_manager, done_action):
    words, href = step(team_manager, done_action)

    assert words.startswith("Will Okafor says that it is done.")
    assert href == f"/actions/{done_action.number}/verify/"


def test_the_owner_is_told_who_verifies(worker, done_action):
    assert step(worker, done_action) == ("Tara Quinn is asked to verify it.", "")


def test_a_closed_action_asks_its_owner_for_nothing(nothing_drawn, worker, done_action, team_manager):
    verify_action(actor=team_manager.person, action=done_action)

    assert step(worker, done_action) == (
        "Tara Quinn verified it on 7 August 2023. Nothing more to do. Whether practice changed is judged later.",
        "",
    )


def test_a_return_shows_its_reason_beside_the_evidence(worker, done_action, team_manager):
    return_action(actor=team_manager.person, action=done_action, reason="It stops in May.")

    assert step(worker, done_action)[0] == "Tara Quinn returned it: It stops in May."
    assert "The chronology runs to July." in text_of(worker, done_action)


def test_an_extension_shows_both_dates_and_who_agreed(worker, open_action, team_manager):
    extend_action(actor=team_manager.person, action=open_action, due=in_days(30), reason="The school is closed.")

    text = text_of(worker, open_action)
    assert "21 August 2023" in text
    assert "6 September 2023" in text
    assert "Tara Quinn, 7 August 2023" in text


@pytest.fixture
@replayed
def audits_action(auditor, worker, started_audit):
    action = raised(auditor, worker, audit=started_audit, domains=started_audit.tool.domains.all()[:2])
    submit_audit(actor=auditor.person, audit=started_audit)
    return action


def test_no_grade_is_shown_to_the_owner_before_moderation(worker, audits_action):
    text = text_of(worker, audits_action)

    assert "shared with the team once it has been moderated" in text
    assert "qa-grade" not in text
    assert "Good" not in text


def test_the_agreed_grades_are_shown_after_moderation(worker, audits_action):
    moderate_unchanged(audits_action.audit)

    assert text_of(worker, audits_action).count("qa-grade--good") == 2


def test_the_raiser_reads_that_it_waits_for_submission(auditor, worker, started_audit):
    action = raised(auditor, worker, audit=started_audit)

    assert step(auditor, action)[0] == f"It goes live when audit {started_audit.number} is submitted. Will Okafor cannot see it yet."
    assert worker.get(action.get_absolute_url()).status_code == 404


def test_an_outsider_gets_404(outsider, board_member, administrator, open_action):
    for visitor in (outsider, board_member, administrator):
        assert visitor.get(open_action.get_absolute_url()).status_code == 404
