"""Late actions go up, step by step, to people who are there."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.enums import EscalationStep, Level, Priority
from actions.models import Action, Escalation, EscalationRules
from actions.pages.work import work_for
from actions.queries.escalation import overdue_by_step
from actions.services import extend_action, mark_done
from actions.services.escalation import change_escalation_rules, escalate_late_actions
from audits.models import Audit
from foundation.accounts.models import Absence, Person, Service, Team
from foundation.council.clock import frozen_clock
from foundation.council.working_days import add_working_days
from foundation.notices.models import Notice
from tests.reading import fresh
from tests.replay import replayed

from .stages import THE_DAY, raised, trail_of

DUE = datetime.date(2023, 8, 11)


def escalate(days_late: int) -> int:
    with frozen_clock(add_working_days(DUE, days_late)):
        return escalate_late_actions(actor=Person.objects.system())


def steps(action) -> list[tuple[str, str]]:
    return [(row.get_step_display(), str(row.to)) for row in action.escalations.order_by("step")]


def told(visitor) -> list[str]:
    return list(Notice.objects.of(visitor.person).values_list("subject", flat=True))


@pytest.fixture
@replayed
def late(lead, worker):
    return raised(lead, worker, due=DUE)


def test_what_is_not_late_goes_nowhere(late):
    assert escalate(0) == 0


def test_it_goes_up_by_working_days_late(late, director):
    reached = {days: escalate(days) for days in (1, 4, 5, 9, 10, 19, 20)}

    assert reached == {1: 1, 4: 0, 5: 1, 9: 0, 10: 1, 19: 0, 20: 1}
    assert steps(late) == [
        ("Owner", "Will Okafor"),
        ("Team manager", "Tara Quinn"),
        ("Service manager", "Sunil Mehta"),
        ("Director", "Dilys Kaur"),
    ]
    assert trail_of(late).count("escalated the late action") == 4


def test_the_second_time_does_nothing(late):
    escalate(5)

    assert escalate(5) == 0
    assert Escalation.objects.count() == 2


def test_a_step_says_on_which_day_and_how_late(late):
    escalate(5)

    step = late.escalations.get(step=EscalationStep.TEAM_MANAGER)
    assert (step.day, step.days_late, step.due) == (datetime.date(2023, 8, 18), 5, DUE)


def test_an_owner_who_manages_the_team_is_passed_over(lead, team_manager, director):
    action = raised(lead, team_manager, due=DUE)
    escalate(5)

    assert steps(action) == [("Owner", "Tara Quinn"), ("Team manager", "Sunil Mehta")]


def test_whoever_is_away_is_passed_over(late, team_manager, service_manager):
    for visitor in (team_manager, service_manager):
        Absence.objects.create(person=visitor.person, first_day=DUE, last_day=DUE + datetime.timedelta(days=30))
    escalate(5)

    assert steps(late)[1] == ("Team manager", "Helen Frost")


def test_what_an_owner_left_behind_goes_to_the_lead_first(late, worker, lead):
    Person.objects.filter(pk=worker.person.pk).update(is_active=False)
    escalate(5)

    assert steps(late) == [("Owner", "Leah Brandt"), ("Team manager", "Tara Quinn")]


def test_with_nobody_in_the_line_it_goes_to_the_lead(lead, moderator):
    action = raised(lead, moderator, due=DUE)
    escalate(5)

    assert steps(action)[1] == ("Team manager", "Leah Brandt")


def test_whoever_is_to_moderate_the_audit_blind_is_passed_over(submitted_audit, lead, worker, service_manager):
    Audit.objects.filter(pk=submitted_audit.pk).update(moderator=service_manager.person)
    action = raised(lead, worker, due=DUE, audit=Audit.objects.get(pk=submitted_audit.pk))
    escalate(10)

    assert steps(action)[2] == ("Service manager", "Helen Frost")
    assert told(service_manager) == []


def test_what_was_shown_in_time_is_not_escalated(late, worker):
    mark_done(actor=worker.person, action=late, evidence="Done.")

    assert escalate(20) == 0


def test_a_due_date_that_is_moved_begins_anew(late, lead):
    escalate(5)
    extend_action(actor=lead.person, action=fresh(late), due=datetime.date(2023, 9, 8), reason="The school is closed.")

    with frozen_clock(datetime.date(2023, 9, 12)):
        assert escalate_late_actions(actor=Person.objects.system()) == 1
    assert [row.due.month for row in late.escalations.order_by("pk")] == [8, 8, 9]


def test_the_team_manager_is_told_of_the_action(late, team_manager, worker):
    escalate(5)

    assert told(team_manager) == [f"Action {late.number} is late and was escalated to you"]
    assert told(worker) == []


def test_above_team_manager_people_are_told_counts_by_service(lead, worker, service_manager):
    for _ in range(2):
        raised(lead, worker, due=DUE)
    escalate(10)

    assert told(service_manager) == ["2 late actions in Rowan Service were escalated to you"]
    with frozen_clock(add_working_days(DUE, 10)):
        assert [item.what for item in work_for(service_manager.person, THE_DAY + datetime.timedelta(days=18))] == [
            "See to 2 late actions in Rowan Service"
        ]


def test_an_urgent_action_for_a_child_is_named_above_team_manager(lead, worker, service_manager):
    action = raised(lead, worker, due=DUE, level=Level.CHILD, priority=Priority.URGENT)
    escalate(10)

    assert told(service_manager) == [f"Action {action.number} is late and was escalated to you"]
    (item,) = work_for(service_manager.person, add_working_days(DUE, 10))
    assert item.what == "See to it: Update the chronology"


def test_it_leaves_their_work_when_it_is_done(late, worker, service_manager):
    escalate(10)
    mark_done(actor=worker.person, action=late, evidence="Done.")

    assert work_for(service_manager.person, add_working_days(DUE, 10)) == []


def test_overdue_actions_are_counted_by_how_far_up_they_are(lead, worker, late):
    raised(lead, worker, due=DUE + datetime.timedelta(days=7))
    escalate(10)

    found = list(overdue_by_step(Action.objects.all(), add_working_days(DUE, 10)))
    assert found == [
        (EscalationStep.TEAM_MANAGER, 1),
        (EscalationStep.SERVICE_MANAGER, 1),
    ]


def test_other_days_can_be_set_and_leave_a_trace(lead, late):
    change_escalation_rules(actor=lead.person, team_manager_days=2)

    assert escalate(2) == 2
    assert trail_of(EscalationRules.current()) == ["changed when late actions are escalated"]


def test_a_step_is_later_than_the_one_before(lead):
    with pytest.raises(ValidationError, match="Enter more than 10 days"):
        change_escalation_rules(actor=lead.person, director_days=10)


def test_only_the_timetable_escalates(lead, late):
    with pytest.raises(PermissionDenied):
        escalate_late_actions(actor=lead.person)


def test_three_late_actions_cost_no_more_questions_than_one_to_look_at(lead, worker, late):
    escalate(20)
    with CaptureQueriesContext(connection) as one:
        escalate(20)
    raised(lead, worker, due=DUE)
    raised(lead, worker, due=DUE)
    escalate(20)
    with CaptureQueriesContext(connection) as three:
        escalate(20)
    assert len(three) == len(one)


def test_every_count_of_late_actions_opens_just_those(lead, worker, outsider, service_manager, director):
    """By service, of an owner's team where an action has none, and of no service at all: three lines, each with its own."""
    other = Team.objects.create(name="Yew Team", service=Service.objects.create(name="Yew Service"))
    for count, (owner, team) in enumerate([(worker, worker.person.team), (worker, None), (outsider, other), (outsider, None)], start=1):
        for number in range(count):
            action = raised(lead, owner, what=f"Late, kind {count}, number {number}", due=DUE)
            Action.objects.filter(pk=action.pk).update(team=team)
    Person.objects.filter(pk=outsider.person.pk).update(team=None)
    escalate(20)

    with frozen_clock(add_working_days(DUE, 20)):
        lines = {item.what: item.url for item in work_for(director.person, add_working_days(DUE, 20)) if item.why == "Escalated to you"}
        listed = {what: len(director.get(url).context["table"].rows) for what, url in lines.items()}
        told_of = {notice.subject: len(director.get(notice.path).context["table"].rows) for notice in Notice.objects.of(director.person)}

    assert listed == {
        "See to 3 late actions in Rowan Service": 3,
        "See to 3 late actions in Yew Service": 3,
        "See to 4 late actions without a service": 4,
    }
    assert told_of == {f"{what.removeprefix('See to ')} were escalated to you": count for what, count in listed.items()}
