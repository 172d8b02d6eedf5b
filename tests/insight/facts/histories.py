"""Random histories of audits, straight to the tables, and late changes of them: as moderation, re-opening and the like leave them."""

import datetime
import random
from decimal import Decimal

from django.db.models import F

from actions.enums import ActionState
from actions.models import Action
from audits.enums import AuditState, Grade, Stage, VersionKind, Voice, VoiceOutcome
from audits.models import Audit, AuditVersion, Cycle, Judgement, ReAudit, TeamResponse, Tool, VoiceHeard
from audits.services.counting import rebuild_counts
from foundation.accounts.models import Person, Team
from foundation.council.months import add_months, last_day
from insight.models import DomainIndicator
from observations.enums import FeedbackOf, ObservationState
from observations.models import Observation
from performance.enums import OUR_COUNCIL, Shape
from performance.models import Import, Indicator, Place, Value
from tests.dip_samples import sampled
from tests.observation_kinds import VISIT

FIRST = datetime.date(2021, 1, 1)
GRADES = ("O", "G", "RI", "I", "NA")
VERIFIED = (ActionState.VERIFIED, ActionState.EFFECTIVE, ActionState.NOT_EFFECTIVE)
# Two that are linked with domains: of the one higher is better, of the other lower.
LINKED = ("assessments-in-45-working-days-percent", "repeat-child-protection-plans-percent")

# Seeds of histories of more than a year in which the first of these figures goes with the grades.
FOLLOWING = (7, 9)


