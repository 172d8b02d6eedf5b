"""What services do, whichever door they are used from."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.allocation.services.allocation import add_audit, allocate
from audits.auditing.services.auditing import grade_domain, save_findings, save_voice, submit_audit
from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.enums import AuditState, FindingKind, Grade, Source, Stage, Voice, VoiceOutcome
from audits.models import Audit, Cycle
from audits.moderation.services.moderation import return_audit, withdraw_audit
from audits.responses.services.responses import answer_inadequate
from foundation.accounts.enums import Role
from foundation.accounts.models import Absence
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.errors import Incomplete, StaleState
from tests.audit_stages import JUNE, begin, grade_all
from tests.people import add_person

pytestmark = pytest.mark.both

FRIDAY = datetime.date(2023, 6, 23)


def grades(audit: Audit, stage: Stage) -> list[str]:
    return list(audit.judgements.at(stage).order_by("domain__position").values_list("grade", flat=True))


def verbs(audit: Audit) -> list[str]:
    return list(Entry.objects.of(audit).values_list("verb", flat=True))


def test_an_inadequate_asks_the_team_for_a_response_in_five_working_days(allocated_audit):
    audit = grade_all(allocated_audit, Grade.INADEQUATE)

    with frozen_clock(FRIDAY):
        submit_audit(actor=audit.auditor, audit=audit)

    assert audit.response.due == datetime.date(2023, 6, 30)


def test_a_good_audit_asks_for_no_response(submitted_audit):
    assert not hasattr(submitted_audit, "response")


def test_the_team_answers_once(allocated_audit, team_manager):
    audit = grade_all(allocated_audit, Grade.INADEQUATE)
    submit_audit(actor=audit.auditor, audit=audit)
    answer_inadequate(actor=team_manager.person, audit=audit, text="Visited the same day.")

    with pytest.raises(StaleState):
        answer_inadequate(actor=team_manager.person, audit=audit, text="Another answer.")


def test_a_month_without_moderation_releases_at_once(lead, cycle, started_audit):
    change_cycle(actor=lead.person, cycle=cycle, moderation_rule="none")

    audit = submit_audit(actor=started_audit.auditor, audit=Audit.objects.get(pk=started_audit.pk))

    assert audit.state == AuditState.RELEASED
    assert grades(audit, Stage.AGREED) == grades(audit, Stage.PRE) == ["G"] * 6


def test_sending_back_keeps_the_first_grades(submitted_audit):
    audit = return_audit(actor=submitted_audit.moderator, audit=submitted_audit, reason="Say more about the plan.")
    grade_all(audit, Grade.REQUIRES_IMPROVEMENT)
    audit = submit_audit(actor=audit.auditor, audit=audit)

    assert grades(audit, Stage.PRE) == ["G"] * 6
    assert grades(audit, Stage.AUDITOR) == ["RI"] * 6


def test_sending_back_keeps_the_day_of_the_first_submission(started_audit):
    with frozen_clock(FRIDAY):
        audit = submit_audit(actor=started_audit.auditor, audit=started_audit)
    audit = return_audit(actor=audit.moderator, audit=audit, reason="Say more.")

    assert submit_audit(actor=audit.auditor, audit=audit).submitted_on == FRIDAY


def test_submitting_names_everything_that_is_missing(auditor, begun_audit):
    first, second, *others = begun_audit.tool.domains.all()
    grade_domain(actor=auditor.person, audit=begun_audit, domain=first, grade=Grade.GOOD, reason="Seen.")
    grade_domain(actor=auditor.person, audit=begun_audit, domain=second, grade=Grade.GOOD, reason=" ")

    with pytest.raises(Incomplete) as refused:
        submit_audit(actor=auditor.person, audit=begun_audit)

    assert refused.value.missing == {
        f"domain-{domain.pk}": f"Grade {domain.name}, and give the evidence and reason." for domain in others
    } | {
        f"reason-{second.pk}": "Give the evidence and reason for Assessment.",
        "overall": "Give an overall judgement, with the evidence and reason.",
    }


def test_nobody_else_submits(lead, moderator, outsider, started_audit):
    for other in (lead, moderator, outsider):
        with pytest.raises(PermissionDenied):
            submit_audit(actor=other.person, audit=started_audit)


def test_submitting_twice_is_refused(submitted_audit):
    with pytest.raises(StaleState):
        submit_audit(actor=submitted_audit.auditor, audit=submitted_audit)


def test_answers_stand_still_after_submission(auditor, submitted_audit):
    with pytest.raises(StaleState):
        grade_domain(actor=auditor.person, audit=submitted_audit, domain=None, grade=Grade.INADEQUATE, reason="Second thoughts.")


def test_nothing_is_answered_before_the_auditor_declared_no_involvement(auditor, allocated_audit):
    with pytest.raises(StaleState, match="declare that you have had no involvement"):
        grade_domain(actor=auditor.person, audit=allocated_audit, domain=None, grade=Grade.GOOD, reason="Taken together.")

    begin(allocated_audit)
    assert verbs(allocated_audit) == ["audit.added", "audit.allocated", "audit.declared", "audit.start"]


def test_saving_the_same_answers_again_leaves_no_trace(auditor, begun_audit):
    for _ in range(2):
        grade_domain(actor=auditor.person, audit=begun_audit, domain=None, grade=Grade.GOOD, reason="Taken together.")
        save_findings(actor=auditor.person, audit=begun_audit, kind=FindingKind.STRENGTH, findings=[("Seen alone", Source.CHILD)])
        save_voice(actor=auditor.person, audit=begun_audit, voice=Voice.CHILD, outcome=VoiceOutcome.DECLINED)

    assert verbs(begun_audit)[4:] == ["audit.graded", "audit.findings_saved", "audit.voice_saved"]


def test_overall_is_never_not_applicable(auditor, begun_audit):
    with pytest.raises(ValidationError, match="cannot be “Not applicable”"):
        grade_domain(actor=auditor.person, audit=begun_audit, domain=None, grade=Grade.NOT_APPLICABLE, reason="-")


def test_a_domain_that_does_not_apply_is_an_answer(auditor, allocated_audit):
    audit = grade_all(allocated_audit)
    first = audit.tool.domains.first()
    grade_domain(actor=auditor.person, audit=audit, domain=first, grade=Grade.NOT_APPLICABLE, reason="No plan yet.")

    assert submit_audit(actor=auditor.person, audit=audit).state == AuditState.SUBMITTED


def test_a_record_is_in_a_month_once(lead, cycle, allocated_audit):
    with pytest.raises(ValidationError, match="C-20417 is already in June 2023"):
        add_audit(actor=lead.person, cycle=cycle, case_id="C-20417")


def test_a_withdrawn_record_does_not_return_to_its_auditor(lead, cycle, auditor, allocated_audit):
    withdraw_audit(actor=lead.person, audit=allocated_audit, reason="Transferred to another council.")

    with pytest.raises(ValidationError, match="Amina Yusuf has had C-20417 in June 2023 already"):
        add_audit(actor=lead.person, cycle=cycle, case_id="C-20417", auditor=auditor.person)


def test_withdrawing_needs_a_reason(lead, allocated_audit):
    with pytest.raises(Incomplete):
        withdraw_audit(actor=lead.person, audit=allocated_audit, reason=" ")


def test_a_month_is_planned_once(lead, cycle):
    with pytest.raises(ValidationError, match="June 2023 is planned already"):
        plan_cycle(actor=lead.person, month=JUNE)


def test_moderation_is_not_due_before_the_audits(lead, cycle):
    with pytest.raises(ValidationError, match="Moderation must be due on or after"):
        change_cycle(actor=lead.person, cycle=cycle, moderation_due=datetime.date(2023, 6, 1))

    assert Cycle.objects.get().moderation_due == datetime.date(2023, 7, 7)


def test_only_the_lead_plans(auditor, director):
    for other in (auditor, director):
        with pytest.raises(PermissionDenied):
            plan_cycle(actor=other.person, month=JUNE)


def test_someone_away_past_the_due_date_is_not_allocated(lead, cycle, allocated_audit):
    away = add_person("Zadie Amos", Role.AUDITOR)
    Absence.objects.create(person=away, first_day=datetime.date(2023, 6, 5), last_day=datetime.date(2023, 6, 30))

    with frozen_clock(datetime.date(2023, 6, 6)), pytest.raises(ValidationError, match="Zadie Amos is away until 30 June 2023"):
        allocate(actor=lead.person, audit=allocated_audit, auditor=away, moderator=allocated_audit.moderator)


def test_an_audit_that_was_started_keeps_its_auditor(lead, started_audit):
    other = add_person("Zadie Amos", Role.AUDITOR)

    with pytest.raises(StaleState, match="was started by Amina Yusuf"):
        allocate(actor=lead.person, audit=started_audit, auditor=other, moderator=started_audit.moderator)
