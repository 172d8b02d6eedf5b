"""/audits/: the audits that a person may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import submit_audit
from audits.enums import AuditState, Grade
from audits.models import Audit
from tests.audit_stages import grade_all
from tests.month_grades import count_all_again
from tests.replay import replayed
from tests.workbooks import table_in

URL = "/audits/"


@pytest.fixture
@replayed
def two_more(cycle, lead, auditor, elm_team):
    """A submitted Inadequate and one that was not begun."""
    audits = [add_audit(actor=lead.person, cycle=cycle, case_id=case, team=elm_team, auditor=auditor.person) for case in ("D-1", "D-2")]
    submit_audit(actor=auditor.person, audit=grade_all(audits[0], Grade.INADEQUATE))
    return audits


def shown(visitor, **query):
    table = visitor.get(URL, query).context["table"]
    return [row.record.case_id for row in table.rows]


def test_the_lead_sees_every_audit_newest_first(lead, moderated_audit, two_more):
    assert shown(lead) == ["D-2", "D-1", "C-20417"]


def test_a_row_shows_the_grades_before_and_after(lead, moderated_audit):
    page = lead.get(URL).content.decode()

    assert page.count("qa-grade--good") == 2
    assert moderated_audit.get_absolute_url() in page


@pytest.mark.parametrize(
    ("query", "cases"),
    [
        ({"month": "2023-06"}, ["D-2", "D-1", "C-20417"]),
        ({"month": "2023-07"}, ["D-2", "D-1", "C-20417"]),  # no audit of that month is a choice, so it narrows nothing
        ({"state": "allocated"}, ["D-2"]),
        ({"overall": "I"}, ["D-1"]),
        ({"overall": "G"}, ["C-20417"]),
        ({"number": "20417"}, []),  # a case ID does not belong in an address, so it finds nothing here
        ({"number": "9" * 30}, []),
        ({"number": "audit x"}, []),
    ],
)
def test_filters_narrow(lead, moderated_audit, two_more, query, cases):
    assert shown(lead, **query) == cases


def test_case_ids_are_in_order_however_they_are_written_and_what_is_alike_by_its_number(lead, moderated_audit, two_more):
    for audit, case in zip(two_more, ("c-20418", "B 2"), strict=True):
        audit.case_id = case
        audit.save()

    assert shown(lead, sort="case_id") == ["B 2", "C-20417", "c-20418"]
    assert shown(lead, sort="-case_id") == ["c-20418", "C-20417", "B 2"]
    assert shown(lead, sort="team") == ["C-20417", "c-20418", "B 2"]


@pytest.mark.parametrize("by", ["", "pre"])
@pytest.mark.parametrize("state", [None, AuditState.WITHDRAWN, AuditState.IN_PROGRESS])
def test_a_grade_is_of_the_agreed_or_of_those_first_submitted_withdrawn_ones_too(lead, moderated_audit, two_more, by, state):
    if state:
        Audit.objects.filter(pk=two_more[0].pk).update(state=state)
        count_all_again()

    # What is counted before moderation was not withdrawn.
    there = [] if by and state == AuditState.WITHDRAWN else ["D-1"]
    assert (shown(lead, overall="I", by=by), shown(lead, overall="graded", by=by)) == (there, [*there, "C-20417"])


def test_who_moderates_an_audit_blind_finds_it_by_no_grade(lead, two_more):
    Audit.objects.filter(pk=two_more[0].pk).update(moderator=lead.person)

    assert (shown(lead, overall="I"), shown(lead, overall="I", by="pre")) == ([], [])


def test_an_audit_is_found_by_its_number(lead, moderated_audit, two_more):
    assert shown(lead, number=f"audit {moderated_audit.number}") == ["C-20417"]


def test_the_file_holds_what_is_shown(lead, moderated_audit, two_more):
    lines = lead.get(URL, {"export": "csv", "overall": "G"}).content.decode("utf-8-sig").splitlines()

    assert lines[0].startswith("Number,Case ID,Team,")
    assert lines[1:] == [f"{moderated_audit.number},C-20417,Elm Team,Cared for children,2023-06,Amina Yusuf,Moderated,Good,Good,"]


def test_the_workbook_holds_every_row(lead, moderated_audit, two_more):
    assert len(table_in(lead.get(URL, {"export": "xlsx"}).content)) == 4


def test_each_person_sees_their_own(auditor, moderator, worker, team_manager, moderated_audit, two_more):
    assert shown(auditor) == ["D-2", "D-1", "C-20417"]
    assert shown(moderator) == shown(worker) == ["C-20417"]
    assert shown(team_manager) == ["D-1", "C-20417"]


def test_a_lead_is_offered_what_a_person_with_the_same_audits_is(lead, auditor, moderated_audit, two_more, ash_team):
    """One is answered from teams, people and counts, the other from the audits themselves."""
    Audit.objects.filter(case_id="D-2").update(cohort="Not submitted yet")

    def offered(visitor):
        filters = visitor.get(URL).context["filter"].filters
        return {name: filters[name].extra["choices"] for name in ("month", "team", "cohort", "auditor")}

    assert offered(lead) == offered(auditor)
    assert [code for code, _ in offered(lead)["cohort"]] == ["Cared for children", "Not submitted yet"]


def test_others_see_none(board_member, analyst, administrator, outsider, moderated_audit):
    assert [shown(visitor) for visitor in (board_member, analyst, administrator, outsider)] == [[]] * 4


def test_an_empty_list_says_what_comes_next(lead, auditor):
    assert "Plan a month and add records" in lead.get(URL).content.decode()
    assert "When the QA lead gives you one" in auditor.get(URL).content.decode()


def test_only_the_lead_is_offered_import_and_planning(lead, moderator, moderated_audit):
    assert "Import past audits" in lead.get(URL).content.decode()
    assert "Import past audits" not in moderator.get(URL).content.decode()


def test_more_rows_ask_no_more_of_the_database(lead, moderated_audit, django_assert_num_queries, request):
    with CaptureQueriesContext(connection) as one_row:
        lead.get(URL)
    request.getfixturevalue("two_more")

    with django_assert_num_queries(len(one_row)):
        lead.get(URL)


def test_an_anonymous_visitor_signs_in_first(anonymous):
    assert anonymous.get(reverse("audits:list")).status_code == 302
    assert not Audit.objects.exists()
