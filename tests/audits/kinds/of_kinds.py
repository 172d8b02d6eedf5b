"""Audits of another kind than the months' own, and with other agencies, as far as each test needs them."""

import datetime

from audits.allocation.services.allocation import add_audit
from audits.kinds.services import begin_tool_of_kind, plan_audits_of_kind
from audits.models import AgencyPart, Audit, Cycle, KindOfAudit, PartnerAgency
from audits.partners.services.agencies import add_agency, add_partner_auditor, begin_tool_of_agency
from audits.partners.services.filling import grade_in_part, save_what_was_seen
from audits.partners.services.parts import begin_part, give_part, submit_part
from audits.tool.services.versions import publish_version
from foundation.accounts.models import Person
from foundation.council.clock import today

MAY = datetime.date(2023, 5, 1)


def kind_called(name: str) -> KindOfAudit:
    return KindOfAudit.objects.get(name=name)


def planned_kind(lead: Person, name: str = "Closed records", month: datetime.date = MAY, **plan) -> Cycle:
    """With its tool published."""
    kind = kind_called(name)
    publish_version(actor=lead, tool=begin_tool_of_kind(actor=lead, kind=kind))
    return plan_audits_of_kind(actor=lead, kind=kind, month=month, **plan)


def agency_with(lead: Person, name: str, *people: Person) -> PartnerAgency:
    agency = add_agency(actor=lead, name=name)
    publish_version(actor=lead, tool=begin_tool_of_agency(actor=lead, agency=agency))
    for person in people:
        add_partner_auditor(actor=lead, agency=agency, person=person)
    return agency


def multi_agency_audit(lead: Person, auditor: Person, case_id: str = "C-77001") -> Audit:
    cycle = planned_kind(lead, "Multi-agency audits")
    return add_audit(actor=lead, cycle=cycle, case_id=case_id, plan_type="child_protection", auditor=auditor)


def asked_part(lead: Person, audit: Audit, agency: PartnerAgency, partner: Person) -> AgencyPart:
    due = today() + datetime.timedelta(days=14)
    words = {"reference": f"{agency} 2023/41", "look_at": f"What {agency} knew in the winter."}
    return give_part(actor=lead, audit=audit, agency=agency, partner=partner, due=due, **words)


def filled_part(part: AgencyPart, grade: str = "G") -> AgencyPart:
    part = begin_part(actor=part.partner, part=part, no_involvement=True)
    for domain in part.tool.domains.all():
        grade_in_part(actor=part.partner, part=part, domain=domain, grade=grade, reason=f"Seen by {part.agency}: {domain.name}.")
    return save_what_was_seen(actor=part.partner, part=part, text=f"{part.agency} saw the child three times.")


def submitted_part(part: AgencyPart, grade: str = "G") -> AgencyPart:
    return submit_part(actor=part.partner, part=filled_part(part, grade))
