"""Priorities of the plan, and inspection mode, as people use them."""

import datetime

from desk.pages.work import work_for
from foundation.council.clock import frozen_clock
from inspections.models import CaseTracking, PlanPriority
from tests.forms_on import forms_on


def test_a_priority_is_added_from_its_recommendation(lead, service_manager, recommendation):
    form = list(forms_on(lead.get(f"/inspections/plan/new/?recommendation={recommendation.pk}")))[-1]
    given = {"name": "Drift", "good_looks_like": "None", "owner": service_manager.person.pk, "due": "2023-12-15"}
    lead.post("/inspections/plan/new/", form.fields | given)

    priority = PlanPriority.objects.get()
    assert (priority.owner, list(priority.recommendations.all())) == (service_manager.person, [recommendation])


def test_its_owner_says_how_it_is_going(service_manager, lead, priority):
    address = f"/inspections/plan/{priority.pk}/"
    service_manager.post(f"{address}note/", {"words": "Two teams have begun."})

    assert [entry["text"] for entry in lead.get(address).context["notes"]] == ["Two teams have begun."]
    assert lead.get("/inspections/plan/?export=csv").content.decode().count("Two teams have begun.") == 1


def test_the_owner_is_asked_for_a_word_and_then_for_the_end(service_manager, priority):
    def asked(day: datetime.date) -> list[tuple[str, datetime.date | None]]:
        with frozen_clock(day):
            return [(item.what, item.due) for item in work_for(service_manager.person, day)]

    name = "Supervision that challenges"
    assert asked(datetime.date(2023, 9, 28)) == []
    assert asked(datetime.date(2023, 10, 20)) == [(f"Say how it is going: {name}", datetime.date(2023, 10, 26))]
    with frozen_clock(datetime.date(2023, 11, 20)):
        service_manager.post(f"/inspections/plan/{priority.pk}/note/", {"words": "All teams."})
    assert asked(datetime.date(2023, 12, 4)) == [(f"Reach: {name}", datetime.date(2023, 12, 15))]


def test_a_priority_is_closed_once(lead, service_manager, priority):
    lead.post(f"/inspections/plan/{priority.pk}/close/", {"reached": "All teams."})
    again = lead.post(f"/inspections/plan/{priority.pk}/close/", {"reached": "Again."})

    assert again.url == f"/inspections/plan/{priority.pk}/"
    priority.refresh_from_db()
    assert priority.reached == "All teams."
    assert service_manager.get(f"/inspections/plan/{priority.pk}/close/").status_code == 403


def test_a_lead_tracks_children_from_start_to_end(lead, director, inspection, cycle, auditor):
    address = f"/inspections/{inspection.pk}/tracked/"
    with frozen_clock(datetime.datetime(2023, 6, 14, 9, 0)):
        form = list(forms_on(lead.get(address)))[-1]
        lead.post(address, form.fields | {"starts_time": "8.30am"})
        lead.post(address, {"cases": "C-1\nC-2", "hours": "48", "cycle": cycle.pk, "auditors": [auditor.person.pk]})
        page = director.get(address)

    assert page.context["words"] == "On since 14 June 2023, 08:30, until a QA lead ends it."
    assert [each["number"] for each in page.context["figures"]] == ["0 of 2", 0, 0]
    assert [row[-1] for row in page.context["children"].rows] == ["2 days left"] * 2
    assert list(forms_on(page)) == []
    with frozen_clock(datetime.datetime(2023, 6, 16, 9, 0)):
        lead.post(f"{address}end/")
    assert CaseTracking.objects.get().ended_by == lead.person


def test_nobody_else_reads_which_children_are_tracked(head_of_service, analyst, outsider, inspection):
    address = f"/inspections/{inspection.pk}/tracked/"

    assert [visitor.get(address).status_code for visitor in (head_of_service, analyst, outsider)] == [403, 403, 404]
    assert [visitor.post(f"{address}end/").status_code for visitor in (head_of_service, analyst)] == [403, 403]
