"""Two calibration rounds: one of May that was talked over and closed, and one that is being graded on the demo's day."""

import datetime
from dataclasses import dataclass

from audits.calibration.queries.rounds import round_items
from audits.calibration.services import (
    close_round,
    finish_round_grades,
    open_discussion,
    plan_round,
    save_discussion,
    save_reference,
    save_round_grades,
)
from audits.enums import PlanType
from audits.models import CalibrationRound
from foundation.accounts.models import Person, Team

from . import texts
from .diary import Diary

# In the tool's order, the overall judgement last.
MAY = {
    "Grace Adeyemi": ["G", "RI", "RI", "RI", "RI", "RI"],
    "Tom Ashworth": ["G", "RI", "RI", "RI", "G", "RI"],
    "Priya Nair": ["O", "G", "RI", "RI", "G", "G"],
    "Stephen Lomax": ["G", "RI", "RI", "I", "RI", "RI"],
}
REFERENCE = ["G", "RI", "RI", "RI", "RI", "RI"]
AUGUST = {"Ruth Abara": ["G", "RI", "RI", "RI", "RI", "RI"], "Farah Siddiqui": ["RI", "RI", "RI", "I", "RI", "RI"]}
STILL_TO_GRADE = ["Grace Adeyemi", "Stephen Lomax"]
NOTES = (
    "We differed most on outcomes: two of us read the descriptor as what was offered, two as what changed. Three read the same supervision "
    "note as reflective; read aloud, it recorded tasks."
)
LEARNED = (
    "Outcomes are what is different for the child and young person, with a date, not what was put in place. Supervision counts as reflective "
    "where it says what was thought, and why the plan changed or did not."
)


@dataclass
class Calibration:
    """Plans the rounds and lets them happen through the diary."""

    diary: Diary
    people: dict[str, Person]

    def __post_init__(self) -> None:
        self.lead = self.people["Naomi Fielding"]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 5, 3), self.plan_may)
        self.diary.on(datetime.date(2023, 8, 21), self.plan_august)

    def plan_may(self) -> None:
        calibration_round = self._plan(
            "Where Good ends and Outstanding begins", datetime.date(2023, 5, 17), "MB-81204", "Cared for Children Two", list(MAY)
        )
        grades = [(place.domain, grade) for place, grade in zip(round_items(calibration_round), REFERENCE, strict=True)]
        save_reference(actor=self.lead, calibration_round=calibration_round, grades=grades)
        for days, (name, given) in enumerate(MAY.items()):
            self.diary.on(
                datetime.date(2023, 5, 9) + datetime.timedelta(days=days),
                self.grade,
                calibration_round=calibration_round,
                name=name,
                grades=given,
            )
        self.diary.on(datetime.date(2023, 5, 18), open_discussion, actor=self.lead, calibration_round=calibration_round)
        self.diary.on(datetime.date(2023, 5, 24), self.discuss, calibration_round=calibration_round)

    def plan_august(self) -> None:
        people = [*AUGUST, *STILL_TO_GRADE]
        calibration_round = self._plan(
            "Management oversight that moves a plan on", datetime.date(2023, 9, 8), "MB-82377", "Locality Central", people
        )
        for days, (name, given) in enumerate(AUGUST.items()):
            self.diary.on(
                datetime.date(2023, 8, 24) + datetime.timedelta(days=days),
                self.grade,
                calibration_round=calibration_round,
                name=name,
                grades=given,
            )

    def _plan(self, title: str, due: datetime.date, case_id: str, team: str, people: list[str]) -> CalibrationRound:
        return plan_round(
            actor=self.lead,
            title=title,
            due=due,
            people=[self.people[name] for name in people],
            case_id=case_id,
            team=Team.objects.get(name=team),
            plan_type=PlanType.CARED_FOR,
        )

    def grade(self, calibration_round: CalibrationRound, name: str, grades: list[str]) -> None:
        given = [
            (place.domain, grade, _reason(place.domain.name if place.domain else "", grade))
            for place, grade in zip(round_items(calibration_round), grades, strict=True)
        ]
        save_round_grades(actor=self.people[name], calibration_round=calibration_round, grades=given)
        finish_round_grades(actor=self.people[name], calibration_round=calibration_round)

    def discuss(self, calibration_round: CalibrationRound) -> None:
        agreed = {place.domain: grade for place, grade in zip(round_items(calibration_round), REFERENCE, strict=True)}
        save_discussion(actor=self.lead, calibration_round=calibration_round, agreed=agreed, notes=NOTES, learned=LEARNED)
        close_round(actor=self.lead, calibration_round=calibration_round)


def _reason(domain: str, grade: str) -> str:
    words: list[str] = list(texts.EVIDENCE[domain][grade] if domain else texts.OVERALL[grade])
    return words[0]
