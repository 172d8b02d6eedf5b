"""What an audit's page says is still to come once its grades are agreed, to each who reads it."""

import datetime

import pytest

from actions.models import Action
from actions.services import mark_done, raise_action, verify_action
from audits.auditing.services.auditing import submit_audit
from audits.enums import Grade
from audits.models import Audit, FeedbackLetter
from audits.practitioner.services.letter import acknowledge_letter, send_letter, write_letter
from audits.responses.services.responses import answer_inadequate, record_conversation
from foundation.council.clock import today
from tests.audit_stages import grade_all, moderate_unchanged
from tests.replay import replayed


def step_of(visitor, audit: Audit):
    return visitor.get(f"/audits/{audit.number}/").context["page"].step


def sent(audit: Audit) -> FeedbackLetter:
    write_letter(actor=audit.auditor, audit=audit, opening="Dear Will", strengths="She is heard.")
    return send_letter(actor=audit.auditor, audit=audit)


def test_the_auditor_is_asked_for_the_letter_and_others_hear_that_it_is_missing(auditor, lead, worker, moderated_audit):
    assert [step_of(auditor, moderated_audit).heading, step_of(auditor, moderated_audit).button] == [
        "Give the feedback",
        "Write the letter",
    ]
    assert step_of(lead, moderated_audit).button == "Write the letter"
    assert "Will Okafor has had no letter of feedback yet. Amina Yusuf writes it." in step_of(worker, moderated_audit).text


def test_the_practitioner_is_asked_to_read_it_and_others_hear_that_it_is_unread(auditor, worker, moderated_audit):
    sent(moderated_audit)

    assert step_of(worker, moderated_audit).button == "Read the feedback"
    assert "Will Okafor has not acknowledged the feedback yet" in step_of(auditor, moderated_audit).text


def test_nothing_is_left_once_it_is_read(auditor, worker, lead, moderated_audit):
    sent(moderated_audit)
    acknowledge_letter(actor=worker.person, audit=moderated_audit)

    assert {step_of(visitor, moderated_audit).heading for visitor in (auditor, worker, lead)} == {"Nothing is left to do on this audit"}


def test_an_action_that_is_not_closed_is_said(auditor, lead, team_manager, worker, moderated_audit):
    action: Action = raise_action(actor=lead.person, audit=moderated_audit, what="Update it", why="It stops.", owner=worker.person)
    sent(moderated_audit)
    acknowledge_letter(actor=worker.person, audit=moderated_audit)
    assert "1 action is not closed yet." in step_of(auditor, moderated_audit).text

    mark_done(actor=worker.person, action=action, evidence="Done.")
    verify_action(actor=team_manager.person, action=action)
    assert step_of(auditor, moderated_audit).heading == "Nothing is left to do on this audit"


@pytest.fixture
@replayed
def upheld(allocated_audit) -> Audit:
    audit = moderate_unchanged(submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE)))
    sent(audit)
    acknowledge_letter(actor=audit.allocated_worker, audit=audit)
    return audit


def test_an_inadequate_asks_for_the_response_and_the_conversation(lead, auditor, team_manager, service_manager, upheld):
    assert step_of(team_manager, upheld).button == "Respond"
    assert "The team’s response is not given yet" in step_of(auditor, upheld).text
    assert "conversation" not in step_of(auditor, upheld).text

    answer_inadequate(actor=team_manager.person, audit=upheld, text="Visited on the day.")
    assert step_of(service_manager, upheld).button == "Record the conversation"
    assert "The reflective conversation about the Inadequate is not recorded yet" in step_of(lead, upheld).text
    assert step_of(auditor, upheld).heading == "Nothing is left to do on this audit"

    facts = {"held_on": today(), "present": "Will", "learned": "Much.", "support": "None."}
    record_conversation(actor=service_manager.person, audit=upheld, **facts)
    assert step_of(lead, upheld).heading == "Nothing is left to do on this audit"


def test_nothing_is_owed_on_a_past_audit_from_a_spreadsheet(lead, moderated_audit):
    Audit.objects.filter(pk=moderated_audit.pk).update(imported=True, finished_on=datetime.date(2023, 7, 1))

    assert step_of(lead, moderated_audit).heading == "Nothing is left to do on this audit"
