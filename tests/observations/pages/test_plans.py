"""Rounds of observations: planned, changed, and how far each is."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from observations.models import Observation, ObservationPlan

URL = "/observations/rounds/"
WEEK = {"title": "Practice week", "first_day": "2023-10-02", "last_day": "2023-10-05", "expected": "3"}


def test_lead_plans_assigns_and_sees_how_far_it_is(lead, observer, worker):
    planned = lead.post(f"{URL}new/", WEEK)
    plan = ObservationPlan.objects.get()
    assert planned.url == plan.get_absolute_url()

    form = {"plan": plan.pk, "kind": "visit", "observer": observer.person.pk, "practitioner": worker.person.pk, "due": "2023-10-05"}
    lead.post("/observations/assign/", form)
    page = lead.get(plan.get_absolute_url()).content.decode()

    assert "0 of 3 expected observations recorded, 0 acknowledged. 2 are still to be given out." in page
    assert Observation.objects.get().get_absolute_url() in page


def test_lead_changes_it(lead):
    lead.post(f"{URL}new/", WEEK)
    plan = ObservationPlan.objects.get()

    lead.post(f"{URL}{plan.pk}/change/", WEEK | {"expected": "4"})

    assert ObservationPlan.objects.get().expected == 4


def test_observers_and_managers_do_not_see_rounds(observer, team_manager, lead):
    lead.post(f"{URL}new/", WEEK)
    plan = ObservationPlan.objects.get()

    for visitor in (observer, team_manager):
        assert [visitor.get(f"{URL}{page}").status_code for page in ("", f"{plan.pk}/", "new/")] == [403] * 3


def test_a_director_sees_them_and_plans_none(director, lead):
    lead.post(f"{URL}new/", WEEK)

    assert "Practice week" in director.get(URL).content.decode()
    assert director.get(f"{URL}new/").status_code == 403


def test_three_rounds_cost_as_many_queries_as_one(lead):
    lead.post(f"{URL}new/", WEEK)
    with CaptureQueriesContext(connection) as once:
        lead.get(URL)
    for title in ("Second", "Third"):
        lead.post(f"{URL}new/", WEEK | {"title": title})
    with CaptureQueriesContext(connection) as thrice:
        lead.get(URL)

    assert len(thrice) == len(once)
