"""Ways round the separation of duties that somebody tried, each by itself; the walk over all of them is test_separation_of_duties."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.allocation.services.allocation import add_audit, allocate
from audits.allocation.services.interests import declare_interest, end_interest
from audits.allocation.services.months import set_capacities
from audits.auditing.services.auditing import start_audit, submit_audit
from audits.calibration.services import plan_round, save_reference
from audits.cycles.services.cycles import change_cycle
from audits.cycles.services.programme import ask_exemption, decide_exemption, set_expected
from audits.cycles.services.rules import change_audit_rules
from audits.enums import AuditState, ChosenBy, ConflictKind, Grade
from audits.kinds.services import set_terms
from audits.models import Audit, Cycle, Exemption, Expectation, Interest, ModerationChoice
from audits.moderation.services.moderation import release_audit, save_moderator_grades, withdraw_audit
from audits.moderation.services.reopening import reopen_audit
from audits.moderation.services.selection import change_moderation_rules
from audits.reaudits.services import waive_re_audit
from audits.responses.services.challenges import answer_challenge, challenge_audit
from audits.responses.services.responses import answer_inadequate
from audits.risks.services import acknowledge_risk, raise_risk
from audits.services.errors import ConflictOfInterest
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, PersonRole, Team
from foundation.council.clock import now, today
from tests.audit_stages import agreed_as_submitted, grade_all, moderate_unchanged
from tests.audits.kinds.of_kinds import kind_called, planned_kind
from tests.people import Visitor, add_person
from tests.reading import fresh
from tests.replay import replayed

RULES = {"best_and_worst": False, "first_audits": 0, "drift": False, "percentage": 0, "seed": 7}


def with_role(person: Person, *roles: Role) -> Person:
    for role in roles:
        PersonRole.objects.create(person=person, role=role)
    return fresh(person)


@pytest.fixture
@replayed
def second_lead(db) -> Visitor:
    return Visitor(add_person("Lena Ford", Role.QA_LEAD, Role.MODERATOR))


def own_audit(lead, cycle, moderator, grade=Grade.INADEQUATE) -> Audit:
    """The lead's own audit, ready to be submitted."""
    author = with_role(lead.person, Role.AUDITOR)
    audit = add_audit(actor=author, cycle=cycle, case_id="C-1", auditor=author, moderator=moderator.person)
    return grade_all(audit, grade)


# The rule of the month


@pytest.mark.parametrize("rule", ["none", "by_rule"])
@pytest.mark.parametrize("when", ["before it is started", "once it is started"])
def test_a_lead_who_changes_the_rule_of_the_month_is_moderated_all_the_same(lead, cycle, moderator, rule, when):
    change_moderation_rules(actor=lead.person, **RULES)
    if when == "before it is started":
        change_cycle(actor=lead.person, cycle=cycle, moderation_rule=rule)
    audit = own_audit(lead, cycle, moderator)
    if when == "once it is started":
        change_cycle(actor=lead.person, cycle=cycle, moderation_rule=rule)

    audit = submit_audit(actor=audit.auditor, audit=audit)
    change_cycle(actor=lead.person, cycle=cycle, moderation_rule="all")

    assert audit.state == AuditState.SUBMITTED
    assert not ModerationChoice.objects.exclude(chosen_by=ChosenBy.RULES).exists()


def test_giving_up_the_role_after_changing_the_rule_spares_nobody(lead, cycle, moderator):
    change_cycle(actor=lead.person, cycle=cycle, moderation_rule="none")
    audit = own_audit(lead, cycle, moderator)
    PersonRole.objects.filter(person=lead.person, role=Role.QA_LEAD).delete()

    assert submit_audit(actor=fresh(lead.person), audit=audit).state == AuditState.SUBMITTED


def test_an_administrator_who_audits_is_not_spared_by_the_rules_that_they_set(administrator, lead, cycle, moderator):
    author = with_role(administrator.person, Role.AUDITOR)
    change_cycle(actor=lead.person, cycle=cycle, moderation_rule="by_rule")
    change_moderation_rules(actor=author, **RULES)
    audit = grade_all(add_audit(actor=lead.person, cycle=cycle, case_id="C-1", auditor=author, moderator=moderator.person))
    PersonRole.objects.filter(person=author, role=Role.ADMINISTRATOR).delete()

    audit = submit_audit(actor=fresh(author), audit=audit)

    assert (audit.state, audit.moderation_choice.chosen_by) == (AuditState.SUBMITTED, ChosenBy.RULES)


