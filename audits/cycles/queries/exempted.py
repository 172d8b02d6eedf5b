"""What became of the audits of exempt people, approved after the month was allocated."""

from dataclasses import dataclass

from django.db.models import Q

from audits.enums import AllocationSource, AuditState, Part
from audits.models import Allocation, Audit, Cycle, Exemption
from audits.permissions import reads_every_audit
from foundation.accounts.models import Person


@dataclass(frozen=True)
class ExemptedAudits:
    """`vacant` were taken back and have no auditor yet; `begun` stay with the auditors who began them, and count."""

    vacant: list[Audit]
    begun: list[Audit]


def seen_exemptions(cycle: Cycle, exemptions: list[Exemption], person: Person) -> list[Exemption]:
    """Of a month's exemptions, which are read already, those that `person` may see."""
    if not exemptions or reads_every_audit(person):
        return exemptions
    seen = set(cycle.exemptions.visible_to(person).values_list("pk", flat=True))
    return [each for each in exemptions if each.pk in seen]


def audits_of_exempt(exemption: Exemption) -> ExemptedAudits:
    """Nothing until it is approved."""
    if not exemption.is_approved:
        return ExemptedAudits([], [])
    theirs = Q(audit__team=exemption.team) if exemption.team_id else Q(before=exemption.auditor)
    taken = Allocation.objects.filter(theirs, audit__cycle=exemption.cycle, part=Part.AUDITOR, source=AllocationSource.EXEMPTED)
    vacant = Audit.objects.filter(pk__in=taken.order_by().values("audit"), auditor=None, state=AuditState.ALLOCATED)
    whose = Q(team=exemption.team) if exemption.team_id else Q(auditor=exemption.auditor)
    begun = Audit.objects.filter(whose, cycle=exemption.cycle, state=AuditState.IN_PROGRESS)
    return ExemptedAudits(list(vacant.order_by("number")), list(begun.select_related("auditor").order_by("number")))
