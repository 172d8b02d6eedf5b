"""Storing a regular table's figures: what is new, what is restated, what stays."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from foundation.accounts.models import Person
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import add_months, month_code, month_name
from performance.enums import ComparatorKind, Series, Status, Unit
from performance.imports.reading import FigureOwner, FigureRead, Reading
from performance.models import Commentary, Comparator, Import, Indicator, Place, Restatement, Value
from performance.queries.figures import as_given, in_figures
from performance.services.commentary import before_batch

from .change_words import figure_before, moved
from .comments import words_changed
from .outcomes import Before, ImportOutcome, Key, OurFigure

SN = ComparatorKind.STATISTICAL_NEIGHBOURS


@dataclass(frozen=True)
class RestatedFigure:
    """A figure that differs from what is stored."""

    figure: FigureRead
    stored: Value | Comparator

    @property
    def was(self) -> Decimal | None:
        return self.stored.value


@dataclass(frozen=True)
class StatusChange:
    """A status that the file gives and nobody has set so; `was` is None where none was set."""

    indicator: Indicator
    month: datetime.date
    status: Status
    was: Status | None
    commentary: Commentary


@dataclass
class TableOutcome(ImportOutcome):
    """Of a regular table. Each previous, current or window's figure and each comparator is one; a blank cell is none, NA is one of
    ours. Statuses are not figures and are counted nowhere.
    """

    reading: Reading
    statuses: list[StatusChange] = field(default_factory=list)

    new_columns = ("Indicator", "Period", "Whose", "Before", "Figure", "Change", "Row")
    restated_columns = ("Indicator", "Period", "Whose", "Stored", "In this file", "Change")

    @property
    def table(self) -> Series:
        return self.reading.series

    @property
    def months(self) -> set[datetime.date]:
        return {figure.month for figure in self.reading.figures}

    @property
    def changes_anything(self) -> bool:
        return super().changes_anything or bool(self.statuses)

    def lock(self) -> None:
        named = {figure.indicator.pk for figure in self.reading.figures}
        of_table = Indicator.objects.select_for_update().filter(Q(series=self.reading.series) | Q(pk__in=named))
        list(of_table.order_by("pk").values_list("pk", flat=True))

    def compare(self) -> None:
        stored = _stored(self.reading.figures)
        for figure in self.reading.figures:
            held = stored.get(figure.key)
            if held is None:
                self.new.append(figure)
            elif _says_the_same(held, figure):
                self.unchanged.append(figure)
            else:
                self.restated.append(RestatedFigure(figure, held))
        self.statuses = list(_status_changes(self.reading))
        self.words = words_changed(self.reading.words)

    def our_figures(self) -> Iterable[OurFigure]:
        for each in [*self.new, *(restated.figure for restated in self.restated)]:
            if each.kind == FigureOwner.OWN and each.value is not None:
                unit = Unit(each.indicator.unit)
                yield OurFigure(_key_of(each), str(each.indicator), "Our council", unit, each.month, each.value, each.row)

    def places_of_ours(self) -> Mapping[int, tuple]:
        return {Place.OURS: (FigureOwner.OWN,)}

    def new_row(self, figure: FigureRead) -> list[str]:
        was = self.before.get((*_key_of(figure), figure.month))
        change = moved(was.value if was else None, figure.value)
        return [*_named(figure), _earlier(figure, was), _text(figure, figure.value), change, str(figure.row)]

    def restated_row(self, each: RestatedFigure) -> list[str]:
        figure = each.figure
        return [*_named(figure), _text(figure, each.was), _text(figure, figure.value), moved(each.was, figure.value)]

    @property
    def status_rows(self) -> list[list[str]]:
        return [
            [str(each.indicator), month_name(each.month), str(each.was.value) if each.was else "No status", str(each.status.value)]
            for each in self.statuses
        ]


def _key_of(figure: FigureRead) -> Key:
    return figure.indicator.slug, (figure.kind,)


def _named(figure: FigureRead) -> list[str]:
    return [str(figure.indicator), month_name(figure.month), figure.kind.value.capitalize()]


def _earlier(figure: FigureRead, was: Before | None) -> str:
    return _text(figure, was.value) if was and was.month == add_months(figure.month, -1) else figure_before(was, figure.month)


def _text(figure: FigureRead, value: Decimal | None) -> str:
    """All the decimals that the file gives, even where the tables show fewer."""
    if value is None:
        return figure.mark or "No figure"
    return max(in_figures(figure.indicator, value), as_given(value), key=len)


def _stored(figures: list[FigureRead]) -> dict[tuple, Value | Comparator]:
    months = {figure.month for figure in figures}
    indicators = {figure.indicator.pk for figure in figures}
    values = Value.objects.ours().filter(indicator__in=indicators, month__in=months)
    comparators = Comparator.objects.filter(indicator__in=indicators, month__in=months, kind=SN)
    held: dict[tuple, Value | Comparator] = {(FigureOwner.OWN, each.indicator_id, each.month): each for each in values}
    return held | {(FigureOwner.NEIGHBOURS, each.indicator_id, each.month): each for each in comparators}


def _says_the_same(held: Value | Comparator, figure: FigureRead) -> bool:
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
    _add(outcome.new, source)
    _restate(outcome.restated, source)
    _set_statuses(outcome.statuses, actor, source)


def _add(new: list[FigureRead], source: Import) -> None:
    own = [figure for figure in new if figure.kind == FigureOwner.OWN]
    Value.objects.bulk_create(
        [
            Value(indicator=each.indicator, month=each.month, value=each.value, missing_mark=each.mark, source=source, row=each.row)
            for each in own
        ]
    )
    Comparator.objects.bulk_create(
        [
            Comparator(indicator=each.indicator, kind=SN, month=each.month, value=each.value, year=each.year, source=source, row=each.row)
            for each in new
            if each.kind == FigureOwner.NEIGHBOURS and each.value is not None
        ]
    )


def _restate(restated: list[RestatedFigure], source: Import) -> None:
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
        # Somebody may be writing the comment at this moment.
        commentary.save(update_fields=["status", "status_by", "status_on"] if commentary.pk else None)
        before = change.was.value if change.was else None
        facts = {"indicator": change.indicator.slug, "month": month_code(change.month), "before": before, "after": change.status.value}
        record(actor=actor, verb="commentary.status_set", target=commentary, **facts, **was)
