"""Conflicts of interest, through every door: adding, allocating, submitting, moderating."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.allocation.services.allocation import add_audit, allocate
from audits.auditing.services.auditing import submit_audit
from audits.cycles.services.cycles import plan_cycle
from audits.enums import AuditState, ConflictKind
from audits.models import Audit
from audits.moderation.services.moderation import finish_moderation, save_moderator_grades
from audits.services.errors import ConflictOfInterest
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole
from foundation.activity.models import Entry
from foundation.council.months import add_months
from tests.audit_stages import agreed_as_submitted
from tests.people import add_person


def give_role(person: Person, *roles: Role) -> Person:
    for role in roles:
        PersonRole.objects.create(person=person, role=role)
    return Person.objects.get(pk=person.pk)


def kinds(refused) -> list[ConflictKind]:
    return [conflict.kind for conflict in refused.value.conflicts]


@pytest.mark.parametrize(
    ("who", "conflict"),
    [
        ("worker", ConflictKind.OWN_WORK),
        ("team_manager", ConflictKind.LINE_OF_MANAGEMENT),
        ("service_manager", ConflictKind.LINE_OF_MANAGEMENT),
        ("head_of_service", ConflictKind.LINE_OF_MANAGEMENT),
    ],
)
@pytest.mark.parametrize("part", ["auditor", "moderator"])
def test_a_hard_conflict_is_refused_when_a_record_is_added(request, lead, cycle, elm_team, worker, who, conflict, part):
    person = give_role(request.getfixturevalue(who).person, Role.AUDITOR, Role.MODERATOR)

    with pytest.raises(ConflictOfInterest) as refused:
        add_audit(actor=lead.person, cycle=cycle, case_id="C-1", team=elm_team, allocated_worker=worker.person, **{part: person})

    assert kinds(refused)[0] == conflict
    assert not Audit.objects.exists()


def test_a_hard_conflict_is_refused_even_with_a_reason(lead, allocated_audit, team_manager):
    manager = give_role(team_manager.person, Role.AUDITOR)
    reasons = dict.fromkeys(ConflictKind, "There is nobody else.")

    with pytest.raises(ConflictOfInterest):
        allocate(actor=lead.person, audit=allocated_audit, auditor=manager, moderator=allocated_audit.moderator, reasons=reasons)


def test_nobody_is_given_their_own_audit_to_moderate(lead, allocated_audit, auditor):
    both = give_role(auditor.person, Role.MODERATOR)

    with pytest.raises(ValidationError, match="must be different people"):
        allocate(actor=lead.person, audit=allocated_audit, auditor=both, moderator=both)


def test_nobody_moderates_what_they_wrote(submitted_audit, auditor):
    author = give_role(auditor.person, Role.MODERATOR, Role.QA_LEAD)

    with pytest.raises(PermissionDenied):
        save_moderator_grades(actor=author, audit=submitted_audit, grades=agreed_as_submitted(submitted_audit))


def test_an_auditor_who_became_the_line_manager_can_no_longer_submit(started_audit, worker):
    Person.objects.filter(pk=worker.person.pk).update(line_manager=started_audit.auditor)

    with pytest.raises(ConflictOfInterest) as refused:
        submit_audit(actor=started_audit.auditor, audit=started_audit)

    assert kinds(refused) == [ConflictKind.LINE_OF_MANAGEMENT]


def test_a_moderator_who_became_the_line_manager_can_no_longer_moderate(submitted_audit, worker):
    Person.objects.filter(pk=worker.person.pk).update(line_manager=submitted_audit.moderator)
    given = agreed_as_submitted(submitted_audit)

    with pytest.raises(ConflictOfInterest):
        save_moderator_grades(actor=submitted_audit.moderator, audit=submitted_audit, grades=given)
    with pytest.raises(ConflictOfInterest):
        finish_moderation(actor=submitted_audit.moderator, audit=submitted_audit, agreed=given)


def test_the_own_team_asks_for_a_reason_and_keeps_it(lead, cycle, elm_team, worker):
    colleague = add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    record = {
        "actor": lead.person,
        "cycle": cycle,
        "case_id": "C-1",
        "team": elm_team,
        "allocated_worker": worker.person,
        "auditor": colleague,
    }

    with pytest.raises(ConflictOfInterest) as refused:
        add_audit(**record)
    audit = add_audit(**record, reasons={ConflictKind.OWN_TEAM: "A specialist team: nobody else knows the work."})

    assert kinds(refused) == [ConflictKind.OWN_TEAM]
    assert audit.overrides.get().reason == "A specialist team: nobody else knows the work."
    assert "accepted a conflict of interest" in [entry.sentence for entry in Entry.objects.of(audit)]


def test_past_involvement_with_the_child_asks_for_a_reason(lead, cycle, auditor, ash_team):
    Audit.objects.create(
        cycle=cycle, tool=cycle.tool, case_id="C-1", team=ash_team, allocated_worker=auditor.person, state=AuditState.WITHDRAWN
    )

    with pytest.raises(ConflictOfInterest) as refused:
        add_audit(actor=lead.person, cycle=cycle, case_id="C-1", auditor=auditor.person)

    assert kinds(refused) == [ConflictKind.PAST_INVOLVEMENT]


def test_the_previous_auditor_of_a_child_needs_a_reason(lead, cycle, auditor, allocated_audit):
    july = plan_cycle(actor=lead.person, month=add_months(cycle.month, 1))

    with pytest.raises(ConflictOfInterest) as refused:
        add_audit(actor=lead.person, cycle=july, case_id=allocated_audit.case_id, auditor=auditor.person)

    assert kinds(refused) == [ConflictKind.PREVIOUS_AUDITOR]


def test_an_accepted_conflict_is_not_asked_for_again(lead, cycle, elm_team):
    colleague = add_person("Nell Drew", Role.AUDITOR, team=elm_team)
    reasons = {ConflictKind.OWN_TEAM: "A specialist team."}
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="C-1", team=elm_team, auditor=colleague, reasons=reasons)
    second = add_person("Odile Baird", Role.MODERATOR)

    assert allocate(actor=lead.person, audit=audit, auditor=colleague, moderator=second).moderator == second


def test_a_reason_for_one_person_does_not_excuse_another(lead, cycle, elm_team):
    reasons = {ConflictKind.OWN_TEAM: "A specialist team."}
    first, second = add_person("Nell Drew", Role.AUDITOR, team=elm_team), add_person("Odile Baird", Role.AUDITOR, team=elm_team)
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="C-1", team=elm_team, auditor=first, reasons=reasons)

    with pytest.raises(ConflictOfInterest):
        allocate(actor=lead.person, audit=audit, auditor=second, moderator=None)
