"""/insight/health/targets/ and /insight/health/settings/: what our own auditing is measured against."""

import datetime

import pytest

from foundation.activity.models import Entry
from insight.models import HealthRules, HealthTarget
from performance.enums import Basis, Unit
from performance.models import Indicator

URL, RULES = "/insight/health/targets/", "/insight/health/settings/"
FROM = {"from_when_day": "1", "from_when_month": "4", "from_when_year": "2023"}
BY = {"by_when_day": "31", "by_when_month": "3", "by_when_year": "2024"}
GIVEN = {"measure": "moderated", "percentage": "60", **FROM, **BY}


def stored() -> list[tuple]:
    return list(HealthTarget.objects.values_list("measure", "percentage", "from_when", "by_when"))


@pytest.mark.parametrize("who", ["lead", "director", "administrator"])
def test_a_target_has_a_day_from_which_and_a_day_by_which(request, who):
    visitor = request.getfixturevalue(who)

    page = visitor.post(URL, GIVEN, follow=True)

    assert stored() == [("moderated", 60, datetime.date(2023, 4, 1), datetime.date(2024, 3, 31))]
    assert "Target set. Audits moderated: 60%." in page.content.decode()
    assert Entry.objects.get(verb="health.target_set").facts["after"] == {"percentage": 60, "by_when": "2024-03-31"}


def test_for_the_same_first_day_it_is_changed_and_from_another_there_are_two(lead):
    for given in (GIVEN, GIVEN | {"percentage": "70"}, GIVEN | {"from_when_year": "2024", "from_when_month": "1"}):
        lead.post(URL, given)

    assert [row[1] for row in stored()] == [70, 60]
    assert [entry.facts["before"] for entry in Entry.objects.filter(verb="health.target_set").order_by("pk")] == [
        {},
        {"percentage": 60, "by_when": "2024-03-31"},
        {},
    ]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"percentage": "101"}, "percentage"),
        ({"percentage": ""}, "percentage"),
        ({"measure": "cheerfulness"}, "measure"),
        ({"by_when_year": "2022"}, "by_when"),
        ({"from_when_day": "31"}, "from_when"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(lead, given, wrong):
    page = lead.post(URL, GIVEN | given)

    assert list(page.context["form"].errors) == [wrong]
    assert stored() == []


def test_a_target_is_removed_and_the_trail_keeps_it(lead):
    lead.post(URL, GIVEN)

    lead.post(f"{URL}{HealthTarget.objects.get().pk}/remove/")

    assert stored() == []
    assert Entry.objects.get(verb="health.target_removed").facts["percentage"] == 60


@pytest.mark.parametrize("who", ["auditor", "head_of_service", "board_member", "analyst"])
def test_others_neither_read_nor_set_targets(request, who, lead):
    lead.post(URL, GIVEN)
    visitor = request.getfixturevalue(who)
    target = HealthTarget.objects.get()

    answers = [
        visitor.get(URL),
        visitor.post(URL, GIVEN),
        visitor.post(f"{URL}{target.pk}/remove/"),
        visitor.get(RULES),
        visitor.post(RULES),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert len(stored()) == 1


def test_figures_of_children_with_an_open_record_are_chosen_among_our_counts_at_a_date(lead):
    page = lead.get(RULES)
    offered = set(page.context["form"].fields["open_records"].queryset)
    cared_for = Indicator.objects.get(label="Cared for children currently open", unit=Unit.NUMBER)

    lead.post(RULES, {"open_records": [cared_for.pk], "version": page.context["form"]["version"].value()})

    assert {(each.unit, each.basis) for each in offered} == {(Unit.NUMBER, Basis.AT_DATE)}
    assert list(HealthRules.current().open_records.all()) == [cared_for]
    assert Entry.objects.get(verb="health.rules_changed").facts["after"] == [cared_for.slug]


def test_who_saves_second_is_told(lead, director):
    seen = lead.get(RULES).context["form"]["version"].value()
    first, second = Indicator.objects.of_ours().filter(unit=Unit.NUMBER, basis=Basis.AT_DATE)[:2]
    director.post(RULES, {"open_records": [first.pk], "version": seen})
    seen = lead.get(RULES).context["form"]["version"].value()
    director.post(RULES, {"open_records": [second.pk], "version": seen})

    page = lead.post(RULES, {"open_records": [first.pk, second.pk], "version": seen})

    assert page.context["form"].errors
    assert list(HealthRules.current().open_records.all()) == [second]
