"""`/`: what waits for one person, and nothing else."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.services import raise_action
from audits.allocation.services.allocation import add_audit
from foundation.accounts.models import Absence
from foundation.council.clock import frozen_clock
from observations.services.planning import assign_observation
from reports.services import open_report
from tests.audit_stages import JUNE
from tests.observation_kinds import REVIEW_MEETING, observation_kind


def groups_of(visitor) -> dict[str, list[str]]:
    return {group.name: [row.what for row in group.rows] for group in visitor.get("/").context["groups"]}


def raised(lead, worker, what: str, due: datetime.date):
    return raise_action(actor=lead.person, what=what, why="It stops in March.", owner=worker.person, due=due)


def test_auditor_finds_the_audit_to_write_and_when_it_is_due(auditor, allocated_audit):
    page = auditor.get("/").content.decode()

    assert f'href="/audits/{allocated_audit.number}/form/"' in page
    assert "You are its auditor; June 2023, Elm Team" in page
    assert "You have 1 task, not overdue." in page
    assert groups_of(auditor) == {"This week": [f"Audit {allocated_audit.number}"]}


def test_after_submitting_it_waits_for_the_moderator(auditor, moderator, submitted_audit):
    assert list(groups_of(auditor)) == ["Waiting for others"]
    assert groups_of(moderator) == {"Later": [f"Moderate {submitted_audit.number}"]}


def test_what_is_late_comes_first_with_its_working_days(worker, lead):
    raised(lead, worker, "Later", datetime.date(2023, 7, 3))
    raised(lead, worker, "Chronology", datetime.date(2023, 6, 23))

    with frozen_clock(datetime.date(2023, 6, 27)):
        page = worker.get("/").content.decode()
        assert list(groups_of(worker)) == ["Overdue", "Later"]
    assert "2 working days late" in page
    assert "You have 2 tasks, 1 of them overdue." in page


def test_observer_finds_the_observation(observer, lead, cycle, worker):
    assign_observation(
        actor=lead.person,
        cycle=cycle,
        kind=observation_kind(REVIEW_MEETING),
        observer=observer.person,
        practitioner=worker.person,
        due=datetime.date(2023, 6, 30),
    )

    assert groups_of(observer) == {"Later": ["Observe and record: review meeting, Elm Team"]}


def test_nobody_sees_what_waits_for_another(outsider, allocated_audit, lead, worker):
    raised(lead, worker, "Chronology", datetime.date(2023, 6, 26))

    assert groups_of(outsider) == {}


def test_when_nothing_waits_the_page_says_what_comes_next(auditor, cycle, board_member):
    assert "Audits of June 2023 are due on 23 June 2023." in auditor.get("/").content.decode()
    assert "Nothing is planned for you yet." in board_member.get("/").content.decode()


def test_while_others_must_act_first_the_page_also_says_what_comes_next(auditor, submitted_audit):
    page = auditor.get("/").content.decode()
    assert "You have nothing to do." in page
    assert "Audits of June 2023 are due on 23 June 2023." in page


def test_a_board_member_learns_when_the_board_meets(board_member, lead, cycle):
    open_report(actor=lead.person, first_month=JUNE, last_month=JUNE, meeting_date=datetime.date(2023, 7, 12))

    assert "The Board meets about June 2023 on 12 July 2023." in board_member.get("/").content.decode()


def test_pulse_counts_what_the_report_still_lacks_and_leads_to_it(lead, cycle):
    report = open_report(actor=lead.person, first_month=JUNE, last_month=JUNE)

    (figure,) = [figure for figure in lead.get("/").context["pulse"] if "report" in figure["text"]]
    assert figure["number"] > 0
    assert (figure["text"], figure["href"]) == ("still to do for the report on June 2023", report.get_absolute_url())


def test_lead_sees_the_pulse_of_the_month(lead, submitted_audit, worker):
    raised(lead, worker, "Chronology", datetime.date(2023, 6, 24))

    with frozen_clock(datetime.date(2023, 6, 30)):
        figures = {figure["text"]: figure["number"] for figure in lead.get("/").context["pulse"]}
    assert figures == {"audits expected": 14, "submitted": 1, "moderated": 0, "released without moderation": 0, "actions overdue": 1}


def test_nobody_else_sees_the_pulse(auditor, director, cycle):
    assert [who.get("/").context["pulse"] for who in (auditor, director)] == [[], []]


def test_dates_away_are_shown_to_the_one_who_is_away(worker):
    Absence.objects.create(person=worker.person, first_day=datetime.date(2023, 6, 20), last_day=datetime.date(2023, 6, 30))

    assert "You are noted as away 20 June 2023 to 30 June 2023." in worker.get("/").content.decode()


def test_who_is_not_signed_in_is_asked_to(anonymous):
    assert anonymous.get("/")["Location"] == "/sign-in/?next=/"


def test_three_audits_cost_no_more_questions_than_one(lead, auditor, cycle, allocated_audit, elm_team):
    auditor.get("/")
    with CaptureQueriesContext(connection) as for_one:
        auditor.get("/")
    for case_id in ("C-20418", "C-20419"):
        add_audit(actor=lead.person, cycle=cycle, case_id=case_id, team=elm_team, auditor=auditor.person)
    with CaptureQueriesContext(connection) as for_three:
        auditor.get("/")
    assert len(for_three) == len(for_one)
