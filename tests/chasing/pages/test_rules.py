"""/settings/reminders/: when a manager is notified of somebody who stays late."""

import pytest
from django.core.exceptions import PermissionDenied

from foundation.activity.models import Entry
from foundation.chasing.models import ChasingRules
from foundation.chasing.services import change_chasing_rules
from tests.reading import text_of

RULES = "/settings/reminders/"
GIVEN = {"manager": "service", "after_reminders": "2", "after_days": "0"}


def test_the_lead_sets_them_and_it_is_recorded(lead):
    page = lead.post(RULES, GIVEN, follow=True)

    assert "The rules are saved." in text_of(page)
    rules = ChasingRules.current()
    assert (rules.manager, rules.after_reminders, rules.after_days) == ("service", 2, 0)
    entry = Entry.objects.of(rules).get()
    assert (entry.sentence, entry.facts["before"]["after_days"]) == ("changed when managers are notified of late people", 10)


def test_the_same_again_leaves_no_trace(lead):
    lead.post(RULES, GIVEN)
    lead.post(RULES, GIVEN)

    assert Entry.objects.of(ChasingRules.current()).count() == 1


def test_whoever_saves_second_is_told(lead, administrator):
    version = lead.get(RULES).context["form"]["version"].value()
    administrator.post(RULES, GIVEN)
    first = lead.get(RULES).context["form"]["version"].value()
    administrator.post(RULES, GIVEN | {"after_reminders": "4"})

    page = lead.post(RULES, GIVEN | {"version": first})

    assert version == ""
    assert "while you had this page open" in text_of(page)
    assert ChasingRules.current().after_reminders == 4


@pytest.mark.parametrize(("name", "value"), [("after_reminders", "51"), ("after_days", "-1"), ("manager", "everybody")])
def test_numbers_are_in_bounds(lead, name, value):
    assert list(lead.post(RULES, GIVEN | {name: value}).context["form"].errors) == [name]


def test_others_are_refused(director, auditor, team_manager, outsider):
    for other in (director, auditor, team_manager, outsider):
        assert (other.get(RULES).status_code, other.post(RULES, GIVEN).status_code) == (403, 403)
    with pytest.raises(PermissionDenied):
        change_chasing_rules(actor=director.person, after_days=1)
