"""The tracker."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.services import extend_action, mark_done, verify_action
from foundation.council.clock import frozen_clock
from tests.actions.stages import THE_DAY, in_days, raised, withdrawn
from tests.replay import replayed
from tests.workbooks import table_in

pytestmark = pytest.mark.both  # what is found, and in which order, is the database's own

URL = "/actions/"


def listed(response) -> list[str]:
    return [row.record.what for row in response.context["table"].rows]


def strip(response) -> dict[str, int]:
    return {figure["text"]: figure["number"] for figure in response.context["figures"]}


@pytest.fixture
@replayed
def late_action(lead, worker):
    with frozen_clock(datetime.date(2023, 7, 3)):
        return raised(lead, worker, what="Hold the planning meeting", due=datetime.date(2023, 7, 20))


def test_owner_sees_their_own_actions_soonest_due_first(worker, open_action, late_action):
    response = worker.get(URL)

    assert listed(response) == ["Hold the planning meeting", "Update the chronology"]
    assert response.context["tabs"][0] == {"text": "Mine", "href": "?view=mine", "active": True, "count": 2}


def test_manager_sees_their_teams(team_manager, open_action):
    assert listed(team_manager.get(URL)) == ["Update the chronology"]


def test_lateness_is_counted_in_working_days(lead, late_action):
    response = lead.get(URL)

    # 20 July to 7 August 2023: 21, 24-28, 31 July, 1-4 and 7 August.
    assert response.context["table"].rows[0].get_cell("late") == "12"


def test_the_strip_counts_by_age(lead, worker, team_manager, open_action, late_action):
    raised(lead, worker, due=in_days(6))
    mark_done(actor=worker.person, action=raised(lead, worker), evidence="Done.")
    closed = mark_done(actor=worker.person, action=raised(lead, worker), evidence="Done.")
    verify_action(actor=team_manager.person, action=closed)

    # Due on 13 August, a Sunday: four working days from Monday 7 August.
    assert strip(lead.get(URL)) == {"Open": 3, "Due soon": 1, "Overdue": 1, "To be verified": 1, "Closed in 30 days": 1}


@pytest.mark.parametrize("figure", ["Open", "Due soon", "Overdue", "To be verified", "Closed in 30 days"])
def test_each_figure_leads_to_as_many_actions(lead, worker, done_action, late_action, figure):
    raised(lead, worker, due=in_days(2))
    page = lead.get(URL)
    href = next(each["href"] for each in page.context["figures"] if each["text"] == figure)

    assert len(listed(lead.get(URL + href))) == strip(page)[figure]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("source=audit", ["Ask the school"]),
        ("source=alone", ["Update the chronology"]),
        ("priority=urgent", ["Ask the school"]),
        ("state=every", ["Ask the school", "Update the chronology", "Write the plan"]),
        ("state=withdrawn", ["Write the plan"]),
        ("timing=overdue", []),
    ],
)
def test_filters_narrow_the_list(lead, worker, team_manager, open_action, submitted_audit, query, found):
    raised(lead, worker, audit=submitted_audit, what="Ask the school", priority="urgent", due=in_days(3))
    withdrawn(team_manager, lead, raised(lead, worker, what="Write the plan", due=in_days(20)))

    assert listed(lead.get(f"{URL}?view=all&{query}")) == found


def test_filters_by_owner_and_team(lead, worker, outsider, open_action, ash_team):
    raised(lead, outsider, what="Ask the school")

    assert listed(lead.get(f"{URL}?view=all&owner={outsider.person.pk}")) == ["Ask the school"]
    assert listed(lead.get(f"{URL}?view=all&team={ash_team.pk}")) == ["Ask the school"]


def test_first_due_date_stays_in_sight_after_an_extension(lead, open_action):
    extend_action(actor=lead.person, action=open_action, due=in_days(30), reason="The school is closed.")

    assert "first 21 Aug 2023" in lead.get(URL).content.decode()


def test_csv_and_excel_hold_what_is_shown(lead, open_action, late_action):
    text = lead.get(f"{URL}?timing=overdue&export=csv").content.decode("utf-8-sig").splitlines()
    sheet = table_in(lead.get(f"{URL}?export=xlsx").content)

    assert [line.split(",")[1] for line in text] == ["Action", "Hold the planning meeting"]
    assert [row[1] for row in sheet] == ["Action", "Hold the planning meeting", "Update the chronology"]
    assert sheet[1][9] == 12


def test_an_outsider_sees_none_of_it(outsider, open_action):
    for view in ("mine", "team", "all"):
        assert listed(outsider.get(f"{URL}?view={view}")) == []


def test_an_audits_action_is_not_listed_before_the_audit_is_submitted(lead, auditor, worker, started_audit):
    raised(auditor, worker, audit=started_audit)

    assert listed(lead.get(URL)) == []


def test_three_actions_cost_as_many_queries_as_one(lead, worker, outsider, open_action, submitted_audit):
    lead.get(URL)
    # With nothing kept of an earlier opening.
    cache.clear()
    with CaptureQueriesContext(connection) as once:
        lead.get(URL)
    raised(lead, outsider), raised(lead, worker, audit=submitted_audit)
    cache.clear()
    with CaptureQueriesContext(connection) as thrice:
        lead.get(URL)

    assert len(thrice) == len(once)


def test_posting_is_refused(lead):
    assert lead.post(URL).status_code == 405


def test_the_day_is_a_monday():
    assert THE_DAY.weekday() == 0
