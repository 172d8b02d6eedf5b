"""Observations of practice: a few most months, and six review meetings in June 2023."""

import datetime
import random
from dataclasses import dataclass

from audits.enums import AuditState
from audits.models import Audit, Cycle
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.months import months_between
from observations.enums import ObservationType
from observations.models import Observation
from observations.services import assign_observation, record_observation, share_observation

from .audits import working_day
from .diary import Diary
from .grades import JULY_2023, JUNE_2023

FIRST = datetime.date(2022, 9, 1)
REVIEWS_IN_JUNE = 6

SEEN = {
    ObservationType.REVIEW_MEETING: [
        "A review held at the young person’s school at a time they chose. They spoke first, and each adult was asked what they would do next.",
        "The child joined for the first half and had drawn what a good weekend looks like. The chair came back to the drawing three times.",
        "A review by video with the carers’ dog in the room, which helped. The plan was changed in the meeting.",
        "Eleven adults and one young person. The chair noticed, sent four people home and started again.",
        "The young person did not want to come and sent a voice message. It was played at the start and answered at the end.",
        "A calm meeting with an interpreter who had met the family before. Decisions were read back in plain words.",
    ],
    ObservationType.VISIT: [
        "A home visit after school. The worker sat on the floor, played, and asked about school only when the child did.",
        "A first visit. The worker said why they came, what they would write down and who would read it.",
    ],
    ObservationType.SUPERVISION: [
        "An hour with one child’s story in depth. The manager asked what the worker had not yet dared to ask the parents."
    ],
    ObservationType.CONFERENCE: ["The chair met the parents before the conference. The plan’s first line is in the mother’s words."],
}
STRENGTHS = ["Warm, clear and on time.", "The child’s words led the meeting.", "Difficult things were said kindly and plainly."]
LEARNING = [
    "Send the plan in words that a ten-year-old reads.",
    "Agree who tells the school.",
    "Leave time for the child’s questions at the end.",
]
FEEDBACK = ["“They listened this time.”", "“I knew what would happen next.”", "Carer: “Shorter than before, and better.”", ""]


@dataclass
class Observations:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        for month in months_between(FIRST, JULY_2023):
            self.diary.on(working_day(month + datetime.timedelta(days=8)), self.assign, month=month)

    def assign(self, month: datetime.date) -> None:
        cycle = Cycle.objects.get(month=month)
        dice = random.Random(f"observations {cycle.code}")
        audits = list(cycle.audits.exclude(state=AuditState.WITHDRAWN).select_related("allocated_worker", "team").order_by("number"))
        if month == JUNE_2023:
            chosen = [(ObservationType.REVIEW_MEETING, "Harriet Osei", audit) for audit in audits[:REVIEWS_IN_JUNE]]
        else:
            kinds = [ObservationType.VISIT, ObservationType.SUPERVISION, ObservationType.CONFERENCE, ObservationType.REVIEW_MEETING]
            chosen = [
                (dice.choice(kinds), dice.choice(["Harriet Osei", "Meg Thornley"]), audit)
                for audit in dice.sample(audits, dice.randint(1, 3))
            ]
        if month == JULY_2023:
            chosen[0] = (ObservationType.SUPERVISION, "Harriet Osei", chosen[0][2])
        for index, (kind, observer, audit) in enumerate(chosen):
            self._assign_one(cycle, kind, self.people[observer], audit, index, dice)

    def _assign_one(self, cycle: Cycle, kind: ObservationType, observer: Person, audit: Audit, index: int, dice: random.Random) -> None:
        due = working_day(cycle.month + datetime.timedelta(days=27))
        observation = assign_observation(
            actor=self.people["Naomi Fielding"],
            cycle=cycle,
            kind=kind,
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
        observation = Observation.objects.get(pk=number)
        words = {"strengths": dice.choice(STRENGTHS), "learning": dice.choice(LEARNING), "family_feedback": dice.choice(FEEDBACK)}
        observation = record_observation(actor=observation.observer, observation=observation, seen_on=today(), seen=seen, **words)
        share_observation(actor=observation.observer, observation=observation)
