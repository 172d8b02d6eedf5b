"""The counts of grades and of what else was done follow the audits: a service that changes what is counted has it counted again, in the
same transaction.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from audits.calculations.counted import CountedFacts, CountPlace, lines_as_text
from audits.calculations.counted_work import WorkFacts, WorkPlace, tallies_as_text
from audits.enums import CountedBy, CountedState
from audits.models import Audit, AuditorMonth, CountedAudit, CountedWork, GradeCount, WorkCount
from audits.queries.counted import BATCH, batches_of_audits, counted_before, counted_now
from audits.queries.counted_work import work_before, work_now
from audits.services.letters_owed import note_letters_owed
from foundation.accounts.models import Person
from foundation.activity.trail import record
from foundation.council.models import Council

from .counting_latest import keep_latest

_COUNTS = (GradeCount, WorkCount, AuditorMonth, CountedWork, CountedAudit)
# The audits that `counted_at_the_end` has still to count.
_uncounted: ContextVar[set[int] | None] = ContextVar("uncounted", default=None)
# A statement takes so many rows of ten values on either database.
_ROWS = 1000
_KEPT = (
    *("cycle", "state", "agreed_before", "finished_on", "team", "cohort", "plan_type", "kind", "auditor", "choice"),
    *("before", "own", "after", "first_grades", "reasons_of_substance", "lines"),
)
_WORK_KEPT = ("cycle", "case_key", "sample_to_feedback", "given_to_submitted", "submitted_to_moderated", "tallies")


class _CountChange:
    """What is to be added to counts, and taken from them."""

    def __init__(self) -> None:
        self.grades = Counter[CountPlace]()
        self.work = Counter[WorkPlace]()
        self.latest = set[tuple[int, int]]()

    def take(self, facts: CountedFacts) -> None:
        self.grades.subtract(facts.places())
        self._note_auditor(facts)

    def add(self, facts: CountedFacts) -> None:
        self.grades.update(facts.places())
        self._note_auditor(facts)

    def _note_auditor(self, facts: CountedFacts) -> None:
        auditor = dict(facts.parts)[CountedBy.AUDITOR]
        if facts.state == CountedState.MODERATED and auditor:
            self.latest.add((int(auditor), facts.cycle))

    def add_work(self, facts: CountedFacts, work: WorkFacts, times: int = 1) -> None:
        for place, number in work.places(facts):
            self.work[place] += number * times

    def apply(self) -> None:
        _apply(GradeCount, CountPlace._fields, "audits", self.grades)
        _apply(WorkCount, WorkPlace._fields, "number", self.work)
        keep_latest(self.latest)


def count_again(numbers: Collection[int]) -> None:
    """Take these audits out of the counts as they were counted before, and add them as they are now.

    Called by services alone, last in the transaction that has changed and locked the audits, or what hangs on them. Where a child is
    counted in another month than before, its other audits are counted again too.
    """
    uncounted = _uncounted.get()
    if uncounted is None:
        _count_now(numbers)
    else:
        uncounted.update(numbers)


@contextmanager
def counted_at_the_end() -> Iterator[None]:
    """Within this block, which is one transaction, audits are counted together: before a statement that names a table of counts, and at
    the end. For much that is written at once, such as two years of work; whatever reads counts reads right ones.

    Which audits are owed a letter is noted at the same moments, so do not ask for that within the block.
    """
    if _uncounted.get() is not None:
        yield
        return
    tables = [model._meta.db_table for model in _COUNTS]
    uncounted, counted = set[int](), set[int]()

    def count_first(execute: Callable[..., Any], sql: str, *about: Any) -> Any:
        if uncounted and any(table in sql for table in tables):
            numbers = sorted(uncounted)
            counted.update(numbers)
            uncounted.clear()
            _count_now(numbers)
        return execute(sql, *about)

    token = _uncounted.set(uncounted)
    try:
        with transaction.atomic(), connection.execute_wrapper(count_first):
            yield
            # Those already counted too: if a service failed and was undone, so was what was counted within it.
            counted |= uncounted
            uncounted.clear()
            _count_now(counted)
    finally:
        _uncounted.reset(token)


@transaction.atomic
def _count_now(numbers: Collection[int]) -> None:
    change = _CountChange()
    wanted = sorted(numbers)
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        others = _count(batch, change)
        if others:
            _count(others, change)
        note_letters_owed(batch)
    change.apply()


def count_once_submitted(audit: Audit) -> None:
    """For services that change what hangs on an audit while it is written, and while it is written again: only then it counts."""
    if audit.submitted_on:
        count_again([audit.pk])


@transaction.atomic
def rebuild_counts() -> None:
    """Recalculate every count. It is recorded, so that what pages keep until the trail changes is made again."""
    record(actor=Person.objects.system(), verb="council.counted_again", target=Council.stored())
    for model in _COUNTS:
        model.objects.all().delete()
    change = _CountChange()
    for numbers in batches_of_audits():
        _count(numbers, change)
    change.apply()


def _count(numbers: Collection[int], change: _CountChange) -> list[int]:
    """Answers which other audits are of children that are counted otherwise now."""
    stood, one_of = _locked(numbers), set(numbers)
    before, now = counted_before(numbers), counted_now(numbers)
    _count_grades(numbers, before, now, change)
    was = before, work_before(row for number, row in stood.items() if number in one_of)
    then = now, work_now(numbers, now)
    _count_work(numbers, was, then, change)
    moved = _children_moved(numbers, was, then)
    return [number for number, row in stood.items() if row.case_key in moved and number not in one_of]


def _count_grades(
    numbers: Collection[int], before: Mapping[int, CountedFacts], now: Mapping[int, CountedFacts], change: _CountChange
) -> None:
    changed = [number for number in numbers if before.get(number) != now.get(number)]
    for number in changed:
        if number in before:
            change.take(before[number])
        if number in now:
            change.add(now[number])
    CountedAudit.objects.filter(pk__in=[number for number in changed if number not in now]).delete()
    _keep({number: now[number] for number in changed if number in now})


_Both = tuple[Mapping[int, CountedFacts], Mapping[int, WorkFacts]]


def _locked(numbers: Collection[int]) -> dict[int, CountedWork]:
    """What is kept of these audits, and of others of the same children: locked in one order, so that of two services that change what
    hangs on one audit the second sees what the first has counted.
    """
    keys = set(Audit.objects.filter(pk__in=numbers).order_by().values_list("case_key", flat=True))
    keys |= set(CountedWork.objects.filter(pk__in=numbers).order_by().values_list("case_key", flat=True))
    rows = CountedWork.objects.select_for_update().filter(Q(pk__in=numbers) | Q(case_key__in=keys)).order_by("pk")
    return {row.pk: row for row in rows}


def _count_work(numbers: Collection[int], before: _Both, now: _Both, change: _CountChange) -> None:
    kept: dict[int, tuple[CountedFacts, WorkFacts]] = {}
    gone = []
    for number in numbers:
        was, then = (_of(number, each) for each in (before, now))
        if was and then and _placed(*was) == _placed(*then):
            continue
        if was:
            change.add_work(*was, times=-1)
        if then:
            change.add_work(*then)
            kept[number] = then
        elif was:
            gone.append(number)
    CountedWork.objects.filter(pk__in=gone).delete()
    _keep_work(kept)


def _of(number: int, facts_and_work: _Both) -> tuple[CountedFacts, WorkFacts] | None:
    facts, work = (each.get(number) for each in facts_and_work)
    return (facts, work) if isinstance(facts, CountedFacts) and isinstance(work, WorkFacts) else None


def _placed(facts: CountedFacts, work: WorkFacts) -> tuple[Any, ...]:
    return facts.cycle, facts.parts, work


def _children_moved(numbers: Collection[int], before: _Both, now: _Both) -> set[str]:
    """The keys of children one of whose audits is counted in another month than before, or no more, or only now."""
    return {key for number in numbers for key, _ in _child(number, before) ^ _child(number, now)}


def _child(number: int, facts_and_work: _Both) -> set[tuple[str, int]]:
    found = _of(number, facts_and_work)
    return {(found[1].case_key, found[0].cycle)} if found else set()


def _keep(facts: Mapping[int, CountedFacts]) -> None:
    rows = [
        CountedAudit(
            audit_id=number,
            cycle_id=each.cycle,
            state=each.state,
            agreed_before=each.agreed_before,
            finished_on=each.finished_on,
            before=each.overall.before,
            own=each.overall.own,
            after=each.overall.after,
            first_grades=each.first_grades,
            reasons_of_substance=each.reasons_of_substance,
            lines=lines_as_text(each.lines),
            **{by.value: value for by, value in each.parts},
        )
        for number, each in facts.items()
    ]
    CountedAudit.objects.bulk_create(rows, batch_size=_ROWS, update_conflicts=True, unique_fields=["audit"], update_fields=_KEPT)


def _keep_work(found: Mapping[int, tuple[CountedFacts, WorkFacts]]) -> None:
    rows = [
        CountedWork(audit_id=number, cycle_id=facts.cycle, case_key=work.case_key, tallies=tallies_as_text(work.tallies), **dict(work.days))
        for number, (facts, work) in found.items()
    ]
    CountedWork.objects.bulk_create(rows, batch_size=_ROWS, update_conflicts=True, unique_fields=["audit"], update_fields=_WORK_KEPT)


def _apply(model: type[GradeCount] | type[WorkCount], keys: Sequence[str], number: str, change: Mapping[Any, int]) -> None:
    """In one order, so that of two that add to the same counts at once one waits for the other."""
    rows = sorted((place, count) for place, count in change.items() if count)
    for start in range(0, len(rows), _ROWS):
        _add(model, keys, number, [(*place, count) for place, count in rows[start : start + _ROWS]])
    if any(count < 0 for _, count in rows):
        model.objects.filter(cycle__in={place.cycle for place, _ in rows}, **{number: 0}).delete()


def _add(model: type[GradeCount] | type[WorkCount], names: Sequence[str], number: str, rows: Iterable[tuple]) -> None:
    """Add to counts that stand and begin those that do not; Django’s own way to do both at once cannot add."""
    quoted = connection.ops.quote_name
    columns = {field.name: field.attname for field in model._meta.concrete_fields}
    table, keys = quoted(model._meta.db_table), [quoted(columns[name]) for name in names]
    values = [value for row in rows for value in row]
    row = f"({', '.join(['%s'] * (len(keys) + 1))})"
    places, counted = ", ".join(keys), quoted(number)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({places}, {counted}) "  # names of columns
            f"VALUES {', '.join([row] * (len(values) // (len(keys) + 1)))} "
            f"ON CONFLICT ({places}) DO UPDATE SET {counted} = {table}.{counted} + excluded.{counted}",
            values,
        )
