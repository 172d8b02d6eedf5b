"""Figures that a later file changed: marked wherever they are shown, with what they were and when it was."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from foundation.activity.models import Entry
from performance.models import Commentary, Import, Restatement, Value

_WRITTEN = ("commentary.written", "commentary.saved")


@dataclass(frozen=True)
class RestatedValue:
    """One figure of an indicator's month: what earlier files said of it, and the trail entry of the import that changed it last."""

    value: Value
    was: Restatement
    entry: int


def restated_in(values: Collection[Value]) -> dict[tuple[int, datetime.date], RestatedValue]:
    """By indicator and month; a figure that only came later than its mark was not restated."""
    held = {each.pk: each for each in values}
    rows = Restatement.objects.filter(value__in=held, was__isnull=False).select_related("source").order_by("pk")
    latest = {row.value_id: row for row in rows if row.value_id}
    entries = _entries({row.source_id for row in latest.values()})
    return {
        (held[pk].indicator_id, held[pk].month): RestatedValue(held[pk], row, entries.get(row.source_id, 0))
        for pk, row in latest.items()
        if row.was != held[pk].value
    }


def _entries(imports: set[int]) -> dict[int, int]:
    return _last_entries(Import, imports, ("indicator.imported",)) if imports else {}


def written_in(commentaries: Collection[Commentary]) -> dict[int, int]:
    """By commentary, the trail entry with which its words were last changed."""
    return _last_entries(Commentary, {each.pk for each in commentaries}, _WRITTEN) if commentaries else {}


def _last_entries(model: type, keys: set[int], verbs: Collection[str]) -> dict[int, int]:
    kind = ContentType.objects.get_for_model(model)
    found = Entry.objects.filter(target_type=kind, target_id__in=[str(key) for key in keys], verb__in=verbs).order_by()
    return {int(target): last for target, last in found.values_list("target_id").annotate(Max("pk"))}


def by_month(found: dict[tuple[int, datetime.date], RestatedValue]) -> dict[int, list[RestatedValue]]:
    grouped: dict[int, list[RestatedValue]] = defaultdict(list)
    for (indicator, _), each in sorted(found.items(), key=lambda item: item[0]):
        grouped[indicator].append(each)
    return grouped
