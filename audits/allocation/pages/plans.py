"""What a choice of auditors and moderators would bring: shown before it is applied, counted again whenever it changes."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from audits.allocation.calculations.reasons import Bar
from audits.allocation.queries.months import AllocationMonth, StaffLoad
from audits.allocation.queries.proposals import AllocationChoice, Choices, Nobody
from audits.conflicts import Conflict
from audits.enums import OPEN_STATES, AuditState, ConflictKind, Part
from audits.models import Audit, Cycle
from audits.queries.due_days import first_due
from foundation.names import folded

Options = list[tuple[str, str]]
# By audit and part, why a proposal found nobody.
Unplaced = Mapping[tuple[int, Part], Nobody]
MOST_NAMES = 4


@dataclass(frozen=True)
class ConflictQuestion:
    """A soft conflict of somebody chosen, which the lead must give a reason for."""

    audit: int
    conflict: Conflict

    @property
    def name(self) -> str:
        return f"reason-{self.audit}-{self.conflict.person.pk}-{self.conflict.kind}"


@dataclass(frozen=True)
class PlanRow:
    """One record with its choice, the people who could be chosen, what it asks, what forbids it by part, and what is said of it."""

    audit: Audit
    choice: AllocationChoice
    options: dict[Part, Options]
    questions: list[ConflictQuestion]
    barred: dict[Part, str]
    notes: list[str]


@dataclass(frozen=True)
class Load:
    """What one person would have in one part; `now` is before the choice, `then` after it."""

    staff: StaffLoad
    now: int
    then: int

    @property
    def is_over(self) -> bool:
        return self.then > self.staff.capacity

    @property
    def in_words(self) -> str:
        return f"{self.then} of {self.staff.capacity}" if self.then != self.now else f"{self.now} of {self.staff.capacity}"


@dataclass(frozen=True)
class PersonLoad:
    """One person's load as auditor and as moderator; None where they lack the role."""

    staff: StaffLoad
    audits: Load | None
    moderations: Load | None
    away: str


@dataclass(frozen=True)
class Avoided:
    """A kind of conflict for which people were passed over: how often, and who for which record."""

    kind: str
    count: int
    details: list[str]


@dataclass(frozen=True)
class Plan:
    """Everything that is shown of one month before its allocation is applied."""

    month: AllocationMonth
    rows: list[PlanRow]
    people: list[PersonLoad]
    avoided: list[Avoided]
    idle: list[str]
    told: int
    allocated: int
    changed: int
    notes: list[str] = field(default_factory=list)

    @property
    def questions(self) -> list[ConflictQuestion]:
        return [question for row in self.rows for question in row.questions]

    @property
    def due(self) -> dict[str, datetime.date | None]:
        return {part.value: first_due(self.month.cycle, part) for part in Part}


def plan_of(month: AllocationMonth, choices: Choices, unplaced: Unplaced | None = None) -> Plan:
    """What the choices would bring. `unplaced` says why a proposal found nobody."""
    loads = {part: _loads(month, choices, part) for part in Part}
    moves = list(_moves(month, choices))
    people = _people(month, loads)
    return Plan(
        month=month,
        rows=[_row(month, audit, choices[audit.pk], loads, unplaced or {}) for audit in month.audits],
        people=people,
        avoided=_avoided(month, choices),
        idle=[str(each.staff.person) for each in people if _is_idle(each)],
        told=len({person for each in moves for person in (each.before, each.after)} - {None}),
        allocated=len({each.audit for each in moves if each.after}),
        changed=len({each.audit for each in moves}),
        notes=_notes(month, choices),
    )


class AllocationMove(NamedTuple):
    """One part of an audit that another person would have, by key; None for nobody."""

    audit: int
    before: int | None
    after: int | None


def _moves(month: AllocationMonth, choices: Choices) -> Iterable[AllocationMove]:
    every = (AllocationMove(audit.pk, _has(audit, part), choices[audit.pk].of(part)) for audit in month.audits for part in Part)
    return (each for each in every if each.before != each.after)


def _has(audit: Audit, part: Part) -> int | None:
    return audit.auditor_id if part == Part.AUDITOR else audit.moderator_id


def _loads(month: AllocationMonth, choices: Choices, part: Part) -> dict[int, Load]:
    gained = Counter(choice.of(part) for choice in choices.values())
    shown = Counter(_has(audit, part) for audit in month.audits)
    return {key: Load(each, each.already, each.already - shown[key] + gained[key]) for key, each in month.staff[part].items()}


def _people(month: AllocationMonth, loads: dict[Part, dict[int, Load]]) -> list[PersonLoad]:
    staff = {key: each for part in Part for key, each in month.staff[part].items()}
    found = []
    for key, each in sorted(staff.items(), key=lambda item: folded(item[1].person.name)):
        theirs = {part: loads[part].get(key) for part in Part}
        away = next((load.staff.away.words for load in theirs.values() if load and load.staff.away), "")
        found.append(PersonLoad(each, theirs[Part.AUDITOR], theirs[Part.MODERATOR], away))
    return found


def _is_idle(person: PersonLoad) -> bool:
    """Could audit, is there, and has nothing to audit or to moderate."""
    has_room = person.audits is not None and person.audits.staff.capacity > 0
    return has_room and not person.away and not any(load.then for load in (person.audits, person.moderations) if load)


