"""Everything that hangs on some rows: their parts, what was written about them, what the logs say of them."""

from collections.abc import Collection, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import models

from foundation.activity.removing import batches
from governance.enums import FieldWay

from .data_map import Model, children_of, data_map

# The keys of rows, by their table.
Rows = dict[Model, set[int | str]]


def with_parts(roots: Rows) -> Rows:
    """The rows and all that points to them, and to that, and so on."""
    found: Rows = {}
    new = {model: set(keys) for model, keys in roots.items() if keys}
    while new:
        for model, keys in new.items():
            found.setdefault(model, set()).update(keys)
        new = _pointing_to(new, found)
    return found


def _pointing_to(rows: Rows, known: Rows) -> Rows:
    new: Rows = {}
    for model, keys in rows.items():
        for child, name in children_of(model):
            for some in batches(sorted(keys, key=str)):
                pointing = set(child._base_manager.filter(**{f"{name}__in": some}).order_by().values_list("pk", flat=True))
                if pointing - known.get(child, set()):
                    new.setdefault(child, set()).update(pointing - known.get(child, set()))
    return new


def targeting(rows: Rows, models_wanted: Collection[Model] | None = None) -> Rows:
    """Rows that name one of these as their target: of the trail, the reading log, warnings that were dismissed, facts in texts."""
    found: Rows = {}
    for table in data_map():
        if not table.having(FieldWay.TARGET) or (models_wanted is not None and table.model not in models_wanted):
            continue
        for model, keys in rows.items():
            found.setdefault(table.model, set()).update(_targets(table.model, model, keys))
    return {model: keys for model, keys in found.items() if keys}


def _targets(log: Model, model: Model, keys: Collection[int | str]) -> Iterator[int]:
    kind = ContentType.objects.get_for_model(model)
    for some in batches(sorted(keys, key=str)):
        yield from log._base_manager.filter(target_type=kind, target_id__in=list(map(str, some))).order_by().values_list("pk", flat=True)


def together(*every: Rows) -> Rows:
    found: Rows = {}
    for rows in every:
        for model, keys in rows.items():
            found.setdefault(model, set()).update(keys)
    return found


def rows_in(model: type[models.Model], keys: Collection[int | str]) -> Iterator[models.Model]:
    for some in batches(sorted(keys, key=str)):
        yield from model._base_manager.filter(pk__in=some).order_by("pk")
