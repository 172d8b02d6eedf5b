"""`/search/`: among what the person may see. What is typed is posted, so that no case ID stands in an address."""

import datetime

import pytest

from actions.models import Action
from actions.services import raise_action
from audits.models import Cycle
from foundation.accounts.models import Person
from observations.enums import ObservationType
from observations.models import Observation
from reports.enums import ReportState
from reports.models import Report
from tests.replay import replayed

pytestmark = pytest.mark.both  # what is found, and in which order, is the database's own


def found(visitor, text: str) -> list[str]:
    sections = visitor.post("/search/", {"q": text}).context["sections"]
    return [row.text for section in sections for row in section.rows]


@pytest.fixture
@replayed
def action(lead, worker):
    due = datetime.date(2040, 8, 1)
    return raise_action(actor=lead.person, what="Update the chronology", why="It stops in March.", owner=worker.person, due=due)


def test_an_audit_is_found_by_its_number_and_by_the_case_id(lead, allocated_audit):
    assert found(lead, str(allocated_audit.number)) == [str(allocated_audit)]
    assert found(lead, "c-204") == [str(allocated_audit)]


def test_an_action_is_found_by_a_word_and_leads_to_its_page(worker, action):
    page = worker.post("/search/", {"q": "CHRONOLOGY"}).content.decode()

    assert f'<a class="govuk-link" href="{action.get_absolute_url()}">' in page


def test_nobody_finds_what_they_may_not_open(outsider, allocated_audit, action):
    assert found(outsider, "C-20417") == found(outsider, "chronology") == []


@pytest.mark.parametrize("text", ["", "   ", "'; --", "9" * 40, "٣", "%", "-", "'", "’ -", "“”"])
def test_odd_words_find_nothing_and_break_nothing(lead, allocated_audit, text):
    assert found(lead, text) == []


@pytest.mark.parametrize("text", ["c-20417,", "“C-20417”", "c 20417", "C20417", "(c–20417)", "20417"])
def test_a_case_id_is_found_as_people_write_it(lead, allocated_audit, text):
    assert found(lead, text) == [str(allocated_audit)]


def test_a_name_is_found_with_its_initial_in_quotation_marks_and_without_its_apostrophe(lead, allocated_audit):
    Person.objects.filter(pk=allocated_audit.auditor.pk).update(name="Siobhán O’Neill")

    for typed in ["“Siobhan O'Neill”", "S. ONeill", "O Neill Siobhán", "o’neill, siobhan"]:
        assert found(lead, typed) == [str(allocated_audit)], typed


def test_a_word_for_the_kind_of_thing_stands_in_no_one_s_way(lead, allocated_audit):
    cycle, team = allocated_audit.cycle, allocated_audit.team
    Cycle.objects.filter(pk=cycle.pk).update(theme="Neglect")

    for typed in [f"Audits of {cycle}", f"month {cycle}", "theme: neglect", "Neglect theme"]:
        assert f"Audits of {cycle}" in found(lead, typed), typed
    assert str(allocated_audit) in found(lead, f"the team {team}")
    assert found(lead, "audit of the team") == []
    assert found(lead, f"Audit {allocated_audit.number + 900}") == []


def test_a_month_is_found_in_figures(lead, allocated_audit):
    month = allocated_audit.cycle.month

    assert f"Audits of {allocated_audit.cycle}" in found(lead, f"{month:%m/%Y}")
    assert str(allocated_audit) in found(lead, f"{month:%m/%Y}")


def test_the_page_says_that_nothing_matches(lead):
    assert "Nothing that you can open matches “zebra”" in lead.post("/search/", {"q": "zebra"}).content.decode()


def test_an_indicator_is_found_by_everyone(board_member, allocated_audit):
    assert "Cared for children currently open (Number)" in found(board_member, "cared for children")
    assert found(board_member, "C-20417") == []


def test_words_in_the_address_are_not_searched_for(lead, allocated_audit):
    assert lead.get("/search/", {"q": "C-20417"}).context["sections"] == []


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "Audit {}",
        "audit {}",
        "AUDITS {}",
        "audit no. {}",
        "Audit number {}",
        "audit #{}",
        "#{}",
        "audit{}",
        "{} audit",
        "“Audit {}”",
        "(audit {}),",
    ],
)
def test_an_audit_is_found_by_its_number_however_it_is_written(lead, allocated_audit, written):
    assert found(lead, written.format(allocated_audit.number)) == [str(allocated_audit)]


