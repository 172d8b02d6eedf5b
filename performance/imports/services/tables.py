"""Storing a regular table's figures: what is new, what is restated, what stays."""

from collections.abc import Iterable

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import month_code
from performance.enums import ComparatorKind, Status
from performance.imports.reading import Figure, Kind, Reading
from performance.models import Commentary, Comparator, Import, Indicator, Restatement, Value
from performance.services.commentary import before_batch

from .comments import words_changed
from .outcomes import Restated, StatusChange, TableOutcome

SN = ComparatorKind.STATISTICAL_NEIGHBOURS


def lock_table(reading: Reading) -> None:
    """Two imports at once would both find a figure new: the second waits here for the first."""
    named = {figure.indicator.pk for figure in reading.figures}
    list(
        Indicator.objects.select_for_update().filter(Q(series=reading.series) | Q(pk__in=named)).order_by("pk").values_list("pk", flat=True)
    )


def compare_table(reading: Reading) -> TableOutcome:
    outcome = TableOutcome(reading)
    stored = _stored(reading.figures)
    for figure in reading.figures:
        held = stored.get(figure.key)
        if held is None:
            outcome.new.append(figure)
        elif _says_the_same(held, figure):
            outcome.unchanged.append(figure)
        else:
            outcome.restated.append(Restated(figure, held))
    outcome.statuses = list(_status_changes(reading))
    outcome.words = words_changed(reading.words)
    return outcome


def _stored(figures: list[Figure]) -> dict[tuple, Value | Comparator]:
    months = {figure.month for figure in figures}
    indicators = {figure.indicator.pk for figure in figures}
    values = Value.objects.ours().filter(indicator__in=indicators, month__in=months)
    comparators = Comparator.objects.filter(indicator__in=indicators, month__in=months, kind=SN)
    held: dict[tuple, Value | Comparator] = {(Kind.OWN, each.indicator_id, each.month): each for each in values}
    return held | {(Kind.NEIGHBOURS, each.indicator_id, each.month): each for each in comparators}


def _says_the_same(held: Value | Comparator, figure: Figure) -> bool:
    if isinstance(held, Value):
        return (held.value, held.missing_mark) == (figure.value, figure.mark)
    return (held.value, held.year) == (figure.value, figure.year)


def _status_changes(reading: Reading) -> Iterable[StatusChange]:
    given = {(each.indicator.pk, each.month): each for each in reading.statuses}
    held = {
        (each.indicator_id, each.month): each
        for each in Commentary.objects.filter(indicator__in={pk for pk, _ in given}, month__in={month for _, month in given})
    }
    for key, each in given.items():
        commentary = held.get(key) or Commentary(indicator=each.indicator, month=each.month)
        if commentary.status != each.status:
            was = Status(commentary.status) if commentary.status else None
            yield StatusChange(each.indicator, each.month, each.status, was, commentary)


def store_table(outcome: TableOutcome, actor: Person, source: Import) -> None:
    """The figures, in `source`'s name; a status in the file is set in the actor's name, dated today."""
    own = [figure for figure in outcome.new if figure.kind == Kind.OWN]
    Value.objects.bulk_create(
        [
            Value(indicator=each.indicator, month=each.month, value=each.value, missing_mark=each.mark, source=source, row=each.row)
            for each in own
        ]
    )
    Comparator.objects.bulk_create(
        [
            Comparator(indicator=each.indicator, kind=SN, month=each.month, value=each.value, year=each.year, source=source, row=each.row)
            for each in outcome.new
            if each.kind == Kind.NEIGHBOURS and each.value is not None
        ]
    )
    _restate(outcome.restated, source)
    _set_statuses(outcome.statuses, actor, source)


def _restate(restated: list[Restated], source: Import) -> None:
    for each in restated:
        held, figure = each.stored, each.figure
        whose = {"value": held} if isinstance(held, Value) else {"comparator": held}
        Restatement.objects.create(
            **whose,
            was=held.value,
            was_mark=held.missing_mark if isinstance(held, Value) else "",
            was_year=held.year if isinstance(held, Comparator) else "",
            was_source_id=held.source_id,
            was_row=held.row,
            source=source,
        )
        held.value, held.source, held.row = figure.value, source, figure.row
        if isinstance(held, Value):
            held.missing_mark = figure.mark
        else:
            held.year = figure.year
        held.save()


def _set_statuses(changes: list[StatusChange], actor: Person, source: Import) -> None:
    for change in changes:
        commentary = change.commentary
        was = before_batch(source, commentary.status_by, commentary.status_on)
        commentary.status, commentary.status_by, commentary.status_on = change.status, actor, today()
        # Somebody may be writing the comment meanwhile.
        commentary.save(update_fields=["status", "status_by", "status_on"] if commentary.pk else None)
        before = change.was.value if change.was else None
        facts = {"indicator": change.indicator.slug, "month": month_code(change.month), "before": before, "after": change.status.value}
        record(actor=actor, verb="commentary.status_set", target=commentary, **facts, **was)
