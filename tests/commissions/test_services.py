"""What somebody can do with commissioned work, and what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from actions.services import raise_action
from commissions.enums import CommissionState
from commissions.models import Commission
from commissions.services import (
    add_commission,
    answer_commission,
    change_commission,
    hand_over_commissions,
    link_work,
    name_chair,
    note_told,
    release_commission,
    withdraw_commission,
)
from foundation.accounts.enums import Role
from foundation.accounts.models import PersonRole
from foundation.activity.models import Entry
from foundation.errors import Incomplete, StaleState
from foundation.guard.services import Identified
from foundation.notices.models import Notice
from tests.commissions.conftest import ANSWER, QUESTION, THE_DAY

JUNE, JULY = datetime.date(2023, 6, 1), datetime.date(2023, 7, 1)
SHORT = {"question": QUESTION, "asked_on": THE_DAY, "due": datetime.date(2023, 9, 7)}


def verbs(commission) -> list[str]:
    return [entry.verb for entry in Entry.objects.of(commission)]


def told(commission, actor) -> Commission:
    note_told(actor=actor, commissions=[commission.pk], first=JUNE, last=JULY)
    commission.refresh_from_db()
    return commission


def test_a_question_goes_from_asked_to_answered_and_each_step_leaves_a_trace(answered):
    assert (answered.state, answered.answer) == (CommissionState.ANSWERED, ANSWER)
    assert (answered.started_on, answered.closed_on) == (THE_DAY, THE_DAY)
    assert verbs(answered) == ["commission.added", "commission.started", "commission.answered"]


def test_the_person_who_leads_it_is_notified(asked, head_of_service):
    notice = Notice.objects.get(person=head_of_service.person)

    assert notice.subject == f"You lead commissioned work {asked.number}"
    assert QUESTION not in notice.words


def test_a_question_is_answered_at_once_but_not_without_a_lead(lead, asked):
    alone = add_commission(actor=lead.person, **SHORT)

    assert answer_commission(actor=lead.person, commission=asked, answer=ANSWER).state == CommissionState.ANSWERED
    with pytest.raises(Incomplete, match="Nobody leads this work yet"):
        answer_commission(actor=lead.person, commission=alone, answer=ANSWER)


def test_an_empty_answer_and_one_that_names_a_child_are_refused(lead, under_way):
    with pytest.raises(Incomplete, match="Write the answer"):
        answer_commission(actor=lead.person, commission=under_way, answer="  ")
    with pytest.raises(Identified, match="PR8 1AA"):
        answer_commission(actor=lead.person, commission=under_way, answer="One family moved to PR8 1AA.")


def test_an_answer_is_corrected_until_a_report_has_given_it(lead, head_of_service, answered):
    answer_commission(actor=head_of_service.person, commission=answered, answer="Ten of fourteen.")
    assert verbs(answered)[-1] == "commission.corrected"

    with pytest.raises(Incomplete, match="The report on June and July 2023 gave this answer"):
        answer_commission(actor=head_of_service.person, commission=told(answered, lead.person), answer="Eleven of fourteen.")


def test_once_it_is_under_way_its_plan_changes_and_not_the_question(lead, under_way):
    change_commission(actor=lead.person, commission=under_way, question="Another?", due=datetime.date(2023, 10, 5))
    under_way.refresh_from_db()

    assert (under_way.question, under_way.due, under_way.first_due) == (QUESTION, datetime.date(2023, 10, 5), datetime.date(2023, 9, 7))
    assert Entry.objects.of(under_way).last().facts["after"] == {"due": "2023-10-05"}


def test_it_is_withdrawn_for_a_reason_once(lead, under_way):
    with pytest.raises(Incomplete, match="Say why"):
        withdraw_commission(actor=lead.person, commission=under_way, reason="")
    withdraw_commission(actor=lead.person, commission=under_way, reason="The audit of July answers it.")

    with pytest.raises(StaleState, match="was withdrawn on 1 August 2023"):
        withdraw_commission(actor=lead.person, commission=under_way, reason="Again.")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"question": "  "}, "Write the question"),
        ({"asked_on": datetime.date(2023, 8, 2)}, "today or in the past"),
        ({"due": datetime.date(2023, 7, 1)}, "cannot be due before it was asked"),
        ({"from_first": JUNE}, "Give the first and the last month"),
        ({"from_first": JULY, "from_last": JUNE}, "earlier than the first"),
    ],
)
def test_what_cannot_be_is_refused(lead, wrong, says):
    with pytest.raises(ValidationError, match=says):
        add_commission(actor=lead.person, **(SHORT | wrong))


def test_the_chair_adds_a_question_and_names_no_lead(chair, worker):
    with pytest.raises(ValidationError, match="The QA lead names who leads the work"):
        add_commission(actor=chair.person, lead=worker.person, **SHORT)

    assert add_commission(actor=chair.person, **SHORT).lead is None


def test_another_board_member_adds_none(chair, other_member):
    with pytest.raises(PermissionDenied):
        add_commission(actor=other_member.person, **SHORT)


def test_a_chair_who_left_the_board_adds_none(chair):
    chair.person.role_rows.all().delete()

    with pytest.raises(PermissionDenied):
        add_commission(actor=type(chair.person).objects.get(pk=chair.person.pk), **SHORT)


def test_only_a_board_member_chairs_the_board(lead, director):
    with pytest.raises(ValidationError, match="Dilys Kaur is not a Board member"):
        name_chair(actor=lead.person, person=director.person)


def test_a_colleague_neither_answers_nor_links(service_manager, asked):
    for service, given in ((answer_commission, {"answer": ANSWER}), (link_work, {"actions": [], "studies": []})):
        with pytest.raises(PermissionDenied):
            service(actor=service_manager.person, commission=asked, **given)


def test_links_are_replaced_and_recorded_once(lead, asked):
    raised = [raise_action(actor=lead.person, owner=lead.person, what=what, why="It came of it.") for what in ("One", "Two")]
    for _ in range(2):
        link_work(actor=lead.person, commission=asked, actions=raised, studies=[])
    link_work(actor=lead.person, commission=asked, actions=raised[1:], studies=[])

    assert [each.what for each in asked.actions.all()] == ["Two"]
    assert verbs(asked)[1:] == ["commission.linked"] * 2


def test_the_board_reads_what_was_released_and_its_own_questions(lead, board_member, asked):
    own = add_commission(actor=lead.person, asked_by="leaders", **SHORT)
    assert list(Commission.objects.visible_to(board_member.person)) == [asked]

    for _ in range(2):
        release_commission(actor=lead.person, commission=own)

    assert set(Commission.objects.visible_to(board_member.person)) == {asked, own}
    assert verbs(own).count("commission.released") == 1


def test_what_somebody_who_leaves_leads_goes_to_another_with_days_of_their_own(lead, administrator, head_of_service, under_way):
    Commission.objects.filter(pk=under_way.pk).update(due=THE_DAY)
    hand_over_commissions(actor=administrator.person, person=head_of_service.person, to=lead.person)
    under_way.refresh_from_db()

    assert (under_way.lead, under_way.due) == (lead.person, datetime.date(2023, 8, 8))
    assert verbs(under_way)[-1] == "commission.handed_over"


def test_what_was_answered_since_a_month_is_hidden_from_a_moderator_who_grades_it_blind(lead, moderator, submitted_audit, asked):
    PersonRole.objects.create(person=moderator.person, role=Role.HEAD_OF_SERVICE)
    reader = type(moderator.person).objects.get(pk=moderator.person.pk)
    assert list(Commission.objects.visible_to(reader)) == [asked]

    answer_commission(actor=lead.person, commission=asked, answer=ANSWER)

    assert list(Commission.objects.visible_to(reader)) == []
    assert list(Commission.objects.visible_to(lead.person)) == [asked]
