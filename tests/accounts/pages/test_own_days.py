"""`/settings/due-dates/`: how many days people have at least, from when something is given to them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from foundation.accounts.services import change_own_days
from foundation.activity.models import Entry
from foundation.council.models import Council
from foundation.council.own_time import own_due, with_own_days

URL = "/settings/due-dates/"
WEDNESDAY = datetime.date(2023, 7, 12)


def test_a_lead_sets_them_and_the_trail_keeps_both(lead):
    form = lead.get(URL).context["form"]
    lead.post(URL, {**form.initial, "version": form["version"].value(), "own_days": 3, "urgent_own_days": 1})

    assert (form.initial["own_days"], form.initial["urgent_own_days"]) == (5, 2)
    assert (own_due(WEDNESDAY), own_due(WEDNESDAY, urgent=True)) == (datetime.date(2023, 7, 17), datetime.date(2023, 7, 13))
    entry = Entry.objects.latest("pk")
    assert entry.sentence == "changed how many days people have at least"
    assert entry.facts["before"] == {"own_days": 5, "urgent_own_days": 2}


def test_the_same_again_changes_nothing(lead):
    change_own_days(actor=lead.person, own_days=5, urgent_own_days=2)

    assert not Entry.objects.filter(verb="council.own_days_changed").exists()


@pytest.mark.parametrize("who", ["auditor", "director", "team_manager", "board_member"])
def test_others_do_not(request, who):
    visitor = request.getfixturevalue(who)

    assert visitor.get(URL).status_code == 403
    with pytest.raises(PermissionDenied):
        change_own_days(actor=visitor.person, own_days=1, urgent_own_days=1)


@pytest.mark.parametrize("days", [0, 61])
def test_nobody_has_no_day_or_a_quarter_of_a_year(lead, days):
    with pytest.raises(ValidationError):
        change_own_days(actor=lead.person, own_days=days, urgent_own_days=2)
    assert not Council.objects.filter(own_days=days).exists()


def test_what_is_due_later_stays(db):
    assert with_own_days(datetime.date(2023, 8, 1), WEDNESDAY) == datetime.date(2023, 8, 1)
    assert with_own_days(datetime.date(2023, 7, 1), WEDNESDAY) == datetime.date(2023, 7, 19)
