"""Assigning an observation, and recording one that nobody had planned."""

import datetime

from foundation.activity.models import Entry
from observations.enums import ObservationState
from observations.models import Observation
from tests.forms_on import forms_on
from tests.observations.conftest import POSTED


def plan(cycle, **fields) -> dict:
    return {"cycle": cycle.pk, "kind": "review_meeting"} | fields


def test_lead_assigns_one(lead, cycle, observer, worker, elm_team):
    lead.post("/observations/assign/", plan(cycle, observer=observer.person.pk, practitioner=worker.person.pk, due="2023-06-23"))

    observation = Observation.objects.get()
    assert (observation.observer, observation.team, observation.due) == (observer.person, elm_team, datetime.date(2023, 6, 23))
    assert [entry.sentence for entry in Entry.objects.of(observation)] == ["assigned the observation"]


def test_lead_assigns_one_beside_an_audit(lead, observer, allocated_audit):
    page = lead.get(f"/observations/assign/?cycle=2023-06&audit={allocated_audit.number}")
    assert page.context["form"].initial == {"cycle": allocated_audit.cycle, "audit": str(allocated_audit.number)}

    lead.post("/observations/assign/", plan(allocated_audit.cycle, observer=observer.person.pk, audit=allocated_audit.number))

    assert Observation.objects.get().audit == allocated_audit


def test_a_team_is_asked_for_where_nobody_is_named(lead, cycle, observer):
    response = lead.post("/observations/assign/", plan(cycle, observer=observer.person.pk))

    assert response.context["form"].errors == {"team": ["Select the practitioner’s team."]}


def test_an_audit_that_is_not_there_is_named(lead, cycle, observer, elm_team):
    response = lead.post("/observations/assign/", plan(cycle, observer=observer.person.pk, team=elm_team.pk, audit=99))

    assert response.context["form"].errors == {"audit": ["There is no audit 99 that you can see."]}


def test_observer_records_one_that_was_not_planned(observer, cycle, elm_team):
    begun = observer.post("/observations/new/", plan(cycle, team=elm_team.pk, seen_on="2023-06-12"))
    observer.post(begun.url, POSTED)

    observation = Observation.objects.get()
    assert (observation.observer, observation.state) == (observer.person, ObservationState.RECORDED)


def test_observers_do_not_find_themselves_among_the_practitioners(observer, worker, cycle):
    practitioners = observer.get("/observations/new/").context["form"].fields["practitioner"].queryset

    assert worker.person in practitioners
    assert observer.person not in practitioners


def test_others_may_neither_assign_nor_record(observer, worker, team_manager):
    assert observer.get("/observations/assign/").status_code == 403
    assert worker.get("/observations/new/").status_code == team_manager.get("/observations/new/").status_code == 403


def test_the_same_observation_sent_twice_is_one(lead, observer, cycle, worker, elm_team):
    """As by a second press of the button, or by *Back* and the button again."""
    for visitor, address, answers in (
        (observer, "/observations/new/", plan(cycle, team=elm_team.pk, seen_on="2023-06-12")),
        (lead, "/observations/assign/", plan(cycle, observer=observer.person.pk, practitioner=worker.person.pk, due="2023-06-23")),
    ):
        before = Observation.objects.count()
        (form, *_) = [form for form in forms_on(visitor.get(address)) if "kind" in form.kinds]
        first, again = (visitor.post(address, form.fields | answers) for _ in range(2))
        assert Observation.objects.count() == before + 1
        assert (first.status_code, again.status_code) == (302, 302)
        assert first.url == again.url


def test_two_of_one_team_seen_on_one_day_are_two_observations(observer, cycle, elm_team):
    for _ in range(2):
        answers = plan(cycle, team=elm_team.pk, seen_on="2023-06-12")
        (form, *_) = [form for form in forms_on(observer.get("/observations/new/")) if "kind" in form.kinds]
        begun = observer.post("/observations/new/", form.fields | answers)
        observer.post(begun.url, POSTED)

    assert Observation.objects.count() == 2
