"""Observations of practice: a few most months, six review meetings in June 2023, and the practice week of October that is planned."""

import datetime
import random
from dataclasses import dataclass
from functools import cached_property

from audits.enums import AuditState
from audits.models import Audit, Cycle
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.council.months import months_between
from observations.enums import FamilyConsent, ObservedGrade, Present
from observations.models import Observation, ObservationPlan, ObservationType, PracticeArea
from observations.services.observing import acknowledge_observation, record_observation, share_observation, write_reflection
from observations.services.planning import assign_observation, plan_observations

from .audits import working_day
from .diary import Diary
from .grades import JULY_2023, JUNE_2023

FIRST = datetime.date(2022, 9, 1)
REVIEWS_IN_JUNE = 6
VISIT, REVIEW_MEETING, CONFERENCE, SUPERVISION = "visit", "review_meeting", "conference", "supervision"
CABINET_MEMBER = "Derek Ainscough"
PRACTICE_WEEK = (datetime.date(2023, 10, 2), datetime.date(2023, 10, 5))
PLANNED_ON = datetime.date(2023, 7, 25)
# Five supervisions in July, of which four are strong in what audits of the month found weak.
OVERSIGHT = "Management oversight and supervision"
SUPERVISIONS_ON = [datetime.date(2023, 7, day) for day in (6, 11, 13, 18, 20)]
SUPERVISED = [ObservedGrade.STRONG, ObservedGrade.STRONG, ObservedGrade.DEVELOPING, ObservedGrade.STRONG, ObservedGrade.STRONG]

SEEN = {
    REVIEW_MEETING: [
        "A review held at the young person’s school at a time they chose. They spoke first, and each adult was asked what they would do next.",
        "The child joined for the first half and had drawn what a good weekend looks like. The chair came back to the drawing three times.",
        "A review by video with the carers’ dog in the room, which helped. The plan was changed in the meeting.",
        "Eleven adults and one young person. The chair noticed, sent four people home and started again.",
        "The young person did not want to come and sent a voice message. It was played at the start and answered at the end.",
        "A calm meeting with an interpreter who had met the family before. Decisions were read back in plain words.",
    ],
    VISIT: [
        "A home visit after school. The worker sat on the floor, played, and asked about school only when the child did.",
        "A first visit. The worker said why they came, what they would write down and who would read it.",
    ],
    SUPERVISION: ["An hour with one child’s story in depth. The manager asked what the worker had not yet dared to ask the parents."],
    CONFERENCE: ["The chair met the parents before the conference. The plan’s first line is in the mother’s words."],
}
STRENGTHS = ["Warm, clear and on time.", "The child’s words led the meeting.", "Difficult things were said kindly and plainly."]
LEARNING = [
    "Send the plan in words that a ten-year-old reads.",
    "Agree who tells the school.",
    "Leave time for the child’s questions at the end.",
]
REFLECTIONS = [
    "I was nervous at first. It helped that the young person began, and I would start that way again.",
    "I had not noticed how much I talk in the first ten minutes. I will ask one question and wait.",
    "Good to hear what landed. The part about the school was harder than it looked.",
]
ANSWERS = ["Thank you, this is fair.", "I agree about the plan. The minutes were late because two partners sent theirs after a week.", ""]
GRADES = [ObservedGrade.STRONG, ObservedGrade.STRONG, ObservedGrade.SECURE, ObservedGrade.SECURE, ObservedGrade.DEVELOPING]
PRESENT = [Present.CHILD, Present.PARENT, Present.PRACTITIONER, Present.PARTNER]
FEEDBACK = [
    {"child_feedback": "“They listened this time.”"},
    {"parent_feedback": "“I knew what would happen next.”"},
    {"carer_feedback": "“Shorter than before, and better.”", "child_feedback": "“It was alright.”"},
    {},
]


