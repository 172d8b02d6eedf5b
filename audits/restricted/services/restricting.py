"""A child's record is restricted to named people, and opened again: for every audit of it, those to come included."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.calculations import case_id_refused
from audits.models import Audit, RestrictedRecord
from audits.permissions import can_restrict
from audits.restricted.queries import people_of_record
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.names import case_key

ONLY_THE_LEAD = "A QA lead restricts records and says who reads them."
SAY_WHY = "Say why, in a sentence: a colleague’s family, or a child whom the news is about."


@transaction.atomic
def restrict_record(*, actor: Person, case_id: str, reason: str, readers: Iterable[Person] = ()) -> RestrictedRecord:
    """Close every audit of the record to all but QA leads, its auditor, its moderator and `readers`. Raises ValidationError by field.

    Being a reader opens nothing that would not be theirs otherwise. `readers` are people whom `people_of_record` names.
    A QA lead to whom it is closed, by an interest in it, is not told whether it was restricted before.
    """
    require(can_restrict, actor, why=ONLY_THE_LEAD)
    wrong: dict[str, str] = {}
    if refused := case_id_refused(case_id):
        wrong["case_id"] = refused
    if not _is_sentence(reason):
        wrong["reason"] = SAY_WHY
    if wrong:
        raise ValidationError(wrong)
    named = _allowed(case_key(case_id), readers)
    if held := RestrictedRecord.objects.closed_to(actor).filter(case_key=case_key(case_id)).first():
        return held
    with first_come(ValidationError({"case_id": "This record is restricted already."})):
        row = RestrictedRecord.objects.create(case_id=case_id.strip(), reason=reason.strip(), restricted_by=actor, restricted_on=today())
    row.readers.set(named)
    record(actor=actor, verb="record.restricted", target=row, readers=[str(person) for person in named])
    for audit in Audit.objects.filter(case_key=row.case_key).order_by("pk"):
        record(actor=actor, verb="audit.restricted", target=audit, restriction=row.pk)
    return row


@transaction.atomic
def name_readers(*, actor: Person, restricted: RestrictedRecord, readers: Iterable[Person]) -> RestrictedRecord:
    """From now on these people read the record, as far as it would be theirs without the restriction, and nobody else who was named."""
    row = _standing(actor, restricted)
    named, before = _allowed(row.case_key, readers), set(row.readers.all())
    row.readers.set(named)
    added, removed = [each for each in named if each not in before], sorted(str(each) for each in before - set(named))
    record(actor=actor, verb="record.readers_named", target=row, added=[str(each) for each in added], removed=removed)
    return row


@transaction.atomic
def end_restriction(*, actor: Person, restricted: RestrictedRecord, reason: str) -> RestrictedRecord:
    """The record is read by everybody whose remit it is in again."""
    row = _standing(actor, restricted)
    if not _is_sentence(reason):
        raise ValidationError({"reason": "Say in a sentence why the record is opened again."})
    row.ended_by, row.ended_on, row.end_reason = actor, today(), reason.strip()
    row.save(update_fields=["ended_by", "ended_on", "end_reason"])
    record(actor=actor, verb="record.opened", target=row)
    for audit in Audit.objects.filter(case_key=row.case_key).order_by("pk"):
        record(actor=actor, verb="audit.restriction_ended", target=audit, restriction=row.pk)
    return row


def _standing(actor: Person, restricted: RestrictedRecord) -> RestrictedRecord:
    row = locked(RestrictedRecord.objects.visible_to(actor), pk=restricted.pk)
    require(can_restrict, actor, why=ONLY_THE_LEAD)
    if row.ended_on:
        raise StaleState("This restriction was ended already.")
    return row


def _allowed(key: str, readers: Iterable[Person]) -> list[Person]:
    chosen = sorted(set(readers), key=lambda person: person.pk)
    may = {each.person for each in people_of_record(key)}
    if wrong := [str(person) for person in chosen if person not in may]:
        raise ValidationError({"readers": f"{', '.join(wrong)} would not read this record without the restriction either."})
    return chosen


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= 3
