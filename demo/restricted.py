"""A restricted record, which a head of service opened in an emergency; the QA lead found that it was justified."""

import datetime
from dataclasses import dataclass

from audits.models import Audit, BreakGlass, RestrictedRecord
from audits.restricted.services.break_glass import break_glass, review_break_glass
from audits.restricted.services.restricting import restrict_record
from foundation.accounts.models import Person

from .diary import Diary

RESTRICTED_ON, OPENED_ON, REVIEWED_ON = datetime.date(2023, 7, 24), datetime.date(2023, 7, 27), datetime.date(2023, 7, 28)
WHY = "The child’s aunt works in the contact centre. Only people who need it for their work read it."
EMERGENCY = "The child was brought to hospital tonight and the strategy meeting is at nine; nobody of the quality assurance team answers."
FOUND = "I spoke to Catherine the next morning. The meeting used what the audit says of contact."


@dataclass
class RestrictedRecords:
    diary: Diary
    people: dict[str, Person]

    def __post_init__(self) -> None:
        self.lead, self.head = self.people["Naomi Fielding"], self.people["Catherine Boyle"]

    def write(self) -> None:
        self.diary.on(RESTRICTED_ON, self.restrict)
        self.diary.on(OPENED_ON, self.open)
        self.diary.on(REVIEWED_ON, self.review)

    def restrict(self) -> None:
        """The first audit of all: little follows from it still."""
        audit = Audit.objects.finished().order_by("pk").first()
        assert audit
        restrict_record(actor=self.lead, case_id=audit.case_id, reason=WHY)

    def open(self) -> None:
        number = Audit.objects.filter(case_key=RestrictedRecord.objects.get().case_key).order_by("pk").values_list("pk", flat=True)[0]
        break_glass(actor=self.head, number=number, case_id="", reason=EMERGENCY)

    def review(self) -> None:
        review_break_glass(actor=self.lead, reading=BreakGlass.objects.get(), was_justified=True, words=FOUND)
