"""Placing legal holds, and ending them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.calculations import case_id_refused
from audits.models import Audit
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState
from governance.enums import HoldKind
from governance.models import LegalHold
from governance.permissions import keeps_registers

MAY_KEEP = "The information governance officer and the QA lead keep these registers."


@transaction.atomic
def place_hold(
    *,
    actor: Person,
    kind: HoldKind,
    reason: str,
    case_id: str = "",
    audit: Audit | None = None,
    worker: Person | None = None,
    last_day: datetime.date | None = None,
) -> LegalHold:
    """Keep what is on a case ID, an audit or a worker, whatever the rules say; to the end of `last_day`, or until it is ended."""
    require(keeps_registers, actor, why=MAY_KEEP)
    wanted = {HoldKind.CASE: ("case_id", case_id.strip()), HoldKind.AUDIT: ("audit", audit), HoldKind.WORKER: ("worker", worker)}
    name, value = wanted[kind]
    missing = {} if reason.strip() else {"reason": "Say why it must be kept: for example, which inquiry or claim."}
    if not value:
        missing[name] = "Say what must be kept."
    elif name == "case_id" and (why := case_id_refused(case_id)):
        missing[name] = why
    if last_day and last_day < today():
        missing["last_day"] = "The last day must be today or later. Leave it empty to keep it until somebody ends the hold."
    if missing:
        raise ValidationError(missing)
    hold = LegalHold(kind=kind, reason=reason.strip(), last_day=last_day, placed_by=actor, placed_on=today(), **{name: value})
    hold.save(force_insert=True)
    record(actor=actor, verb="hold.placed", target=hold, kind=kind.value, reason=hold.reason, last_day=last_day)
    return hold


@transaction.atomic
def end_hold(*, actor: Person, hold: LegalHold, because: str) -> LegalHold:
    """From now on the rules of retention hold again for what it kept."""
    require(keeps_registers, actor, why=MAY_KEEP)
    hold = locked(LegalHold.objects.for_page(), pk=hold.pk)
    if hold.ended_on:
        raise StaleState(f"{hold} was ended already, by {hold.ended_by}.")
    if not because.strip():
        raise ValidationError({"because": "Say why it need not be kept any longer."})
    hold.ended_by, hold.ended_on, hold.ended_because = actor, today(), because.strip()
    hold.save(update_fields=["ended_by", "ended_on", "ended_because"])
    record(actor=actor, verb="hold.ended", target=hold, reason=hold.ended_because)
    return hold
