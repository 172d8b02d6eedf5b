"""`/actions/escalation/rules/`, and where a late action that went up is shown."""

import datetime

import pytest

from actions.models import EscalationRules
from actions.services.escalation import escalate_late_actions
from foundation.accounts.models import Person
from foundation.council.clock import frozen_clock
from tests.actions.stages import raised, trail_of
from tests.replay import replayed

PAGE = "/actions/escalation/rules/"
DAYS = {"owner_days": 0, "team_manager_days": 3, "service_manager_days": 6, "director_days": 9}
# Ten working days after Friday 11 August 2023: the 28th was a bank holiday.
DUE, TEN_LATE = datetime.date(2023, 8, 11), datetime.date(2023, 8, 25)


@pytest.fixture
@replayed
def late(lead, worker):
    return raised(lead, worker, due=DUE)


@pytest.fixture
def gone_up(late):
    """The action that is late, on the day on which it has gone up to the service manager."""
    with frozen_clock(TEN_LATE):
        escalate_late_actions(actor=Person.objects.system())
        yield late


def test_the_lead_changes_the_days_and_leaves_a_trace(lead):
    page = lead.post(PAGE, DAYS, follow=True).content.decode()

    assert "The rules are saved." in page
    assert list(EscalationRules.current().days.values()) == [0, 3, 6, 9]
    assert trail_of(EscalationRules.current()) == ["changed when late actions are escalated"]


def test_the_second_time_does_nothing(administrator):
    for _ in range(2):
        administrator.post(PAGE, DAYS)

    assert trail_of(EscalationRules.current()) == ["changed when late actions are escalated"]


def test_a_step_before_the_one_below_is_refused_and_what_was_typed_is_kept(lead):
    page = lead.post(PAGE, DAYS | {"director_days": 6}).content.decode()

    assert "Enter more than 6 days: this step comes after the one before it." in page
    assert not EscalationRules.objects.exists()
    assert page.count('value="6"') == 2


def test_nobody_else_may(team_manager, director):
    assert [visitor.get(PAGE).status_code for visitor in (team_manager, director)] == [403, 403]


def test_its_page_says_to_whom_it_went_and_when(service_manager, gone_up):
    page = service_manager.get(gone_up.get_absolute_url()).content.decode()

    assert "Sunil Mehta" in page
    assert "25 August 2023" in page
    assert "Escalated the late action" in page


def test_the_tracker_and_its_file_say_how_far_it_went(lead, gone_up):
    assert "Service manager notified" in lead.get("/actions/?view=all").content.decode()
    assert "Service manager notified" in lead.get("/actions/?view=all&export=csv").content.decode()


def test_the_pulse_says_how_many_went_where(lead, cycle, gone_up):
    (figure,) = [figure for figure in lead.get("/").context["pulse"] if figure["text"] == "actions overdue"]

    assert (figure["number"], figure["note"]) == (1, "escalated: 1 to service manager")


def test_an_outsider_still_cannot_see_it(outsider, gone_up):
    assert outsider.get(gone_up.get_absolute_url()).status_code == 404


def test_whoever_stands_there_now_can_open_it_and_nobody_by_an_earlier_row(gone_up, head_of_service, moderator):
    gone_up.escalations.update(to=moderator.person)

    assert head_of_service.get(gone_up.get_absolute_url()).status_code == 200
    assert moderator.get(gone_up.get_absolute_url()).status_code == 404
