"""An auditor or a moderator who finds on opening a record that they had to do with the child or family hands it back."""

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.services.allocation import People, note_change
from audits.allocation.services.notifications import notify_leads
from audits.enums import AllocationSource, Part
from audits.models import Audit, Interest
from audits.optional_url import optional_url
from audits.permissions import can_hand_back
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today

# What the history says; the person's own words are for the lead alone.
HAND_BACK_REASON = "Had to do with the child or family."


@transaction.atomic
def hand_back(*, actor: Person, audit: Audit, words: str) -> Audit:
    """Give an audit back to the lead: nobody has it then, and from now on it is a conflict of interest of this person's.

    The auditor may before they start, the moderator while it waits for them.
    """
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    require(can_hand_back, actor, audit, why="You cannot hand this audit back now.")
    if not words.strip():
        raise ValidationError({"words": "Say in a few words what you had to do with the child or family."})
    before = People(audit.auditor, audit.moderator)
    part = Part.AUDITOR if audit.auditor == actor else Part.MODERATOR
    setattr(audit, part, None)
    audit.save(update_fields=[part])
    Interest.objects.create(
        person=actor, case_id=audit.case_id, words=words.strip(), declared_by=actor, declared_on=today(), handed_back=audit
    )
    audit.pins.filter(person=actor).delete()
    record(actor=actor, verb="audit.handed_back", target=audit, part=part)
    note_change(actor=actor, audit=audit, before=before, source=AllocationSource.HANDED_BACK, why=HAND_BACK_REASON)
    other = "another auditor" if part == Part.AUDITOR else "another moderator"
    notify_leads(
        key=f"audit.handed_back:{audit.allocations.latest('pk').pk}",
        subject=f"{actor} handed audit {audit.pk} back",
        words=f"{audit.cycle}. Choose {other}.",
        path=optional_url("audits:allocate", audit.pk) or "/",
    )
    return audit
