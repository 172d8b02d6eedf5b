"""What was imported, batch by batch."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from performance.models import Import, Restatement, Value
from performance.queries.figures import as_given

SHOWN = 200


@dataclass(frozen=True)
class FigureOfBatch:
    indicator: str
    place: str
    month: datetime.date
    text: str
    was: str
    row: int


def batches() -> QuerySet[Import]:
    return Import.objects.select_related("imported_by", "undone_by").order_by("-pk")


def figures_of(batch: Import) -> list[FigureOfBatch]:
    """The first figures that the batch holds now, with what they were before it where it restated them."""
    values = list(batch.values.select_related("indicator", "place").order_by("row", "pk")[:SHOWN])
    was = {each.value_id: each for each in Restatement.objects.filter(source=batch, value__in=values)}
    return [_figure(value, was.get(value.pk)) for value in values]


def _figure(value: Value, before: Restatement | None) -> FigureOfBatch:
    earlier = "" if before is None else before.was_mark if before.was is None else as_given(before.was)
    text = value.missing_mark if value.value is None else as_given(value.value)
    return FigureOfBatch(str(value.indicator), str(value.place), value.month, text, earlier, value.row)


def figures_count(batch: Import) -> int:
    return batch.values.count() + batch.comparators.count() + batch.neighbours.count()
