"""The services of a calibration round: who may grade it, what stands, what it asks for; and that it counts nowhere."""

import datetime
import io
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given as over
from hypothesis import strategies as st

from audits.calibration.calculations import spread_of
from audits.calibration.queries.rounds import round_items
from audits.calibration.services import (
    close_round,
    finish_round_grades,
    invite_more,
    open_discussion,
    plan_round,
    save_discussion,
    save_reference,
    save_round_grades,
)
from audits.models import Audit, CalibrationRound, Judgement
from audits.moderation.services.moderation import save_moderator_grades
from audits.overview.pages.work import work_for
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.errors import Incomplete, StaleState
from foundation.notices.models import Notice
from tests.audit_stages import agreed_as_submitted
from tests.audits.calibration.rounds import CASE, due, finish, given

TODAY = datetime.date.today()


def test_those_invited_are_told_once_without_case_content(planned, auditor, moderator, second_auditor):
    notices = Notice.objects.filter(key=f"calibration.invited:{planned.pk}")

    assert {notice.person for notice in notices} == {auditor.person, moderator.person, second_auditor.person}
    assert [CASE in f"{notice.subject} {notice.words} {notice.path}" for notice in notices] == [False] * 3


def test_it_waits_for_each_of_them_in_my_work(planned, auditor, lead):
    finish(planned, auditor.person, "G")

    assert [item.what for item in work_for(auditor.person, TODAY)] == []
    assert [(item.why, item.waiting) for item in work_for(lead.person, TODAY)] == [("1 of 3 have finished", True)]


@pytest.mark.parametrize("who", ["worker", "team_manager", "lead"])
def test_nobody_grades_their_own_work_or_line_or_plans_what_they_grade(lead, auditor, elm_team, worker, who, request):
    person = request.getfixturevalue(who).person
    person.role_rows.create(role="auditor")

    with pytest.raises(ValidationError) as refused:
        plan_round(
            actor=lead.person,
            title="One record",
            due=due(),
            people=[auditor.person, Person.objects.get(pk=person.pk)],
            case_id=CASE,
            team=elm_team,
            allocated_worker=worker.person,
        )

    assert list(refused.value.message_dict) == ["people"]


def test_whoever_came_into_the_line_since_grades_no_more(planned, auditor, elm_team):
    elm_team.manager = auditor.person
    elm_team.save()

    with pytest.raises(ValidationError, match="line of management"):
        save_round_grades(actor=auditor.person, calibration_round=planned, grades=given(planned, "G"))


def test_the_record_of_a_finished_audit_is_not_graded_by_who_can_read_its_grades(lead, moderated_audit, auditor, second_auditor):
    with pytest.raises(ValidationError, match="can read Audit"):
        plan_round(actor=lead.person, title="Again", due=due(), people=[auditor.person, second_auditor.person], audit=moderated_audit)


def test_an_audit_lends_its_record_and_its_tool(lead, moderated_audit, second_auditor, observer):
    observer.person.role_rows.create(role="moderator")
    people = [second_auditor.person, Person.objects.get(pk=observer.person.pk)]

    found = plan_round(actor=lead.person, title="Again", due=due(), people=people, audit=moderated_audit)

    assert (found.case_id, found.team, found.plan_type, found.tool) == (
        moderated_audit.case_id,
        moderated_audit.team,
        moderated_audit.plan_type,
        moderated_audit.tool,
    )


@pytest.mark.parametrize(
    ("wrong", "field"), [({"title": " "}, "title"), ({"case_id": ""}, "case_id"), ({"due": datetime.date(2020, 1, 1)}, "due")]
)
def test_a_plan_that_lacks_something_is_refused_by_its_field(lead, auditor, moderator, wrong, field):
    plan = {"title": "One record", "due": due(), "case_id": CASE, "people": [auditor.person, moderator.person]}

    with pytest.raises(ValidationError) as refused:
        plan_round(actor=lead.person, **(plan | wrong))

    assert list(refused.value.message_dict) == [field]


def test_one_person_is_no_round(lead, auditor):
    with pytest.raises(ValidationError, match="at least two"):
        plan_round(actor=lead.person, title="One record", due=due(), case_id=CASE, people=[auditor.person, auditor.person])


def test_only_the_lead_plans_opens_and_closes(planned, auditor, director):
    for actor in (auditor.person, director.person):
        for service in (open_discussion, close_round):
            with pytest.raises(PermissionDenied):
                service(actor=actor, calibration_round=planned)
        with pytest.raises(PermissionDenied):
            plan_round(actor=actor, title="Mine", due=due(), case_id=CASE, people=[])


def test_only_those_invited_grade(planned, lead, outsider):
    for actor in (lead.person, outsider.person):
        with pytest.raises(PermissionDenied):
            save_round_grades(actor=actor, calibration_round=planned, grades=given(planned, "G"))


def test_grades_are_kept_while_they_are_incomplete_and_stand_once_finished(planned, auditor):
    save_round_grades(actor=auditor.person, calibration_round=planned, grades=given(planned, "G", reason=""))
    with pytest.raises(Incomplete) as refused:
        finish_round_grades(actor=auditor.person, calibration_round=planned)
    finish(planned, auditor.person, "RI")

    assert len(refused.value.missing) == len(round_items(planned))
    with pytest.raises(StaleState, match="your grades are final"):
        save_round_grades(actor=auditor.person, calibration_round=planned, grades=given(planned, "G"))


