"""Taking in a file of figures: what is new, what is restated, what stays; then all of it in one transaction."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.months import month_code
from performance.enums import ComparatorKind, Status
from performance.importing import Figure, Kind, Reading, Refusal, read_figures
from performance.models import Commentary, Comparator, Import, Indicator, Restatement, Value
from performance.permissions import can_import

SN = ComparatorKind.STATISTICAL_NEIGHBOURS


@dataclass(frozen=True)
class Restated:
    """A figure that differs from what is stored."""

    figure: Figure
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
class Outcome:
    """What a file holds against what is stored, and whether it was taken in.

    `new`, `restated` and `unchanged` hold values: each previous, current or window's figure and each comparator is one; a blank
    cell is none, NA is one of ours. Statuses are not figures and are counted nowhere.
    """

    reading: Reading
    new: list[Figure] = field(default_factory=list)
    restated: list[Restated] = field(default_factory=list)
    unchanged: list[Figure] = field(default_factory=list)
    statuses: list[StatusChange] = field(default_factory=list)
    is_refused: bool = False
    source: Import | None = None

    @property
    def changes_anything(self) -> bool:
        return bool(self.new or self.restated or self.statuses)

    @property
    def refusals(self) -> list[Refusal]:
        return self.reading.refusals

    @property
    def latest_month(self) -> datetime.date | None:
        return max((figure.month for figure in self.reading.figures), default=None)

    def counts(self) -> dict[str, Any]:
        """The object that `import_kpis` prints. `read` counts rows, the others values; a file that is refused stores none."""
        return {
            "read": self.reading.read,
            "stored": 0 if self.is_refused else len(self.new),
            "restated": 0 if self.is_refused else len(self.restated),
            "unchanged": len(self.unchanged),
            "rejected": [
                {"row": each.row, "column": each.column, "value": each.value, "reason": each.reason} for each in self.reading.refusals
            ],
            "created": {"teams": [], "people": []},
        }


def check_figures(*, actor: Person, file: BinaryIO | Path, name: str, mapping: str = "", accept_valid: bool = False) -> Outcome:
    """What `import_figures` would do with this file; nothing is stored. Raises UnreadableFile."""
    require(can_import, actor, why="Only a performance analyst or a QA lead can import figures.")
    reading = read_figures(file, name, mapping)
    outcome = _compare(reading)
    outcome.is_refused = bool(reading.refusals) and not accept_valid
    return outcome


def import_figures(*, actor: Person, file: BinaryIO | Path, name: str, mapping: str = "", accept_valid: bool = False) -> Outcome:
    """Take in a file. Where a row is refused nothing is stored, unless `accept_valid`; the same file twice changes nothing.

    A status in the file is set in the actor's name, dated today. Raises PermissionDenied, UnreadableFile.
    """
    require(can_import, actor, why="Only a performance analyst or a QA lead can import figures.")
    content = file.read_bytes() if isinstance(file, Path) else file.read()
    reading = read_figures(BytesIO(content), name, mapping)
    with transaction.atomic():
        # Two imports at once would both find a figure new: the second waits here for the first.
        list(Indicator.objects.select_for_update().filter(series=reading.series).values_list("pk", flat=True))
        outcome = _compare(reading)
        outcome.is_refused = bool(reading.refusals) and not accept_valid
        if outcome.changes_anything and not outcome.is_refused:
            _store(outcome, actor, name, hashlib.sha256(content).hexdigest())
    return outcome


def _compare(reading: Reading) -> Outcome:
    outcome = Outcome(reading)
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


def _store(outcome: Outcome, actor: Person, name: str, file_hash: str) -> None:
    counts = {
        "read": outcome.reading.read,
        "stored": len(outcome.new),
        "restated": len(outcome.restated),
        "unchanged": len(outcome.unchanged),
    }
    counts["refused"] = len({each.row for each in outcome.refusals})
    source = Import.objects.create(
        shape=outcome.reading.series, file_name=name[-200:], file_hash=file_hash, imported_by=actor, counts=counts
    )
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
    _set_statuses(outcome.statuses, actor)
    months = sorted({month_code(figure.month) for figure in outcome.reading.figures})
    record(actor=actor, verb="indicator.imported", target=source, file=name, table=str(outcome.reading.series), months=months, **counts)
    outcome.source = source


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


def _set_statuses(changes: list[StatusChange], actor: Person) -> None:
    for change in changes:
        commentary = change.commentary
        commentary.status, commentary.status_by, commentary.status_on = change.status, actor, today()
        commentary.save()
        before = change.was.value if change.was else None
        facts = {"indicator": change.indicator.slug, "month": month_code(change.month), "before": before, "after": change.status.value}
        record(actor=actor, verb="commentary.status_set", target=commentary, **facts)