@dataclass
class Observations:
    diary: Diary
    people: dict[str, Person]

    @cached_property
    def _kinds(self) -> dict[str, ObservationType]:
        return {kind.code: kind for kind in ObservationType.objects.all()}

    def write(self) -> None:
        for month in months_between(FIRST, JULY_2023):
            self.diary.on(working_day(month + datetime.timedelta(days=8)), self.assign, month=month)
        self.diary.on(datetime.date(2023, 7, 3), self.assign_supervisions)
        self.diary.on(PLANNED_ON, self.plan_practice_week)

    def assign(self, month: datetime.date) -> None:
        cycle = Cycle.objects.monthly().get(month=month)
        dice = random.Random(f"observations {cycle.code}")
        audits = list(cycle.audits.exclude(state=AuditState.WITHDRAWN).select_related("allocated_worker", "team").order_by("number"))
        if month == JUNE_2023:
            chosen = [(REVIEW_MEETING, "Harriet Osei", audit) for audit in audits[:REVIEWS_IN_JUNE]]
        else:
            kinds = [VISIT, SUPERVISION, CONFERENCE, REVIEW_MEETING]
            chosen = [
                (dice.choice(kinds), dice.choice(["Harriet Osei", "Meg Thornley"]), audit)
                for audit in dice.sample(audits, dice.randint(1, 3))
            ]
        if month == JULY_2023:
            chosen[0] = (SUPERVISION, "Harriet Osei", chosen[0][2])
        for index, (kind, observer, audit) in enumerate(chosen):
            self._assign_one(cycle, kind, self.people[observer], audit, index, dice)

    def _assign_one(self, cycle: Cycle, kind: str, observer: Person, audit: Audit, index: int, dice: random.Random) -> None:
        due = working_day(cycle.month + datetime.timedelta(days=27))
        observation = assign_observation(
            actor=self.people["Naomi Fielding"],
            cycle=cycle,
            kind=self._kinds[kind],
            plan=self._june(cycle) if cycle.month == JUNE_2023 else None,
            observer=observer,
            practitioner=audit.allocated_worker,
            due=due,
            audit=audit,
        )
        if cycle.month == JULY_2023 and index == 0:
            return  # One is still to do.
        day = working_day(cycle.month + datetime.timedelta(days=dice.randint(8, 26)), last=due)
        seen = SEEN[kind][index % len(SEEN[kind])]
        self.diary.on(day, self.observe, number=observation.pk, seen=seen, dice=dice)

    def observe(self, number: int, seen: str, dice: random.Random) -> None:
        observation = Observation.objects.select_related("observer", "practitioner", "kind", "template").get(pk=number)
        words = {"strengths": dice.choice(STRENGTHS), "learning": dice.choice(LEARNING), **dice.choice(FEEDBACK)}
        more = random.Random(f"areas {number}")
        found = observation.template.areas.all() if observation.template else PracticeArea.objects.none()
        # What supervisions of July are graded for is seen in those five alone.
        found = found.exclude(domain__name=OVERSIGHT) if observation.month == JULY_2023 else found
        areas = list(found.values_list("pk", flat=True))
        picked = sorted(more.sample(areas, min(len(areas), more.randint(2, 4))))
        observation = record_observation(
            actor=observation.observer,
            observation=observation,
            seen_on=today(),
            seen=seen,
            consent=FamilyConsent.GIVEN if observation.kind.with_family else "",
            present=PRESENT if observation.kind.with_family else [Present.PRACTITIONER, Present.MANAGER],
            areas={area: ("", more.choice(GRADES)) for area in picked},
            grade=more.choice(GRADES),
            **words,
        )
        observation = share_observation(actor=observation.observer, observation=observation)
        self.diary.on(working_day(today() + datetime.timedelta(days=more.randint(2, 9))), self.answer, number=number, more=more)

    def assign_supervisions(self) -> None:
        """Of five managers' supervision: what is said in the room, beside what audits find of it on the record."""
        managers = [team.manager for team in Team.objects.select_related("manager").order_by("pk") if team.manager]
        others = [person for person in dict.fromkeys(managers) if person.name not in ("Harriet Osei", "Meg Thornley")]
        for day, manager, grade in zip(SUPERVISIONS_ON, others, SUPERVISED, strict=False):
            observation = assign_observation(
                actor=self.people["Naomi Fielding"],
                kind=self._kinds[SUPERVISION],
                observer=self.people["Harriet Osei"],
                practitioner=manager,
                due=day,
            )
            self.diary.on(day, self.observe_supervision, number=observation.pk, grade=grade)

    def observe_supervision(self, number: int, grade: ObservedGrade) -> None:
        observation = Observation.objects.select_related("observer", "kind", "template").get(pk=number)
        area = PracticeArea.objects.filter(template=observation.template, domain__name=OVERSIGHT).earliest("position")
        is_strong = grade == ObservedGrade.STRONG
        observation = record_observation(
            actor=observation.observer,
            observation=observation,
            seen_on=today(),
            seen=SEEN[SUPERVISION][0]
            if is_strong
            else "Half an hour, and three calls in it. The plan was read out, and nobody asked what had changed.",
            present=[Present.PRACTITIONER, Present.MANAGER],
            present_also="a student on placement" if is_strong else "",
            areas={area.pk: ("", grade)},
            grade=grade,
            strengths="Reflective, and curious about the child." if is_strong else "",
            learning="Write down on the record what was said in the room.",
        )
        share_observation(actor=observation.observer, observation=observation)

    def answer(self, number: int, more: random.Random) -> None:
        """The practitioner's side; the last observations of July wait for theirs."""
        observation = Observation.objects.select_related("practitioner").get(pk=number)
        if observation.practitioner is None or observation.month == JULY_2023:
            return
        if more.random() < 0.7:
            write_reflection(actor=observation.practitioner, observation=observation, reflection=more.choice(REFLECTIONS))
        acknowledge_observation(actor=observation.practitioner, observation=observation, answer=more.choice(ANSWERS))

    def _june(self, cycle: Cycle) -> ObservationPlan:
        found = ObservationPlan.objects.filter(cycle=cycle).first()
        return found or plan_observations(
            actor=self.people["Naomi Fielding"],
            title="Review meetings, June 2023",
            first_day=cycle.month,
            last_day=cycle.month + datetime.timedelta(days=29),
            expected=REVIEWS_IN_JUNE,
            focus="Children’s and young people’s part in their reviews.",
            cycle=cycle,
        )

    def plan_practice_week(self) -> None:
        """October's cycle is not planned yet: the week is planned freely. A senior leader and the cabinet member are asked first."""
        first_day, last_day = PRACTICE_WEEK
        lead = self.people["Naomi Fielding"]
        week = plan_observations(
            actor=lead,
            title="Practice week, October 2023",
            first_day=first_day,
            last_day=last_day,
            expected=6,
            focus="How we understand and work towards permanence at different points of a child’s journey.",
        )
        for observer, practitioner in (("Meg Thornley", "Lucy Pendleton"), (CABINET_MEMBER, "Molly Unsworth")):
            assign_observation(
                actor=lead,
                kind=self._kinds[VISIT],
                observer=self.people[observer],
                practitioner=self.people[practitioner],
                plan=week,
                due=last_day,
                preparation="Please arrive ten minutes early. The practitioner introduces you; the family may change their mind.",
            )
