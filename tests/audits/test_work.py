"""What waits for each person in audits."""

import datetime

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import submit_audit
from audits.enums import Grade
from audits.moderation.services.moderation import return_audit
from audits.overview.pages.work import work_for
from foundation.accounts.models import Absence
from tests.audit_stages import grade_all

ON = datetime.date(2023, 6, 14)


def what(visitor) -> list[str]:
    return [item.what for item in work_for(visitor.person, ON)]


def test_an_audit_waits_for_its_auditor(allocated_audit, auditor, moderator, lead):
    item = work_for(auditor.person, ON)[0]

    assert (item.what, item.why) == (f"Audit {allocated_audit.number}", "You are its auditor; June 2023, Elm Team")
    assert item.due == datetime.date(2023, 6, 23)
    assert what(moderator) == what(lead) == []


def test_a_submitted_audit_waits_for_its_moderator_and_its_auditor_waits(submitted_audit, auditor, moderator):
    assert what(moderator) == [f"Moderate {submitted_audit.number}"]
    assert [item.why for item in work_for(auditor.person, ON) if item.waiting] == ["Morwenna Pask moderates it; June 2023, Elm Team"]


def test_a_returned_audit_says_who_sent_it_back_and_why(submitted_audit, auditor, moderator):
    return_audit(actor=moderator.person, audit=submitted_audit, reason="Say what the child said.")

    item = work_for(auditor.person, ON)[0]
    assert (item.what, item.why) == (f"Revise audit {submitted_audit.number}", "Sent back by Morwenna Pask: Say what the child said.")


def test_an_inadequate_waits_for_the_team_managers_response(allocated_audit, auditor, team_manager, service_manager):
    submit_audit(actor=auditor.person, audit=grade_all(allocated_audit, Grade.INADEQUATE))

    assert what(team_manager) == [f"Respond to audit {allocated_audit.number}: graded Inadequate"]
    assert what(service_manager) == []


def test_the_service_manager_responds_while_the_team_manager_is_away(allocated_audit, auditor, team_manager, service_manager):
    submit_audit(actor=auditor.person, audit=grade_all(allocated_audit, Grade.INADEQUATE))
    Absence.objects.create(person=team_manager.person, first_day=ON, last_day=ON)

    assert what(team_manager) == []
    assert what(service_manager) == [f"Respond to audit {allocated_audit.number}: graded Inadequate"]


def test_records_without_an_auditor_wait_for_the_lead(lead, cycle, elm_team):
    for case_id in ("C-1", "C-2"):
        add_audit(actor=lead.person, cycle=cycle, case_id=case_id, team=elm_team)

    assert what(lead) == ["Choose auditors for 2 records"]
