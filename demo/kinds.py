"""Audits of other kinds: closed records, done and moderated, and a multi-agency audit whose parts are coming in on the demo's day."""

import datetime
from dataclasses import dataclass
from typing import Any

from audits.allocation.services.allocation import add_audit
from audits.auditing.services.auditing import grade_domain, save_all_findings, start_audit, submit_audit
from audits.enums import FindingKind, PlanType, Source
from audits.kinds.services import begin_tool_of_kind, plan_audits_of_kind
from audits.models import Audit, Cycle, KindOfAudit, PartnerAgency
from audits.moderation.services.moderation import finish_moderation, save_moderator_grades
from audits.partners.services.agencies import add_agency, add_partner_auditor, begin_tool_of_agency
from audits.partners.services.filling import grade_in_part, save_what_was_seen
from audits.partners.services.parts import begin_part, give_part, submit_part
from audits.tool.services.versions import publish_version
from foundation.accounts.models import Person

from .diary import Diary
from .people import PARTNERS

AUGUST_2023 = datetime.date(2023, 8, 1)
# Of each closed record: its team, its plan type, the grades in the tool's order with the overall judgement last.
CLOSED = (
    ("MB-70411", "Locality Coast", PlanType.CHILD_IN_NEED, ("G", "G", "G")),
    ("MB-70433", "Locality Central", PlanType.CHILD_PROTECTION, ("RI", "G", "RI")),
    ("MB-70458", "Locality East", PlanType.CHILD_IN_NEED, ("RI", "RI", "RI")),
    ("MB-70502", "Assessment North", PlanType.ASSESSMENT, ("G", "RI", "RI")),
    ("MB-70517", "Cared for Children One", PlanType.CARED_FOR, ("G", "G", "G")),
)
ENDINGS = "The closing summary says what was done and not what changed for the child."
LOOK_AT = {
    "Police": "Calls to the home between January and June, and what officers passed on about the children.",
    "Health": "Contacts of the health visitor and the GP since January, and the invitations to core groups.",
    "Education": "Attendance and worries that the school noted since Christmas, and with whom they were shared.",
}
POLICE = (
    ("G", "Officers saw the children at each of four calls and made a referral the same night."),
    ("RI", "The last two referrals were not followed by a strategy discussion, and nobody asked why."),
)
POLICE_SAW = "Four calls in five months. Officers recorded what the children said, but each call was dealt with as if it were the first."


@dataclass
class Kinds:
    diary: Diary
    people: dict[str, Person]

    def __post_init__(self) -> None:
        self.lead, self.auditor = self.people["Naomi Fielding"], self.people["Jerzy Kowalczyk"]

    def write(self) -> None:
        self.diary.on(datetime.date(2023, 8, 24), self.plan_closed_records)
        self.diary.on(datetime.date(2023, 8, 29), self.audit_closed_records)
        self.diary.on(datetime.date(2023, 8, 24), self.ask_agencies)
        self.diary.on(datetime.date(2023, 8, 30), self.fill_in_parts)

    def _planned(self, name: str, expected: int) -> Cycle:
        kind = KindOfAudit.objects.get(name=name)
        publish_version(actor=self.lead, tool=begin_tool_of_kind(actor=self.lead, kind=kind))
        return plan_audits_of_kind(
            actor=self.lead,
            kind=kind,
            month=AUGUST_2023,
            cohort=name,
            expected=expected,
            audits_due=datetime.date(2023, 9, 8),
            moderation_due=datetime.date(2023, 9, 15),
        )

    def plan_closed_records(self) -> None:
        cycle = self._planned("Closed records", len(CLOSED))
        teams = {person.team.name: person.team for person in self.people.values() if person.team}
        for case, team, plan, _ in CLOSED:
            facts: dict[str, Any] = {"team": teams[team], "plan_type": plan, "was_closed": True}
            add_audit(actor=self.lead, cycle=cycle, case_id=case, auditor=self.auditor, moderator=self.people["Stephen Lomax"], **facts)

    def audit_closed_records(self) -> None:
        """All but the last are submitted, and all but two of these moderated."""
        audits = list(Audit.objects.filter(cycle__kind__name="Closed records").order_by("number"))
        for audit, (*_, grades) in zip(audits[:-1], CLOSED, strict=False):
            self._grade(audit, grades)
            save_all_findings(actor=self.auditor, audit=audit, findings={FindingKind.AREA: [(ENDINGS, Source.RECORD)]})
            submit_audit(actor=self.auditor, audit=audit)
        for audit in audits[:2]:
            rows = [(row.domain, row.grade, "") for row in audit.judgements.filter(stage="auditor").select_related("domain")]
            save_moderator_grades(actor=self.people["Stephen Lomax"], audit=audit, grades=rows)
            finish_moderation(actor=self.people["Stephen Lomax"], audit=audit, agreed=rows)

    def _grade(self, audit: Audit, grades: tuple[str, ...]) -> None:
        start_audit(actor=self.auditor, audit=audit, no_involvement=True)
        none = "The record is closed: what was learnt goes to the team’s next meeting."
        for domain, grade in zip([*audit.tool.domains.all(), None], grades, strict=True):
            weak = none if domain and grade == "RI" else ""
            reason = f"Read from the first contact to the closing summary: {domain or 'the work as a whole'}."
            grade_domain(actor=self.auditor, audit=audit, domain=domain, grade=grade, reason=reason, no_action_reason=weak)

    def ask_agencies(self) -> None:
        cycle = self._planned("Multi-agency audits", 1)
        ruth = self.people["Ruth Abara"]
        audit = add_audit(actor=self.lead, cycle=cycle, case_id="MB-60218", plan_type=PlanType.CHILD_PROTECTION, auditor=ruth)
        start_audit(actor=ruth, audit=audit, no_involvement=True)
        for (name, look_at), partner in zip(LOOK_AT.items(), PARTNERS, strict=True):
            agency = add_agency(actor=self.lead, name=name)
            publish_version(actor=self.lead, tool=begin_tool_of_agency(actor=self.lead, agency=agency))
            add_partner_auditor(actor=self.lead, agency=agency, person=self.people[partner.name])
            asked: dict[str, Any] = {"reference": f"{name[:3].upper()}-23-0418", "look_at": look_at, "due": datetime.date(2023, 9, 7)}
            give_part(actor=ruth, audit=audit, agency=agency, partner=self.people[partner.name], **asked)

    def fill_in_parts(self) -> None:
        """The police have submitted, health have begun; education have not started."""
        for name, answers in (("Police", POLICE), ("Health", POLICE[:0])):
            part = PartnerAgency.objects.get(name=name).parts.get()
            begin_part(actor=part.partner, part=part, no_involvement=True)
            for domain, (grade, reason) in zip(part.tool.domains.all(), answers, strict=False):
                grade_in_part(actor=part.partner, part=part, domain=domain, grade=grade, reason=reason)
            if answers:
                save_what_was_seen(actor=part.partner, part=part, text=POLICE_SAW)
                submit_part(actor=part.partner, part=part)
