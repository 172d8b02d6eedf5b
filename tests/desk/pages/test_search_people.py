"""`/search/`: people and teams, by what they do."""

import datetime

import pytest

from actions.models import Action
from actions.services import raise_action
from tests.desk.pages.test_search import found, sections

pytestmark = pytest.mark.both  # what is found, and in which order, is the database's own


def people_found(visitor, text: str) -> list[tuple[str, str]]:
    return [(row.text, row.url) for section in sections(visitor, q=text) for row in section.rows if section.key == "people"]


def test_the_lead_finds_people_by_what_they_do_and_a_manager_their_own(lead, team_manager, auditor, worker, action, allocated_audit):
    assert people_found(lead, auditor.person.name.upper()) == [(auditor.person.name, f"/audits/?auditor={auditor.person.pk}")]
    (name, url) = people_found(lead, "okafor")[0]
    assert name == "Will Okafor"
    assert [row.record for row in lead.get(url).context["table"].rows] == [action]
    assert people_found(team_manager, "okafor") == [("Will Okafor", f"/actions/supervision/{worker.person.pk}/")]
    assert people_found(worker, "okafor") == people_found(lead, "-") == []


def test_administrators_find_people_and_teams_and_no_cases(administrator, worker, allocated_audit):
    assert [name for name, _ in people_found(administrator, "okafor")] == ["Will Okafor"]
    assert [name for name, _ in people_found(administrator, "elm")] == ["Elm Team"]
    assert found(administrator, "okafor") == []


def test_a_director_does_not_learn_by_a_name_who_is_late(director, lead, worker):
    late = raise_action(actor=lead.person, what="Update the plan", why="Agreed.", owner=worker.person, due=datetime.date(2040, 8, 1))
    Action.objects.filter(pk=late.pk).update(due=datetime.date(2020, 1, 1), first_due=datetime.date(2020, 1, 1))

    assert found(director, "Okafor") == []
    assert found(lead, "Okafor") == [str(late)]
