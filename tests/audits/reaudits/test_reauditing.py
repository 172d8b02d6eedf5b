"""An Inadequate is audited again; the pair shows whether practice changed."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.allocation.services.allocation import add_audit, allocate
from audits.auditing.services.auditing import submit_audit
from audits.conflicts import unaccepted_conflicts
from audits.cycles.services.cycles import plan_cycle
from audits.enums import AuditKind, AuditState, ConflictKind, Grade
from audits.models import Audit, CountedAudit, ReAudit
from audits.moderation.services.moderation import withdraw_audit
from audits.queries.counted import differences
from audits.reaudits.pages import work_for_lead
from audits.reaudits.queries import asking_for_re_audit, months_after
from audits.reaudits.services import link_re_audit, plan_re_audit, waive_re_audit
from audits.services.counting import count_again
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.errors import StaleState
from tests.audit_stages import grade_all, moderate_unchanged
from tests.replay import replayed

JULY_DAY = datetime.date(2023, 7, 7)


@pytest.fixture
@replayed
def inadequate(allocated_audit):
    with frozen_clock(JULY_DAY):
        return moderate_unchanged(submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit, Grade.INADEQUATE)))


@pytest.fixture
@replayed
def october(lead):
    dates = {"audits_due": datetime.date(2023, 10, 23), "moderation_due": datetime.date(2023, 11, 7)}
    return plan_cycle(actor=lead.person, month=datetime.date(2023, 10, 1), theme="Again", cohort="Cared for children", expected=14, **dates)


@pytest.fixture
@replayed
def planned(lead, inadequate, october):
    return plan_re_audit(actor=lead.person, earlier=inadequate, cycle=october)


def test_an_inadequate_asks_for_a_re_audit_three_months_after_it_was_agreed(inadequate):
    assert [(each.audit, each.due) for each in asking_for_re_audit()] == [(inadequate, datetime.date(2023, 10, 7))]


def test_any_other_audit_asks_for_none(moderated_audit):
    assert asking_for_re_audit() == []


def test_the_lead_is_asked_four_weeks_before_it_is_due(inadequate):
    assert work_for_lead(datetime.date(2023, 9, 8)) == []
    assert [(item.what, item.url) for item in work_for_lead(datetime.date(2023, 9, 9))] == [("Plan a re-audit", "/re-audits/")]


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [("2023-11-30", 3, "2024-02-29"), ("2023-05-31", 1, "2023-06-30"), ("2023-12-15", 1, "2024-01-15")],
)
def test_months_end_on_the_same_day_or_the_last(day, months, after):
    assert months_after(datetime.date.fromisoformat(day), months) == datetime.date.fromisoformat(after)


def test_it_is_planned_into_a_later_month_as_the_same_record(planned, inadequate, october):
    assert (planned.cycle, planned.case_id, planned.team, planned.state) == (
        october,
        inadequate.case_id,
        inadequate.team,
        AuditState.ALLOCATED,
    )
    assert asking_for_re_audit() == []
    assert [entry.sentence for entry in Entry.objects.of(inadequate).writes()][-1] == "planned the re-audit"


def test_who_audited_it_before_may_audit_it_again(planned, lead, inadequate, auditor, moderator):
    allocate(actor=lead.person, audit=planned, auditor=inadequate.auditor, moderator=None)

    assert ConflictKind.PREVIOUS_AUDITOR not in [conflict.kind for conflict in unaccepted_conflicts(auditor.person, planned)]


def test_without_a_link_the_previous_auditor_stays_a_conflict(lead, inadequate, october, auditor):
    audit = add_audit(actor=lead.person, cycle=october, case_id=inadequate.case_id, team=inadequate.team)

    assert ConflictKind.PREVIOUS_AUDITOR in [conflict.kind for conflict in unaccepted_conflicts(auditor.person, audit)]


def test_an_audit_that_is_there_already_is_linked(lead, inadequate, october):
    later = add_audit(actor=lead.person, cycle=october, case_id=inadequate.case_id, team=inadequate.team)
    assert asking_for_re_audit()[0].later == [later]

    link_re_audit(actor=lead.person, earlier=inadequate, audit=later)
    assert ReAudit.objects.get().audit == later


def test_a_submitted_audit_that_is_linked_is_counted_among_the_re_audits(lead, inadequate, october):
    later = add_audit(actor=lead.person, cycle=october, case_id=inadequate.case_id, team=inadequate.team)
    Audit.objects.filter(pk=later.pk).update(state=AuditState.SUBMITTED, submitted_on=october.month)
    count_again([later.pk])

    link_re_audit(actor=lead.person, earlier=inadequate, audit=later)
    assert CountedAudit.objects.get(audit=later).kind == AuditKind.AGAIN
    assert differences()[1] == []


def test_another_record_is_not_linked(lead, inadequate, october):
    other = add_audit(actor=lead.person, cycle=october, case_id="C-99999", team=inadequate.team)

    with pytest.raises(ValidationError, match="a later audit of the record"):
        link_re_audit(actor=lead.person, earlier=inadequate, audit=other)


def test_it_is_waived_with_a_reason(lead, inadequate):
    with pytest.raises(ValidationError, match="Say why"):
        waive_re_audit(actor=lead.person, earlier=inadequate, reason=" ")
    waive_re_audit(actor=lead.person, earlier=inadequate, reason="The child’s record was closed.")

    assert asking_for_re_audit() == []


def test_the_second_time_does_nothing(lead, inadequate, october, planned):
    with pytest.raises(StaleState):
        plan_re_audit(actor=lead.person, earlier=inadequate, cycle=october)


def test_a_withdrawn_re_audit_is_asked_for_again(lead, inadequate, planned):
    withdraw_audit(actor=lead.person, audit=planned, reason="Restricted.")

    assert [each.audit for each in asking_for_re_audit()] == [inadequate]


def test_only_the_lead_plans_one(inadequate, october, auditor, team_manager):
    for visitor in (auditor, team_manager):
        with pytest.raises(PermissionDenied):
            plan_re_audit(actor=visitor.person, earlier=inadequate, cycle=october)


@pytest.fixture
@replayed
def audited_again(planned, lead, inadequate):
    audit = allocate(actor=lead.person, audit=planned, auditor=inadequate.auditor, moderator=inadequate.moderator)
    with frozen_clock(datetime.date(2023, 10, 20)):
        return moderate_unchanged(submit_audit(actor=audit.auditor, audit=grade_all(audit, Grade.GOOD)))


def test_the_pair_is_compared_domain_by_domain_on_both_pages(team_manager, inadequate, audited_again):
    for audit in (inadequate, audited_again):
        page = team_manager.get(audit.get_absolute_url()).content.decode()
        assert f"Agreed grades of {inadequate} and {audited_again}" in page


def test_until_both_are_finished_only_those_who_plan_know_of_it(lead, team_manager, worker, inadequate, planned):
    assert "Audited again" in lead.get(inadequate.get_absolute_url()).content.decode()
    for visitor in (team_manager, worker):
        assert "Audited again" not in visitor.get(inadequate.get_absolute_url()).content.decode()


def test_a_re_audit_suggests_the_effect_of_a_childs_action(lead, worker, inadequate, audited_again):
    from actions.models import Action
    from actions.pages.effects import suggestion_for
    from tests.actions.stages import raised

    with frozen_clock(JULY_DAY):
        action = raised(lead, worker, audit=inadequate, domains=inadequate.tool.domains.all()[:2])
    found = suggestion_for(Action.objects.get(pk=action.pk), datetime.date(2023, 10, 31))

    assert found.text == "The re-audit found fewer weak domains: this suggests effective."
    assert (found.before, found.after) == ("2 of 2; the true rate could be as low as 34%", "0 of 2; the true rate could be up to 66%")


def test_planning_takes_two_pages(lead, inadequate, october):
    assert "Plan it" in lead.get("/re-audits/").content.decode()
    lead.post(f"/re-audits/{inadequate.number}/", {"how": "plan", "cycle": october.pk})

    assert Audit.objects.get(re_audit_of__earlier=inadequate).cycle == october


def test_what_is_left_out_is_asked_for(lead, inadequate, october):
    page = lead.post(f"/re-audits/{inadequate.number}/", {"how": "plan"})

    assert page.context["form"].errors == {"cycle": ["Select a month."]}


def test_others_are_refused(team_manager, auditor, inadequate):
    assert {visitor.get("/re-audits/").status_code for visitor in (team_manager, auditor)} == {403}
    assert team_manager.get(f"/re-audits/{inadequate.number}/").status_code == 403
