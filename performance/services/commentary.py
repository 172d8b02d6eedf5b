"""What people say of a month's figures: asking for a comment, writing it, setting the status."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import first_of, month_code
from performance.enums import Status
from performance.models import Commentary, Indicator
from performance.permissions import can_ask_for_comments, can_comment


def _locked(indicator: Indicator, month: datetime.date) -> Commentary:
    """The row of an indicator's month, locked; a new, unsaved one where there is none."""
    held = Commentary.objects.select_for_update().filter(indicator=indicator, month=first_of(month)).first()
    return held or Commentary(indicator=indicator, month=first_of(month))


@transaction.atomic
def ask_for_comment(*, actor: Person, indicator: Indicator, month: datetime.date, person: Person, due: datetime.date) -> Commentary:
    """Ask `person` for a comment by `due`. People who are away until then, or have left, are not asked."""
    require(can_ask_for_comments, actor, why="Only a performance analyst or a QA lead can ask for comments.")
    if due < today():
        raise ValidationError({"due": "The date must be today or later."})
    if not person.is_active:
        raise ValidationError({"person": f"{person} no longer works here. Choose somebody else."})
    until = person.away_until(today())
    if until and until >= due:
        raise ValidationError({"person": f"{person} is away until after that date. Choose somebody else or a later date."})
    commentary = _locked(indicator, month)
    if (commentary.asked_of_id, commentary.due) == (person.pk, due):
        return commentary
    commentary.asked_of, commentary.due = person, due
    commentary.save()
    record(
        actor=actor, verb="commentary.asked", target=commentary, indicator=indicator.slug, month=month_code(month), person=person, due=due
    )
    return commentary


@transaction.atomic
def write_comment(
    *, actor: Person, indicator: Indicator, month: datetime.date, status: Status | int | None, comment: str, action: str
) -> Commentary:
    """Write the comment and action on a month's figure and set its status; each in the name of who changed it."""
    commentary = _locked(indicator, month)
    require(
        can_comment, actor, commentary, why="Only the person who was asked, the commentary’s owner, an analyst or a QA lead can write this."
    )
    was = commentary.status
    words, were = (comment.strip(), action.strip()), (commentary.comment, commentary.action)
    wrote = words != were
    if not wrote and was == status:
        return commentary
    if was != status:
        commentary.status, commentary.status_by, commentary.status_on = status, actor, today()
    if wrote:
        commentary.comment, commentary.action = words
        commentary.written_by, commentary.written_on = actor, today()
    commentary.save()
    facts = {"indicator": indicator.slug, "month": month_code(month)}
    if wrote:
        # Several people may write here: what one wrote over can be found again.
        record(actor=actor, verb="commentary.written", target=commentary, before=list(were), after=list(words), **facts)
    if was != status:
        record(actor=actor, verb="commentary.status_set", target=commentary, before=was, after=status, **facts)
    return commentary


@transaction.atomic
def set_owner(*, actor: Person, indicator: Indicator, owner: Person | None) -> Indicator:
    """Choose who comments on an indicator month by month."""
    require(can_ask_for_comments, actor, why="Only a performance analyst or a QA lead can choose who comments.")
    if indicator.owner != owner:
        before, indicator.owner = indicator.owner, owner
        indicator.save(update_fields=["owner"])
        record(actor=actor, verb="indicator.changed", target=indicator, owner_before=before, owner=owner)
    return indicator
