"""The pages of inspections, of what they recommended and of how it is getting on."""

import pytest

from audits.models import Domain
from foundation.activity.models import Entry
from inspections.models import Inspection
from inspections.pages.following import ABOUT
from inspections.services.inspections import change_inspection
from tests.forms_on import forms_on

DAYS = {"kind": "standard", "first_day": "2023-06-12", "last_day": "2023-06-23"}
PASTED = "What needs to improve\n• Plans for children in need, so that they are\nspecific (outcome 3).\n• Support for care leavers\n"


def grade(lead, inspection, leaders: str, practice: str, overall: str) -> None:
    keys = [each.pk for each in inspection.framework.judgements.all()]
    grades = {keys[0]: leaders, **dict.fromkeys(keys[1:], practice)}
    days = {"first_day": inspection.first_day, "last_day": inspection.last_day}
    change_inspection(actor=lead.person, inspection=inspection, kind=inspection.kind, grades=grades, overall=overall, **days)


def test_a_lead_records_one_and_then_its_grades(lead):
    response = lead.post("/inspections/new/", DAYS, follow=True)
    inspection = Inspection.objects.get()
    asked = response.context["form"]
    keys = [each.pk for each in inspection.framework.judgements.all()]

    assert list(asked.fields)[6:11] == [*(f"grade_{pk}" for pk in keys), "overall"]
    lead.post(
        f"/inspections/{inspection.pk}/change/", DAYS | {f"grade_{keys[0]}": "G", "overall": "RI", "version": asked["version"].value()}
    )
    page = lead.get(f"/inspections/{inspection.pk}/").content.decode()

    assert "ILACS from 2023" in page
    assert "Requires improvement to be good" in page
    assert [entry.verb for entry in Entry.objects.of(inspection)] == ["inspection.recorded", "inspection.changed"]


def test_a_pasted_list_is_shown_before_it_is_stored(lead, inspection):
    address = f"/inspections/{inspection.pk}/recommendations/"
    page = lead.post(address, {"pasted": PASTED})
    form = page.context["form"]

    assert not inspection.recommendations.exists()
    assert form.initial == {
        "text_1": "Plans for children in need, so that they are specific (outcome 3).", "framework_1": "outcome_3",
        "text_2": "Support for care leavers", "framework_2": "",
    }  # fmt: skip
    assert (form.hints["framework_1"], form.hints["framework_2"]) == (
        "Read from “outcome 3”", "No part of the national framework is named. Choose one, or leave it."
    )  # fmt: skip
    assert list(page.context["left_out"]) == ["What needs to improve"]

    sent = next(form for form in forms_on(page) if "count" in form.fields).fields | {"framework_2": "outcome_4"}
    assert lead.post(address, sent).status_code == 302
    assert [(each.text[:12], each.framework) for each in inspection.recommendations.all()] == [
        ("Plans for ch", "outcome_3"), ("Support for ", "outcome_4"),
    ]  # fmt: skip


def test_what_is_refused_is_said_at_its_place_and_what_was_typed_is_kept(lead, inspection):
    sent = {"count": "3", "text_1": "Plans", "text_2": "Left", "left_out_2": "on", "text_3": "Jayden Smith, born 3 April 2012"}
    page = lead.post(f"/inspections/{inspection.pk}/recommendations/", sent)

    assert list(page.context["form"].errors) == ["text_3"]
    assert "Jayden Smith" in page.content.decode()
    assert not inspection.recommendations.exists()


@pytest.mark.parametrize("pasted", ["", "What needs to improve\n3\n"])
def test_a_text_without_a_recommendation_is_refused(lead, inspection, pasted):
    page = lead.post(f"/inspections/{inspection.pk}/recommendations/", {"pasted": pasted})

    assert "pasted" in page.context["form"].errors


def test_what_follows_is_said_with_its_rule(lead, inspection):
    nothing = lead.get("/inspections/").context["following"]
    grade(lead, inspection, "G", "G", "RI")
    found = lead.get("/inspections/").context["following"]

    assert nothing.sentence == "Record the grades for overall effectiveness of Standard inspection, June 2023 to see what follows."
    assert found.sentence == "A standard inspection, about June 2026."
    assert found.rows == [
        ("Focused visits before it", "0 of 2 have been recorded: 2 more between June 2023 and June 2026"),
        ("Standard inspection", "Between December 2025 and December 2026"),
    ]
    assert found.cautions[-1] == ABOUT


