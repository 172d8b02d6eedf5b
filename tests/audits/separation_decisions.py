"""What is decided in the walk: of audits, what follows them, exemptions, interests and actions."""

import contextlib

from django.db import transaction
from django.utils import timezone

from actions import services as acting
from actions.enums import Asked
from actions.models import Action
from audits.allocation.services.interests import end_interest
from audits.auditing.services.auditing import start_audit, submit_audit
from audits.cycles.services.programme import ask_exemption, decide_exemption, set_expected
from audits.enums import AuditState, Part, Stage
from audits.models import Audit, Challenge, Exemption, Interest, ReflectiveConversation, RiskFlag, TeamResponse
from audits.moderation.services.moderation import finish_moderation, release_audit, return_audit, save_moderator_grades, withdraw_audit
from audits.moderation.services.reopening import reopen_audit
from audits.responses.services.challenges import answer_challenge, challenge_audit
from audits.responses.services.responses import answer_inadequate, record_conversation
from audits.risks.services import acknowledge_risk, close_risk, raise_risk
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today
from tests.audits.separation import REFUSALS, WHY, World, answer, chain, is_about, record

LATER = {"reason": "Somebody said why."}


class Deciding(World):
    # Audits

    def audit_done(self) -> None:
        """Started, answered and submitted, by its auditor or by anybody."""
        audit = self.audit(AuditState.ALLOCATED, AuditState.IN_PROGRESS)
        actor = self.one_of(audit.auditor, audit.auditor, audit.auditor)
        if audit.state == AuditState.ALLOCATED:
            self.decide(
                "start",
                actor,
                self._against(actor, audit, Part.AUDITOR),
                start_audit,
                audit=audit,
                no_involvement=True,
            )
            self.did["wrote", *record(audit)].add(actor.pk)
        answer(audit, self.dice)
        with contextlib.suppress(*REFUSALS), transaction.atomic():
            self.decide("submit", actor, self._against(actor, audit, Part.AUDITOR), submit_audit, audit=audit)
            self.note_line(audit)
            self._not_spared(Audit.objects.select_related("cycle").get(pk=audit.pk), actor)

    def _not_spared(self, audit: Audit, author: Person) -> None:
        if audit.state != AuditState.RELEASED:
            return
        assert audit.cycle.moderation_rule != "all", f"{audit} was released in a month in which all are moderated"
        assert author.pk not in self.rules_made_by, f"{author} made the rule that spared them"
        assert not author.has_role(Role.QA_LEAD, Role.ADMINISTRATOR), f"{author} may make the rule that spared them"
        self.made["released by rule"] += 1

    def moderated(self) -> None:
        audit = self.audit(AuditState.SUBMITTED)
        actor = self.one_of(audit.moderator, audit.moderator)
        against, grades = self._against(actor, audit, Part.MODERATOR), [(row.domain, row.grade, "") for row in self._own(audit)]
        if self.dice.random() < 0.2:
            self.decide("return", actor, against, return_audit, audit=audit, reason="Say more.")
            return
        with contextlib.suppress(*REFUSALS), transaction.atomic():
            self.decide("grade", actor, against, save_moderator_grades, audit=audit, grades=grades)
            self.did["moderated", audit.pk].add(actor.pk)
        self.decide("moderate", actor, against, finish_moderation, audit=audit, agreed=grades)

    def _own(self, audit):
        return audit.judgements.at(Stage.AUDITOR).select_related("domain")

    def _against(self, actor, audit, part: Part) -> list[str]:
        audit = Audit.objects.get(pk=audit.pk)
        not_theirs = [] if actor in (audit.auditor if part == Part.AUDITOR else audit.moderator,) else ["not theirs"]
        own = [each for each in self.hard(actor, audit) if part == Part.MODERATOR or each != "own audit"]
        return not_theirs + own + self.soft(actor, audit, part)

    def _stake(self, actor, audit) -> list[str]:
        return self.hard(actor, audit) + self.soft(actor, audit)

    def released(self) -> None:
        audit, lead = self.audit(AuditState.SUBMITTED), self.lead()
        self.decide("release", lead, self._stake(lead, audit), release_audit, audit=audit, reason="No time.")

    def reopened(self) -> None:
        audit, lead = self.audit(AuditState.SUBMITTED, AuditState.MODERATED, AuditState.RELEASED), self.lead()
        to = self.dice.choice([AuditState.IN_PROGRESS, AuditState.SUBMITTED])
        self.decide("reopen", lead, self._stake(lead, audit), reopen_audit, audit=audit, reason="New facts.", to=to)

    def withdrawn(self) -> None:
        audit, lead = self.audit(AuditState.ALLOCATED, AuditState.IN_PROGRESS), self.lead()
        self.decide("withdraw", lead, self._stake(lead, audit), withdraw_audit, audit=audit, reason="It was closed.")

    # What follows an audit

    def _judged(self, audit) -> set[int]:
        return self.did["wrote", *record(audit)] | self.did["moderated", audit.pk]

    def challenged(self) -> None:
        audit = self.audit(AuditState.MODERATED, AuditState.RELEASED)
        actor = self.one_of(*self._above(audit))
        against = ["judged it"] if actor.pk in self._judged(audit) else []
        self.decide("challenge", actor, against, challenge_audit, audit=audit, text="We saw the child weekly.")
        self.did["challenged", audit.pk].add(actor.pk)

    def challenge_answered(self) -> None:
        for challenge in Challenge.objects.filter(answered_on=None):
            audit, actor = challenge.audit, self.one_of(challenge.audit.moderator, self.lead(), challenge.made_by)
            against = self._stake(actor, audit) + (["made it"] if actor.pk in self.did["challenged", audit.pk] else [])
            self.decide("answer a challenge", actor, against, answer_challenge, audit=audit, text="We looked again.")

    def _above(self, audit) -> list[Person | None]:
        team = audit.team
        return [team.manager, team.service.manager, team.service.head] if team else []

    def responded(self) -> None:
        for response in TeamResponse.objects.filter(answered_on=None):
            audit, actor = response.audit, self.one_of(*self._above(response.audit), response.audit.auditor)
            against = ["judged it"] if actor.pk in self._judged(audit) else []
            self.decide("respond", actor, against, answer_inadequate, audit=audit, text="She was seen.")

    def talked(self) -> None:
        for held in ReflectiveConversation.objects.filter(recorded_on=None):
            audit, actor = held.audit, self.one_of(*self._above(held.audit), held.audit.allocated_worker)
            against = ["judged it"] if actor.pk in self._judged(audit) else ["own work"] if actor == audit.allocated_worker else []
            words = {"present": "Both.", "learned": "To ask.", "support": "None."}
            self.decide("talk", actor, against, record_conversation, audit=audit, held_on=today(), **words)

    def risk_raised(self) -> None:
        audit = self.audit(AuditState.IN_PROGRESS, AuditState.SUBMITTED)
        actor = self.one_of(audit.auditor, audit.moderator, self.lead())
        risk = raise_risk(actor=actor, audit=audit, worry="Not seen.", rung="The duty manager.", rung_at=timezone.now())
        self.did["raised", risk.pk].add(actor.pk)

    def risk_answered(self) -> None:
        for risk in RiskFlag.objects.filter(closed_at=None):
            actor = self.one_of(self.lead(), *risk.told.all(), risk.raised_by, risk.audit.auditor)
            against = ["raised it"] if actor.pk in self.did["raised", risk.pk] else []
            against += ["judged it"] if actor.pk in self._judged(risk.audit) else []
            if risk.acknowledged_at:
                self.decide("close a risk", actor, against, close_risk, risk=risk, outcome="Seen.")
            else:
                self.decide("acknowledge a risk", actor, against, acknowledge_risk, risk=risk, doing="Going there.")

    # The month

    def exemption_asked(self) -> None:
        whom = {"team": self.teams[0]} if self.dice.random() < 0.5 else {"auditor": self.people[2]}
        actor = self.one_of(self.lead(), self.people[-1])
        ask_exemption(actor=actor, cycle=self.months[1], audits=1, reason="A vacancy.", **whom)
        self.did["asked", self.months[1].pk, str(whom)].add(actor.pk)

    def exemption_decided(self) -> None:
        for asked in Exemption.objects.filter(state="pending"):
            actor = self.one_of(*self.people[-4:], asked.asked_by, asked.auditor)
            whom = {"team": self.teams[0]} if asked.team else {"auditor": self.people[2]}
            against = ["asked for it"] if actor.pk in self.did["asked", asked.cycle_id, str(whom)] else []
            against += ["is exempt"] if actor == asked.auditor or (asked.team and asked.team.manager == actor) else []
            yes = self.dice.random() < 0.5
            self.decide("exempt", actor, against, decide_exemption, exemption=asked, approve=yes, answer="So.")

    def expected_changed(self) -> None:
        lead, count = self.lead(), self.dice.randrange(4)
        before = self.months[1].expectations.filter(auditor=lead).values_list("expected", flat=True).first()
        against = ["own number"] if before is not None and count < before else []
        self.decide("expect", lead, against, set_expected, cycle=self.months[1], services={}, auditors={lead: count})

    def interest_ended(self) -> None:
        for each in Interest.objects.filter(ended_on=None):
            actor = self.one_of(each.person, self.lead(), each.declared_by)
            against = ["has it or declared it"] if actor in (each.person, each.declared_by) else []
            self.decide("end an interest", actor, against, end_interest, interest=each)

    def conflict_accepted(self) -> None:
        """A lead gives the reasons for soft conflicts, her own or another's."""
        audit, lead = self.audit(AuditState.ALLOCATED, AuditState.SUBMITTED), self.lead()
        auditor = self.one_of(lead) if audit.state == AuditState.ALLOCATED else audit.auditor
        before = set(audit.overrides.values_list("pk", flat=True))
        moderator = self.one_of(lead, audit.moderator)
        self._allocated(lead, audit, auditor, moderator, WHY)
        given = audit.overrides.exclude(pk__in=before)
        assert not given.filter(person=lead, given_by=lead).exists(), f"{lead} accepted their own conflict with {audit}"
        self.made["accept a conflict"] += given.count()

    # Actions

    def action_raised(self) -> None:
        audit = self.dice.choice([None, self.audit(AuditState.SUBMITTED, AuditState.MODERATED)])
        owner, helper = self.one_of(self.worker, self.lead()), self.anybody()
        actor = self.one_of(self.lead())
        facts = {"audit": audit, "level": "child"}
        action = acting.raise_action(actor=actor, what="See her", why="Not seen.", owner=owner, helpers=[helper], **facts)
        self.did["doing", action.pk] |= {owner.pk, helper.pk}
        self.did["owned", action.pk].add(owner.pk)

    def _action(self) -> Action | None:
        every = list(Action.objects.order_by("pk"))
        return self.dice.choice(every) if every else None

    def action_given(self) -> None:
        if action := self._action():
            owner = self.one_of(self.worker, self.lead())
            acting.reassign_action(actor=self.one_of(self.lead(), action.owner), action=action, owner=owner, **LATER)
            self.did["doing", action.pk].add(owner.pk)
            self.did["owned", action.pk].add(owner.pk)

    def helpers_changed(self) -> None:
        if action := self._action():
            helpers = self.dice.choice([[], [self.anybody()], [self.lead()]])
            acting.change_helpers(actor=self.one_of(self.lead(), *action.helpers.all()), action=action, helpers=helpers)
            self.did["doing", action.pk] |= {helper.pk for helper in helpers}

    def action_done(self) -> None:
        if action := self._action():
            actor = self.one_of(action.owner, action.owner)
            acting.mark_done(actor=actor, action=action, evidence="Seen.")
            self.did["doing", action.pk].add(actor.pk)

    def action_asked(self) -> None:
        if action := self._action():
            actor = self.one_of(action.owner, self.lead())
            if self.dice.random() < 0.5:
                acting.ask_withdrawal(actor=actor, action=action, **LATER)
                self.did[Asked.WITHDRAWAL, action.pk].add(actor.pk)
            else:
                acting.ask_for_time(actor=actor, action=action, due=action.due.replace(year=action.due.year + 1), **LATER)
                self.did[Asked.MORE_TIME, action.pk].add(actor.pk)

    def action_judged(self) -> None:
        action = self._action()
        if action is None:
            return
        moves = {
            "verify": (acting.verify_action, {}, None),
            "send back": (acting.return_action, LATER, None),
            "look again": (acting.let_verification_stand, {}, None),
            "open again": (acting.reopen_action, LATER, None),
            "judge the effect": (acting.judge_effect, {"is_effective": True, "words": "Seen."}, None),
            "extend": (acting.extend_action, {"due": action.due.replace(year=action.due.year + 1), **LATER}, None),
            "grant time": (acting.grant_time, {}, Asked.MORE_TIME),
            "refuse time": (acting.refuse_time, LATER, Asked.MORE_TIME),
            "agree to withdraw": (acting.agree_withdrawal, {}, Asked.WITHDRAWAL),
            "refuse to withdraw": (acting.refuse_withdrawal, LATER, Asked.WITHDRAWAL),
        }
        for what in self.dice.sample(sorted(moves), 4):
            act, given, asked = moves[what]
            actor = self.one_of(self.lead(), self.lead(), action.owner and action.owner.line_manager, *self.people[-3:])
            against = self._against_judging(actor, action, asked)
            with contextlib.suppress(*REFUSALS), transaction.atomic():
                self.decide(what, actor, against, act, action=action, **given)

    def _against_judging(self, actor: Person, action: Action, asked: Asked | None) -> list[str]:
        found = {
            "did it": actor.pk in self.did["doing", action.pk],
            "asked for it": asked is not None and actor.pk in self.did[asked, action.pk],
            "reports to an owner": bool(chain(actor) & self.did["owned", action.pk]) and not actor.has_role(Role.QA_LEAD, Role.DIRECTOR),
            "own work": action.audit is not None and action.audit.allocated_worker == actor,
        }
        interests = Interest.objects.filter(person=actor, ended_on=None)
        found["interest"] = action.audit is not None and any(is_about(each, action.audit) for each in interests)
        return [name for name, is_so in found.items() if is_so]
