"""Two years of monthly audits, each planned, done and moderated by the people whose work it is."""

import datetime
import itertools
import random
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from audits.allocation.services.allocation import add_audit, allocate
from audits.auditing.services.auditing import grade_domain, save_all_findings, save_voices, start_audit, submit_audit
from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.enums import WEAK_GRADES, AuditState, FindingKind, Grade, PlanType, Source, Stage, Voice, VoiceOutcome, WithdrawalKind
from audits.models import Audit, Cycle, Domain, Judgement, ReAudit
from audits.moderation.services.moderation import finish_moderation, save_moderator_grades, withdraw_audit
from audits.moderation.services.replies import reply_to_moderation
from audits.reaudits.queries import asking
from audits.reaudits.services import link_re_audit
from audits.responses.services.challenges import challenge_audit
from audits.responses.services.responses import answer_inadequate
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.council.months import add_months, months_between
from foundation.council.working_days import add_working_days, is_working_day

from . import texts
from .actions import DemoActions
from .diary import Diary
from .following import RAISED, follow_up, name_who_is_notified, raise_and_answer_risk
from .grades import JULY_2023, JUNE_2023, DemoGrades, grades_of
from .parts import auditor_of, manager_of, moderator_of
from .people import ADVISER
from .practitioner import check_facts, reflect, write_and_send_letter
from .tool import answer_beside, ask_of_the_month, begin_second_version

FIRST_MONTH = datetime.date(2021, 8, 1)
AUDITORS = [
    "Grace Adeyemi", "Tom Ashworth", "Michelle Rimmer", "Farah Siddiqui", "Ian Hesketh", "Beth Lowther", "Priya Nair",
    "Kwame Mensah", "Jerzy Kowalczyk", "Imran Malik", "Yvonne Peters", "Sinead Gallagher",
]  # fmt: skip
MODERATORS = ["Stephen Lomax", "Ruth Abara", "Harriet Osei"]
COHORT_TEAMS = {
    "Contacts and referrals": ["Assessment North", "Assessment South"],
    "Children in need": ["Assessment North", "Assessment South", "Locality Coast", "Locality Central", "Locality East"],
    "Children on child protection plans": ["Locality Coast", "Locality Central", "Locality East"],
    "Cared for children": ["Cared for Children One", "Cared for Children Two"],
    "Care experienced young people": ["Care Experienced Team"],
    "All plan types": [],
}
COHORT_PLANS = {
    "Contacts and referrals": PlanType.ASSESSMENT,
    "Children in need": PlanType.CHILD_IN_NEED,
    "Children on child protection plans": PlanType.CHILD_PROTECTION,
    "Cared for children": PlanType.CARED_FOR,
    "Care experienced young people": PlanType.CARE_EXPERIENCED,
}
TEAM_PLANS = {
    "Assessment": PlanType.ASSESSMENT,
    "Locality": PlanType.CHILD_PROTECTION,
    "Cared": PlanType.CARED_FOR,
    "Care": PlanType.CARE_EXPERIENCED,
}
AGES = {PlanType.CARE_EXPERIENCED: ["18-25"], PlanType.CARED_FOR: ["5-9", "10-15", "16-17"]}

# Where the story needs a record to be: both June Goods with Personal Advisers, and something for each of the demo's sign-ins.
PLACES = {
    (JUNE_2023, 0): ("Care Experienced Team", ""),
    (JUNE_2023, 1): ("Care Experienced Team", ""),
    (JUNE_2023, 2): ("Cared for Children One", "Daniel Whitfield"),
    (JUNE_2023, 3): ("Cared for Children One", "Hannah Lees"),
    (JUNE_2023, 6): ("Care Experienced Team", ""),
    (JULY_2023, 8): ("Cared for Children One", "Comfort Boateng"),
}

# From this month on some Inadequates are audited again, at most so many a month.
AGAIN_FROM, MOST_AGAIN = datetime.date(2022, 7, 1), 2

JUNE_THEME = "How children and young people take part in the plans and decisions about them"
JULY_THEME = "Management oversight that keeps plans moving"
JULY_SHORTFALL = (
    "Leave over the summer and the preparation for the inspectors’ visit took auditors’ time. "
    "One record was withdrawn and one auditor is away."
)


