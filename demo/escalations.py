"""Late actions of the demo go up on each working day, as the timetable would have it; two have gone far by its last day."""

import datetime
from dataclasses import dataclass

from actions.enums import Level, Priority
from actions.services import raise_action
from actions.services.escalation import escalate_late_actions
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.council.working_days import add_working_days, is_working_day

from .actions import DEMO_DAY
from .diary import Diary
from .grades import JUNE_2023
from .parts import auditor_of, worker_of

# Since when the council lets late actions go up.
FIRST_DAY = datetime.date(2023, 5, 2)


@dataclass
class Escalations:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        days = (FIRST_DAY + datetime.timedelta(days=count) for count in range((DEMO_DAY - FIRST_DAY).days + 1))
        for day in filter(is_working_day, days):
            self.diary.on(day, self.escalate)
        self.diary.on(datetime.date(2023, 7, 3), self.set_with_the_director)
        self.diary.on(datetime.date(2023, 7, 13), self.set_urgent_and_late)

    def escalate(self) -> None:
        escalate_late_actions(actor=Person.objects.system())

    def set_with_the_director(self) -> None:
        raise_action(
            actor=self.people["Naomi Fielding"],
            what="Agree with health who sends which report to review meetings, and by when",
            why="Reviews in four of the audits of June were held without a report from health.",
            owner=self.people["Ian Hesketh"],
            due=add_working_days(DEMO_DAY, -22),
            level=Level.SERVICE,
        )

    def set_urgent_and_late(self) -> None:
        audit = Audit.objects.filter(cycle__month=JUNE_2023, submitted_on__isnull=False).order_by("number")[4]
        raise_action(
            actor=auditor_of(audit),
            audit=audit,
            what="See the child alone and record what they say about home",
            why="Nobody has seen the child alone since April.",
            owner=worker_of(audit),
            due=add_working_days(DEMO_DAY, -11),
            priority=Priority.URGENT,
        )
