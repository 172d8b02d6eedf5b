"""/settings/teams/import/: teams from a list, with their services and managers."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.accounts.enums import Role
from foundation.accounts.list_pages import every_row
from foundation.accounts.models import PowerRequest, Service, Team
from foundation.accounts.reading.teams import check_teams
from foundation.activity.models import Entry
from foundation.sheets import read_rows
from tests.accounts.pages.test_import_people import answers, store
from tests.people import Visitor, add_person
from tests.shares import examples
from tests.tables import table_on

URL = "/settings/teams/import/"
LIST = """Teams of children’s services,,
Team or unit,Directorate,Team Leader
Elm Team,Rowan Service,"Quinn, Tara"
Oak Team,Rowan Service,Kit Marlow
Yew Team,Willow Service,Nobody Yet
,,
"""


def bring(visitor, text: str):
    return visitor.post(URL, {"file": SimpleUploadedFile("teams.csv", text.encode())})


@pytest.fixture
def kit(db):
    return add_person("Kit Marlow", Role.TEAM_MANAGER)


@pytest.fixture
def brought(administrator, elm_team, ash_team, kit) -> str:
    return bring(administrator, LIST).url


def test_what_each_row_would_do_is_shown_and_nothing_is_stored(administrator, brought):
    page = administrator.get(brought)

    assert [each["number"] for each in page.context["figures"]] == [3, 2, 0, 1, 0]
    oak, yew = table_on(page)
    assert (oak["Name"], oak["What happens"], oak["Waits for a second person"]) == (
        *("Oak Team", "New. Service: Rowan Service; Team manager: Kit Marlow", "manager"),
    )
    assert yew["What happens"].startswith("New. Service: Willow Service")
    assert "nobody called “Nobody Yet” is here. Add them, then bring this list again." in yew["What happens"]
    assert not Team.objects.filter(name="Oak Team").exists()


def test_teams_are_added_and_who_manages_one_waits_for_a_second_person(administrator, lead, brought, kit):
    done = store(administrator, brought)

    oak = Team.objects.get(name="Oak Team")
    assert (oak.service.name, oak.manager) == ("Rowan Service", None)
    assert PowerRequest.objects.open().get(team=oak).person == kit
    assert "2 added, 0 changed, 0 rows refused. 1 unchanged." in " ".join(done.content.decode().split())
    assert Entry.objects.get(verb="teams.imported").facts["added"] == 2
    assert Entry.objects.of(oak).filter(verb="team.saved").exists()


def test_the_same_list_again_changes_nothing_and_asks_nothing_twice(administrator, lead, brought):
    store(administrator, brought)
    again = administrator.get(bring(administrator, LIST).url)

    assert [each["number"] for each in again.context["figures"]] == [3, 0, 0, 3, 0]
    assert PowerRequest.objects.open().count() == 1


def test_an_empty_cell_changes_nothing_and_a_change_says_before_and_after(administrator, lead, elm_team, ash_team, kit):
    manager = elm_team.manager
    page = bring(administrator, "Team,Service,Manager\nElm Team,Willow Service,\nAsh Team,,Kit Marlow\n").url
    assert [row["What happens"] for row in table_on(administrator.get(page))] == [
        "Service: Rowan Service → Willow Service",
        "Team manager: Kit Marlow",
    ]
    store(administrator, page)
    elm_team.refresh_from_db()
    ash_team.refresh_from_db()
    assert (elm_team.service.name, elm_team.manager, ash_team.service.name) == ("Willow Service", manager, "Willow Service")


def test_a_service_that_is_not_known_is_asked_about_and_added_where_that_is_said(administrator, elm_team):
    page = bring(administrator, "Team,Service\nOak Team,Early Help\nYew Team,Rowan\n").url
    asking = administrator.get(page, follow=True)
    said = answers(asking.context["form"], **{"Early Help": "add", "Rowan": str(elm_team.service_id)})
    administrator.post(asking.wsgi_request.path, said)
    store(administrator, page)

    teams = dict(Team.objects.exclude(pk=elm_team.pk).values_list("name", "service__name"))
    assert teams == {"Oak Team": "Early Help", "Yew Team": "Rowan Service"}
    assert Service.objects.filter(name="Early Help").exists()


def test_rows_that_cannot_be_taken_say_why(administrator, elm_team):
    page = administrator.get(bring(administrator, "Team,Service\nelm team,\nElm  Team,\n12,\n").url)

    assert [row["What is wrong"] for row in table_on(page, "Refused")] == [
        "Team: Row 2 names the same team. Keep one row for each team.",
        "Team: Give the team’s name.",
    ]


def test_only_an_administrator_may_and_only_whoever_brought_it_sees_it(administrator, brought, lead, worker):
    other = Visitor(add_person("Olga Second", Role.ADMINISTRATOR))

    assert other.get(brought).status_code == 404
    assert [visitor.get(page).status_code for visitor in (lead, worker) for page in (URL, brought)] == [403] * 4
    assert administrator.get("/settings/teams/").content.decode().count(URL) == 1


CELLS = st.sampled_from(["", "Elm Team", "elm team", "Oak", "Total: 2", "Team", "Tara Quinn", "12", "Rowan Service"])


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_no_row_is_dropped_without_being_said(elm_team, rows):
    text = "Team,Service,Manager\n" + "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows) + "Last,One,\n"
    sheet = read_rows(BytesIO(text.encode()), "teams.csv")

    assert [row[0] for row in every_row(check_teams(sheet)).rows] == [row.number for row in sheet.rows]
