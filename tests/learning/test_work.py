"""What of the calendar waits in My work, and who is reminded."""

import datetime

from desk.pages.chasing import owed_to
from foundation.council.clock import frozen_clock
from foundation.council.work import items_of_all
from learning.enums import Attendance, InvitationReply
from learning.pages.work import work_questions
from learning.services.attendance import record_attendance
from learning.services.events import change_event
from learning.services.inviting import answer_invitation

from .conftest import THE_DAY, invitation_of


def waiting(visitor, on=THE_DAY) -> list[tuple[str, datetime.date | None]]:
    return [(item.what, item.due) for item in items_of_all(work_questions(visitor.person, on))]


def test_an_invitation_waits_until_there_is_a_reply(worker, training, invited):
    assert waiting(worker) == [("Say whether you can come: Analysis in assessments", THE_DAY - datetime.timedelta(days=7))]
    answer_invitation(actor=worker.person, invitation=invitation_of(training, worker), reply=InvitationReply.COMES)
    assert waiting(worker) == []


def test_people_who_came_are_asked_for_three_weeks(head_of_service, worker, training, invited):
    record_attendance(actor=head_of_service.person, invitation=invitation_of(training, worker), attendance=Attendance.CAME)
    last = THE_DAY + datetime.timedelta(days=21)

    assert waiting(worker) == [("Say what you thought of it: Analysis in assessments", last)]
    assert [waiting(worker, last), waiting(worker, last + datetime.timedelta(days=1))] == [waiting(worker), []]


def test_its_organiser_is_asked_once_it_is_over(head_of_service, training):
    assert waiting(head_of_service) == []
    assert waiting(head_of_service, THE_DAY + datetime.timedelta(days=1)) == [
        ("Record whether it was held: Analysis in assessments", THE_DAY + datetime.timedelta(days=7))
    ]


def test_late_replies_can_be_chased_and_no_mail_says_what_was_typed(lead, training, invited, worker):
    owed = [each for each in owed_to(lead.person) if each.verb == "learning.reminded"]

    assert {each.person.name for each in owed} == {"Tara Quinn", "Will Okafor"}
    assert {each.what for each in owed} == {f"Say whether you can come to training {training.number}"}
    change_event(
        actor=lead.person, event=training, first_day=THE_DAY + datetime.timedelta(days=7), last_day=THE_DAY + datetime.timedelta(days=7)
    )
    assert [each for each in owed_to(lead.person) if each.verb == "learning.reminded"] == []
    with frozen_clock(THE_DAY + datetime.timedelta(days=8)):
        assert [each for each in owed_to(lead.person) if each.verb == "learning.reminded"] == []
