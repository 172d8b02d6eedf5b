"""The calendar of learning: the training on assessments, what is planned for the autumn, one event that was cancelled."""

import datetime
from dataclasses import dataclass
from typing import Any

from audits.tool.queries import current_tool
from foundation.accounts.models import Person, Team
from learning.enums import Attendance, EvaluationReply, EventKind, InvitationReply
from learning.models import LearningEvent
from learning.services.attendance import record_attendance
from learning.services.evaluations import evaluate_event
from learning.services.events import cancel_event, change_event, plan_event
from learning.services.inviting import answer_invitation, invite
from performance.models import Indicator
from studies.enums import StudyKind
from studies.models import Study

from .diary import Diary
from .studies import FIGURE

TRAINED_ON = datetime.date(2023, 6, 19)
TEAMS = ("Assessment North", "Assessment South")
ABSENT = "Rhys Morgan"
_HALF_PAST_NINE, _NOON, _TEN = datetime.time(9, 30), datetime.time(12, 30), datetime.time(10)
AUTUMN: list[tuple[EventKind, str, datetime.date, datetime.date, dict[str, Any]]] = [
    (
        EventKind.PRACTICE_WEEK,
        "Family first, firm foundations and fulfilling futures",
        datetime.date(2023, 10, 2),
        datetime.date(2023, 10, 5),
        {"objectives": "Understanding family, and genograms\nWhat a family group conference looks like\nPermanence and stability"},
    ),
    (EventKind.AWARENESS_DAY, "Black History Month", datetime.date(2023, 10, 1), datetime.date(2023, 10, 31), {}),
    (EventKind.AWARENESS_DAY, "World Mental Health Day", datetime.date(2023, 10, 10), datetime.date(2023, 10, 10), {}),
    (EventKind.AWARENESS_DAY, "National Care Leavers’ Week", datetime.date(2023, 10, 25), datetime.date(2023, 11, 1), {}),
    (
        EventKind.MEETING,
        "Performance and practice meeting",
        datetime.date(2023, 10, 12),
        datetime.date(2023, 10, 12),
        {"starts_at": _TEN, "ends_at": datetime.time(12), "objectives": "Data, what audits found, and examples of good practice"},
    ),
    (EventKind.NEWSLETTER, "First newsletter of quality assurance", datetime.date(2023, 10, 12), datetime.date(2023, 10, 12), {}),
    (
        EventKind.MEETING,
        "Performance and practice meeting",
        datetime.date(2024, 1, 11),
        datetime.date(2024, 1, 11),
        {"starts_at": _TEN, "ends_at": datetime.time(12)},
    ),
]


@dataclass
class Learning:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 6, 2), self.plan_training)
        self.diary.on(TRAINED_ON, self.train)
        self.diary.on(datetime.date(2023, 7, 10), self.cancel_one)
        self.diary.on(datetime.date(2023, 8, 14), self.plan_autumn)

    @property
    def lead(self) -> Person:
        return self.people["Naomi Fielding"]

    def plan_training(self) -> None:
        organiser = self.people["Imran Malik"]
        event = plan_event(
            actor=organiser,
            kind=EventKind.TRAINING,
            name="Analysis in assessment",
            objectives="Say what the facts mean for the child\nSay what the child wants, in the child’s words\nName what would make it good enough",
            first_day=TRAINED_ON,
            starts_at=_HALF_PAST_NINE,
            ends_at=_NOON,
            place="Marram Town Hall, Committee Room 2",
            kept="The name of a room",
            facilitators=[("Delia Thwaite", "Northway Practice Partners")],
            domains=[each for each in current_tool().domains.all() if each.name == "Assessment"],
            indicators=Indicator.objects.filter(label=FIGURE),
            studies=Study.objects.filter(kind=StudyKind.DIP_SAMPLE),
        )
        for invitation in invite(actor=organiser, event=event, teams=Team.objects.filter(name__in=TEAMS)):
            answer_invitation(actor=invitation.person, invitation=invitation, reply=InvitationReply.COMES)

    def train(self) -> None:
        """All came but one; most say what they thought of it."""
        event = LearningEvent.objects.get(name="Analysis in assessment")
        questions = [each.pk for each in event.questions.all()]
        for place, invitation in enumerate(event.invitations.select_related("person", "event")):
            came = Attendance.ABSENT if invitation.person.name == ABSENT else Attendance.CAME
            invitation = record_attendance(actor=event.organiser, invitation=invitation, attendance=came)
            if invitation.came and place != 2:
                first = EvaluationReply.PARTLY if place % 3 == 0 else EvaluationReply.AGREE
                replies = dict(zip(questions, [EvaluationReply.AGREE, first, EvaluationReply.AGREE], strict=True))
                evaluate_event(actor=invitation.person, invitation=invitation, replies=replies)

    def cancel_one(self) -> None:
        event = plan_event(
            actor=self.people["Sinead Gallagher"], kind=EventKind.TRAINING, name="Drawing genograms", first_day=datetime.date(2023, 7, 20)
        )
        cancel_event(actor=event.organiser, event=event, reason="Too few could come in the holidays. It is part of practice week instead.")

    def plan_autumn(self) -> None:
        for kind, name, first, last, about in AUTUMN:
            plan_event(actor=self.lead, kind=kind, name=name, first_day=first, last_day=last, kept="The name of a week", **about)
        week = LearningEvent.objects.get(kind=EventKind.PRACTICE_WEEK)
        change_event(actor=self.lead, event=week, domains=[each for each in current_tool().domains.all() if "Relationship" in each.name])
        self.plan_sessions_for_auditors()

    def plan_sessions_for_auditors(self) -> None:
        session = plan_event(
            actor=self.lead,
            kind=EventKind.AUDITOR_TRAINING,
            name="Auditing as a manager",
            first_day=datetime.date(2023, 9, 13),
            starts_at=_HALF_PAST_NINE,
            ends_at=_NOON,
        )
        people = [self.people[name] for name in ("Priya Nair", "Kwame Mensah", "Beth Lowther")]
        for invitation in invite(actor=self.lead, event=session, people=people)[:2]:
            answer_invitation(actor=invitation.person, invitation=invitation, reply=InvitationReply.COMES)