def test_the_overall_judgement_is_never_not_applicable(planned, auditor):
    save_round_grades(actor=auditor.person, calibration_round=planned, grades=given(planned, "NA"))

    with pytest.raises(Incomplete) as refused:
        finish_round_grades(actor=auditor.person, calibration_round=planned)

    assert list(refused.value.missing) == ["grade-overall"]


def test_the_discussion_opens_with_two_and_says_why_it_does_not_wait(planned, lead, auditor, moderator):
    finish(planned, auditor.person, "G")
    with pytest.raises(ValidationError, match="At least two"):
        open_discussion(actor=lead.person, calibration_round=planned, why="Leave.")
    finish(planned, moderator.person, "RI")
    with pytest.raises(ValidationError, match="does not wait"):
        open_discussion(actor=lead.person, calibration_round=planned)

    found = open_discussion(actor=lead.person, calibration_round=planned, why="On leave until July.")

    assert (found.opened_on, found.opened_without) == (TODAY, "On leave until July.")


def test_once_open_nobody_grades_refers_or_is_invited(opened, lead, auditor, observer):
    with pytest.raises(StaleState):
        save_round_grades(actor=auditor.person, calibration_round=opened, grades=given(opened, "I"))
    with pytest.raises(StaleState):
        save_reference(actor=lead.person, calibration_round=opened, grades=given(opened, "I"))
    with pytest.raises(StaleState):
        invite_more(actor=lead.person, calibration_round=opened, people=[observer.person])


def test_closing_asks_for_agreed_grades_notes_and_what_was_learned(opened, lead):
    places = round_items(opened)
    with pytest.raises(Incomplete) as refused:
        close_round(actor=lead.person, calibration_round=opened)
    save_discussion(
        actor=lead.person,
        calibration_round=opened,
        agreed={place.domain: "G" for place in places},
        notes="Read together.",
        learned="Name the plan.",
    )

    assert set(refused.value.missing) == {"notes", "learned", *(f"agreed-{place.key}" for place in places)}
    assert close_round(actor=lead.person, calibration_round=opened).closed_on == TODAY


def test_everything_leaves_a_trace_without_grades(opened):
    entries = list(Entry.objects.of(opened))

    grading = ["calibration.graded", "calibration.finished"] * 3
    assert [entry.verb for entry in entries] == ["calibration.planned", *grading, "calibration.opened"]
    assert ["RI" in json.dumps(entry.facts) for entry in entries] == [False] * len(entries)


def test_nothing_of_a_round_is_counted_as_practice(opened):
    printed = []
    for command in ("agreement", "audit_summary"):
        out = io.StringIO()
        call_command(command, "--from", f"{TODAY:%Y-%m}", "--to", f"{due():%Y-%m}", stdout=out)
        printed.append(json.loads(out.getvalue()))

    assert (Audit.objects.count(), Judgement.objects.count(), CalibrationRound.objects.count()) == (0, 0, 1)
    assert (printed[0]["overall"]["n"], printed[1]["months"]) == (0, [])


@over(st.lists(st.sampled_from(["O", "G", "RI", "I", "NA", ""]), max_size=8))
def test_a_spread_leaves_out_what_is_not_applicable(grades):
    counted = sorted((grade for grade in grades if grade not in ("NA", "")), key=["O", "G", "RI", "I"].index)
    found = spread_of(grades)

    assert (found.n, found.best, found.worst) == (len(counted), *((counted[0], counted[-1]) if counted else ("", "")))
    assert found.pairs[0] == sum(a == b for at, a in enumerate(counted) for b in counted[at + 1 :])
    assert found.majority in {"", *(grade for grade in counted if counted.count(grade) * 2 > len(counted))}


@pytest.mark.parametrize("who", ["auditor", "moderator"])
def test_whoever_judges_the_record_just_now_grades_no_round_of_it(request, lead, submitted_audit, second_auditor, who):
    """In the discussion the moderator would hear what the auditor thinks of it."""
    person = request.getfixturevalue(who).person
    plan = {"title": "June", "due": due(), "case_id": "c-20417", "people": [person, second_auditor.person]}

    if who == "auditor":  # who has submitted has judged
        plan_round(actor=lead.person, **plan)
    else:
        with pytest.raises(ValidationError, match=f"judges this child’s record in {submitted_audit} just now"):
            plan_round(actor=lead.person, **plan)


def test_a_blind_moderator_of_the_record_sees_no_grades_of_its_round(lead, opened, submitted_audit):
    """Planned before the audit, or by the lead who moderates it."""
    CalibrationRound.objects.filter(pk=opened.pk).update(case_id=submitted_audit.case_id)
    Audit.objects.filter(pk=submitted_audit.pk).update(moderator=lead.person)
    address = reverse("audits:calibration-discussion", args=[opened.pk])

    assert lead.get(address).status_code == 403
    save_moderator_grades(actor=lead.person, audit=submitted_audit, grades=agreed_as_submitted(submitted_audit))
    assert lead.get(address).status_code == 200
