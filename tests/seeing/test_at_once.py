"""A change of role acts at once, in a session that is open."""

import pytest

from foundation.accounts.models import PersonRole
from foundation.accounts.services import save_person

pytestmark = pytest.mark.once


def test_a_role_that_is_taken_closes_the_next_page_of_an_open_session(director, administrator, moderated_audit):
    url = f"/audits/{moderated_audit.pk}/"
    assert director.get(url).status_code == 200

    person = director.person
    save_person(actor=administrator.person, person=person, name=person.name, email=person.email, job_title="", roles=[])

    assert director.get(url).status_code == 404
    assert "/audits/" not in director.get("/").text
    assert director.get("/settings/logs/").status_code == 403


def test_a_role_that_is_given_opens_the_next_page(outsider, moderated_audit):
    url = f"/audits/{moderated_audit.pk}/"
    assert outsider.get(url).status_code == 404

    PersonRole.objects.create(person=outsider.person, role="director")

    assert outsider.get(url).status_code == 200


def test_a_post_that_changes_hands_opens_and_closes_at_once(team_manager, outsider, elm_team, moderated_audit):
    url = f"/audits/{moderated_audit.pk}/"
    assert [team_manager.get(url).status_code, outsider.get(url).status_code] == [200, 404]

    type(elm_team).objects.filter(pk=elm_team.pk).update(manager=outsider.person)

    assert [team_manager.get(url).status_code, outsider.get(url).status_code] == [404, 200]
