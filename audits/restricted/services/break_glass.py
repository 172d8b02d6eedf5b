"""Reading, in an emergency, an audit that is closed: for some hours, with a reason that a QA lead looks at."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import Audit, AuditRules, BreakGlass
from audits.optional_url import optional_url
from audits.permissions import can_break_glass, can_review_break_glass
from audits.restricted.queries import audits_to_open
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import now, today
from foundation.errors import StaleState
from foundation.notices.services import notify

WHO_ASKS = "Directors and heads of service may open a closed audit in an emergency. If you need one, ask the QA lead."
# At least so many words tell what the emergency is.
FEWEST_WORDS = 5
NOTHING_TO_OPEN = (
    "No audit can be opened to you by this. Check the number or the case ID. What you may read already needs no break-glass, and nobody "
    "opens a record in which they have a part or an interest. Ring the QA lead if you are sure"
)
LEAST_SAID = "Say in a sentence what the emergency is and why it cannot wait for the QA lead."


@transaction.atomic
def break_glass(*, actor: Person, number: int | None, case_id: str, reason: str) -> list[BreakGlass]:
    """Open one audit, or every audit of a record, to `actor`, for reading, for as long as the rules say; QA leads are told at once.

    The same is refused for an audit that there is not and for one that they may not open. Raises ValidationError by field.
    """
    require(can_break_glass, actor, why=WHO_ASKS)
    if (number is None) == (not case_id.strip()):
        raise ValidationError({"number": "Give the number of an audit, or a case ID: one of them."})
    if len(reason.split()) < FEWEST_WORDS:
        raise ValidationError({"reason": LEAST_SAID})
    # Two of the same wish at once: the second finds the first.
    locked(Person.objects.all(), pk=actor.pk)
    found = audits_to_open(actor, number=number, case_id=case_id)
    if not found:
        raise ValidationError({"number" if number is not None else "case_id": NOTHING_TO_OPEN})
    at = now()
    until = at + datetime.timedelta(hours=AuditRules.current().break_glass_hours)
    opened = [_open(actor, audit, reason, at, until) for audit in found]
    for lead in Person.objects.active().with_role(Role.QA_LEAD).exclude(pk=actor.pk):
        notify(
            person=lead,
            key=f"audit.glass_broken:{opened[0].pk}",
            subject="A closed audit was opened by break-glass",
            words=f"By {actor}. Read the reason, and say whether it was justified.",
            path=optional_url("audits:break-glass-readings") or "/",
            at_once=True,
        )
    return opened


def _open(actor: Person, audit: Audit, reason: str, at: datetime.datetime, until: datetime.datetime) -> BreakGlass:
    facts = {"reason": reason.strip(), "opened_on": today(), "opened_at": at, "until": until}
    row = BreakGlass.objects.create(audit=audit, person=actor, **facts)
    record(actor=actor, verb="audit.glass_broken", target=audit, reading=row.pk, until=until.isoformat(timespec="minutes"))
    return row


@transaction.atomic
def review_break_glass(*, actor: Person, reading: BreakGlass, was_justified: bool, words: str) -> BreakGlass:
    """A QA lead has read the reason; nobody reviews their own."""
    row = locked(BreakGlass.objects.visible_to(actor).for_list(), pk=reading.pk)
    require(can_review_break_glass, actor, row, why="Another QA lead says whether it was justified: nobody reviews their own.")
    if row.reviewed_on:
        raise StaleState(f"{row.reviewed_by} looked at this already.")
    if len(words.split()) < 3:
        raise ValidationError({"words": "Say in a sentence why it was justified, or what you did since it was not."})
    row.reviewed_by, row.reviewed_on, row.was_justified, row.review = actor, today(), was_justified, words.strip()
    row.save(update_fields=["reviewed_by", "reviewed_on", "was_justified", "review"])
    record(actor=actor, verb="audit.break_glass_reviewed", target=row.audit, reading=row.pk, was_justified=was_justified)
    return row
