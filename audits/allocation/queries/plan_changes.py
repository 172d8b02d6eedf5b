"""What was changed in a month's plan after the month had begun: fewer expected, later days. It betters figures, and is said with them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from audits.enums import ExemptionState
from audits.models import Cycle, Exemption
from foundation.activity.models import Entry

DAYS, NUMBERS, EXEMPTED = ("audits_due", "moderation_due"), ("expected",), "exempted"
_NOTHING = str(None)


@dataclass(frozen=True)
class PlanChange:
    """One field of the plan from its first value to the one that holds now; or, of EXEMPTED, how many audits were exempted late."""

    field: str
    first: datetime.date | int
    now: datetime.date | int | None = None


def plan_changes(
    cycles: Iterable[Cycle], exemptions: Iterable[Exemption] | None = None, changes: Iterable[Entry] | None = None
) -> dict[datetime.date, list[PlanChange]]:
    """By month, from the first plan to the one that holds now; months without a change are left out.

    `exemptions` are those of these months, approved or not, and `changes` those in the trail, where they are known already.
    """
    by_pk = {str(cycle.pk): cycle for cycle in cycles}
    firsts = _first_values(by_pk, changes_in_the_trail(by_pk.values()) if changes is None else changes)
    found = {cycle.month: list(_changes(cycle, firsts.get(pk, {}))) for pk, cycle in by_pk.items()}
    for month, audits in _exempted_late(by_pk.values(), firsts, exemptions):
        found[month].append(PlanChange(EXEMPTED, audits))
    return {month: changes for month, changes in found.items() if changes}


def changes_in_the_trail(cycles: Iterable[Cycle]) -> QuerySet[Entry]:
    """The oldest first."""
    kind = ContentType.objects.get_for_model(Cycle)
    entries = Entry.objects.filter(target_type=kind, target_id__in=[str(cycle.pk) for cycle in cycles], verb="cycle.changed")
    return entries.order_by("pk")


def _first_values(cycles: dict[str, Cycle], entries: Iterable[Entry]) -> dict[str, dict[str, str]]:
    """By month and field, what stood before its first change since the month began, as the trail has it."""
    firsts: dict[str, dict[str, str]] = {}
    for entry in entries:
        if entry.day >= cycles[entry.target_id].month:
            for name, before in entry.facts.get("before", {}).items():
                firsts.setdefault(entry.target_id, {}).setdefault(name, before)
    return firsts


def _changes(cycle: Cycle, firsts: dict[str, str]) -> Iterable[PlanChange]:
    for name in (*DAYS, *NUMBERS):
        first, now = firsts.get(name, _NOTHING), getattr(cycle, name)
        if first not in (_NOTHING, str(now)):
            yield PlanChange(name, datetime.date.fromisoformat(first) if name in DAYS else int(first), now)


def _exempted_late(
    cycles: Iterable[Cycle], firsts: dict[str, dict[str, str]], exemptions: Iterable[Exemption] | None
) -> Iterable[tuple[datetime.date, int]]:
    """Exemptions that were approved only after the audits had been due, as the month was first planned."""
    due = {cycle.pk: _first_due(cycle, firsts.get(str(cycle.pk), {})) for cycle in cycles}
    months = {cycle.pk: cycle.month for cycle in cycles}
    late: dict[int, int] = {}
    for each in Exemption.objects.approved().filter(cycle__in=due) if exemptions is None else exemptions:
        first, day = due[each.cycle_id], each.decided_on
        if each.state == ExemptionState.APPROVED and first and day and day > first:
            late[each.cycle_id] = late.get(each.cycle_id, 0) + each.audits
    for cycle, audits in late.items():
        yield months[cycle], audits


def _first_due(cycle: Cycle, firsts: dict[str, str]) -> datetime.date | None:
    first = firsts.get("audits_due", _NOTHING)
    return cycle.audits_due if first == _NOTHING else datetime.date.fromisoformat(first)
