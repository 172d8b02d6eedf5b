"""/team-plans/: what is known of a team's practice, and what its manager plans."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from actions.enums import ActionState
from actions.models import Action
from actions.services import raise_action
from audits.models import Audit, Finding, FindingCode, FindingTheme, Judgement, ReAudit
from desk.pages.work import work_for
from foundation.accounts.models import Team
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.documents.tables import cells_of
from oversight.models import TeamPlan
from oversight.queries.team_findings import TeamEffect, team_read
from oversight.services import own_team_plan, write_team_plan
from tests.oversight.conftest import THE_DAY
from tests.reading import fresh, text_of

POSTED = {"aims": "Every child is seen alone.", "priority_1": "Visits alone", "next_steps": "", "review_on": "2023-11-01"}


def url(team, page="") -> str:
    return f"/team-plans/{team.pk}/{page}"


def waiting_for(person, on=THE_DAY) -> list[str]:
    return [item.what for item in work_for(person, on) if "action plan" in item.what]


@pytest.fixture
def theme(db) -> FindingTheme:
    return FindingTheme.objects.create(name="Visits")


def found(audit: Audit, theme: FindingTheme, lead, kind: str, times: int = 1) -> None:
    for _ in range(times):
        finding = Finding.objects.create(audit=audit, kind=kind, text="Seen.")
        FindingCode.objects.create(finding=finding, theme=theme, coded_by=lead.person)


def test_the_manager_writes_it_and_takes_responsibility(team_manager, elm_team, theme):
    team_manager.post(url(elm_team, "write/"), POSTED | {"theme_1": theme.pk, "next_steps": "- Ask each child"})
    plan = TeamPlan.objects.get()
    assert [(row.what, row.theme) for row in plan.priorities.all()] == [("Visits alone", theme)]
    assert waiting_for(team_manager.person) == ["Take responsibility for the action plan of Elm Team"]

    for _ in range(2):
        team_manager.post(url(elm_team, "own/"))

    assert fresh(plan).owned_by == team_manager.person
    assert waiting_for(team_manager.person) == []
    assert [entry.verb for entry in Entry.objects.of(plan)] == ["team_plan.written", "team_plan.owned"]


def test_it_goes_with_the_post(team_manager, service_manager, elm_team, plan):
    own_team_plan(actor=team_manager.person, team=elm_team)
    Team.objects.update(manager=service_manager.person)

    page = text_of(service_manager.get(url(elm_team)))

    assert "Sunil Mehta has not taken responsibility yet; Tara Quinn did on 1 August 2023" in page
    assert "Every child is seen alone." in page
    assert waiting_for(service_manager.person) == ["Take responsibility for the action plan of Elm Team"]
    assert team_manager.get(url(elm_team)).status_code == 404
    with pytest.raises(PermissionDenied):
        write_team_plan(
            actor=team_manager.person, team=elm_team, aims="Mine.", next_steps="", priorities=[], review_on=datetime.date(2023, 12, 1)
        )


def test_its_review_is_in_my_work_on_the_day(team_manager, elm_team, plan):
    own_team_plan(actor=team_manager.person, team=elm_team)
    day = plan.review_on

    assert waiting_for(team_manager.person, day) == ["Review the action plan of Elm Team"]
    with frozen_clock(day + datetime.timedelta(days=1)):
        assert "The review was due on 1 November 2023" in text_of(team_manager.get(url(elm_team)))


def test_of_two_who_write_it_the_second_sees_both(team_manager, elm_team, plan):
    seen = team_manager.get(url(elm_team, "write/")).context["form"]["seen"].value()
    team_manager.post(url(elm_team, "write/"), POSTED | {"aims": "First.", "seen": seen})

    page = text_of(team_manager.post(url(elm_team, "write/"), POSTED | {"aims": "Second.", "seen": seen}))

    assert "First." in page
    assert "Second." in page
    assert fresh(plan).aims == "First."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"aims": " "}, "aims"),
        ({"review_on": datetime.date(2023, 7, 31)}, "review_on"),
        ({"priorities": [("One", None)] * 6}, "priority_1"),
    ],
)
def test_what_is_missing_is_said(team_manager, elm_team, changed, field):
    given = {"aims": "A.", "next_steps": "", "priorities": [], "review_on": datetime.date(2023, 11, 1)}
    with pytest.raises(ValidationError) as refused:
        write_team_plan(actor=team_manager.person, team=elm_team, **given | changed)
    assert list(refused.value.message_dict) == [field]


def test_names_of_children_are_pointed_out(team_manager, elm_team):
    page = team_manager.post(url(elm_team, "write/"), POSTED | {"aims": "They moved to PR8 1AA."})

    assert page.context["form"]["aims"].value() == "They moved to PR8 1AA."
    assert not TeamPlan.objects.exists()


def test_findings_are_counted_by_theme_in_audits_with_agreed_grades(team_manager, lead, elm_team, moderated_audit, theme):
    merged = FindingTheme.objects.create(name="Contact", merged_into=theme, merged_on=THE_DAY)
    found(moderated_audit, theme, lead, "area", times=2)
    found(moderated_audit, merged, lead, "area")
    found(moderated_audit, theme, lead, "strength")

    page = team_manager.get(url(elm_team))

    assert [[cell.words for cell in row[:3]] for row in _rows(page.context["themes"])] == [["Visits", "1 of 1", "1 of 1"]]


def _rows(table) -> list:
    return [cells_of(row) for row in table.rows]


def test_nothing_of_an_audit_that_is_not_agreed_is_counted(team_manager, lead, elm_team, submitted_audit, theme):
    found(submitted_audit, theme, lead, "area")

    page = team_manager.get(url(elm_team))

    assert (page.context["audits"], list(page.context["themes"].rows)) == (0, [])


def test_a_theme_that_is_often_weak_and_no_priority_is_said(team_manager, lead, elm_team, moderated_audit, theme, monkeypatch):
    monkeypatch.setattr("oversight.pages.team_plans.OFTEN", 1)
    found(moderated_audit, theme, lead, "area")
    sentence = "“Visits” was an area for improvement in 1 of 1 (100%) and is not among the priorities."
    assert sentence in team_manager.get(url(elm_team)).context["to_do"]

    team_manager.post(url(elm_team, "write/"), POSTED | {"theme_1": theme.pk})

    assert sentence not in team_manager.get(url(elm_team)).context["to_do"]


def test_actions_and_their_effect_are_counted_by_what_is_known(team_manager, lead, elm_team):
    for number, state in enumerate(["open", "done", "verified", "effective", "effective", "not_effective"]):
        action = raise_action(actor=lead.person, what=f"Do {number}", why="Because", owner=team_manager.person, team=elm_team)
        verified = {"verified_by": lead.person, "verified_on": THE_DAY} if state not in ("open", "done") else {}
        Action.objects.filter(pk=action.pk).update(state=ActionState(state), **verified)

    page = team_manager.get(url(elm_team))

    assert page.context["effect"] == [
        "4 actions are verified by somebody else in the period: 2 effective, 1 not effective, 1 not judged yet.",
        "1 action is done and waiting to be verified.",
        "No record of the team was audited again in the period.",
    ]
    closed = [(row[0].words.partition(": ")[2], row[3].words) for row in _rows(page.context["closed_actions"])]
    assert closed == [("Do 5", "Not effective"), ("Do 4", "Effective"), ("Do 3", "Effective"), ("Do 2", "Not judged yet")]
    assert [row[0].words for row in _rows(page.context["open_actions"])] == [f"{Action.objects.get(state='open').number}: Do 0"]


@pytest.mark.parametrize(("first", "again", "which"), [("RI", "G", "better"), ("G", "G", "same"), ("O", "I", "worse")])
def test_records_audited_again_are_better_the_same_or_worse(lead, director, elm_team, moderated_audit, first, again, which):
    copy = Audit.objects.get(pk=moderated_audit.pk)
    copy.pk, copy.case_id = None, "C-2"
    copy.save()
    for audit, grade in ((moderated_audit, first), (copy, again)):
        Judgement.objects.update_or_create(audit=audit, domain=None, stage="agreed", defaults={"grade": grade})
    ReAudit.objects.create(earlier=moderated_audit, audit=copy, planned_by=lead.person, planned_on=THE_DAY)

    months = (datetime.date(2023, 6, 1), datetime.date(2023, 8, 1))
    read = team_read(elm_team, director.person, *months, months)

    assert read.effect == TeamEffect(**{which: 1})


def test_it_is_taken_as_word_and_pdf(team_manager, elm_team, plan):
    document = Document(io.BytesIO(team_manager.get(f"{url(elm_team)}?format=docx").content))
    words = " ".join(paragraph.text for paragraph in document.paragraphs)

    assert all(each in words for each in ("Action plan of Elm Team", "Every child is seen alone.", "Visits alone"))
    assert team_manager.get(f"{url(elm_team)}?format=pdf").content.startswith(b"%PDF")


def test_there_is_no_file_before_there_is_a_plan(team_manager, elm_team):
    assert team_manager.get(f"{url(elm_team)}?format=docx").status_code == 404


@pytest.mark.parametrize("who", ["lead", "director", "head_of_service", "service_manager"])
def test_the_line_the_lead_and_directors_read_it_and_do_not_write_it(request, elm_team, plan, who):
    visitor = request.getfixturevalue(who)

    assert "Every child is seen alone." in text_of(visitor.get(url(elm_team)))
    assert "Elm Team" in text_of(visitor.get("/team-plans/"))
    assert visitor.get(url(elm_team, "write/")).status_code == 403
    assert visitor.post(url(elm_team, "own/")).status_code == 403


@pytest.mark.parametrize("who", ["worker", "outsider", "board_member", "administrator", "auditor", "moderator"])
def test_nobody_else_finds_it(request, elm_team, plan, who):
    visitor = request.getfixturevalue(who)

    assert {visitor.get(url(elm_team, page)).status_code for page in ("", "write/")} == {404}
    assert "Elm Team" not in text_of(visitor.get("/team-plans/"))


def test_while_the_post_is_empty_the_service_manager_writes(service_manager, elm_team):
    Team.objects.update(manager=None)

    service_manager.post(url(elm_team, "write/"), POSTED)

    assert "Nobody: the team has no manager" in text_of(service_manager.get(url(elm_team)))


def test_no_practitioner_is_counted_on_it(team_manager, worker, elm_team, moderated_audit, plan):
    assert worker.person.name not in text_of(team_manager.get(url(elm_team)))


def test_the_list_asks_as_often_for_three_teams_as_for_one(director, elm_team, plan):
    director.get("/team-plans/")
    with CaptureQueriesContext(connection) as one:
        director.get("/team-plans/")
    for name in ("Oak", "Beech"):
        team = Team.objects.create(name=name, service=elm_team.service, manager=elm_team.manager)
        write_team_plan(actor=team.manager, team=team, aims="A.", next_steps="", priorities=[], review_on=datetime.date(2023, 11, 1))
    with CaptureQueriesContext(connection) as three:
        director.get("/team-plans/")
    assert len(one) == len(three)
