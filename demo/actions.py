"""Actions that came out of the audits: most closed by evidence, a few in every state that a tracker must show."""

import datetime
import random
from dataclasses import dataclass

from actions.enums import Priority
from actions.models import Action
from actions.services import extend_action, mark_done, raise_action, return_action, verify_action
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.working_days import add_working_days
from foundation.documents.formats import uk_date
from performance.models import Indicator

from .closing import after_verification, write_requests
from .diary import Diary
from .grades import JUNE_2023, DemoGrades
from .parts import auditor_of, manager_of, owner_of, worker_of
from .texts import ASSESSMENT, OUTCOMES, OVERSIGHT, PLANNING, RELATIONSHIP

DEMO_DAY = datetime.date(2023, 8, 31)

# Domain → what must change, why, and what showed that it was done.
WORK = {
    RELATIONSHIP: [
        ("Complete two sessions of direct work and use them in the plan", "The child’s own view is missing from the plan.", "Both sessions are on the record and the plan quotes them."),
        ("See the child alone at the next two visits", "The child has been seen only with others in the room.", "Seen alone on both visits; see the visit records."),
    ],
    ASSESSMENT: [
        ("Update the assessment with the family", "It does not describe where and with whom the child lives now.", "Updated with both parents and signed off."),
        ("Add a genogram and an analysis of family history", "History is listed and not used.", "Genogram made with grandmother; analysis added."),
    ],
    PLANNING: [
        ("Hold a planning meeting with every partner", "Progress has not been tested since the last review.", "Held with school, health and carers; minutes sent out."),
        ("Give every task in the plan a name and a date", "Tasks drift because nobody owns them.", "Plan revised and shared."),
    ],
    OVERSIGHT: [
        ("Hold reflective supervision about this child", "Tasks repeat and drift goes unchallenged.", "Supervision held; decision and reasons recorded."),
        ("Record the reasons for the decision about the move", "The record shows the decision and not the thinking.", "Management decision added with reasons."),
    ],
    OUTCOMES: [
        ("Agree with the family what better will look like", "Nobody could say what would be different.", "Three outcomes agreed and in the plan."),
    ],
}  # fmt: skip
POINTERS = ["Case system: visit record", "Case system: supervision record", "Case system: plan, latest version", "Case system: assessment"]
RETURN_REASON = "The plan has names, but four of the tasks still say “ongoing”. Please add dates and send it back to me."
EXTENSION_REASON = "Two partners are on leave until September; the meeting is booked for the first date that all can make."


