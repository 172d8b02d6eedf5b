"""The table of moves, and what no sequence of moves may break."""

import contextlib

from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import grade_domain, submit_audit
from audits.cycles.services.cycles import plan_cycle
from audits.enums import AuditState, Grade, Stage
from audits.models import Audit
from audits.moderation.services.moderation import finish_moderation, release_audit, return_audit, save_moderator_grades, withdraw_audit
from audits.permissions import can_reopen
from audits.workflow import MOVES
from foundation.accounts.enums import Role
from tests.audit_stages import JUNE, grade_all
from tests.people import add_person
from tests.shares import WHOLE

GRADES = [Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE]
EXAMPLES = 50 if WHOLE else 8
MOVING = ["grade", "submit", "own_grades", "moderate", "return", "release", "withdraw"]


def test_every_state_is_in_the_table():
    assert {move.source for move in MOVES.values()} | {move.target for move in MOVES.values()} == set(AuditState)


def test_only_the_lead_opens_a_finished_audit_again_and_nothing_leaves_a_withdrawn_one():
    leaving = {
        move.name: move.may for move in MOVES.values() if move.source in (AuditState.MODERATED, AuditState.RELEASED, AuditState.WITHDRAWN)
    }

    assert leaving == dict.fromkeys(["reopen_moderated", "reopen_released", "remoderate_moderated", "remoderate_released"], can_reopen)


def given_grades(audit, grade, reason):
    return [(domain, grade, reason, "other") for domain in [*audit.tool.domains.all(), None]]


def try_move(move, *, actor, audit, grade):
    """Try one thing as one person; what is refused changes nothing."""
    doors = {
        "grade": lambda: grade_domain(actor=actor, audit=audit, domain=None, grade=grade, reason="Again."),
        "submit": lambda: submit_audit(actor=actor, audit=audit),
        "own_grades": lambda: save_moderator_grades(actor=actor, audit=audit, grades=given_grades(audit, grade, "Mine.")),
        "moderate": lambda: finish_moderation(actor=actor, audit=audit, agreed=given_grades(audit, grade, "Talked about.")),
        "return": lambda: return_audit(actor=actor, audit=audit, reason="Say more."),
        "release": lambda: release_audit(actor=actor, audit=audit, reason="A pilot."),
        "withdraw": lambda: withdraw_audit(actor=actor, audit=audit, reason="Transferred."),
    }
    with contextlib.suppress(ValidationError, PermissionDenied):
        doors[move]()


class AnySequence(TestCase):
    """Random people try random things in random order."""

    def setup_example(self):
        super().setup_example()
        self.people = [
            add_person("Leah", Role.QA_LEAD),
            add_person("Amina", Role.AUDITOR, Role.MODERATOR),
            add_person("Mo", Role.MODERATOR),
        ]
        lead, auditor, moderator = self.people
        cycle = plan_cycle(actor=lead, month=JUNE)
        self.audit = grade_all(add_audit(actor=lead, cycle=cycle, case_id="C-1", auditor=auditor, moderator=moderator))

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(MOVING), st.integers(0, 2), st.sampled_from(GRADES)), max_size=12))
    def test_grades_before_moderation_never_change_once_submitted(self, attempts):
        frozen: dict = {}
        for move, who, grade in attempts:
            audit = Audit.objects.get(pk=self.audit.pk)
            try_move(move, actor=self.people[who], audit=audit, grade=grade)
            now = dict(self.audit.judgements.at(Stage.PRE).values_list("domain", "grade"))
            assert not frozen or now == frozen
            frozen = now

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(MOVING), st.integers(0, 2), st.sampled_from(GRADES)), max_size=12))
    def test_agreed_grades_never_change_once_finished(self, attempts):
        for move, who, grade in [("submit", 1, Grade.GOOD), *attempts]:
            audit = Audit.objects.get(pk=self.audit.pk)
            agreed = dict(audit.judgements.at(Stage.AGREED).values_list("domain", "grade"))
            try_move(move, actor=self.people[who], audit=audit, grade=grade)
            assert not audit.is_finished or dict(audit.judgements.at(Stage.AGREED).values_list("domain", "grade")) == agreed

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(MOVING), st.just(1), st.sampled_from(GRADES)), max_size=12))
    def test_an_auditor_alone_never_gets_an_audit_moderated_or_released(self, attempts):
        for move, who, grade in attempts:
            try_move(move, actor=self.people[who], audit=Audit.objects.get(pk=self.audit.pk), grade=grade)

        assert Audit.objects.get(pk=self.audit.pk).state in (AuditState.IN_PROGRESS, AuditState.SUBMITTED)