def _row(month: AllocationMonth, audit: Audit, choice: AllocationChoice, loads: dict[Part, dict[int, Load]], unplaced: Unplaced) -> PlanRow:
    questions, notes, barred = [], [], {}
    for part in Part:
        load = loads[part].get(choice.of(part) or 0)
        if load is None:
            notes += [_words_of(nobody)] if (nobody := unplaced.get((audit.pk, part))) else []
            continue
        person = load.staff.person
        if part in month.parts_open(audit) and (bar := month.bar(person, audit, part)):
            barred[part] = f"{person} cannot have this: {bar.words}. Choose somebody else."
        elif _is_judged(audit, part):
            questions += [ConflictQuestion(audit.pk, each) for each in month.asks(person, audit, part)]
        notes += _notes_of(month, audit, part, load)
    options = {part: _options(month, audit, part, choice.of(part), loads[part]) for part in month.parts_open(audit)}
    return PlanRow(audit, choice, options, questions, barred, [*barred.values(), *notes])


def _is_judged(audit: Audit, part: Part) -> bool:
    """An auditor whose audit is submitted has judged already."""
    return part == Part.MODERATOR or audit.state != AuditState.SUBMITTED


def _notes_of(month: AllocationMonth, audit: Audit, part: Part, load: Load) -> list[str]:
    pin = month.pins.get((audit.pk, part))
    person = load.staff.person
    notes = [f"{person} is tied to it: {pin.reason}"] if pin and pin.person_id == person.pk else []
    notes += [f"{person} would have {load.then}, more than the {load.staff.capacity} that they take"] if load.is_over else []
    return notes + ([f"{person} is {load.staff.away.words}"] if load.staff.away and _has(audit, part) != person.pk else [])


class Option(NamedTuple):
    """Somebody who could be chosen; lower ranks come first."""

    rank: int
    load: int
    name: str
    key: str
    label: str


def _options(month: AllocationMonth, audit: Audit, part: Part, chosen: int | None, loads: dict[int, Load]) -> Options:
    """Free people first, by what they would have; then people who need a reason, then people who can never have it, each with why."""
    found = [_option(month, audit, part, load) for load in loads.values()]
    has = audit.auditor if part == Part.AUDITOR else audit.moderator
    if has and has.pk == chosen and chosen not in loads:
        found.append(Option(2, 0, folded(has.name), str(chosen), f"{has} – has it, but no longer has the role"))
    return [("", "Nobody yet"), *((each.key, each.label) for each in sorted(found))]


def _option(month: AllocationMonth, audit: Audit, part: Part, load: Load) -> Option:
    person, bar = load.staff.person, month.bar(load.staff.person, audit, part)
    why = _what_stands_against(month, audit, part, load.staff, bar)
    words = f"{person} ({load.then} of {load.staff.capacity})"
    rank = 2 if bar else 1 if why or load.is_over else 0
    return Option(rank, load.then, folded(person.name), str(person.pk), f"{words} – {why}" if why else words)


def _what_stands_against(month: AllocationMonth, audit: Audit, part: Part, staff: StaffLoad, bar: Bar | None) -> str:
    if bar:
        return f"not possible: {bar.words}"
    if asks := month.asks(staff.person, audit, part):
        return f"asks for a reason: {asks[0].kind.label.lower()}"
    return staff.away.words if staff.away else ""


def _words_of(nobody: Nobody) -> str:
    ruled_out = {
        "ruled out": [f"{name} ({bar.words})" for name, bar in nobody.barred],
        "away": [f"{name} ({away.words})" for name, away in nobody.away],
        "already at the most that they take": nobody.full,
    }
    said = "; ".join(f"{what}: {_names(names)}" for what, names in ruled_out.items() if names)
    return f"Nobody is free to be {nobody.part.label.lower()}. {said[:1].upper() + said[1:] or 'Nobody has the role'}."


def _names(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _avoided(month: AllocationMonth, choices: Choices) -> list[Avoided]:
    """Who was not given a record because of a conflict, hard or soft, by its kind."""
    found: dict[ConflictKind, list[str]] = {}
    for audit in month.audits:
        passed = {(key, each.kind) for part in month.parts_to_fill(audit) for key, each in _conflicts(month, audit, part, choices)}
        for key, kind in sorted(passed):
            name = next(month.staff[part][key].person.name for part in Part if key in month.staff[part])
            found.setdefault(kind, []).append(f"{name}: audit {audit.pk}")
    return [Avoided(kind.label, len(found[kind]), sorted(found[kind], key=folded)) for kind in ConflictKind if kind in found]


def _conflicts(month: AllocationMonth, audit: Audit, part: Part, choices: Choices) -> Iterable[tuple[int, Conflict]]:
    for key, each in month.staff[part].items():
        if choices[audit.pk].of(part) != key:
            yield from ((key, conflict) for conflict in month.conflicts(each.person, audit, part))


def _notes(month: AllocationMonth, choices: Choices) -> list[str]:
    pairs = Counter((choice.auditor, choice.moderator) for choice in choices.values() if choice.auditor and choice.moderator)
    names = {key: each.person.name for part in Part for key, each in month.staff[part].items()}
    return [
        f"{names.get(moderator, 'One moderator')} would moderate {count} audits by {names.get(auditor, 'one auditor')} this month."
        for (auditor, moderator), count in sorted(pairs.items(), key=lambda item: -item[1])
        if count > 1
    ]


def sheet_rows(cycle: Cycle) -> Iterable[tuple[Any, ...]]:
    """The month's open audits for a spreadsheet that is filled in and brought back."""
    audits = Audit.objects.filter(cycle=cycle, state__in=OPEN_STATES).for_page().order_by("number")
    return ((audit.number, audit.auditor and audit.auditor.name, audit.moderator and audit.moderator.name, "") for audit in audits)
