"""Why a figure is missing."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.months import first_of, month_code
from foundation.guard.services import check_for_identities
from performance.models import Indicator, MissingFigure, Value
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can say why a figure is missing."


@transaction.atomic
def note_missing(
    *, actor: Person, indicator: Indicator, month: datetime.date, why: str, from_whom: str, due: datetime.date, kept: str = ""
) -> MissingFigure:
    """Say why the month has no figure, who is to give it, and by when; a second time corrects the first.

    `kept`: why words that look like an identity may stand.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    if Value.objects.ours().given().filter(indicator=indicator, month=first_of(month)).exists():
        raise ValidationError("This month has its figure: nothing is missing.")
    given = {"why": why.strip(), "from_whom": from_whom.strip(), "due": due}
    held = MissingFigure.objects.select_for_update().filter(indicator=indicator, month=first_of(month)).first()
    if held and (held.why, held.from_whom, held.due) == tuple(given.values()):
        return held
    looked = check_for_identities({"why": why, "from_whom": from_whom}, kept=kept, target=held)
    note, _ = MissingFigure.objects.update_or_create(indicator=indicator, month=first_of(month), defaults=given | {"noted_by": actor})
    facts = {"why": note.why, "from_whom": note.from_whom, "due": str(due)}
    record(actor=actor, verb="indicator.missing_noted", target=indicator, month=month_code(month), **facts)
    looked.keep(actor, note)
    return note
