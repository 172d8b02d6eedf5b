"""Recording inspections, what they recommended, and the plan."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.models import Domain, FindingTheme
from foundation.activity.models import Entry
from foundation.activity.versions import StaleVersion, version_of
from foundation.council.clock import frozen_clock
from foundation.errors import StaleState
from foundation.guard.services import Identified
from inspections.enums import InspectionKind
from inspections.models import InspectionFramework
from inspections.services.frameworks import add_framework, change_framework
from inspections.services.inspections import change_inspection, record_inspection
from inspections.services.plan import change_priority, close_priority, hand_over_priorities, note_progress, reopen_priority, set_priority
from inspections.services.recommendations import (
    NewRecommendation,
    change_recommendation,
    map_to,
    mapping_of,
    remove_recommendation,
    store_recommendations,
)

LEADERS = "The impact of leaders on social work practice with children and families"
CARE = "The experiences and progress of children in care"


def verbs(row) -> list[str]:
    return [entry.verb for entry in Entry.objects.of(row).order_by("pk")]


def record(lead, first_day, **fields):
    days = {"first_day": first_day, "last_day": first_day + datetime.timedelta(days=11)}
    return record_inspection(actor=lead.person, **{"kind": InspectionKind.STANDARD} | days | fields)


@pytest.mark.parametrize(
    ("day", "name", "judgements", "overall"),
    [
        (datetime.date(2022, 11, 7), "ILACS from 2018", 3, True),
        (datetime.date(2023, 1, 1), "ILACS from 2023", 4, True),
        (datetime.date(2026, 3, 30), "ILACS from 2023", 4, True),
        (datetime.date(2026, 4, 27), "ILACS from April 2026", 4, False),
    ],
)
def test_the_day_on_which_it_began_says_by_which_edition_it_is(lead, day, name, judgements, overall):
    with frozen_clock(datetime.date(2026, 11, 2)):
        inspection = record(lead, day, published_on=datetime.date(2026, 6, 30))

    assert inspection.framework.name == name
    assert (inspection.framework.judgements.count(), inspection.framework.has_overall) == (judgements, overall)
    assert verbs(inspection) == ["inspection.recorded"]


def test_no_overall_grade_is_taken_where_the_edition_gives_none(lead):
    with frozen_clock(datetime.date(2026, 11, 2)), pytest.raises(ValidationError) as refused:
        record(lead, datetime.date(2026, 4, 27), overall="G")

    assert refused.value.message_dict == {
        "overall": ["Inspections that began on 1 April 2026 or later give no grade for overall effectiveness. Leave it empty."]
    }


def test_grades_are_those_of_its_own_edition(lead, inspection):
    keys = {each.name: each.pk for each in inspection.framework.judgements.all()}
    days = {"kind": inspection.kind, "first_day": inspection.first_day, "last_day": inspection.last_day}
    change_inspection(actor=lead.person, inspection=inspection, grades={keys[LEADERS]: "G", keys[CARE]: "RI"}, overall="RI", **days)

    assert [(each.judgement.name, each.grade) for each in inspection.given.all()] == [(LEADERS, "G"), (CARE, "RI")]
    other = InspectionFramework.objects.get(name="ILACS from 2018").judgements.first().pk
    with pytest.raises(ValidationError, match="belong to another edition"):
        change_inspection(actor=lead.person, inspection=inspection, grades={other: "G"}, **days)


def test_a_visit_gives_no_grade(lead):
    visit = record(lead, datetime.date(2023, 7, 3), kind=InspectionKind.FOCUSED, overall="G", looked_at="The front door")

    assert (visit.overall, visit.given.count()) == ("", 0)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"last_day": datetime.date(2023, 6, 1)}, "last_day"),
        ({"first_day": datetime.date(2023, 10, 2), "last_day": datetime.date(2023, 10, 9)}, "first_day"),
        ({"published_on": datetime.date(2023, 6, 13)}, "published_on"),
        ({"published_on": datetime.date(2023, 10, 13)}, "published_on"),
        ({"first_day": datetime.date(2017, 1, 9)}, "first_day"),
    ],
)
def test_days_that_cannot_be_are_refused(lead, fields, field):
    with pytest.raises(ValidationError) as refused:
        record(lead, **{"first_day": datetime.date(2023, 6, 12)} | fields)

    assert list(refused.value.message_dict) == [field]


def test_one_of_a_kind_a_day(lead, inspection):
    with pytest.raises(ValidationError, match="recorded already"):
        record(lead, inspection.first_day)


def test_others_record_nothing(service_manager, board_member, inspection, priority):
    for visitor in (service_manager, board_member):
        with pytest.raises(PermissionDenied):
            record(visitor, datetime.date(2023, 7, 3))
        with pytest.raises(PermissionDenied):
            store_recommendations(actor=visitor.person, inspection=inspection, items=[NewRecommendation("Plans")])
    with pytest.raises(PermissionDenied):
        close_priority(actor=service_manager.person, priority=priority, reached="All of it")
    with pytest.raises(PermissionDenied):
        note_progress(actor=board_member.person, priority=priority, words="Well")


def test_recommendations_are_stored_after_those_that_are_there(lead, inspection, recommendation):
    added = store_recommendations(actor=lead.person, inspection=inspection, items=[NewRecommendation("Plans that children understand")])

    assert [each.position for each in inspection.recommendations.all()] == [1, 2, 3]
    assert added[0].text == "Plans that children understand"


@pytest.mark.parametrize("text", ["", "supervision that  challenges drift (outcome 3)."])
def test_what_is_empty_or_there_already_is_refused_at_its_place(lead, inspection, recommendation, text):
    with pytest.raises(ValidationError) as refused:
        store_recommendations(
            actor=lead.person, inspection=inspection, items=[NewRecommendation("Plans", place=1), NewRecommendation(text, place=4)]
        )

    assert list(refused.value.message_dict) == ["text_4"]
    assert inspection.recommendations.count() == 2


def test_nobody_is_named_in_what_the_board_reads(lead, inspection, recommendation, priority):
    named = "Jayden Smith, born 3 April 2012, moved to PR8 1AA."
    with pytest.raises(Identified):
        store_recommendations(actor=lead.person, inspection=inspection, items=[NewRecommendation(named)])
    with pytest.raises(Identified):
        change_recommendation(actor=lead.person, recommendation=recommendation, text=named, framework="")
    with pytest.raises(Identified):
        note_progress(actor=lead.person, priority=priority, words=named)
    with pytest.raises(Identified):
        close_priority(actor=lead.person, priority=priority, reached=named)


def test_a_recommendation_that_a_priority_answers_stays(lead, priority, recommendation, inspection):
    with pytest.raises(ValidationError, match="Take it out of the priority first"):
        remove_recommendation(actor=lead.person, recommendation=recommendation)

    remove_recommendation(actor=lead.person, recommendation=inspection.recommendations.last())
    assert inspection.recommendations.get() == recommendation
    assert verbs(inspection)[-1] == "recommendation.removed"


def test_what_shows_it_is_chosen_and_recorded(lead, recommendation):
    domain, theme = Domain.objects.first(), FindingTheme.objects.create(name="Supervision")
    chosen = {"domains": [domain], "themes": [theme], "indicators": [], "actions": [], "section_keys": ["domains"]}
    map_to(actor=lead.person, mapped=recommendation, **chosen)

    recommendation.refresh_from_db()
    nothing = {"indicators": [], "actions": [], "commissions": []}
    assert mapping_of(recommendation) == {"domains": [str(domain)], "themes": ["Supervision"], "section_keys": ["domains"], **nothing}
    assert verbs(recommendation) == ["plan.mapped"]
    with pytest.raises(ValidationError, match="no action 99"):
        map_to(actor=lead.person, mapped=recommendation, **chosen | {"actions": [99]})
    with pytest.raises(ValidationError, match="sections that the report has"):
        map_to(actor=lead.person, mapped=recommendation, **chosen | {"section_keys": ["no-such"]})


def test_two_who_change_a_priority_at_once(lead, priority, service_manager):
    version = version_of(priority, [each.pk for each in priority.recommendations.all()])
    given = {"name": "Supervision", "good_looks_like": "It is written.", "owner": service_manager.person, "due": priority.due}
    change_priority(actor=lead.person, priority=priority, version=version, **given)

    with pytest.raises(StaleVersion):
        change_priority(actor=lead.person, priority=priority, version=version, **given | {"name": "Supervisions"})


@pytest.mark.parametrize(("fields", "field"), [({"due": datetime.date(2023, 9, 13)}, "due"), ({"good_looks_like": " "}, "good_looks_like")])
def test_a_priority_has_a_date_to_come_and_says_what_good_looks_like(lead, service_manager, fields, field):
    given = {"name": "Plans", "good_looks_like": "Clear", "owner": service_manager.person, "due": datetime.date(2023, 12, 1)}
    with pytest.raises(ValidationError) as refused:
        set_priority(actor=lead.person, **given | fields)

    assert list(refused.value.message_dict) == [field]


def test_the_board_owns_no_priority(lead, board_member):
    with pytest.raises(ValidationError, match="the Board oversees the plan"):
        set_priority(actor=lead.person, name="Plans", good_looks_like="Clear", owner=board_member.person, due=datetime.date(2023, 12, 1))


def test_a_priority_is_spoken_of_closed_and_opened_again(lead, service_manager, priority):
    note_progress(actor=service_manager.person, priority=priority, words="Two teams have begun.")
    close_priority(actor=lead.person, priority=priority, reached="All teams do it.")
    with pytest.raises(StaleState, match="was closed on 14 September 2023"):
        note_progress(actor=service_manager.person, priority=priority, words="Three teams.")

    reopen_priority(actor=lead.person, priority=priority, due=datetime.date(2024, 1, 31))

    priority.refresh_from_db()
    assert (priority.closed_on, priority.reached, priority.due) == (None, "", datetime.date(2024, 1, 31))
    assert verbs(priority) == ["priority.set", "priority.progress_noted", "priority.closed", "priority.reopened"]
    assert Entry.objects.of(priority).get(verb="priority.reopened").facts["before"]["reached"] == "All teams do it."


def test_somebody_else_takes_over_what_a_leaver_owns(administrator, service_manager, team_manager, priority):
    hand_over_priorities(actor=administrator.person, person=service_manager.person, to=team_manager.person)

    priority.refresh_from_db()
    assert priority.owner == team_manager.person


def test_an_edition_can_be_added_for_later_inspections(administrator, lead):
    framework = add_framework(
        actor=administrator.person,
        name="Children and families 2027",
        first_day=datetime.date(2027, 4, 1),
        has_overall=False,
        followed_by="leaders",
        judgements=["Leaders", " Family  help ", ""],
    )

    assert [(each.name, each.of_leaders) for each in framework.judgements.all()] == [("Leaders", True), ("Family help", False)]
    with frozen_clock(datetime.date(2027, 5, 28)):
        assert record(lead, datetime.date(2027, 5, 3)).framework == framework


def test_an_edition_by_which_inspections_are_recorded_keeps_its_judgements(lead, inspection):
    framework, names = inspection.framework, [each.name for each in inspection.framework.judgements.all()]
    with pytest.raises(ValidationError, match="its judgements stay"):
        change_framework(actor=lead.person, framework=framework, judgements=names[:2])
    with pytest.raises(ValidationError, match="its first day stays"):
        change_framework(actor=lead.person, framework=framework, judgements=names, first_day=datetime.date(2022, 1, 1))

    assert change_framework(actor=lead.person, framework=framework, judgements=names, months_between=30).months_between == 30
