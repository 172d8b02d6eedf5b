"""Dip samples: assessments before and after training, and rows behind a figure that are being checked."""

import datetime
from dataclasses import dataclass

from audits.models import Domain
from audits.tool.queries import current_tool
from foundation.accounts.models import Person
from performance.models import Indicator
from studies.enums import ReadState, RecordReply, StudyKind
from studies.models import Study, Wave
from studies.services.drawing import draw_wave
from studies.services.planning import plan_study
from studies.services.reading import read_record, set_record_aside

from .diary import Diary

# Of the first question; the second is answered a little better.
BEFORE, AFTER = ["yes"] * 2 + ["partly"] * 6 + ["no"] * 7, ["yes"] * 5 + ["partly"] * 6 + ["no"] * 3 + ["na"]
FIGURE = "Assessments completed within 45 working days in last 12 months"


@dataclass
class Studies:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 6, 1), self.plan)
        self.diary.on(datetime.date(2023, 6, 5), self.draw, name="Before", first=6100, replies=BEFORE)
        self.diary.on(datetime.date(2023, 8, 21), self.draw, name="After", first=6300, replies=AFTER)
        self.diary.on(datetime.date(2023, 8, 28), self.check_rows)

    @property
    def lead(self) -> Person:
        return self.people["Naomi Fielding"]

    def plan(self) -> None:
        plan_study(
            actor=self.lead,
            lead=self.lead,
            readers=[self.people["Grace Adeyemi"]],
            title="Analysis in assessments",
            why="Audits find that assessments describe more than they analyse. Two teams are trained in June.",
            questions=["Does the assessment say what the facts mean for the child?", "Does it say what the child wants?"],
            domain=Domain.objects.get(tool=current_tool(), name="Assessment"),
            change="Training on analysis in assessment",
            changed_on=datetime.date(2023, 6, 19),
            hoped_before=14,
            hoped_after=50,
            size=15,
        )

    def draw(self, name: str, first: int, replies: list[str]) -> None:
        study = Study.objects.get(kind=StudyKind.DIP_SAMPLE)
        wave = draw_wave(actor=self.lead, study=study, name=name, cases=case_ids(first, 60), seed=first)
        self.read(wave, replies)

    def read(self, wave: Wave, replies: list[str]) -> None:
        questions = list(wave.study.questions.all())
        waiting = wave.records.filter(state=ReadState.TO_READ).select_related("wave__study")
        for place, (record, reply) in enumerate(zip(waiting, replies, strict=False)):
            second = RecordReply.YES if place % 4 == 0 else reply
            given = dict(zip((question.pk for question in questions), (reply, second), strict=False))
            note = "The father is not mentioned: ask the team to see him." if place == 9 and len(questions) > 1 else ""
            read_record(actor=self.lead, record=record, replies=given, note=note, follow_up=bool(note))

    def check_rows(self) -> None:
        study = plan_study(
            actor=self.lead,
            lead=self.lead,
            readers=[self.people["Grace Adeyemi"]],
            kind=StudyKind.ACCURACY,
            indicator=Indicator.objects.get(label=FIGURE),
            month=datetime.date(2023, 7, 1),
            title="Dates of assessments",
            why="The date on which an assessment ended is typed by hand in two teams.",
            size=20,
        )
        wave = draw_wave(actor=self.lead, study=study, name="Rows", cases=case_ids(6500, 240), seed=20)
        unread = wave.records.filter(state=ReadState.TO_READ).select_related("wave__study")[3]
        set_record_aside(actor=self.lead, record=unread, reason="The record was opened in error and is being closed.")
        self.read(wave, ["yes", "yes", "no", "yes", "yes", "yes", "yes", "no"])


def case_ids(first: int, count: int) -> str:
    return "\n".join(f"C-{number}" for number in range(first, first + count))
