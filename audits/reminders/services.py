"""A lead reminds people of what they are late with: who is away, or was reminded today, is left alone."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import Duty
from audits.models import Audit, Cycle
from audits.optional_url import optional_url
from audits.permissions import can_lead
from audits.reminders.queries import REMINDED, LatePerson, late_people
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.working_days import due_in_words
from foundation.notices.services import notify


@transaction.atomic
def remind_late(*, actor: Person, cycle: Cycle, keys: Collection[str], audit: Audit | None = None) -> list[LatePerson]:
    """Tell each of those that are named by their keys, and answer whom: whoever has done it meanwhile is not told."""
    require(can_lead, actor)
    # Two who remind at once tell nobody twice.
    cycle = locked(Cycle.objects.all(), pk=cycle.pk)
    late = [each for each in late_people(cycle, today(), actor, audit) if each.key in keys and each.is_free and each.person != actor]
    if not late:
        raise ValidationError({"people": "Select at least one person who is late and was not reminded today."})
    for each in late:
        notify(
            person=each.person,
            key=f"{REMINDED}:{each.key}:{today()}",
            subject=f"Reminder: {WORDS[each.duty].format(each.audit.pk)}",
            words=f"{cycle}. It is {due_in_words(each.due, today())}. {actor} asks you to do it, or to say what prevents it.",
            path=optional_url("desk:my-work") or "/",
            at_once=True,
        )
        record(actor=actor, verb=REMINDED, target=each.audit, key=each.key, person=each.person)
    return late


# No grade and no case ID: it goes out by mail.
WORDS = {
    Duty.AUDIT: "do audit {0}",
    Duty.REVISE: "revise audit {0}",
    Duty.MODERATE: "moderate audit {0}",
    Duty.RESPOND: "respond to audit {0}",
    Duty.CHALLENGE: "answer the challenge to audit {0}",
    Duty.CONVERSATION: "hold the reflective conversation on audit {0}",
    Duty.LETTER: "write the feedback on audit {0}",
    Duty.FEEDBACK: "read the feedback on audit {0}",
}
