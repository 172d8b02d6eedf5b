"""The list of observations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from observations.services.planning import assign_observation
from tests.observation_kinds import observation_kind
from tests.replay import replayed
from tests.workbooks import table_in

URL = "/observations/"


def listed(response) -> list[int]:
    return [row.record.number for row in response.context["table"].rows]


@pytest.fixture
@replayed
def visit_of_ash(lead, cycle, observer, outsider, ash_team):
    return assign_observation(actor=lead.person, cycle=cycle, kind=observation_kind(), observer=observer.person, team=ash_team)


def test_lead_sees_all_newest_first(lead, planned, visit_of_ash):
    assert listed(lead.get(URL)) == [visit_of_ash.number, planned.number]


def test_managers_see_their_teams_once_recorded(team_manager, recorded, visit_of_ash):
    assert listed(team_manager.get(URL)) == [recorded.number]


@pytest.mark.parametrize("query", ["kind=visit", "state=planned", "team={team}", "kind=visit&month={cycle}"])
def test_filters_narrow_the_list(lead, recorded, visit_of_ash, query):
    query = query.format(team=visit_of_ash.team_id, cycle=visit_of_ash.cycle_id)

    assert listed(lead.get(f"{URL}?{query}")) == [visit_of_ash.number]


def test_csv_and_excel_hold_what_is_shown(lead, recorded, visit_of_ash):
    text = lead.get(f"{URL}?state=recorded&export=csv").content.decode("utf-8-sig").splitlines()
    sheet = table_in(lead.get(f"{URL}?export=xlsx").content)

    assert text[1:] == [f"{recorded.number},2023-06,Review meeting,Elm Team,Owen Price,2023-06-23,2023-06-12,Recorded,"]
    assert [row[0] for row in sheet] == ["Number", visit_of_ash.number, recorded.number]


def test_an_outsider_sees_none_of_it(outsider, recorded):
    assert listed(outsider.get(URL)) == []


def test_three_observations_cost_as_many_queries_as_one(lead, planned, visit_of_ash, cycle, observer, elm_team):
    with CaptureQueriesContext(connection) as once:
        lead.get(f"{URL}?kind=visit")
    for _ in range(2):
        assign_observation(actor=lead.person, cycle=cycle, kind=observation_kind(), observer=observer.person, team=elm_team)
    with CaptureQueriesContext(connection) as thrice:
        lead.get(f"{URL}?kind=visit")

    assert len(thrice) == len(once)


def test_only_those_who_may_are_offered_the_acts(lead, team_manager, recorded):
    assert "Assign an observation" in lead.get(URL).content.decode()
    assert "Assign an observation" not in team_manager.get(URL).content.decode()
