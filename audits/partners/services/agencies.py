"""Partner agencies: which there are, who audits for each, and their tools."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import AgencyPart, KindOfAudit, PartnerAgency, PartnerAuditor, Tool
from audits.permissions import can_plan_cycles
from audits.tool.queries import monthly_tools
from audits.tool.services.versions import begin_version
from audits.tool.starters import AGENCY
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.council.clock import today

ONLY_THE_LEAD = "The QA lead decides with which agencies audits are done."


@transaction.atomic
def add_agency(*, actor: Person, name: str) -> PartnerAgency:
    """An agency with a tool of its own, which is begun next."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    name = " ".join(name.split())
    tool_name = f"{name}: part of an audit"
    if not name:
        raise ValidationError({"name": "Enter the agency’s name, for example “Police”."})
    taken = {*monthly_tools().values_list("name", flat=True), *KindOfAudit.objects.values_list("tool_name", flat=True)}
    there = ValidationError({"name": f"“{name}” is there already, or a tool has its name. Choose another name."})
    if tool_name in taken or PartnerAgency.objects.filter(name__iexact=name).exists():
        raise there
    with first_come(there):
        agency = PartnerAgency.objects.create(name=name, tool_name=tool_name)
    record(actor=actor, verb="agency.added", target=agency, name=name)
    return agency


@transaction.atomic
def add_partner_auditor(*, actor: Person, agency: PartnerAgency, person: Person) -> PartnerAuditor:
    """Somebody with the role of a partner auditor, which an administrator gives, audits for this agency: for one at a time."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    agency = locked(PartnerAgency.objects.all(), pk=agency.pk)
    if not person.has_role(Role.PARTNER):
        why = f"{person} does not have the role “{Role.PARTNER.label}”. An administrator gives it on the page of the person."
        raise ValidationError({"person": why})
    there = ValidationError({"person": f"{person} audits for an agency already. Take them from there first."})
    with first_come(there):
        row = PartnerAuditor.objects.create(agency=agency, person=person)
    record(actor=actor, verb="agency.person_added", target=agency, person=person)
    return row


@transaction.atomic
def remove_partner_auditor(*, actor: Person, agency: PartnerAgency, person: Person) -> None:
    """Not while they hold a part: that is given to somebody else first."""
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    agency = locked(PartnerAgency.objects.all(), pk=agency.pk)
    if held := AgencyPart.objects.open().filter(partner=person).count():
        raise ValidationError(f"{person} still has {held} part{'' if held == 1 else 's'}. Give them to somebody else first.")
    if PartnerAuditor.objects.filter(agency=agency, person=person).delete()[0]:
        record(actor=actor, verb="agency.person_removed", target=agency, person=person)


@transaction.atomic
def begin_tool_of_agency(*, actor: Person, agency: PartnerAgency) -> Tool:
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    agency = locked(PartnerAgency.objects.all(), pk=agency.pk)
    return begin_version(actor=actor, name=agency.tool_name, starter=AGENCY)


@transaction.atomic
def end_agency(*, actor: Person, agency: PartnerAgency) -> PartnerAgency:
    """It is asked for no further part. What it did stays."""
    return _end(actor, agency, ended=True)


@transaction.atomic
def bring_back_agency(*, actor: Person, agency: PartnerAgency) -> PartnerAgency:
    return _end(actor, agency, ended=False)


def _end(actor: Person, agency: PartnerAgency, *, ended: bool) -> PartnerAgency:
    require(can_plan_cycles, actor, why=ONLY_THE_LEAD)
    agency = locked(PartnerAgency.objects.all(), pk=agency.pk)
    if (agency.ended_on is not None) != ended:
        agency.ended_on = today() if ended else None
        agency.save(update_fields=["ended_on"])
        record(actor=actor, verb="agency.ended" if ended else "agency.brought_back", target=agency)
    return agency
