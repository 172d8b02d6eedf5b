"""What rests on an import, so that it cannot be undone yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from foundation.activity.models import Entry
from performance.enums import Shape
from performance.imports.enums import Blocker
from performance.models import Comparator, Import, Indicator, Mapping, Neighbour, NeighbourModel, Place, PublishedPlace, Restatement, Value

from .comments import comments_imported_by

IMPORTED = "indicator.imported"
# What does not outlive its indicator, or goes with the batch.
_GO_TOO = (Value, Comparator, Indicator)


@dataclass(frozen=True)
class UndoBlocker:
    """One reason why an import cannot be undone yet, and the later import, the council, the model or the kinds of rows that it is about."""

    blocker: Blocker
    about: object = None


def undo_blockers(source: Import) -> list[UndoBlocker]:
    """None where it can be undone."""
    if source.undone_at:
        return [UndoBlocker(Blocker.UNDONE)]
    return [*_later_files(source), *_uses_of_indicators(source), *_our_choice(source)]


def _later_files(source: Import) -> Iterator[UndoBlocker]:
    later = Restatement.objects.filter(was_source=source).exclude(source=source).select_related("source")
    restated = {each.source: None for each in later[:500]}
    yield from (UndoBlocker(Blocker.RESTATED, batch) for batch in restated)
    yield from (UndoBlocker(Blocker.NEIGHBOURS_REPLACED, batch) for batch in _replaced_by(source))
    others = {each.later: None for each in comments_imported_by(source) if each.later and each.later not in restated}
    yield from (UndoBlocker(Blocker.COMMENTS_REPLACED, batch) for batch in others)
    values = Value.objects.exclude(source=source)
    if Indicator.objects.filter(brought_by=source).filter(Exists(values.filter(indicator=OuterRef("pk")))).exists():
        yield UndoBlocker(Blocker.MORE_FIGURES)
    elif _later_uses_of_places(source):
        yield UndoBlocker(Blocker.MORE_OF_PLACES)


def _later_uses_of_places(source: Import) -> bool:
    brought = Place.objects.filter(brought_by=source)
    used = Value.objects.filter(place__in=brought).exclude(source=source).exists()
    return used or Neighbour.objects.exclude(source=source).filter(Q(council__in=brought) | Q(neighbour__in=brought)).exists()


def _replaced_by(source: Import) -> list[Import]:
    """Later files of neighbours that put others in place of this file's."""
    if source.shape != Shape.NEIGHBOURS:
        return []
    later = Import.objects.filter(shape=Shape.NEIGHBOURS, pk__gt=source.pk, undone_at=None)
    return [batch for batch in later if any(source.pk == each[-2] for each in replaced_neighbours(batch))]


def replaced_neighbours(source: Import) -> list[list[Any]]:
    """The neighbours in whose place a file put others, as the trail has kept them."""
    entry = Entry.objects.of(source).filter(verb=IMPORTED).last()
    return entry.facts.get("replaced_neighbours", []) if entry else []


def _uses_of_indicators(source: Import) -> Iterator[UndoBlocker]:
    """What people have said and set of indicators that would go."""
    brought = Indicator.objects.filter(brought_by=source, owner=None)
    used: list[type[Model]] = [Mapping] if Mapping.objects.filter(indicator__in=brought).exists() else []
    for relation in Indicator._meta.related_objects:
        model = relation.related_model
        if model not in _GO_TOO and model._default_manager.filter(**{f"{relation.field.name}__in": brought}).exists():
            used.append(model)
    if used:
        yield UndoBlocker(Blocker.USED_BY_PEOPLE, used)


def _our_choice(source: Import) -> Iterator[UndoBlocker]:
    """The council and the model of neighbours by which every comparator is taken."""
    ours = PublishedPlace.current()
    if ours.council and ours.council.brought_by_id == source.pk:
        yield UndoBlocker(Blocker.OUR_COUNCIL, ours.council)
    if ours.neighbour_model and ours.neighbour_model in left_models(source):
        yield UndoBlocker(Blocker.OUR_MODEL, ours.neighbour_model)


def left_models(source: Import) -> list[NeighbourModel]:
    """Models of neighbours that would be left empty without the batch."""
    others = Neighbour.objects.exclude(source=source).filter(model=OuterRef("pk"))
    replaced = {each[0] for each in replaced_neighbours(source)} if source.shape == Shape.NEIGHBOURS else set()
    return list(NeighbourModel.objects.filter(neighbours__source=source).exclude(Exists(others)).exclude(pk__in=replaced).distinct())
