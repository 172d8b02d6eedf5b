"""The counts of grades follow the audits: a service that changes what is counted has it counted again, in the same transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db import connection, transaction

from audits.calculations.counted import CountedFacts, CountPlace, lines_as_text
from audits.models import CountedAudit, GradeCount
from audits.queries.counted import BATCH, batches_of_audits, counted_before, counted_now

# A statement takes so many rows of ten values on either database.
_ROWS = 1000
_KEPT = (
    *("cycle", "state", "agreed_before", "team", "cohort", "plan_type", "kind", "auditor", "choice"),
    *("before", "own", "after", "first_grades", "reasons_of_substance", "lines"),
)


@transaction.atomic
def count_again(numbers: Collection[int]) -> None:
    """Take these audits out of the counts as they were counted before, and add them as they are now.

    Called by services alone, last in the transaction that has changed and locked the audits.
    """
    change = Counter[CountPlace]()
    wanted = sorted(numbers)
    for start in range(0, len(wanted), BATCH):
        _count(wanted[start : start + BATCH], change)
    _apply(change)


@transaction.atomic
def rebuild_counts() -> None:
    """Recalculate every count from the judgements."""
    GradeCount.objects.all().delete()
    CountedAudit.objects.all().delete()
    change = Counter[CountPlace]()
    for numbers in batches_of_audits():
        _count(numbers, change)
    _apply(change)


def _count(numbers: Collection[int], change: Counter[CountPlace]) -> None:
    before, now = counted_before(numbers), counted_now(numbers)
    changed = [number for number in numbers if before.get(number) != now.get(number)]
    for number in changed:
        if number in before:
            change.subtract(before[number].places())
        if number in now:
            change.update(now[number].places())
    CountedAudit.objects.filter(pk__in=[number for number in changed if number not in now]).delete()
    _keep({number: now[number] for number in changed if number in now})


def _keep(facts: Mapping[int, CountedFacts]) -> None:
    rows = [
        CountedAudit(
            audit_id=number,
            cycle_id=each.cycle,
            state=each.state,
            agreed_before=each.agreed_before,
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


def _apply(change: Counter[CountPlace]) -> None:
    """In one order, so that of two that add to the same counts at once one waits for the other."""
    rows = sorted((place, audits) for place, audits in change.items() if audits)
    for start in range(0, len(rows), _ROWS):
        _add([(*place, audits) for place, audits in rows[start : start + _ROWS]])
    if any(audits < 0 for _, audits in rows):
        GradeCount.objects.filter(cycle__in={place.cycle for place, _ in rows}, audits=0).delete()


def _add(rows: Iterable[tuple]) -> None:
    """Add to counts that stand and begin those that do not; Django’s own way to do both at once cannot add."""
    quoted = connection.ops.quote_name
    columns = {field.name: field.attname for field in GradeCount._meta.concrete_fields}
    table, keys = quoted(GradeCount._meta.db_table), [quoted(columns[name]) for name in CountPlace._fields]
    values = [value for row in rows for value in row]
    row = f"({', '.join(['%s'] * (len(keys) + 1))})"
    places = ", ".join(keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({places}, audits) VALUES {', '.join([row] * (len(values) // (len(keys) + 1)))} "  # names of columns
            f"ON CONFLICT ({places}) DO UPDATE SET audits = {table}.audits + excluded.audits",
            values,
        )