@pytest.mark.parametrize("written", ["Action {}", "action {}", "action no {}", "Action #{}.", "  ACTION   {} "])
def test_an_action_is_found_by_its_name_and_nothing_else_is(lead, allocated_audit, written):
    day = datetime.date(2040, 8, 1)
    action = Action.objects.create(
        number=allocated_audit.number,
        what="Update the plan",
        why="It is old.",
        due=day,
        first_due=day,
        raised_on=day,
        raised_by=lead.person,
    )

    assert found(lead, written.format(action.number)) == [str(action)]
    assert found(lead, f"audit {action.number}") == [str(allocated_audit)]


def test_an_observation_is_found_by_its_name(lead, allocated_audit):
    cycle, team = allocated_audit.cycle, allocated_audit.team
    observation = Observation.objects.create(cycle=cycle, kind=ObservationType.VISIT, observer=lead.person, team=team)

    assert found(lead, f"observation {observation.number}") == [str(observation)]
    assert found(lead, f"action {observation.number}") == []


@pytest.mark.parametrize("written", ["record c-204", "case C-20417", "Child’s record C‑20417", "case ID: c-20417", "audit C-20417"])
def test_a_child_s_record_is_found_by_its_case_id_with_or_without_a_word_before(lead, allocated_audit, written):
    assert found(lead, written) == [str(allocated_audit)]


@pytest.mark.parametrize("written", ["will okafor", "Okafor, Will", "OKAFOR"])
def test_a_person_s_name_finds_what_names_them(lead, allocated_audit, action, written):
    assert found(lead, written) == [str(allocated_audit), str(action)]


@pytest.mark.parametrize("written", ["Zoe", "zoë", "ZOË", "Zoe\u0308", "o'neill", "O’Neill, Zoë"])
def test_a_name_with_accents_is_found_with_and_without_them(lead, action, worker, written):
    Person.objects.filter(pk=worker.person.pk).update(name="Zoë O’Neill")

    assert found(lead, written) == [str(action)]


def test_a_word_with_capitals_and_accents_is_found_in_any_writing(worker, lead):
    due = datetime.date(2040, 8, 1)
    action = raise_action(actor=lead.person, what="Écrire à la crèche ÉLAN", why="Agreed.", owner=worker.person, due=due)

    assert found(worker, "élan") == found(worker, "CRECHE ecrire") == [str(action)]


def test_a_theme_and_a_month_find_the_month_and_its_audits(lead, auditor, allocated_audit):
    Cycle.objects.filter(pk=allocated_audit.cycle_id).update(theme="Neglect in the teenage years")
    month = f"Audits of {allocated_audit.cycle}"

    assert found(lead, "NEGLECT") == found(lead, str(allocated_audit.cycle)) == [str(allocated_audit), month]
    assert found(auditor, "neglect teenage") == [str(allocated_audit)]


def test_a_domain_finds_the_actions_about_it(lead, action, allocated_audit):
    domain = allocated_audit.tool.domains.first()
    action.domains.add(domain)

    assert str(action) in found(lead, domain.name)


def test_the_board_finds_its_report_and_nothing_of_people(board_member, lead, allocated_audit, action):
    for month, state in ((5, ReportState.DRAFT), (6, ReportState.APPROVED)):
        first = datetime.date(2023, month, 1)
        approved = {"approved_by": lead.person, "approved_on": first, "content": {}} if state == ReportState.APPROVED else {}
        Report.objects.create(first_month=first, last_month=first, state=state, opened_by=lead.person, **approved)

    assert found(board_member, "report june 2023") == ["Report on June 2023"]
    assert found(board_member, "may 2023") == found(board_member, "Okafor") == found(board_member, "Elm Team") == []


def test_administrators_find_people_and_teams_and_no_cases(administrator, worker, allocated_audit):
    assert found(administrator, "okafor") == ["Will Okafor"]
    assert found(administrator, "elm") == ["Elm Team"]


def test_a_director_does_not_learn_by_a_name_who_is_late(director, lead, worker):
    late = raise_action(actor=lead.person, what="Update the plan", why="Agreed.", owner=worker.person, due=datetime.date(2040, 8, 1))
    Action.objects.filter(pk=late.pk).update(due=datetime.date(2020, 1, 1), first_due=datetime.date(2020, 1, 1))

    assert found(director, "Okafor") == []
    assert found(lead, "Okafor") == [str(late)]
