"""What Results are narrowed to: one form for its pages, kept in the address, carried from page to page, saved as a view."""

import re

import pytest

from audits.enums import AuditKind, PlanType
from foundation.accounts.models import Team
from foundation.saved_views.models import SavedView
from tests.insight.pages.test_grades import MODERATION, URL, words
from tests.month_grades import JUNE, OVERALL, add_month, alter, month_of

JUNE_AND_JULY = {"from": "2023-06", "to": "2023-07"}


@pytest.fixture
def parted(june, elm_team, ash_team):
    """In June the two Good audits are of Elm Team, and one Inadequate of Ash Team."""
    alter(june[:2], team=elm_team, plan_type=PlanType.CARED_FOR, cohort="Cared for children")
    Team.objects.filter(pk=ash_team.pk).update(service=elm_team.service)
    alter(june[13:], team=ash_team, plan_type=PlanType.CHILD_IN_NEED, imported=True)
    return june


def chips(visitor, **asked) -> list[str]:
    page = visitor.get(URL, asked).content.decode()
    return re.findall(r"Remove filter </span>([^<]+)<", page)


def test_each_thing_that_is_chosen_narrows_the_audits(lead, parted, elm_team, ash_team):
    counts = {
        "": 14,
        f"service={elm_team.service.pk}": 3,
        f"team={elm_team.pk}": 2,
        "cohort=Cared+for+children": 2,
        "plan_type=child_in_need": 1,
        "theme=Permanence": 0,
        f"kind={AuditKind.PAST}": 1,
        f"team={elm_team.pk}&kind={AuditKind.PAST}": 0,
        f"team={ash_team.pk}&kind={AuditKind.PAST}": 1,
    }
    add_month(month_of("2023-05"), {OVERALL: "G"}, {OVERALL: "G"}, theme="Permanence")

    for query, count in counts.items():
        assert lead.get(f"{URL}?from=2023-06&to=2023-06&{query}").context["audits"] == count, query


def test_the_month_of_a_theme_is_looked_at_alone(lead, june, july):
    assert lead.get(URL, JUNE_AND_JULY | {"theme": "Permanence"}).context["audits"] == 9


def test_a_stage_is_chosen_for_every_month(lead, june, july):
    assert [month.stage for month in lead.get(URL, JUNE_AND_JULY | {"stage": "pre"}).context["months"]] == ["pre", "pre"]
    assert [month.month for month in lead.get(URL, JUNE_AND_JULY | {"stage": "post"}).context["months"]] == [JUNE]


def test_what_is_chosen_can_be_taken_away_again(lead, parted, elm_team):
    assert chips(lead) == []
    assert chips(lead, team=elm_team.pk, plan_type="cared_for", stage="post") == [
        "Stage: After moderation",
        "Team: Elm Team",
        "Plan type: Cared for",
    ]
    assert "2 audits in June 2023: Elm Team, Cared for, after moderation" in words(
        lead.get(URL, {"team": elm_team.pk, "plan_type": "cared_for", "stage": "post"})
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"team": "999"}, "Select team from the list"),
        ({"service": "x"}, "Select service from the list"),
        ({"stage": "moderator"}, "Select stage from the list"),
        ({"theme": "A theme of before"}, "Select theme of the month from the list"),
        ({"kind": "third"}, "Select kind of audit from the list"),
        ({"plan_type": "Cared for"}, "Select plan type from the list"),
        ({"from": "2023-13"}, "No audit was submitted in that month. Select another month from the list"),
    ],
)
def test_nonsense_in_an_address_is_said_and_the_rest_is_shown(lead, parted, asked, said):
    page = lead.get(URL, asked | {"cohort": "Cared for children"})

    assert said in words(page)
    assert page.context["audits"] == 2


def test_a_team_of_another_service_is_said(lead, parted, elm_team):
    other = Team.objects.create(name="Oak Team")
    page = lead.get(URL, {"service": elm_team.service.pk, "team": other.pk})

    assert "Oak Team is not a team of Rowan Service. Select one of its teams, or all services." in words(page)
    assert page.context["audits"] == 3


def test_the_other_pages_are_opened_with_what_was_chosen(lead, june, july):
    page = lead.get(URL, JUNE_AND_JULY | {"cohort": "", "stage": "pre", "page": "3"}).content.decode()

    assert 'href="/insight/facts/?from=2023-06&amp;to=2023-07&amp;stage=pre"' in page


def test_a_page_that_does_not_narrow_by_what_was_chosen_says_so(lead, june, elm_team):
    asked = {"service": elm_team.service.pk, "stage": "pre", "cohort": "Cared for children"}

    assert "This page is not narrowed by stage and service: it shows all of them." in words(lead.get("/insight/facts/", asked))
    assert "This page is not narrowed by" not in words(lead.get("/insight/strengths/", asked))
    assert "This page is not narrowed by" not in words(lead.get("/insight/facts/"))


def test_what_is_chosen_is_saved_as_a_view_and_opens_where_it_was_saved(lead, june, july):
    given = {"place": "insight:grades", "page": "insight:grades", "name": "Before", "filters": "stage=pre&to=2023-07"}

    assert lead.post("/views/save/", given).url == f"{URL}?stage=pre&to=2023-07"
    assert lead.post("/views/save/", given | {"page": "//example.org"}).url == f"{URL}?stage=pre&to=2023-07"
    assert SavedView.objects.get().place == "insight:grades"
    page = lead.get(f"{URL}?stage=pre&to=2023-07").content.decode()
    assert f'href="{URL}?stage=pre&amp;to=2023-07" aria-current="true">Before</a>' in page


def test_a_wider_audience_is_not_shown_months_by_two_things_at_once(board_member, lead, june, elm_team):
    alter(june, team=elm_team, cohort="Cared for children")
    asked = {"team": elm_team.pk, "cohort": "Cared for children"}

    assert board_member.get(URL, {"team": elm_team.pk}).context["audits"] == 14
    assert board_member.get(URL, asked).context["audits"] == 0
    assert "June 2023: not shown, more than one thing besides the months is chosen" in words(board_member.get(URL, asked))
    assert lead.get(URL, asked).context["audits"] == 14


def test_services_are_shown_to_a_wider_audience_where_teams_are_too_small(board_member, db, rowan_service):
    """Two services of ten, ten and ten Good; one of them in teams of eight and two."""
    audits = add_month(JUNE, {OVERALL: "G " * 20}, {OVERALL: "G " * 20})
    oak = Team.objects.create(name="Oak Team")
    elm, ash = (Team.objects.create(name=name, service=rowan_service) for name in ("Elm Team", "Ash Team"))
    alter(audits[:10], team=oak)
    alter(audits[10:18], team=elm)
    alter(audits[18:], team=ash)

    assert board_member.get(URL, {"service": rowan_service.pk}).context["audits"] == 10
    assert board_member.get(URL, {"team": elm.pk}).context["audits"] == 0


def test_a_stage_that_a_month_does_not_stand_at_is_held_back_where_few_audits_differ(board_member, lead, june):
    alter(june[:1], state="submitted")

    assert board_member.get(URL).context["audits"] == 14
    assert board_member.get(URL, {"stage": "post"}).context["audits"] == 0
    assert lead.get(URL, {"stage": "post"}).context["audits"] == 13
    assert board_member.get(MODERATION).context["flow"].audits == 0
