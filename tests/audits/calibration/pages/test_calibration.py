"""/calibration/: planning a round, grading it without seeing the others' grades, its discussion and its file."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from hypothesis import given as over
from hypothesis import strategies as st

from audits.calibration.queries.rounds import round_items
from audits.calibration.services import plan_round, save_reference
from audits.models import CalibrationGrade, CalibrationRound
from tests.audits.calibration.rounds import CASE, answers, due, finish, given
from tests.journeys.addresses import addresses
from tests.shares import examples

LIST = "/calibration/"
TOKEN = re.compile(r"""csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+\"""")
PARTS = ("", "grade/", "reference/", "invite/", "open/", "discussion/", "discussion/?export=csv", "discussion/?export=xlsx")


def url(calibration_round: CalibrationRound, part: str = "") -> str:
    return f"{LIST}{calibration_round.pk}/{part}"


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def plan_of(*people, **more) -> dict:
    return {"title": "Where Good begins", "case_id": CASE, "due": due().isoformat(), "people": [each.person.pk for each in people], **more}


def test_the_lead_plans_a_round_and_those_invited_find_it(lead, auditor, moderator, tool_pk):
    answer = lead.post(f"{LIST}new/", plan_of(auditor, moderator, tool=tool_pk))

    planned = CalibrationRound.objects.get()
    assert answer.url == url(planned)
    for visitor in (lead, auditor, moderator):
        assert "Where Good begins" in words(visitor.get(LIST))
    assert "Grade the calibration round “Where Good begins”" in words(auditor.get("/"))


@pytest.fixture
def tool_pk(db) -> int:
    from audits.cycles.services.cycles import current_tool

    return current_tool().pk


def test_a_finished_audit_lends_its_record_by_number(lead, moderated_audit, second_auditor, tool_pk, ash_team):
    from foundation.accounts.enums import Role
    from tests.people import Visitor, add_person

    third = Visitor(add_person("Third Person", Role.AUDITOR))
    lead.post(f"{LIST}new/", plan_of(second_auditor, third, case_id="", audit=moderated_audit.number, tool=tool_pk))

    assert CalibrationRound.objects.get().case_id == moderated_audit.case_id


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"case_id": ""}, "case_id"),
        ({"audit": "999"}, "audit"),
        ({"due": "2020-01-01"}, "due"),
        ({"people": []}, "people"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_nothing_is_planned(lead, auditor, moderator, tool_pk, change, field):
    answer = lead.post(f"{LIST}new/", plan_of(auditor, moderator, tool=tool_pk) | change)

    assert field in answer.context["form"].errors
    assert not CalibrationRound.objects.exists()


def test_a_person_in_the_record_s_line_is_refused_by_name(lead, auditor, team_manager, elm_team, tool_pk):
    team_manager.person.role_rows.create(role="auditor")
    answer = lead.post(f"{LIST}new/", plan_of(auditor, team_manager, team=elm_team.pk, tool=tool_pk))

    assert "Tara Quinn is in this worker’s or team’s line of management." in str(answer.context["form"].errors["people"])


def test_grading_keeps_what_is_there_and_says_what_is_missing(auditor, planned):
    half = {name: value for name, value in answers(planned).items() if "overall" not in name}
    refused = auditor.post(url(planned, "grade/"), half)

    assert list(refused.context["form"].errors) == ["grade-overall"]
    # The rest is kept: finishing from this page is upon that.
    assert refused.context["form"]["seen"].value() == auditor.get(url(planned, "grade/")).context["form"]["seen"].value()
    assert "Seen in the record." in words(auditor.get(url(planned, "grade/")))
    assert auditor.post(url(planned, "grade/"), answers(planned)).url == url(planned)
    assert "You finished on" in words(auditor.get(url(planned)))


def test_one_may_come_back_later(auditor, planned):
    auditor.post(url(planned, "grade/"), {"grade-overall": "RI", "later": "1"})

    assert list(CalibrationGrade.objects.exclude(grade="").values_list("grade", flat=True)) == ["RI"]
    assert planned.parts.get(person=auditor.person).finished_on is None


def test_the_page_saves_as_one_writes(auditor, planned):
    answer = auditor.post(url(planned, "grade/"), {"reason-overall": "The plan is clear"}, headers={"Accept": "application/json"})

    assert json.loads(answer.content)["state"] == "saved"
    assert CalibrationGrade.objects.get(domain=None).reason == "The plan is clear"


def test_two_windows_on_one_s_own_grades_show_both_versions(auditor, planned):
    address = url(planned, "grade/")
    seen = auditor.get(address).context["form"]["seen"].value()
    auditor.post(address, {"grade-overall": "RI", "later": "1", "seen": seen})

    second = {"grade-overall": "G", "later": "1", "seen": seen}
    saving = auditor.post(address, second, headers={"Accept": "application/json"}).json()
    page = auditor.post(address, second)
    auditor.post(address, second | {"seen": page.context["form"]["seen"].value()})

    assert (saving["state"], "Requires improvement" in saving["html"]) == ("changed", True)
    assert page.context["form"].conflict.theirs == (("Overall judgement", "Requires improvement to be good"),)
    assert list(CalibrationGrade.objects.exclude(grade="").values_list("grade", flat=True)) == ["G"]


def test_what_stands_no_longer_changes(auditor, planned):
    finish(planned, auditor.person, "G")
    again = auditor.post(url(planned, "grade/"), answers(planned, "I"))
    saving = auditor.post(url(planned, "grade/"), answers(planned, "I"), headers={"Accept": "application/json"})

    assert again.status_code == 409
    assert "Your grades are final" in again.content.decode()
    assert json.loads(saving.content)["state"] == "closed"
    assert set(CalibrationGrade.objects.values_list("grade", flat=True)) == {"G"}


def test_the_lead_opens_leads_and_closes_the_discussion(lead, auditor, moderator, second_auditor, planned):
    for visitor, grade in ((auditor, "G"), (moderator, "RI"), (second_auditor, "G")):
        finish(planned, visitor.person, grade)
    lead.post(url(planned, "open/"))
    agreed = {f"agreed-{place.key}": "G" for place in round_items(planned)}
    lead.post(url(planned, "discussion/"), agreed | {"notes": "Read together.", "learned": "Name the plan.", "close": "1"})

    page = words(auditor.get(url(planned)))
    assert "Name the plan." in page
    assert "Agreed grades" in page
    assert CalibrationRound.objects.get().is_closed


def test_the_discussion_shows_who_gave_what_and_how_far_apart(opened, auditor):
    page = words(auditor.get(url(opened, "discussion/")))
    places = len(round_items(opened))

    assert "Amina Yusuf" in page
    assert page.count("1 step apart") == places
    assert "2 of 3 gave the majority’s Good" in page
    assert f"{places} of {3 * places} pairs of grades are the same" in page


def test_a_reference_is_what_the_others_are_compared_with(lead, auditor, moderator, planned):
    save_reference(actor=lead.person, calibration_round=planned, grades=given(planned, "RI", "The descriptor says so."))
    finish(planned, auditor.person, "G")
    finish(planned, moderator.person, "RI")
    lead.post(url(planned, "open/"), {"why": "On leave."})

    page = words(auditor.get(url(planned, "discussion/")))
    assert "1 of 2 gave the reference" in page
    assert "The descriptor says so." in page


def test_the_file_holds_every_grade_with_its_reason(opened, lead):
    rows = list(csv.reader(io.StringIO(lead.get(url(opened, "discussion/?export=csv")).content.decode("utf-8-sig"))))

    assert len(rows) == 1 + 3 * len(round_items(opened))
    assert rows[1][1:4] == ["Amina Yusuf", "Good", "Seen in the record."]


def test_closing_says_what_is_missing_and_keeps_what_was_typed(opened, lead):
    refused = lead.post(url(opened, "discussion/"), {"notes": "Read together.", "close": "1"})

    assert refused.context["form"].errors["learned"] == ["Write what you learned."]
    assert CalibrationRound.objects.get().notes == "Read together."


@pytest.mark.parametrize("who", ["board_member", "outsider", "director", "administrator", "team_manager", "observer"])
def test_nobody_else_finds_a_round(opened, who, request):
    visitor = request.getfixturevalue(who)

    assert {visitor.get(url(opened, part)).status_code for part in PARTS} == {404}
    assert visitor.get(LIST).status_code == 403


def test_an_auditor_who_was_not_invited_finds_an_empty_list(opened, request, ash_team):
    from foundation.accounts.enums import Role
    from tests.people import Visitor, add_person

    other = Visitor(add_person("Nell Other", Role.AUDITOR, team=ash_team))
    assert "You have not been invited to a round yet" in words(other.get(LIST))
    assert other.get(url(opened)).status_code == 404


@pytest.mark.parametrize("part", ["reference/", "invite/", "open/"])
def test_those_invited_do_not_lead(planned, auditor, part):
    assert auditor.get(url(planned, part)).status_code == 403


def test_the_discussion_is_led_by_the_lead_alone(opened, auditor):
    assert auditor.post(url(opened, "discussion/"), {"notes": "Mine."}).status_code == 403


def test_the_second_time_does_nothing(opened, lead):
    again = lead.post(url(opened, "open/"), follow=True)

    assert "Nothing was changed." in words(again)


def test_pages_that_only_show_refuse_to_be_posted_to(planned, lead):
    assert {lead.post(address).status_code for address in (LIST, url(planned))} == {405}


def test_every_address_of_a_round_is_walked_here():
    known = {name for name, parameters in addresses() if name.startswith("audits:calibration-")}

    assert len(known) == len({part.split("?")[0] for part in PARTS})


# Nobody who has not finished, and no lead before the discussion, sees a grade of anybody.


def seen(visitor, calibration_round: CalibrationRound) -> dict[str, str]:
    pages = [LIST, "/", *(url(calibration_round, part) for part in PARTS)]
    answers = {page: visitor.get(page) for page in pages}
    return {page: TOKEN.sub("", f"{answer.status_code} {answer.content.decode(errors='replace')}") for page, answer in answers.items()}


def give(calibration_round: CalibrationRound, people, grade: str, reason: str) -> None:
    CalibrationGrade.objects.filter(part__round=calibration_round, part__person__in=people).update(grade=grade, reason=reason)


GIVEN = st.tuples(st.sampled_from(["O", "G", "RI", "I", "NA"]), st.text(alphabet="abcde ", min_size=1, max_size=12))


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@over(first=GIVEN, then=GIVEN)
def test_no_page_of_who_has_not_finished_shows_another_s_grade(planned_with_two, auditor, lead, first, then):
    others = [part.person for part in planned_with_two.parts.exclude(person=auditor.person)]
    give(planned_with_two, others, *first)
    before = [seen(visitor, planned_with_two) for visitor in (auditor, lead)]

    give(planned_with_two, others, *then)

    assert [seen(visitor, planned_with_two) for visitor in (auditor, lead)] == before


@pytest.fixture
def planned_with_two(planned, moderator, second_auditor) -> CalibrationRound:
    """Two of three have finished."""
    finish(planned, moderator.person, "I")
    finish(planned, second_auditor.person, "O")
    return planned


def test_who_never_finished_sees_no_other_s_grade_after_the_opening_either(planned_with_two, auditor, lead):
    lead.post(url(planned_with_two, "open/"), {"why": "On leave."})
    others = [part.person for part in planned_with_two.parts.exclude(person=auditor.person)]
    before = seen(auditor, planned_with_two)
    give(planned_with_two, others, "RI", "Another reason.")

    assert seen(auditor, planned_with_two) == before
    assert auditor.get(url(planned_with_two, "discussion/")).status_code == 403
    assert "Another reason." in words(lead.get(url(planned_with_two, "discussion/")))


def test_who_has_finished_waits_for_the_discussion_too(planned_with_two, moderator, second_auditor):
    before = seen(moderator, planned_with_two)
    give(planned_with_two, [second_auditor.person], "G", "Another reason.")

    assert seen(moderator, planned_with_two) == before


@pytest.mark.parametrize("page", [LIST, "/"])
def test_the_number_of_queries_is_the_same_with_more_rounds(lead, auditor, moderator, planned, page):
    with CaptureQueriesContext(connection) as one:
        lead.get(page)
    for number in range(2):
        people = [auditor.person, moderator.person]
        plan_round(actor=lead.person, title=f"Round {number}", due=due(), case_id=f"C-{number}", people=people)
    with CaptureQueriesContext(connection) as three:
        lead.get(page)

    assert len(three) == len(one)
