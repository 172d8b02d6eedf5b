"""Proposing who audits and who moderates the records of a month."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from audits.allocation.calculations.reasons import Away, Bar
from audits.allocation.calculations.sharing import Bars, Partners, Taker, assign_records
from audits.allocation.queries.months import AllocationMonth
from audits.enums import Part
from audits.models import Audit
from foundation.accounts.models import Person


@dataclass(frozen=True)
class AllocationChoice:
    """Who has one audit, by key; None for nobody."""

    auditor: int | None
    moderator: int | None

    def of(self, part: Part) -> int | None:
        return self.auditor if part == Part.AUDITOR else self.moderator


Choices = dict[int, AllocationChoice]


@dataclass(frozen=True)
class Nobody:
    """Why nobody could be found for a part of a record: who is barred from it, who is away, who takes no more."""

    part: Part
    barred: Sequence[tuple[str, Bar]]
    away: Sequence[tuple[str, Away]]
    full: Sequence[str]


@dataclass(frozen=True)
class Proposal:
    """The choice for each audit; `unplaced` says, by audit and part, why nobody could be found."""

    choices: Choices
    unplaced: dict[tuple[int, Part], Nobody] = field(default_factory=dict)


def propose(month: AllocationMonth, seed: int) -> Proposal:
    """Who should have which record. The same month and seed give the same proposal. Moderators are found once the auditors are."""
    as_now = {part: {audit.pk: _kept(month, audit, part) for audit in month.audits} for part in Part}
    auditors = as_now[Part.AUDITOR] | _share(month, Part.AUDITOR, as_now[Part.MODERATOR], Partners(), seed)
    partners = Partners({pk: person for pk, person in auditors.items() if person}, month.together)
    moderators = as_now[Part.MODERATOR] | _share(month, Part.MODERATOR, auditors, partners, seed)
    choices = {audit.pk: AllocationChoice(auditors[audit.pk], moderators[audit.pk]) for audit in month.audits}
    load = {part: Counter(filter(None, (choice.of(part) for choice in choices.values()))) for part in Part}
    missing = [(audit, part) for audit in month.audits for part in month.parts_to_fill(audit) if choices[audit.pk].of(part) is None]
    return Proposal(choices, {(audit.pk, part): why_nobody(month, audit, part, load[part]) for audit, part in missing})


def _kept(month: AllocationMonth, audit: Audit, part: Part) -> int | None:
    if part in month.parts_to_fill(audit):
        return None
    return audit.auditor_id if part == Part.AUDITOR else audit.moderator_id


def _share(month: AllocationMonth, part: Part, others: dict[int, int | None], partners: Partners, seed: int) -> dict[int, int]:
    """`others` have the other part of the records: nobody gets both."""
    audits = [audit for audit in month.audits if part in month.parts_to_fill(audit)]
    pinned = {audit.pk: month.pins[audit.pk, part].person_id for audit in audits if (audit.pk, part) in month.pins}
    staff = [(key, each) for key, each in month.staff[part].items() if not each.away or key in pinned.values()]
    takers = [Taker(key, each.capacity, each.already, each.past) for key, each in staff]
    bars = _bars(month, part, audits, others, pinned)
    return assign_records([audit.pk for audit in audits], takers, bars=bars, pinned=pinned, partners=partners, seed=seed)


def _bars(month: AllocationMonth, part: Part, audits: Iterable[Audit], others: dict[int, int | None], pinned: dict[int, int]) -> Bars:
    hard, soft = set(), set()
    for audit, (key, each) in product(audits, month.staff[part].items()):
        is_away = bool(each.away) and pinned.get(audit.pk) != key
        if is_away or others.get(audit.pk) == key or _is_barred(month, audit, part, each.person):
            hard.add((audit.pk, key))
        elif month.asks(each.person, audit, part):
            soft.add((audit.pk, key))
    return Bars(hard, soft)


def _is_barred(month: AllocationMonth, audit: Audit, part: Part, person: Person) -> bool:
    return _is_pinned_to_other_part(month, audit, part, person.pk) or month.bar(person, audit, part) is not None


def _is_pinned_to_other_part(month: AllocationMonth, audit: Audit, part: Part, key: int) -> bool:
    return any((pin := month.pins.get((audit.pk, other))) is not None and pin.person_id == key for other in Part if other != part)


def why_nobody(month: AllocationMonth, audit: Audit, part: Part, load: Counter[int]) -> Nobody:
    """Who was ruled out for a record and by what."""
    barred, away, full = [], [], []
    for key, each in month.staff[part].items():
        if bar := month.bar(each.person, audit, part):
            barred.append((str(each.person), bar))
        elif each.away:
            away.append((str(each.person), each.away))
        elif each.already + load[key] >= each.capacity:
            full.append(str(each.person))
    return Nobody(part, barred, away, full)
