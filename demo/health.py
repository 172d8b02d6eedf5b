"""What the invented council measures its own auditing against, and who it has trained to audit."""

import datetime
from dataclasses import dataclass

from audits.allocation.services.training import record_training
from foundation.accounts.models import Person
from foundation.council.clock import today
from insight.enums import HealthMeasure
from insight.health.services.targets import change_health_rules, set_health_target
from performance.enums import Unit
from performance.models import Indicator

from .audits import AUDITORS, MODERATORS
from .diary import Diary

# Two of the twelve auditors have not come to any day yet.
NOT_TRAINED = ("Sinead Gallagher", "Kwame Mensah")
OPEN_RECORDS = ("Children in need plans currently open", "Child protection plans currently open", "Cared for children currently open")
APRIL, MARCH = datetime.date(2023, 4, 1), datetime.date(2024, 3, 31)
TARGETS = {
    HealthMeasure.ACTIONS_VERIFIED: (95, MARCH),
    HealthMeasure.ACTIONS_EFFECTIVE: (75, MARCH),
    HealthMeasure.RE_AUDITS_BETTER: (60, MARCH),
    HealthMeasure.FEEDBACK_OBTAINED: (80, MARCH),
    HealthMeasure.PRACTITIONER_INVOLVED: (70, datetime.date(2023, 6, 30)),
    HealthMeasure.AGREEMENT: (85, MARCH),
    HealthMeasure.CLOSED_RECORDS: (10, MARCH),
    HealthMeasure.CHILDREN: (8, MARCH),
    HealthMeasure.LEADERS: (100, MARCH),
    HealthMeasure.LOOP_IN_TIME: (85, MARCH),
    HealthMeasure.OVER_OPTIMISM: (10, MARCH),
    HealthMeasure.REASONS: (80, datetime.date(2023, 6, 30)),
    HealthMeasure.TRAINED: (100, MARCH),
}


@dataclass
class HealthOfAuditing:
    diary: Diary
    people: dict[str, Person]

    def __post_init__(self) -> None:
        self.lead = self.people["Naomi Fielding"]

    def write(self) -> None:
        first = [name for name in (*AUDITORS[:8], *MODERATORS) if name not in NOT_TRAINED]
        later = [name for name in AUDITORS[8:] if name not in NOT_TRAINED]
        self.diary.on(datetime.date(2022, 9, 14), self.train, names=first, what="Induction for auditors, one day")
        self.diary.on(datetime.date(2023, 2, 8), self.train, names=later, what="Induction for auditors, one day")
        self.diary.on(datetime.date(2023, 4, 3), self.set_targets)

    def train(self, names: list[str], what: str) -> None:
        record_training(actor=self.lead, people=[self.people[name] for name in names], trained_on=today(), what=what)

    def set_targets(self) -> None:
        chosen = Indicator.objects.of_ours().filter(label__in=OPEN_RECORDS, unit=Unit.NUMBER)
        change_health_rules(actor=self.lead, open_records=list(chosen))
        for measure, (percentage, by_when) in TARGETS.items():
            set_health_target(actor=self.lead, measure=measure, percentage=percentage, from_when=APRIL, by_when=by_when)
