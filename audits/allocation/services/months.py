"""Allocating a month as a unit; who takes how much; who is tied to a record."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.allocation.queries.availability import unavailability
from audits.allocation.services.allocation import allocate
from audits.conflicts import ConflictChecker
from audits.enums import AllocationSource, AuditState, ConflictKind, Part
from audits.models import AllocationFile, Audit, Capacity, Cycle, Pin
from audits.permissions import can_lead
from audits.queries.due_days import due_of
from audits.services.errors import ConflictOfInterest
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_versions
from foundation.council.clock import today
from foundation.errors import RefusedRows, StaleState


@dataclass(frozen=True)
class Chosen:
    """What the lead chose for one audit. `seen` is its mark when they looked; `reasons` are by person and kind of conflict."""

    audit: int
    auditor: Person | None
    moderator: Person | None
    seen: str = ""
    reasons: Mapping[tuple[int, ConflictKind], str] = field(default_factory=dict)
    why: str = ""


def version_token(audit: Audit) -> str:
    """The same for as long as nobody moved or allocated the audit."""
    return f"{audit.state}:{audit.auditor_id or 0}:{audit.moderator_id or 0}"


@transaction.atomic
def apply_allocation(
    *,
    actor: Person,
    chosen: Iterable[Chosen],
    cycle: Cycle | None = None,
    source: AllocationSource = AllocationSource.PROPOSED,
    due: datetime.date | None = None,
) -> int:
    """Give every audit to the people chosen for it, all or none; how many were reallocated.

    `cycle` is the month of all of them, where it is one; `due` is for what is given now and would be due sooner. Raises
    StaleState where an audit was moved or allocated since the page was opened, RefusedRows with the sentences
    of every audit that cannot be, by its number.
    """
    require(can_lead, actor)
    rows = list(chosen)
    audits = _unchanged(rows, cycle)
    refused: dict[int, list[str]] = {}
    changed = 0
    for row in rows:
        audit = audits[row.audit]
        try:
            with transaction.atomic():
                allocate(
                    actor=actor,
                    audit=audit,
                    auditor=row.auditor,
                    moderator=row.moderator,
                    reasons=row.reasons,
                    source=source,
                    why=row.why,
                    due=due and max(due, due_of(audit) or due),
                )
        except ValidationError as problem:
            refused[row.audit] = sentences_of(problem)
        changed += (audit.auditor, audit.moderator) != (row.auditor, row.moderator)
    if refused:
        raise RefusedRows([sentence for sentences in refused.values() for sentence in sentences], refused)
    if cycle and changed:
        record(actor=actor, verb="allocation.applied", target=cycle, audits=changed, source=source)
        AllocationFile.objects.filter(cycle=cycle, brought_by=actor).delete()
    return changed


def sentences_of(problem: ValidationError) -> list[str]:
    if isinstance(problem, ConflictOfInterest):
        return [
            f"{each.sentence} {'Choose somebody else.' if each.is_hard else 'Say why this is accepted, or choose somebody else.'}"
            for each in problem.conflicts
        ]
    return list(problem.messages)


def _unchanged(rows: list[Chosen], cycle: Cycle | None) -> dict[int, Audit]:
    """The audits, locked in one order, so that two who apply at once do not wait for each other."""
    found = Audit.objects.for_page().filter(pk__in=[row.audit for row in rows])
    audits = {audit.pk: audit for audit in all_locked(found.filter(cycle=cycle) if cycle else found)}
    changes = [sentence for row in rows if (sentence := _change(row, audits.get(row.audit)))]
    if changes:
        raise StaleState(changes)
    return audits


def _change(row: Chosen, audit: Audit | None) -> str:
    if audit is None:
        return f"Audit {row.audit} is not in this month."
    if not row.seen or row.seen == version_token(audit):
        return ""
    if audit.state == AuditState.WITHDRAWN:
        return f"{audit} has been withdrawn since you opened the page."
    who = f"auditor {audit.auditor or 'nobody'}, moderator {audit.moderator or 'nobody'}"
    return f"{audit} has changed since you opened the page: it is {audit.get_state_display().lower()}, {who}."


@transaction.atomic
def set_capacities(*, actor: Person, capacities: Mapping[int, tuple[int, int]], versions: str | None = None) -> int:
    """Set the most audits and moderations a month, by person; how many people's changed.

    Raises StaleVersion where somebody's are no longer of the `versions` that were seen.
    """
    require(can_lead, actor)
    people = {person.pk: person for person in all_locked(Person.objects.filter(pk__in=capacities).select_related("capacity"))}
    require_versions(people.values(), versions, most_of)
    stored = {row.person_id: row for row in Capacity.objects.filter(person__in=people)}
    changed = 0
    for pk, (audits, moderations) in capacities.items():
        row = stored.get(pk) or Capacity(person=people[pk])
        before = [row.audits, row.moderations]
        if before == [audits, moderations]:
            continue
        if people[pk] == actor and (audits < row.audits or moderations < row.moderations):
            raise ValidationError("You cannot lower how much you take yourself. Another QA lead does that.")
        row.audits, row.moderations = audits, moderations
        row.full_clean(exclude=["person"])
        row.save()
        record(actor=actor, verb="allocation.capacity_set", target=people[pk], before=before, after=[audits, moderations])
        changed += 1
    return changed


def most_of(person: Person) -> tuple[int, int]:
    """The most audits and moderations of theirs a month."""
    capacity = getattr(person, "capacity", None) or Capacity()
    return capacity.audits, capacity.moderations


@transaction.atomic
def pin_person(*, actor: Person, audit: Audit, part: Part, person: Person, reason: str) -> Pin:
    """Tie somebody to a record before the month is allocated, with a reason; in place of the person tied to it in that part before."""
    require(can_lead, actor)
    audit = locked(Audit.objects.for_page(), pk=audit.pk)
    if audit.state != AuditState.ALLOCATED and (part == Part.AUDITOR or audit.state != AuditState.SUBMITTED):
        raise StaleState(f"{audit} is {audit.get_state_display().lower()}: no one can be fixed to it now.")
    if getattr(audit, part):
        raise ValidationError(f"{audit} has its {Part(part).label.lower()} already: {getattr(audit, part)}.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why it should be this person."})
    if refused := unavailability(person, part, None):
        raise ValidationError({"person": refused.sentence})
    if hard := [each for each in ConflictChecker([audit]).conflicts(person, audit, part) if each.is_hard]:
        raise ValidationError({"person": [f"{each.sentence} Choose somebody else." for each in hard]})
    if audit.pins.filter(person=person).exclude(part=part).exists():
        raise ValidationError({"person": f"{person} is tied to {audit} in the other part. The two must be different people."})
    facts = {"person": person, "reason": reason.strip(), "pinned_by": actor, "pinned_on": today()}
    pin, _ = Pin.objects.update_or_create(audit=audit, part=part, defaults=facts)
    record(actor=actor, verb="audit.pinned", target=audit, part=part, person=person, reason=reason.strip())
    return pin


@transaction.atomic
def remove_pin(*, actor: Person, pin: Pin) -> None:
    require(can_lead, actor)
    pin = locked(Pin.objects.select_related("audit", "person"), pk=pin.pk)
    record(actor=actor, verb="audit.unpinned", target=pin.audit, part=pin.part, person=pin.person)
    pin.delete()
