"""What somebody who leaves has still to audit, to moderate or to grade goes back to the QA lead, who chooses again."""

from django.db import transaction

from audits.allocation.services.allocation import People, note_change
from audits.enums import AllocationSource, AuditState, CalibrationState, Part
from audits.models import Audit, AuditRules, CalibrationPart, Pin
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import locked
from foundation.activity.trail import record


@transaction.atomic
def give_back_audits(*, actor: Person, person: Person, reason: str) -> int:
    """Audits that are not begun and moderations that are not finished; how many. What was begun stays: nobody goes on with it."""
    require(can_give_away, actor, person)
    numbers = list(Audit.objects.open_with(person).filter(imported=False).order_by("pk").values_list("pk", flat=True))
    given = sum(_give_back(actor, person, locked(Audit.objects.for_page(), pk=number), reason) for number in numbers)
    Pin.objects.filter(person=person).delete()
    rules = AuditRules.objects.filter(told_of_risk=person).first()
    if rules:
        rules.told_of_risk.remove(person)
        record(actor=actor, verb="audit.rules_changed", target=rules, no_longer_told_of_risk=person)
    for part in CalibrationPart.objects.filter(person=person, finished_on=None, round__state=CalibrationState.GRADING):
        record(actor=actor, verb="calibration.left", target=part.round, person=person)
        part.delete()
    return given


def _give_back(actor: Person, person: Person, audit: Audit, reason: str) -> bool:
    before = People(audit.auditor, audit.moderator)
    if audit.auditor == person and audit.state == AuditState.ALLOCATED:
        audit.auditor = None
    if audit.moderator == person:
        audit.moderator = None
    if before == People(audit.auditor, audit.moderator):
        return False
    audit.save(update_fields=[Part.AUDITOR, Part.MODERATOR])
    note_change(actor=actor, audit=audit, before=before, source=AllocationSource.REASSIGNED, why=reason)
    return True