@dataclass
class DemoActions:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 7, 10), self.set_late)
        self.diary.on(datetime.date(2023, 7, 12), self.set_extended)
        self.diary.on(datetime.date(2023, 8, 1), self.set_returned)
        self.diary.on(datetime.date(2023, 8, 4), self.set_to_verify)
        self.diary.on(datetime.date(2023, 8, 16), self.from_a_figure)
        write_requests(self.diary, self.people)

    def from_audit(self, audit: Audit, grades: DemoGrades, dice: random.Random) -> None:
        """The auditor raises one or two actions for the weakest domains; the owner and the manager do the rest."""
        weakest = [name for name in WORK if grades.before(name) == "I"] or [name for name in WORK if grades.before(name) == "RI"]
        if not weakest or (grades.overall_before != "I" and dice.random() < 0.35):
            return
        for name in dice.sample(weakest, min(len(weakest), 2 if grades.overall_before == "I" else 1)):
            what, why, shown = dice.choice(WORK[name])
            owner = manager_of(audit) if name == OVERSIGHT else worker_of(audit)
            action = self._raise(audit, name, what, why, owner, add_working_days(today(), dice.choice([15, 20, 25, 30])))
            days = dice.choice([8, 10, 12, 14, 14, 18, 24, 34])
            self.diary.on(add_working_days(today(), days), self.show, number=action.pk, shown=shown, dice=dice)

    def _raise(self, audit: Audit, domain: str, what: str, why: str, owner: Person, due: datetime.date) -> Action:
        return raise_action(
            actor=auditor_of(audit),
            audit=audit,
            what=what,
            why=why,
            owner=owner,
            due=due,
            domains=audit.tool.domains.filter(name=domain),
            priority=Priority.URGENT if domain == OUTCOMES else Priority.NORMAL,
        )

    def show(self, number: int, shown: str, dice: random.Random) -> None:
        action = Action.objects.get(pk=number)
        day = uk_date(today())
        mark_done(actor=owner_of(action), action=action, evidence=shown, pointer=f"{dice.choice(POINTERS)}, {day}")
        self.diary.on(add_working_days(today(), dice.randint(2, 9)), self.verify, number=number)

    def verify(self, number: int) -> None:
        action = Action.objects.get(pk=number)
        verified = verify_action(actor=self._verifier(action), action=action)
        after_verification(self.diary, self.people["Naomi Fielding"], verified)

    def _verifier(self, action: Action) -> Person:
        return owner_of(action).line_manager or self.people["Naomi Fielding"]

    # What a visitor should find on 31 August 2023

    def _june_audit(self, index: int) -> Audit:
        return Audit.objects.filter(cycle__month=JUNE_2023, submitted_on__isnull=False).order_by("number")[index]

    def set_late(self) -> None:
        audit = self._june_audit(0)
        due = add_working_days(DEMO_DAY, -12)
        self._raise(
            audit,
            PLANNING,
            "Hold a planning meeting and send out its minutes",
            "The last meeting was in February.",
            worker_of(audit),
            due,
        )

    def set_extended(self) -> None:
        audit = self._june_audit(1)
        due = datetime.date(2023, 8, 18)
        action = self._raise(
            audit, ASSESSMENT, "Update the assessment with school and health", "Their views are a year old.", worker_of(audit), due
        )
        self.diary.on(datetime.date(2023, 8, 15), self.extend, number=action.pk)

    def extend(self, number: int) -> None:
        action = Action.objects.get(pk=number)
        extend_action(actor=self._verifier(action), action=action, due=datetime.date(2023, 9, 15), reason=EXTENSION_REASON)

    def set_returned(self) -> None:
        audit = self._june_audit(2)
        due = datetime.date(2023, 9, 6)
        action = self._raise(audit, PLANNING, "Give every task in the plan a name and a date", "Tasks drift.", worker_of(audit), due)
        self.diary.on(datetime.date(2023, 8, 24), self.show_weakly, number=action.pk)

    def show_weakly(self, number: int) -> None:
        action = Action.objects.get(pk=number)
        mark_done(actor=owner_of(action), action=action, evidence="Names added to all tasks.", pointer="Case system: plan, 24 August 2023")
        self.diary.on(datetime.date(2023, 8, 29), self.send_back, number=number)

    def send_back(self, number: int) -> None:
        action = Action.objects.get(pk=number)
        return_action(actor=self._verifier(action), action=action, reason=RETURN_REASON)

    def set_to_verify(self) -> None:
        audit = self._june_audit(3)
        due = datetime.date(2023, 8, 31)
        what, why, shown = WORK[RELATIONSHIP][0]
        action = self._raise(audit, RELATIONSHIP, what, why, worker_of(audit), due)
        self.diary.on(datetime.date(2023, 8, 30), self.show_strongly, number=action.pk, shown=shown)

    def show_strongly(self, number: int, shown: str) -> None:
        action = Action.objects.get(pk=number)
        mark_done(actor=owner_of(action), action=action, evidence=shown, pointer="Case system: visit record, 29 August 2023")

    def from_a_figure(self) -> None:
        indicator = Indicator.objects.get(label="Open cases (CIN CP CfC) with appropriate case supervision recorded")
        raise_action(
            actor=self.people["Owen Tsang"],
            indicator=indicator,
            what="Review supervision compliance fortnightly with every team manager",
            why="Recorded supervision fell from 72.8% to 63.4% in July, beside audits that all judged oversight to require improvement.",
            owner=self.people["Sinead Gallagher"],
            due=datetime.date(2023, 9, 29),
        )