def test_nor_by_the_share_from_which_an_auditor_drifts(administrator, lead, cycle, moderator):
    author = with_role(administrator.person, Role.AUDITOR)
    change_cycle(actor=lead.person, cycle=cycle, moderation_rule="by_rule")
    change_moderation_rules(actor=lead.person, **RULES)
    change_audit_rules(actor=author, told_of_risk=[], drift_share=100)
    audit = grade_all(add_audit(actor=lead.person, cycle=cycle, case_id="C-1", auditor=author, moderator=moderator.person))
    PersonRole.objects.filter(person=author, role=Role.ADMINISTRATOR).delete()

    assert submit_audit(actor=fresh(author), audit=audit).state == AuditState.SUBMITTED


def test_nor_by_the_terms_of_a_kind_of_audit_that_another_lead_plans(lead, cycle, moderator, administrator):
    author, planner = with_role(lead.person, Role.AUDITOR), with_role(administrator.person, Role.QA_LEAD)
    set_terms(actor=author, kind=kind_called("Closed records"), first_month=cycle.month, moderation_rule="none")
    month = planned_kind(planner, month=cycle.month)
    assert month.moderation_rule == "none"
    audit = grade_all(add_audit(actor=planner, cycle=month, case_id="C-1", auditor=author, moderator=moderator.person))
    PersonRole.objects.filter(person=author, role=Role.QA_LEAD).delete()

    assert submit_audit(actor=fresh(author), audit=audit).state == AuditState.SUBMITTED


# Release, withdrawal, opening again


def wrote_it(lead, audit, worker):
    Audit.objects.filter(pk=audit.pk).update(auditor=lead.person)


def manages_the_line(lead, audit, worker):
    Person.objects.filter(pk=worker.person.pk).update(line_manager=lead.person)


def managed_the_team_when_it_was_added(lead, audit, worker):
    Team.objects.filter(pk=audit.team_id).update(manager=lead.person)
    allocate(actor=Person.objects.system(), audit=fresh_audit(audit), auditor=audit.auditor, moderator=None)
    Team.objects.filter(pk=audit.team_id).update(manager=None)


def has_an_interest(lead, audit, worker):
    declare_interest(actor=lead.person, person=lead.person, words="A friend.", case_id=audit.case_id.lower())


def is_of_the_team(lead, audit, worker):
    Person.objects.filter(pk=lead.person.pk).update(team=audit.team)


def fresh_audit(audit: Audit) -> Audit:
    return Audit.objects.for_page().get(pk=audit.pk)


STAKES = [wrote_it, manages_the_line, managed_the_team_when_it_was_added, has_an_interest, is_of_the_team]
DECISIONS = {
    "release": lambda actor, audit: release_audit(actor=actor, audit=audit, reason="No time."),
    "reopen": lambda actor, audit: reopen_audit(actor=actor, audit=audit, reason="New facts."),
}


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("stake", STAKES)
def test_a_lead_with_a_stake_in_it_neither_releases_nor_opens_it_again(lead, second_lead, worker, submitted_audit, stake, decision):
    stake(lead, submitted_audit, worker)

    with pytest.raises(PermissionDenied):
        DECISIONS[decision](fresh(lead.person), fresh_audit(submitted_audit))

    address = f"/audits/{submitted_audit.pk}/{decision}/"
    assert lead.get(address).status_code == 403
    assert address not in lead.get(submitted_audit.get_absolute_url()).content.decode()
    DECISIONS[decision](second_lead.person, fresh_audit(submitted_audit))


@pytest.mark.parametrize("stake", [manages_the_line, has_an_interest, is_of_the_team])
def test_nor_withdraws_it_nor_says_that_it_is_not_audited_again(lead, second_lead, worker, started_audit, stake):
    stake(lead, started_audit, worker)
    who = fresh(lead.person)

    with pytest.raises(PermissionDenied):
        withdraw_audit(actor=who, audit=started_audit, reason="It was closed.")
    assert lead.get(f"/audits/{started_audit.pk}/withdraw/").status_code == 403
    submit_audit(actor=started_audit.auditor, audit=started_audit)
    moderate_unchanged(fresh_audit(started_audit))
    with pytest.raises(ConflictOfInterest):
        waive_re_audit(actor=who, earlier=fresh_audit(started_audit), reason="Not needed.")


