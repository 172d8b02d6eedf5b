"""Who was trained to audit: written down by the QA lead, for a whole day's people at once."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.models import AuditTraining
from audits.permissions import can_record_training
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.guard.services import IdentityCheck, check_for_identities

DENIED_BECAUSE = "Only the QA lead records who was trained to audit."


@transaction.atomic
def record_training(
    *, actor: Person, people: Iterable[Person], trained_on: datetime.date, what: str = "", kept: str = ""
) -> list[AuditTraining]:
    """Record that `people` were trained to audit on a day; those of whom that is recorded already are left as they are.

    `kept`: why words that look like an identity may stand. Raises ValidationError by field.
    """
    require(can_record_training, actor, why=DENIED_BECAUSE)
    chosen = all_locked(Person.objects.filter(pk__in=[person.pk for person in people]))
    if not chosen:
        raise ValidationError({"people": "Select who was trained."})
    if trained_on > today():
        raise ValidationError({"trained_on": "The day must be today or before: record training that has taken place."})
    looked = check_for_identities({"what": what.strip()}, kept=kept)
    known = set(AuditTraining.objects.filter(person__in=chosen, trained_on=trained_on).values_list("person", flat=True))
    new = [person for person in chosen if person.pk not in known]
    if not new:
        raise ValidationError({"people": "That they were trained on this day is recorded already."})
    facts = {"trained_on": trained_on, "what": what.strip(), "recorded_by": actor, "recorded_on": today()}
    return [_recorded(actor, AuditTraining.objects.create(person=person, **facts), looked) for person in new]


def _recorded(actor: Person, training: AuditTraining, looked: IdentityCheck) -> AuditTraining:
    record(actor=actor, verb="training.recorded", target=training.person, trained_on=str(training.trained_on), what=training.what)
    looked.keep(actor, training)
    return training


@transaction.atomic
def remove_training(*, actor: Person, training: AuditTraining) -> None:
    """One that was recorded by mistake. The trail keeps that it stood here."""
    require(can_record_training, actor, why=DENIED_BECAUSE)
    training = locked(AuditTraining.objects.select_related("person"), pk=training.pk)
    record(actor=actor, verb="training.removed", target=training.person, trained_on=str(training.trained_on), what=training.what)
    training.delete()
