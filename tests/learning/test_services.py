"""Planning events, inviting, recording who came, evaluating."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from audits.models import AuditTraining
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.errors import Incomplete, StaleState
from foundation.guard.services import Identified
from foundation.notices.models import Notice
from learning.enums import Attendance, EvaluationReply, EventKind, EventState, InvitationReply
from learning.models import EvaluationCount, Invitation, LearningEvent
from learning.queries.people import words_on
from learning.services.attendance import add_person_who_came, record_attendance
from learning.services.evaluations import evaluate_event
from learning.services.events import cancel_event, change_event, hand_over_events, hold_event, plan_event, unhold_event
from learning.services.inviting import answer_invitation, invite, withdraw_invitation
from learning.workflow import MOVES
from tests.people import Visitor, add_person

from .conftest import THE_DAY, invitation_of

TOMORROW = THE_DAY + datetime.timedelta(days=1)


def verbs_of(event) -> list[str]:
    return [entry.verb for entry in Entry.objects.of(event).writes()]


def planned(actor, **about) -> LearningEvent:
    given = {"kind": EventKind.MEETING, "name": "Performance and practice meeting", "first_day": TOMORROW}
    return plan_event(actor=actor, **given | about)


@pytest.mark.parametrize("who", ["lead", "director", "head_of_service", "service_manager"])
def test_people_who_run_services_plan_events(request, who):
    event = planned(request.getfixturevalue(who).person)

    assert (event.state, event.organiser, event.last_day) == (EventState.PLANNED, request.getfixturevalue(who).person, TOMORROW)
    assert verbs_of(event) == ["learning.planned"]


@pytest.mark.parametrize("who", ["auditor", "worker", "board_member", "administrator"])
def test_others_do_not(request, who):
    with pytest.raises(PermissionDenied):
        planned(request.getfixturevalue(who).person)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "  "}, "name"),
        ({"last_day": THE_DAY}, "last_day"),
        ({"last_day": TOMORROW + datetime.timedelta(days=31)}, "last_day"),
        ({"starts_at": datetime.time(9)}, "ends_at"),
        ({"starts_at": datetime.time(9), "ends_at": datetime.time(9)}, "ends_at"),
        ({"starts_at": datetime.time(9), "ends_at": datetime.time(10), "last_day": TOMORROW + datetime.timedelta(days=1)}, "ends_at"),
        ({"facilitators": [("", "Meridian")]}, "facilitators"),
        ({"questions": ["Was it good?"] * 9}, "questions"),
        ({"kind": EventKind.AUDITOR_TRAINING}, "organiser"),
        ({"name": "They moved to PR8 1AA."}, "name"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(head_of_service, given, field):
    with pytest.raises(ValidationError) as refused:
        planned(head_of_service.person, **given)

    assert set(refused.value.message_dict) == {field}
    assert not LearningEvent.objects.exists()


@pytest.mark.both
def test_the_database_holds_it_too(training):
    for wrong in (
        {"last_day": THE_DAY - datetime.timedelta(days=1)},
        {"ends_at": datetime.time(8)},
        {"last_day": TOMORROW},
        {"state": EventState.CANCELLED},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            LearningEvent.objects.update(**wrong)


def test_a_training_asks_the_usual_questions_and_a_meeting_none(lead, training):
    assert [each.place for each in training.questions.all()] == [1, 2, 3]
    assert not planned(lead.person).questions.exists()


def test_another_day_is_told_to_people_who_have_not_said_they_cannot(head_of_service, training, invited, worker, team_manager):
    answer_invitation(actor=team_manager.person, invitation=invitation_of(training, team_manager), reply=InvitationReply.CANNOT)
    Notice.objects.all().delete()

    change_event(actor=head_of_service.person, event=training, first_day=TOMORROW, last_day=TOMORROW)

    assert list(Notice.objects.values_list("person", "subject")) == [(worker.person.pk, "Training has moved")]
    assert verbs_of(training)[-1] == "learning.changed"


def test_what_people_are_notified_of_says_nothing_that_was_typed(head_of_service, training, invited):
    cancel_event(actor=head_of_service.person, event=training, reason="Too few could come")

    said = " ".join(f"{notice.subject} {notice.words}" for notice in Notice.objects.all())
    assert Notice.objects.count() == 4
    assert [word for word in ("Analysis", "Town Hall", "Ashworth", "Too few") if word in said] == []


def test_an_event_is_held_once_it_has_begun(lead):
    event = planned(lead.person)
    with pytest.raises(Incomplete):
        hold_event(actor=lead.person, event=event)
    with frozen_clock(TOMORROW):
        assert hold_event(actor=lead.person, event=event).is_held
        assert unhold_event(actor=lead.person, event=event).is_planned


def test_a_cancelled_event_has_its_reason_and_stays_so(lead, training):
    with pytest.raises(Incomplete):
        cancel_event(actor=lead.person, event=training, reason=" ")
    cancel_event(actor=lead.person, event=training, reason="The room is flooded")
    training.refresh_from_db()
    assert training.cancelled_because == "The room is flooded"
    for service in (hold_event, change_event):
        with pytest.raises(StaleState):
            service(actor=lead.person, event=training)
    with pytest.raises(StaleState):
        invite(actor=lead.person, event=training, people=[lead.person])


@pytest.mark.parametrize("move", MOVES)
def test_nobody_but_its_organiser_and_the_lead_makes_a_move(training, head_of_service, lead, director, worker, move):
    may = MOVES[move].may

    assert [may(each.person, training) for each in (head_of_service, lead, director, worker)] == [True, True, False, False]


def test_a_team_is_everybody_who_works_in_it_once(lead, training, elm_team, worker, team_manager):
    made = invite(actor=lead.person, event=training, teams=[elm_team], people=[worker.person])

    assert {each.person for each in made} == {worker.person, team_manager.person}
    assert {each.team for each in made} == {elm_team}
    assert invite(actor=lead.person, event=training, teams=[elm_team]) == []


def test_nobody_is_invited_who_is_on_the_board_alone_or_left(lead, training, board_member, worker):
    type(worker.person).objects.filter(pk=worker.person.pk).update(is_active=False)
    for person in (board_member.person, type(worker.person).objects.get(pk=worker.person.pk)):
        with pytest.raises(ValidationError):
            invite(actor=lead.person, event=training, people=[person])


def test_only_the_invited_person_replies(lead, training, invited, worker):
    invitation = invitation_of(training, worker)
    with pytest.raises(PermissionDenied):
        answer_invitation(actor=lead.person, invitation=invitation, reply=InvitationReply.COMES)
    for _ in range(2):
        answer_invitation(actor=worker.person, invitation=invitation, reply=InvitationReply.COMES)

    assert verbs_of(training).count("learning.replied") == 1


def test_the_first_person_who_came_says_that_it_was_held(head_of_service, training, invited, worker):
    for _ in range(2):
        record_attendance(actor=head_of_service.person, invitation=invitation_of(training, worker), attendance=Attendance.CAME)

    training.refresh_from_db()
    assert (training.state, verbs_of(training)[-2:]) == (EventState.HELD, ["learning.attendance", "learning.held"])
    assert not AuditTraining.objects.exists()
    with pytest.raises(Incomplete):
        unhold_event(actor=head_of_service.person, event=training)
    with pytest.raises(StaleState):
        withdraw_invitation(actor=head_of_service.person, invitation=invitation_of(training, worker))


def test_nobody_came_before_it_begins(lead, training, invited, worker):
    change_event(actor=lead.person, event=training, first_day=TOMORROW, last_day=TOMORROW)
    with pytest.raises(StaleState):
        record_attendance(actor=lead.person, invitation=invitation_of(training, worker), attendance=Attendance.CAME)


def test_people_who_came_to_a_training_to_audit_are_trained(lead, auditor, moderator):
    event = planned(lead.person, kind=EventKind.AUDITOR_TRAINING, name="Training for new auditors", first_day=THE_DAY)
    [invitation] = invite(actor=lead.person, event=event, people=[auditor.person])
    record_attendance(actor=lead.person, invitation=invitation, attendance=Attendance.CAME)
    add_person_who_came(actor=lead.person, event=event, person=moderator.person)

    assert set(AuditTraining.objects.values_list("person", "trained_on", "what")) == {
        (auditor.person.pk, THE_DAY, "Training for new auditors"),
        (moderator.person.pk, THE_DAY, "Training for new auditors"),
    }
    record_attendance(actor=lead.person, invitation=invitation, attendance=Attendance.ABSENT)
    assert [each.person for each in AuditTraining.objects.all()] == [moderator.person]


def answers(event, reply) -> dict[int, str]:
    return {each.pk: reply for each in event.questions.all()}


def test_answers_are_counted_and_who_gave_them_is_kept_nowhere(head_of_service, training, invited, worker, team_manager):
    for visitor, reply in ((worker, EvaluationReply.AGREE), (team_manager, EvaluationReply.DISAGREE)):
        invitation = invitation_of(training, visitor)
        record_attendance(actor=head_of_service.person, invitation=invitation, attendance=Attendance.CAME)
        evaluate_event(actor=visitor.person, invitation=invitation, replies=answers(training, reply))

    assert sorted(EvaluationCount.objects.values_list("reply", "count")) == [("agree", 1)] * 3 + [("disagree", 1)] * 3
    assert [entry.facts for entry in Entry.objects.of(training).filter(verb="learning.evaluated")] == [{}, {}]
    with pytest.raises(StaleState):
        evaluate_event(actor=worker.person, invitation=invitation_of(training, worker), replies=answers(training, EvaluationReply.AGREE))
    with pytest.raises(ValidationError):
        change_event(actor=head_of_service.person, event=training, questions=["Another?"])


def test_words_are_shown_to_its_organiser_from_five_answers_on_without_names(head_of_service, training, worker, team_manager):
    people = [Visitor(add_person(f"{name} Colleague", Role.PRACTITIONER)) for name in ("Ann", "Ben", "Cleo", "Dan", "Eve")]
    for place, invitation in enumerate(invite(actor=head_of_service.person, event=training, people=[each.person for each in people])):
        assert words_on(training) == []
        record_attendance(actor=head_of_service.person, invitation=invitation, attendance=Attendance.CAME)
        given = {"invitation": invitation, "replies": answers(training, EvaluationReply.AGREE)}
        if place == 0:
            with pytest.raises(Identified):
                evaluate_event(actor=invitation.person, words="Tara Quinn talked too long.", **given)
        evaluate_event(actor=invitation.person, words="Shorter, please." if place == 0 else "", **given)

    assert words_on(training) == ["Shorter, please."]
    page = f"/learning/{training.number}/"
    assert "Shorter, please." in head_of_service.get(page).text
    assert "Shorter, please." not in worker.get(page).text
    assert not [entry for entry in Entry.objects.all() if "Shorter" in str(entry.facts)]


def test_only_people_who_came_answer_and_to_every_question(head_of_service, training, invited, worker):
    invitation = invitation_of(training, worker)
    with pytest.raises(StaleState):
        evaluate_event(actor=worker.person, invitation=invitation, replies=answers(training, EvaluationReply.AGREE))
    record_attendance(actor=head_of_service.person, invitation=invitation, attendance=Attendance.CAME)
    with pytest.raises(ValidationError):
        evaluate_event(actor=worker.person, invitation=invitation, replies={})

    assert not EvaluationCount.objects.exists()


def test_planned_events_of_a_leaver_are_organised_by_somebody_else(administrator, head_of_service, training, lead, auditor):
    planned(lead.person, kind=EventKind.AUDITOR_TRAINING)
    hand_over_events(actor=administrator.person, person=head_of_service.person, to=auditor.person)

    training.refresh_from_db()
    assert training.organiser == auditor.person
    with pytest.raises(ValidationError):
        hand_over_events(actor=administrator.person, person=lead.person, to=auditor.person)


def test_an_invitation_by_mistake_is_withdrawn(head_of_service, training, invited, worker):
    withdraw_invitation(actor=head_of_service.person, invitation=invitation_of(training, worker))

    assert not Invitation.objects.filter(person=worker.person).exists()
    assert verbs_of(training)[-1] == "learning.uninvited"
