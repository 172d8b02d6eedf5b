"""Two questions that the Board asked in June 2023: one is answered, the other is due at its next meeting."""

import datetime
from dataclasses import dataclass
from typing import Any

from actions.models import Action
from commissions.services import add_commission, answer_commission, link_work, name_chair, start_commission
from foundation.accounts.models import Person
from studies.models import Study

from .diary import Diary

ASKED_ON, NOTED_ON, MEETING = datetime.date(2023, 6, 29), datetime.date(2023, 7, 3), datetime.date(2023, 9, 7)
OF_JUNE: dict[str, Any] = {
    "occasion": "Improvement Board of 29 June 2023",
    "from_first": datetime.date(2023, 4, 1),
    "from_last": datetime.date(2023, 5, 1),
}
ASSESSMENTS = "A focused analysis of assessments with no further action, to be presented to the next Board: was an assessment needed?"
INTERVIEWS = "Does what children say in return home interviews reach their plans?"
ANSWER = (
    "In most plans it does. Twelve interviews of May and June were read beside the plans: in nine the plan names what the child said, in three it does not.\n\n"
    "Where it did not, the interview was stored as a document and no task went to the social worker. The form has a field for it since 14 August."
)


@dataclass
class Commissions:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(NOTED_ON, self.note)
        self.diary.on(datetime.date(2023, 8, 24), self.answer)

    def note(self) -> None:
        lead = self.people["Naomi Fielding"]
        name_chair(actor=lead, person=self.people["Patricia Holt"])
        self.interviews = add_commission(
            actor=lead,
            question=INTERVIEWS,
            lead=self.people["Imran Malik"],
            scope="Return home interviews of May and June 2023",
            approach="Each interview read beside the plan that followed it",
            asked_on=ASKED_ON,
            due=MEETING,
            **OF_JUNE,
        )
        analysis = add_commission(
            actor=lead,
            question=ASSESSMENTS,
            lead=lead,
            scope="Assessments that ended with no further action in June and July 2023, in both assessment teams",
            approach="Dip sample of audited records, and the decision at day ten in each",
            asked_on=ASKED_ON,
            due=MEETING,
            **OF_JUNE,
        )
        self.analysis = start_commission(actor=lead, commission=analysis)

    def answer(self) -> None:
        answer_commission(actor=self.people["Imran Malik"], commission=self.interviews, answer=ANSWER)
        actions = Action.objects.live().open().filter(team__service__name="Assessment Service").order_by("pk")[:1]
        studies = Study.objects.order_by("pk")[:1]
        link_work(actor=self.people["Naomi Fielding"], commission=self.analysis, actions=list(actions), studies=list(studies))
