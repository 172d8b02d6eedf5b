"""The rules of actions."""

import pytest

from actions.models import ActionRules
from foundation.activity.models import Entry

URL = "/actions/rules/"
GIVEN = {
    "urgent_days": 3,
    "normal_days": 15,
    "due_soon_days": 5,
    "check_percentage": 25,
    "check_seed": 7,
    "effect_fewest": 4,
    "evidence_files": "yes",
    "evidence_megabytes": 20,
}


@pytest.mark.parametrize("who", ["lead", "administrator"])
def test_the_lead_and_administrators_save_them(request, who):
    request.getfixturevalue(who).post(URL, GIVEN)

    rules = ActionRules.current()
    assert (rules.urgent_days, rules.check_percentage, rules.evidence_files) == (3, 25, True)


def test_a_change_leaves_a_trace_of_what_changed_alone(lead):
    lead.post(URL, GIVEN | {"normal_days": 20})

    facts = Entry.objects.get(verb="action.rules_changed").facts
    assert facts["before"]["urgent_days"] == 5
    assert "normal_days" not in facts["after"]


def test_the_second_time_does_nothing(lead):
    lead.post(URL, GIVEN), lead.post(URL, GIVEN)

    assert Entry.objects.filter(verb="action.rules_changed").count() == 1


def test_a_share_over_all_is_refused(lead):
    page = lead.post(URL, GIVEN | {"check_percentage": 101})

    assert list(page.context["form"].errors) == ["check_percentage"]


def test_others_are_refused(team_manager, worker):
    assert {visitor.get(URL).status_code for visitor in (team_manager, worker)} == {403}