def test_a_record_withdrawn_and_added_again_without_its_team_is_still_of_the_same_line(lead, second_lead, team_manager, allocated_audit):
    cycle = allocated_audit.cycle
    withdraw_audit(actor=second_lead.person, audit=allocated_audit, reason="It was closed.")
    manager = with_role(team_manager.person, Role.MODERATOR)

    with pytest.raises(ConflictOfInterest) as refused:
        add_audit(actor=lead.person, cycle=cycle, case_id=allocated_audit.case_id, moderator=manager)

    assert [each.kind for each in refused.value.conflicts] == [ConflictKind.LINE_OF_MANAGEMENT]


def test_whoever_wrote_the_withdrawn_audit_does_not_moderate_the_next_of_the_record(lead, auditor, started_audit):
    withdraw_audit(actor=lead.person, audit=started_audit, reason="It was closed.")
    both = with_role(auditor.person, Role.MODERATOR)

    with pytest.raises(ConflictOfInterest) as refused:
        add_audit(actor=lead.person, cycle=started_audit.cycle, case_id=started_audit.case_id, moderator=both)

    assert refused.value.conflicts[0].kind == ConflictKind.OWN_AUDIT


def test_a_manager_who_moved_away_does_not_moderate_what_was_audited_in_their_line(lead, team_manager, elm_team, submitted_audit):
    manager = with_role(team_manager.person, Role.MODERATOR)
    Team.objects.filter(pk=elm_team.pk).update(manager=None)
    Person.objects.update(line_manager=None)

    with pytest.raises(ConflictOfInterest):
        allocate(actor=lead.person, audit=fresh_audit(submitted_audit), auditor=submitted_audit.auditor, moderator=fresh(manager))


def test_a_lead_does_not_take_their_own_submitted_audit_from_its_moderator(lead, second_lead, cycle, moderator):
    audit = own_audit(lead, cycle, moderator)
    audit = submit_audit(actor=audit.auditor, audit=audit)

    for other in (None, second_lead.person):
        with pytest.raises(ValidationError, match="Another QA lead changes who has it"):
            allocate(actor=fresh(lead.person), audit=audit, auditor=audit.auditor, moderator=other)
    assert allocate(actor=second_lead.person, audit=audit, auditor=audit.auditor, moderator=None).moderator is None


# Interests and what follows an audit


def test_nobody_ends_the_interest_that_they_have_or_wrote_down(lead, second_lead, auditor):
    own = declare_interest(actor=lead.person, person=lead.person, words="A friend.", case_id="C-1")
    another_s = declare_interest(actor=lead.person, person=auditor.person, words="A friend.", case_id="C-1")

    for interest in (own, another_s):
        with pytest.raises(PermissionDenied):
            end_interest(actor=lead.person, interest=interest)
    with pytest.raises(PermissionDenied):
        end_interest(actor=auditor.person, interest=another_s)
    assert lead.post("/audits/interests/", {"end": str(own.pk)}).status_code == 403
    end_interest(actor=second_lead.person, interest=own)
    assert Interest.objects.get(pk=own.pk).ended_by == second_lead.person


def test_a_lead_does_not_accept_her_own_declared_interest(lead, second_lead, cycle):
    both = with_role(lead.person, Role.MODERATOR)
    declare_interest(actor=both, person=both, words="A friend.", case_id="C-1")
    audit = add_audit(actor=both, cycle=cycle, case_id="C-1")
    reasons = {ConflictKind.DECLARED_INTEREST: "Nobody else is free."}

    with pytest.raises(ValidationError, match="Nobody accepts their own conflict of interest"):
        allocate(actor=both, audit=audit, auditor=None, moderator=both, reasons=reasons)
    assert allocate(actor=second_lead.person, audit=audit, auditor=None, moderator=both, reasons=reasons).moderator == both


def test_what_somebody_accepted_of_their_own_before_counts_for_nothing(lead, auditor, cycle):
    audit = add_audit(actor=lead.person, cycle=cycle, case_id="C-1", auditor=auditor.person)
    declare_interest(actor=auditor.person, person=auditor.person, words="A friend.", case_id="C-1")
    audit.overrides.create(
        person=auditor.person, conflict=ConflictKind.DECLARED_INTEREST, reason="Fine.", given_by=auditor.person, given_on=today()
    )

    with pytest.raises(ConflictOfInterest):
        start_audit(actor=auditor.person, audit=audit, no_involvement=True)


def test_whoever_challenged_does_not_answer_after_moving_to_quality_assurance(moderated_audit, team_manager, elm_team):
    challenge_audit(actor=team_manager.person, audit=moderated_audit, text="We saw the child weekly.")
    mover = with_role(team_manager.person, Role.QA_LEAD)
    Team.objects.filter(pk=elm_team.pk).update(manager=None)

    with pytest.raises(PermissionDenied):
        answer_challenge(actor=fresh(mover), audit=fresh_audit(moderated_audit), text="Quite right.")


