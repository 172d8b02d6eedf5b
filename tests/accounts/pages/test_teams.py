"""`/settings/teams/`: services and teams, and who manages them."""

from foundation.accounts.models import Service, Team
from tests.accounts.trail import trail_of


def test_administrator_adds_a_team(administrator, rowan_service):
    administrator.post("/settings/teams/new/", {"name": "Birch Team", "service": rowan_service.pk, "manager": rowan_service.manager.pk})

    birch = Team.objects.get(name="Birch Team")
    assert (birch.service, birch.manager) == (rowan_service, rowan_service.manager)
    assert trail_of(birch) == ["saved the team", "gave a power"]


def test_administrator_changes_who_heads_a_service(administrator, rowan_service, director):
    administrator.post(f"/settings/services/{rowan_service.pk}/", {"name": "Rowan Service", "head": director.person.pk})

    rowan_service.refresh_from_db()
    assert (rowan_service.head, rowan_service.manager) == (director.person, None)


def test_a_name_is_used_once_whatever_its_capitals(administrator, elm_team):
    page = administrator.post("/settings/teams/new/", {"name": "ELM team"})

    assert "There is already a team called ELM team" in page.content.decode()
    assert Team.objects.count() == 1


def test_a_name_is_used_once_whatever_its_hyphens_and_accents(administrator, elm_team):
    administrator.post("/settings/teams/new/", {"name": "Zoe\u0308’s Team – East"})
    page = administrator.post("/settings/teams/new/", {"name": "Zoë's team - east"})

    assert "There is already a team called" in page.content.decode()


def test_saving_twice_keeps_one(administrator, rowan_service):
    for _ in range(2):
        administrator.post(f"/settings/services/{rowan_service.pk}/", {"name": "Rowan and Oak Service"})

    assert [service.name for service in Service.objects.all()] == ["Rowan and Oak Service"]


def test_the_page_lists_both(administrator, elm_team, worker):
    page = administrator.get("/settings/teams/").content.decode()

    assert all(words in page for words in ("Rowan Service", "Sunil Mehta", "Elm Team", "Tara Quinn"))


def test_a_lead_may_not(lead, elm_team):
    assert lead.get("/settings/teams/").status_code == 403
    assert lead.post(f"/settings/teams/{elm_team.pk}/", {"name": "Mine"}).status_code == 403
    assert lead.get("/settings/services/new/").status_code == 403


def test_a_team_that_is_not_there(administrator):
    assert administrator.get("/settings/teams/404/").status_code == 404