@dataclass
class Answers:
    """What an auditor writes beside the grades."""

    domains: dict[Domain, str]
    overall: str = ""
    findings: dict[FindingKind, list[tuple[str, Source]]] = field(default_factory=dict)
    voices: dict[Voice, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Months:
    """Plans the months and lets them happen through the diary."""

    diary: Diary
    people: dict[str, Person]
    actions: DemoActions

    def __post_init__(self) -> None:
        self.lead = self.people["Naomi Fielding"]
        self.teams = {team.name: team for team in Team.objects.select_related("service", "manager")}
        self.workers = {
            name: [
                person for person in self.people.values() if person.team_id == team.pk and person.job_title in (ADVISER, "Social worker")
            ]
            for name, team in self.teams.items()
        }
        self.case_numbers = iter(random.Random("cases").sample(range(20000, 79999), 1000))
        self.turn = 0

    def write(self) -> None:
        self.diary.on(datetime.date(2021, 7, 19), name_who_is_notified, lead=self.lead, people=self.people)
        for month in months_between(FIRST_MONTH, JULY_2023):
            self.diary.on(working_day(add_months(month, -1) + datetime.timedelta(days=24)), self.plan, month=month)

    def plan(self, month: datetime.date) -> None:
        graded = grades_of(month)
        theme, cohort = self._theme(month)
        cycle = plan_cycle(
            actor=self.lead,
            month=month,
            theme=theme,
            cohort=cohort,
            look_back_from=add_months(month, -6),
            look_back_to=month - datetime.timedelta(days=1),
            audits_due=working_day(add_months(month, 1) + datetime.timedelta(days=16)),
            moderation_due=working_day(add_months(month, 2) + datetime.timedelta(days=6)),
            expected=14 if month >= JUNE_2023 else len(graded),
            collaborative=month == JULY_2023,
        )
        dice = random.Random(f"month {cycle.code}")
        for index, grades in enumerate(graded):
            self.diary.on(
                working_day(month + datetime.timedelta(days=3)), self.allocate, cycle=cycle, grades=grades, index=index, dice=dice
            )
        if month == JULY_2023:
            ask_of_the_month(cycle, self.lead)
            self._july(cycle, dice)

    def _theme(self, month: datetime.date) -> tuple[str, str]:
        if month == JUNE_2023:
            return JUNE_THEME, "Cared for children"
        if month == JULY_2023:
            return JULY_THEME, "All plan types"
        return texts.THEMES[(month.year * 12 + month.month) % len(texts.THEMES)]

    def _july(self, cycle: Cycle, dice: random.Random) -> None:
        """What makes July unfinished: one auditor late, one away, one record withdrawn, two not allocated yet."""
        start = working_day(JULY_2023 + datetime.timedelta(days=3))
        self.diary.on(start, self.leave_late, cycle=cycle, dice=dice)
        self.diary.on(start, self.leave_unstarted, cycle=cycle, dice=dice, auditor="Kwame Mensah")
        self.diary.on(start, self.leave_withdrawn, cycle=cycle, dice=dice)
        self.diary.on(start, self.leave_unallocated, cycle=cycle, dice=dice)
        self.diary.on(datetime.date(2023, 8, 18), self.challenge)
        self.diary.on(datetime.date(2023, 8, 24), self.reply)
        self.diary.on(datetime.date(2023, 8, 29), self.explain_shortfall, cycle=cycle)
        self.diary.on(datetime.date(2023, 8, 29), begin_second_version, lead=self.lead)

    def challenge(self) -> None:
        """The team of the June audit moderated last does not agree with what was found, and waits for the answer."""
        finished = Audit.objects.filter(cycle__month=JUNE_2023, state=AuditState.MODERATED, team__manager__isnull=False)
        audit = finished.exclude(auditor=F("team__manager")).order_by("finished_on", "pk").last()
        assert audit
        challenge_audit(actor=manager_of(audit), audit=audit, text=texts.CHALLENGE)

    def reply(self) -> None:
        """Of two June audits whose grades moderation changed one auditor agrees, the other does not."""
        changed = Judgement.objects.at(Stage.AGREED).exclude(change_code="").filter(audit__cycle__month=JUNE_2023)
        audits = Audit.objects.filter(pk__in=changed.values("audit"), state=AuditState.MODERATED).order_by("pk")[:2]
        for audit, agrees in zip(audits, (True, False), strict=True):
            reply_to_moderation(actor=auditor_of(audit), audit=audit, agrees=agrees, words="" if agrees else texts.REPLY_TO_MODERATION)

    def explain_shortfall(self, cycle: Cycle) -> None:
        change_cycle(actor=self.lead, cycle=cycle, shortfall_reason=JULY_SHORTFALL)

    # One record's facts and people

    def _record(self, cycle: Cycle, dice: random.Random, team: str = "", worker: str = "", auditor: str = "", moderator: str = "") -> Audit:
        team = team or dice.choice(COHORT_TEAMS[cycle.cohort] or list(self.workers_teams()))
        plan = COHORT_PLANS.get(cycle.cohort) or _plan_of(team)
        if team == "Care Experienced Team":
            plan = PlanType.CARE_EXPERIENCED
        facts: dict[str, Any] = {
            "case_id": f"MB-{next(self.case_numbers)}",
            "team": self.teams[team],
            "allocated_worker": self.people[worker] if worker else dice.choice(self.workers[team]),
            "plan_type": plan,
            "age_band": dice.choice(AGES.get(plan, ["0-4", "5-9", "10-15"])),
            "auditor": self.people[auditor] if auditor else self._auditor_for(team),
        }
        facts["moderator"] = self.people[moderator or MODERATORS[self.turn % len(MODERATORS)]]
        earlier = None if worker else again_for(cycle, self.teams[team], (facts["auditor"], facts["moderator"]))
        return self._again(cycle, earlier, facts) if earlier else self._added(cycle, was_closed=self.turn % 17 == 3, **facts)

    def _added(self, cycle: Cycle, **facts: Any) -> Audit:
        return add_audit(actor=self.lead, cycle=cycle, **facts)

    def _again(self, cycle: Cycle, earlier: Audit, facts: dict[str, Any]) -> Audit:
        """The record of the earlier audit, which these people audit and moderate again."""
        same = {name: getattr(earlier, name) for name in ("case_id", "allocated_worker", "plan_type", "age_band")}
        return link_re_audit(actor=self.lead, earlier=earlier, audit=self._added(cycle, **facts | same))

    def workers_teams(self) -> list[str]:
        return [name for name, workers in self.workers.items() if workers]

    def _auditor_for(self, team_name: str) -> Person:
        """The next in turn who is neither of the team nor above it."""
        team = self.teams[team_name]
        above = {team.manager_id} | ({team.service.manager_id, team.service.head_id} if team.service else set())
        while True:
            self.turn += 1
            person = self.people[AUDITORS[self.turn % len(AUDITORS)]]
            if person.team_id != team.pk and person.pk not in above:
                return person

    def allocate(self, cycle: Cycle, grades: DemoGrades, index: int, dice: random.Random) -> None:
        team, worker = PLACES.get((cycle.month, index), ("", ""))
        audit = self._record(cycle, dice, team=team, worker=worker)
        assert cycle.audits_due
        days = max((cycle.audits_due - cycle.month).days, 20)
        day = working_day(cycle.month + datetime.timedelta(days=dice.randint(10, days)), last=cycle.audits_due)
        if cycle.month == JULY_2023 and grades.overall == "I":
            # The two Inadequates of July: one is answered, the other waits for the team.
            day = datetime.date(2023, 8, 16) if index == 7 else datetime.date(2023, 8, 29)
        if (cycle.month, index) == (JULY_2023, 7):
            self.diary.on(RAISED.date(), raise_and_answer_risk, diary=self.diary, audit=audit)
        if cycle.collaborative:
            self.diary.on(add_working_days(today(), 2), reflect, audit=audit)
        self.diary.on(day, self.do_audit, audit=audit, grades=grades, dice=dice)

    def do_audit(self, audit: Audit, grades: DemoGrades, dice: random.Random) -> None:
        answers = _answers(audit, grades, dice)
        audit = start_audit(actor=auditor_of(audit), audit=audit, no_involvement=True)
        self.actions.from_audit(audit, grades, dice)
        self.fill_in(audit, grades, answers)
        if audit.cycle.collaborative:
            check_facts(audit)
        audit = submit_audit(actor=auditor_of(audit), audit=audit)
        if grades.overall_before == "I" and not (audit.cycle.month == JULY_2023 and audit.submitted_on == datetime.date(2023, 8, 29)):
            self.diary.on(add_working_days(today(), dice.randint(2, 5)), self.answer, audit=audit, text=dice.choice(texts.RESPONSES))
        if audit.cycle.month != JULY_2023:
            assert audit.cycle.audits_due
            day = working_day(audit.cycle.audits_due + datetime.timedelta(days=dice.randint(5, 19)), last=audit.cycle.moderation_due)
            self.diary.on(day, self.moderate, audit=audit, grades=grades, dice=dice)

    def fill_in(self, audit: Audit, grades: DemoGrades, answers: Answers) -> None:
        """Answer every section, and say of each weak domain without an action why it needs none."""
        auditor = auditor_of(audit)
        self._grade(audit, grades, answers)
        overall = grades.overall_before
        grade_domain(actor=auditor, audit=audit, domain=None, grade=overall, reason=answers.overall)
        save_all_findings(actor=auditor, audit=audit, findings=answers.findings)
        save_voices(actor=auditor, audit=audit, voices=answers.voices)
        answer_beside(audit, auditor)

    def fill_in_half(self, audit: Audit, grades: DemoGrades, dice: random.Random) -> None:
        audit = start_audit(actor=auditor_of(audit), audit=audit, no_involvement=True)
        self._grade(audit, grades, _answers(audit, grades, dice, domains=2))

    def _grade(self, audit: Audit, grades: DemoGrades, answers: Answers) -> None:
        covered = set(audit.actions.values_list("domains", flat=True))
        reasons = texts.WHY_NO_ACTION[bool(covered)]
        weak = itertools.count(audit.number)
        for domain, evidence in answers.domains.items():
            grade = grades.before(domain.name)
            is_bare = grade in WEAK_GRADES and domain.pk not in covered
            why = reasons[next(weak) % len(reasons)] if is_bare else ""
            grade_domain(actor=auditor_of(audit), audit=audit, domain=domain, grade=grade, reason=evidence, no_action_reason=why)

    def answer(self, audit: Audit, text: str) -> None:
        answer_inadequate(actor=manager_of(audit), audit=audit, text=text)

    def moderate(self, audit: Audit, grades: DemoGrades, dice: random.Random) -> None:
        moderator = moderator_of(audit)
        given = []
        for row in audit.judgements.filter(stage=Stage.AUDITOR).select_related("domain"):
            after = grades.domains[row.domain.name] if row.domain else grades.overall
            direction = "up" if Grade.values.index(after) < Grade.values.index(row.grade) else "down"
            given.append((row.domain, after, *(texts.CHANGE_REASONS[direction] if after != row.grade else ("", ""))))
        save_moderator_grades(actor=moderator, audit=audit, grades=given)
        finish_moderation(actor=moderator, audit=audit, agreed=given)
        follow_up(self.diary, audit)
        write_and_send_letter(self.diary, audit)

    # July's unfinished records

    def leave_late(self, cycle: Cycle, dice: random.Random) -> None:
        audit = self._record(cycle, dice, team="Locality East", auditor="Grace Adeyemi", moderator="Stephen Lomax")
        halfway = DemoGrades("RI", dict.fromkeys(texts.DOMAINS, "RI"))
        self.diary.on(datetime.date(2023, 8, 14), self.fill_in_half, audit=audit, grades=halfway, dice=dice)

    def leave_unstarted(self, cycle: Cycle, dice: random.Random, auditor: str) -> None:
        self._record(cycle, dice, team="Assessment South", auditor=auditor)

    def leave_unallocated(self, cycle: Cycle, dice: random.Random) -> None:
        for team in ("Cared for Children Two", "Locality Central"):
            allocate(actor=self.lead, audit=self._record(cycle, dice, team=team), auditor=None, moderator=None)

    def leave_withdrawn(self, cycle: Cycle, dice: random.Random) -> None:
        audit = self._record(cycle, dice, team="Locality Coast", auditor="Beth Lowther")
        reason = "The family moved on 20 July."
        self.diary.on(datetime.date(2023, 7, 24), self.withdraw, audit=audit, reason=reason)

    def withdraw(self, audit: Audit, reason: str) -> None:
        withdraw_audit(actor=self.lead, audit=audit, reason=reason, kind=WithdrawalKind.TRANSFERRED)


def _answers(audit: Audit, grades: DemoGrades, dice: random.Random, domains: int = 5) -> Answers:
    """What the auditor writes in the first so many domains; where that is all of them, in the other sections too."""
    asked = list(audit.tool.domains.prefetch_related("services"))[:domains]
    answers = Answers({domain: dice.choice(texts.EVIDENCE[domain.name][grades.before(domain.name)]) for domain in asked})
    if domains < 5:
        return answers
    answers.overall = dice.choice(texts.OVERALL[grades.overall_before])
    for kind, sentences in ((FindingKind.STRENGTH, texts.STRENGTHS), (FindingKind.AREA, texts.AREAS)):
        answers.findings[kind] = dice.sample(sentences, 2)
    for voice, words in texts.VOICES.items():
        outcome = dice.choice([VoiceOutcome.OBTAINED, VoiceOutcome.OBTAINED, VoiceOutcome.DECLINED, VoiceOutcome.NOT_REACHED])
        answers.voices[voice] = (outcome, dice.choice(words) if outcome == VoiceOutcome.OBTAINED else "")
    return answers


def again_for(cycle: Cycle, team: Team, people: Collection[Person]) -> Audit | None:
    """An Inadequate of the same team, found three months before or more, which these people look at for the first time."""
    if not AGAIN_FROM <= cycle.month < JUNE_2023 or ReAudit.objects.filter(audit__cycle=cycle).count() >= MOST_AGAIN:
        return None
    found = asking().filter(team=team, cycle__month__lte=add_months(cycle.month, -3), allocated_worker__is_active=True)
    return found.exclude(auditor__in=people).exclude(moderator__in=people).order_by("pk").first()


def working_day(day: datetime.date, last: datetime.date | None = None) -> datetime.date:
    """`day`, or the next working day; never after `last`."""
    while not is_working_day(day):
        day += datetime.timedelta(days=1)
    return min(day, last) if last else day


def _plan_of(team: str) -> PlanType:
    return next(plan for start, plan in TEAM_PLANS.items() if team.startswith(start))
