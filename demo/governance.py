"""The register of subject access with a request that is answered and one that is open, two complaints, and a legal hold."""

import datetime
from dataclasses import dataclass

from audits.enums import AuditState
from audits.models import Audit
from foundation.accounts.models import Person
from governance.enums import ClarificationAbout, HoldKind, RecordKind, RequestedBy, RequestOutcome, SubjectKind
from governance.models import DataComplaint, SubjectRequest
from governance.services import (
    acknowledge_complaint,
    answer_request,
    change_request,
    enter_complaint,
    enter_request,
    place_hold,
    set_rule,
    withhold,
)

from .diary import Diary

MAY, JULY, AUGUST = (datetime.date(2023, month, day) for month, day in ((5, 15), (7, 31), (8, 9)))


@dataclass
class Registers:
    diary: Diary
    people: dict[str, Person]

    def write(self) -> None:
        self.diary.on(MAY, self.first)
        self.diary.on(datetime.date(2023, 6, 12), self.answer)
        self.diary.on(JULY, self.second)
        self.diary.on(AUGUST, self.complain)

    @property
    def officer(self) -> Person:
        return self.people["Anjali Deshmukh"]

    def _audit(self) -> Audit:
        return Audit.objects.filter(state=AuditState.MODERATED).earliest("pk")

    def first(self) -> None:
        set_rule(actor=self.officer, kind=RecordKind.CHILD_RECORDS, years=6, reason="Retention schedule 2023, children’s services, line 12")
        enter_request(
            actor=self.officer,
            reference="IG-2023-0142",
            about=SubjectKind.CHILD,
            case_id=self._audit().case_id,
            requested_by=RequestedBy.SOLICITOR,
            sought="Everything that quality assurance wrote about the record since January 2022.",
            received_on=MAY,
        )

    def answer(self) -> None:
        request = SubjectRequest.objects.get()
        change_request(
            actor=self.officer,
            request=request,
            identity_asked_on=datetime.date(2023, 5, 16),
            identity_received_on=datetime.date(2023, 5, 22),
            systems_searched="This portal; the case system; the mailboxes of the auditor and the moderator.",
            fields_searched="The case ID, and the month of the audit in mail.",
            why_proportionate="The record was audited once, by two people, so mail of other people was not searched.",
        )
        withhold(
            actor=self.officer,
            request=request,
            what="What a relative said about another adult",
            why="Third party data: Data Protection Act 2018, Schedule 2, paragraph 16.",
        )
        answer_request(
            actor=self.officer,
            request=request,
            outcome=RequestOutcome.PART,
            answered_on=datetime.date(2023, 6, 12),
            told_of_rights_on=datetime.date(2023, 6, 12),
            outcome_words="The audit and its actions were sent, without what is withheld.",
        )

    def second(self) -> None:
        request = enter_request(
            actor=self.officer,
            reference="IG-2023-0207",
            about=SubjectKind.WORKER,
            worker=self.people["Callum Doyle"],
            requested_by=RequestedBy.SUBJECT,
            sought="What audits found about my own work.",
            received_on=datetime.date(2023, 7, 24),
        )
        change_request(
            actor=self.officer,
            request=request,
            clarification_about=ClarificationAbout.WHAT,
            clarification_asked_on=datetime.date(2023, 7, 26),
            clarification_received_on=JULY,
        )
        place_hold(
            actor=self.officer,
            kind=HoldKind.AUDIT,
            audit=self._audit(),
            reason="A claim has been announced; legal services wrote on 28 July.",
        )

    def complain(self) -> None:
        enter_complaint(
            actor=self.officer,
            reference="IG-2023-0231",
            received_on=datetime.date(2023, 8, 7),
            words="More should have been given in answer to the request of May.",
            request=SubjectRequest.objects.get(reference="IG-2023-0142"),
        )
        enter_complaint(
            actor=self.officer, reference="IG-2023-0219", received_on=JULY, words="A letter of feedback was opened at the wrong computer."
        )
        complaint = DataComplaint.objects.get(reference="IG-2023-0219")
        acknowledge_complaint(actor=self.officer, complaint=complaint, acknowledged_on=datetime.date(2023, 8, 4))