def test_an_auditor_who_came_to_manage_the_team_does_not_respond_to_their_own_inadequate(started_audit, elm_team):
    grade_all(started_audit, Grade.INADEQUATE)
    audit = submit_audit(actor=started_audit.auditor, audit=Audit.objects.get())
    Team.objects.filter(pk=elm_team.pk).update(manager=audit.auditor)

    with pytest.raises(PermissionDenied):
        answer_inadequate(actor=fresh(audit.auditor), audit=fresh_audit(audit), text="She was seen.")


def test_a_moderator_who_was_relieved_does_not_acknowledge_the_risk(lead, second_lead, submitted_audit):
    allocate(actor=lead.person, audit=submitted_audit, auditor=submitted_audit.auditor, moderator=second_lead.person)
    risk = raise_risk(actor=second_lead.person, audit=submitted_audit, worry="Not seen.", rung="The duty manager.", rung_at=now())
    risk.raised_by = lead.person
    risk.save()
    allocate(actor=lead.person, audit=fresh_audit(submitted_audit), auditor=submitted_audit.auditor, moderator=None)

    with pytest.raises(PermissionDenied):
        acknowledge_risk(actor=second_lead.person, risk=risk, doing="Going there.")


def test_the_reference_of_a_round_is_not_given_by_whoever_audited_the_record(lead, moderated_audit, outsider):
    people = [add_person(name, Role.AUDITOR) for name in ("Pia", "Quentin")]
    author = with_role(moderated_audit.auditor, Role.QA_LEAD)
    planned = plan_round(actor=lead.person, title="June", due=today() + datetime.timedelta(days=9), people=people, audit=moderated_audit)

    with pytest.raises(ConflictOfInterest):
        save_reference(actor=author, calibration_round=planned, grades=[(None, Grade.OUTSTANDING)])


# Numbers that somebody could lower for themselves


def test_a_lead_does_not_lower_what_is_expected_of_herself(lead, second_lead, cycle):
    set_expected(actor=lead.person, cycle=cycle, services={}, auditors={lead.person: 2})

    for less in ({lead.person: 1}, {lead.person: None}):
        with pytest.raises(ValidationError, match="Ask for an exemption"):
            set_expected(actor=lead.person, cycle=cycle, services={}, auditors=less)
    set_expected(actor=second_lead.person, cycle=cycle, services={}, auditors={lead.person: 1})
    assert Expectation.objects.get().expected == 1


def test_a_lead_does_not_lower_how_much_she_takes(lead):
    with pytest.raises(ValidationError, match="Another QA lead does that"):
        set_capacities(actor=lead.person, capacities={lead.person.pk: (0, 6)})


def test_whoever_asked_before_does_not_decide_when_another_asks_the_same(lead, second_lead, director, cycle, elm_team):
    asked_first = with_role(lead.person, Role.DIRECTOR)
    exemption = ask_exemption(actor=asked_first, cycle=cycle, audits=1, reason="A vacancy.", team=elm_team)
    decide_exemption(actor=director.person, exemption=exemption, approve=False, answer="No.")
    again = ask_exemption(actor=second_lead.person, cycle=cycle, audits=1, reason="A vacancy.", team=elm_team)

    with pytest.raises(PermissionDenied):
        decide_exemption(actor=asked_first, exemption=again, approve=True)


def test_nobody_exempts_the_team_that_they_manage_or_work_in(lead, cycle, elm_team, team_manager, worker):
    exemption = ask_exemption(actor=lead.person, cycle=cycle, audits=1, reason="A vacancy.", team=elm_team)

    for person in (team_manager.person, worker.person):
        with pytest.raises(PermissionDenied):
            decide_exemption(actor=with_role(person, Role.DIRECTOR), exemption=exemption, approve=True)
    assert Exemption.objects.get().is_pending


def test_a_relieved_moderator_s_grades_moderate_nothing(lead, submitted_audit, moderator):
    save_moderator_grades(actor=moderator.person, audit=submitted_audit, grades=agreed_as_submitted(submitted_audit))
    allocate(actor=lead.person, audit=fresh_audit(submitted_audit), auditor=submitted_audit.auditor, moderator=None)

    with pytest.raises(PermissionDenied):
        save_moderator_grades(actor=moderator.person, audit=submitted_audit, grades=[])
    assert Cycle.objects.get().blind