def test_after_inadequate_the_next_monitoring_visit_is_named(lead, inspection):
    grade(lead, inspection, "I", "I", "I")

    assert lead.get("/inspections/").context["following"].sentence == (
        "Monitoring visits, the next about September 2023, and then a standard inspection."
    )


def test_the_plan_and_its_progress_are_read_by_the_board_and_not_by_outsiders(board_member, outsider, auditor, priority, recommendation):
    addresses = [
        "/inspections/", f"/inspections/{recommendation.inspection_id}/", f"/inspections/{recommendation.inspection_id}/progress/",
        f"/inspections/recommendations/{recommendation.pk}/", "/inspections/plan/", f"/inspections/plan/{priority.pk}/",
    ]  # fmt: skip

    assert {board_member.get(address).status_code for address in addresses} == {200}
    for visitor in (outsider, auditor):
        assert [visitor.get(address).status_code for address in addresses] == [403, 404, 404, 404, 403, 404]


def test_an_owner_reads_theirs_alone(lead, worker, priority, recommendation, inspection):
    priority.owner = worker.person
    priority.save()

    assert worker.get(f"/inspections/plan/{priority.pk}/").status_code == 200
    assert worker.get(f"/inspections/recommendations/{recommendation.pk}/").status_code == 200
    assert worker.get(f"/inspections/recommendations/{inspection.recommendations.last().pk}/").status_code == 404
    assert [row.record for row in worker.get("/inspections/").context["table"].rows] == [inspection]


def test_the_board_changes_nothing_and_sees_no_tracked_child(board_member, inspection, recommendation, priority):
    addresses = [
        "/inspections/new/", f"/inspections/{inspection.pk}/change/", f"/inspections/{inspection.pk}/recommendations/",
        f"/inspections/{inspection.pk}/tracked/", f"/inspections/recommendations/{recommendation.pk}/evidence/",
        f"/inspections/plan/{priority.pk}/note/", "/inspections/frameworks/",
    ]  # fmt: skip

    assert {board_member.get(address).status_code for address in addresses} == {403}


def test_evidence_is_chosen_and_then_shown(lead, recommendation):
    domain = Domain.objects.get(name="Assessment")
    address = f"/inspections/recommendations/{recommendation.pk}/"
    assert "Nothing shows yet how this is getting on." in lead.get(address).content.decode()
    sent = list(forms_on(lead.get(f"{address}evidence/")))[-1].fields | {"domains": [domain.pk], "section_keys": ["domains"]}
    lead.post(f"{address}evidence/", sent)
    page = lead.get(address)

    assert page.context["domains"].rows[0][0] == "Assessment"
    assert page.context["sections"] == ["Domains of practice"]


@pytest.mark.parametrize("written", ["twelve", "1, 2x"])
def test_what_is_no_number_of_an_action_is_refused(lead, recommendation, written):
    page = lead.post(f"/inspections/recommendations/{recommendation.pk}/evidence/", {"actions": written})

    assert "is not the number of an action" in str(page.context["form"].errors["actions"])


def test_progress_is_taken_as_a_file(board_member, recommendation):
    response = board_member.get(f"/inspections/{recommendation.inspection_id}/progress/?export=csv")

    assert response.headers["Content-Disposition"] == 'attachment; filename="progress-since-inspection-2023-06.csv"'
    assert response.content.decode("utf-8-sig").splitlines()[1].startswith("1,Supervision that challenges drift (outcome 3).,Outcome 3:")


def test_a_recommendation_that_was_stored_by_mistake_is_removed(lead, inspection, recommendation):
    last = inspection.recommendations.last()
    assert lead.get(f"/inspections/recommendations/{last.pk}/remove/").status_code == 200
    assert inspection.recommendations.count() == 2
    lead.post(f"/inspections/recommendations/{last.pk}/remove/")

    assert inspection.recommendations.get() == recommendation


def test_an_edition_is_added_and_corrected(administrator):
    given = {
        "name": "Children and families", "first_day": "2027-04-01", "judgements": "Leaders\nFamily help", "followed_by": "leaders",
        "practice_needed": 1, "months_between": 36, "visits_before_short": 1, "visits_before_standard": 2, "monitoring_months": 3,
    }  # fmt: skip
    administrator.post("/inspections/frameworks/new/", given)
    table = administrator.get("/inspections/frameworks/").context["frameworks"]

    assert [row[0].value for row in table.rows] == ["Children and families", "ILACS from April 2026", "ILACS from 2023", "ILACS from 2018"]