class RandomHistory:
    """Some months of audits from `seed`; with each its own mood, so that all alike, none Inadequate and the like come often."""

    def __init__(self, seed: int, team: Team):
        self.random, self.team = random.Random(seed), team
        self.tool = Tool.objects.get()
        self.domains = list(self.tool.domains.all())
        self.system = Person.objects.system()
        self.months = [add_months(FIRST, at) for at in range(self.random.choice([4, 8, 13, 27]))]
        self.source = Import.objects.create(shape=Shape.SCORECARD, file_name="x.csv", file_hash=str(seed), imported_by=self.system)
        for month in self.months:
            if self.random.random() < 0.92:
                self.write_month(month)
            self.write_figures(month)
        if seed in FOLLOWING:
            self.let_figures_follow_grades(LINKED[0])
        self.write_re_audits()
        self.write_dip_samples(seed)
        rebuild_counts()

    def write_month(self, month: datetime.date) -> None:
        due = last_day(month)
        cycle = Cycle.objects.create(
            month=month,
            tool=self.tool,
            audits_due=due,
            moderation_due=due + datetime.timedelta(days=14),
            expected=self.random.choice([None, 4, 9]),
        )
        mood = [self.random.choice([0, 1, 4]) for _ in GRADES[:4]] + [self.random.choice([0, 0, 1])]
        mood = mood if sum(mood[:4]) else [0, 1, 1, 0, 0]
        all_moderated = self.random.random() < 0.8
        for _ in range(self.random.choice([1, 3, 6, 9, 14])):
            self.write_audit(cycle, mood, all_moderated or self.random.random() < 0.5)
        if all_moderated:
            Cycle.objects.filter(pk=cycle.pk).update(settled_on=due)
        for _ in range(self.random.choice([0, 0, 2])):
            self.write_observation(cycle, None)

    def write_audit(self, cycle: Cycle, mood: list[int], is_moderated: bool) -> Audit:
        submitted = cycle.month + datetime.timedelta(days=self.random.randint(10, 45))
        state = self.random.choice([AuditState.MODERATED] * 6 + [AuditState.RELEASED]) if is_moderated else AuditState.SUBMITTED
        audit = Audit.objects.create(
            cycle=cycle,
            tool=self.tool,
            case_id=f"C-{Audit.objects.count() + 1}",
            state=state,
            submitted_on=submitted,
            finished_on=submitted + datetime.timedelta(days=self.random.randint(0, 30)) if is_moderated else None,
            imported=self.random.random() < 0.1,
        )
        before = [(domain, self.grade(mood)) for domain in [*self.domains, None]]
        Judgement.objects.bulk_create(Judgement(audit=audit, domain=domain, stage=Stage.PRE, grade=grade) for domain, grade in before)
        if is_moderated:
            agree(audit, [(domain, grade if self.random.random() < 0.8 else self.grade(mood)) for domain, grade in before])
        self.write_what_follows(audit, before[-1][1])
        return audit

    def grade(self, mood: list[int]) -> str:
        return self.random.choices(GRADES, mood)[0]

    def write_what_follows(self, audit: Audit, overall: str) -> None:
        for voice in Voice:
            outcome = self.random.choice(["", *VoiceOutcome.values])
            VoiceHeard.objects.create(audit=audit, voice=voice, outcome=outcome)
        if overall == Grade.INADEQUATE:
            due = audit.submitted_on + datetime.timedelta(days=14)
            answered = self.random.choice([None, audit.submitted_on + datetime.timedelta(days=self.random.randint(0, 30))])
            TeamResponse.objects.create(audit=audit, due=due, answered_on=answered)
        if self.random.random() < 0.4:
            state = self.random.choice(ActionState.values)
            verified = {"verified_by": self.system, "verified_on": audit.submitted_on} if state in VERIFIED else {}
            due = audit.submitted_on
            Action.objects.create(
                what="Plan", why="Weak", due=due, first_due=due, state=state, audit=audit, raised_by=self.system, raised_on=due, **verified
            )
        if self.random.random() < 0.3:
            self.write_observation(audit.cycle, audit)

    def write_observation(self, cycle: Cycle, audit: Audit | None) -> None:
        state = self.random.choice([ObservationState.PLANNED, ObservationState.RECORDED, ObservationState.SHARED])
        Observation.objects.create(
            cycle=cycle,
            month=cycle.month,
            audit=audit,
            kind_id=VISIT,
            observer=self.system,
            team=self.team,
            state=state,
            seen_on=cycle.month if state != ObservationState.PLANNED else None,
            **{self.random.choice(FeedbackOf.values): self.random.choice(["", "They felt heard."])},
        )

    def write_figures(self, month: datetime.date) -> None:
        for slug in LINKED:
            if self.random.random() < 0.8:
                value, place = Decimal(self.random.choice([60, 61, 62.5])), Place.objects.get(pk=OUR_COUNCIL)
                Value.objects.create(
                    indicator=Indicator.objects.get(slug=slug), place=place, month=month, value=value, source=self.source, row=1
                )

    def let_figures_follow_grades(self, slug: str) -> None:
        """In each month the figure is the share Good or better of the domain that it is beside: random ones hardly ever move with it."""
        link = DomainIndicator.objects.get(indicator__slug=slug)
        agreed = Judgement.objects.filter(domain=link.domain, stage=Stage.AGREED).exclude(grade=Grade.NOT_APPLICABLE)
        for month in self.months:
            grades = list(agreed.filter(audit__cycle__month=month).values_list("grade", flat=True))
            if grades:
                share = Decimal(100 * sum(grade in GRADES[:2] for grade in grades)) / len(grades)
                figure = {"value": round(share, 2), "source": self.source, "row": 1}
                Value.objects.update_or_create(indicator=link.indicator, place_id=OUR_COUNCIL, month=month, defaults=figure)

    def write_dip_samples(self, seed: int) -> None:
        """By dice of their own, so that what is written besides stays as it was."""
        dice = random.Random(f"dip samples {seed}")
        for _ in range(4):
            n = dice.choice([3, 5, 8, 12])
            month, domain = dice.choice(self.months), dice.choice(self.domains).name
            sampled(yes=dice.choice([0, n // 2, n - 1, n]), n=n, domain=domain, on=month + datetime.timedelta(days=dice.randint(0, 27)))

    def write_re_audits(self) -> None:
        audits = list(Audit.objects.order_by("cycle__month", "pk"))
        for _ in range(self.random.randint(0, 4)):
            earlier, later = sorted(self.random.sample(audits, 2), key=lambda each: (each.cycle.month, each.pk))
            if not ReAudit.objects.filter(earlier=earlier).exists() and not ReAudit.objects.filter(audit=later).exists():
                ReAudit.objects.create(earlier=earlier, audit=later, planned_by=self.system, planned_on=later.cycle.month)

    def change(self) -> str:
        """One late change of one audit or figure; says which."""
        kind = self.random.choice(["moderate", "reopen", "withdraw", "restate", "regrade", "answer"])
        audit = self.random.choice(list(Audit.objects.all()))
        if kind == "moderate" and audit.state == AuditState.SUBMITTED:
            finished = audit.submitted_on + datetime.timedelta(days=self.random.randint(0, 60))
            agree(audit, [(row.domain, row.grade) for row in audit.judgements.filter(stage=Stage.PRE)])
            Audit.objects.filter(pk=audit.pk).update(state=AuditState.MODERATED, finished_on=finished)
        elif kind == "reopen" and audit.is_finished:
            reopen(audit, self.system)
        elif kind == "withdraw":
            Audit.objects.filter(pk=audit.pk).update(state=AuditState.WITHDRAWN)
        elif kind == "restate":
            for value in Value.objects.filter(indicator__slug__in=LINKED).order_by("?")[:3]:
                Value.objects.filter(pk=value.pk).update(value=value.value + self.random.choice([-2, 2]))
        elif kind == "regrade":
            row = self.random.choice(list(Judgement.objects.filter(stage__in=[Stage.PRE, Stage.AGREED])))
            Judgement.objects.filter(pk=row.pk).update(grade=self.random.choice(GRADES))
        elif kind == "answer":
            TeamResponse.objects.filter(answered_on=None).update(answered_on=F("due"))
        rebuild_counts()
        return f"{kind} {audit.pk}"


def agree(audit: Audit, grades: list) -> None:
    Judgement.objects.bulk_create(Judgement(audit=audit, domain=domain, stage=Stage.AGREED, grade=grade) for domain, grade in grades)


def reopen(audit: Audit, by: Person) -> None:
    """As the service leaves it: the agreed grades are in a version, and the audit is with its auditor."""
    AuditVersion.objects.create(
        audit=audit,
        number=audit.versions.count() + 1,
        kind=VersionKind.REOPENED,
        state=audit.state,
        why="New evidence.",
        ended_by=by,
        ended_on=audit.submitted_on,
        submitted_on=audit.submitted_on,
        content={},
    )
    audit.judgements.filter(stage=Stage.AGREED).delete()
    Audit.objects.filter(pk=audit.pk).update(state=AuditState.IN_PROGRESS, finished_on=None)
