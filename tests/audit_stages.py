"""A cycle and an audit at each stage of its life, made through the services."""

import datetime

import pytest

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import grade_domain, start_audit, submit_audit
from audits.cycles.services.cycles import plan_cycle
from audits.enums import WEAK_GRADES, AuditState, Grade, Stage
from audits.models import Audit, Cycle
from audits.moderation.services.moderation import finish_moderation, save_moderator_grades
from foundation.council.clock import frozen_clock
from tests.replay import replayed

JUNE = datetime.date(2023, 6, 1)
ALLOCATED = datetime.date(2023, 6, 5)


@pytest.fixture
@replayed
def cycle(lead) -> Cycle:
    return plan_cycle(
        actor=lead.person,
        month=JUNE,
        theme="Children’s part in their plans",
        cohort="Cared for children",
        audits_due=datetime.date(2023, 6, 23),
        moderation_due=datetime.date(2023, 7, 7),
        expected=14,
    )


@pytest.fixture
@replayed
def allocated_audit(lead, cycle, auditor, moderator, worker, elm_team) -> Audit:
    """Allocated in time: a person who is given an audit late is not late at once."""
    with frozen_clock(ALLOCATED):
        return add_audit(
            actor=lead.person,
            cycle=cycle,
            case_id="C-20417",
            team=elm_team,
            allocated_worker=worker.person,
            plan_type="cared_for",
            age_band="10-15",
            auditor=auditor.person,
            moderator=moderator.person,
        )


def begin(audit: Audit) -> Audit:
    """Its auditor declares that they have had no involvement, and starts."""
    return start_audit(actor=audit.auditor, audit=audit, no_involvement=True)


@pytest.fixture
@replayed
def begun_audit(allocated_audit) -> Audit:
    """Started, with nothing answered yet."""
    return begin(allocated_audit)


def grade_all(audit: Audit, grade: Grade = Grade.GOOD, overall: Grade | None = None) -> Audit:
    """Fill in every domain and the overall judgement as the audit's auditor; weak domains with a reason for no action."""
    if audit.state == AuditState.ALLOCATED:
        begin(audit)
    why_none = "Agreed with the worker already." if grade in WEAK_GRADES else ""
    for domain in audit.tool.domains.all():
        reason = f"Seen in the record: {domain.name}."
        grade_domain(actor=audit.auditor, audit=audit, domain=domain, grade=grade, reason=reason, no_action_reason=why_none)
    grade_domain(actor=audit.auditor, audit=audit, domain=None, grade=overall or grade, reason="Taken together.")
    return Audit.objects.get(pk=audit.pk)


@pytest.fixture
@replayed
def started_audit(allocated_audit) -> Audit:
    return grade_all(allocated_audit)


@pytest.fixture
@replayed
def submitted_audit(started_audit) -> Audit:
    return submit_audit(actor=started_audit.auditor, audit=started_audit)


def agreed_as_submitted(audit: Audit) -> list:
    rows = audit.judgements.filter(stage=Stage.AUDITOR).select_related("domain")
    return [(row.domain, row.grade, "") for row in rows]


def moderate_unchanged(audit: Audit) -> Audit:
    given = agreed_as_submitted(audit)
    save_moderator_grades(actor=audit.moderator, audit=audit, grades=given)
    return finish_moderation(actor=audit.moderator, audit=audit, agreed=given)


@pytest.fixture
@replayed
def moderated_audit(submitted_audit) -> Audit:
    return moderate_unchanged(submitted_audit)
