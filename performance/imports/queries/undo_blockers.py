"""What rests on an import, so that it cannot be undone yet."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q

from foundation.activity.models import Entry
from performance.enums import Shape
from performance.models import Comparator, Import, Indicator, Mapping, Neighbour, NeighbourModel, Place, PublishedPlace, Restatement, Value

from .comments import comments_imported_by

IMPORTED = "indicator.imported"
# What does not outlive its indicator, or goes with the batch.
_GO_TOO = (Value, Comparator, Indicator)


def undo_blockers(source: Import) -> list[str]:
    """Why a batch cannot be undone: each reason a sentence; none where it can."""
    if source.undone_at:
        return ["It was undone already."]
    return [*_later_files(source), *_uses_of_indicators(source), *_our_choice(source)]


def _later_files(source: Import) -> Iterator[str]:
    later = Restatement.objects.filter(was_source=source).exclude(source=source).select_related("source")
    restated = {each.source: None for each in later[:500]}
    yield from (f"{batch} restated figures of it. Undo that one first." for batch in restated)
    yield from (f"{batch} put other neighbours in place of its own. Undo that one first." for batch in _replaced_by(source))
    others = {each.later: None for each in comments_imported_by(source) if each.later and each.later not in restated}
    yield from (f"{batch} brought other comments or statuses in place of its own. Undo that one first." for batch in others)
    values = Value.objects.exclude(source=source)
    if Indicator.objects.filter(brought_by=source).filter(Exists(values.filter(indicator=OuterRef("pk")))).exists():
        yield "Later files brought more figures of indicators that came with it. Undo those files first."
    elif _later_uses_of_places(source):
        yield "Later files brought figures of places that came with it. Undo those files first."


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


def _uses_of_indicators(source: Import) -> Iterator[str]:
    """What people have said and set of indicators that would go."""
    brought = Indicator.objects.filter(brought_by=source, owner=None)
    named = ["saved mappings"] if Mapping.objects.filter(indicator__in=brought).exists() else []
    for relation in Indicator._meta.related_objects:
        model = relation.related_model
        if model not in _GO_TOO and model._default_manager.filter(**{f"{relation.field.name}__in": brought}).exists():
            named.append("comments" if relation.name == "commentaries" else str(model._meta.verbose_name_plural))
    if named:
        yield f"People’s {' and '.join(named)} are for indicators that this import created. Remove them before you undo it."


def _our_choice(source: Import) -> Iterator[str]:
    """The council and the model of neighbours by which every comparator is taken."""
    ours = PublishedPlace.current()
    if ours.council and ours.council.brought_by_id == source.pk:
        yield f"{ours.council} came with it and is chosen as your council in the published figures. Choose another there, or none, first."
    if ours.neighbour_model and ours.neighbour_model in left_models(source):
        yield (
            f"The model of neighbours {ours.neighbour_model} came with it and is the one that your comparators are taken by. "
            "Choose another on the page of your council in the published figures, or none, first."
        )


def left_models(source: Import) -> list[NeighbourModel]:
    """Models of neighbours that would be left empty without the batch."""
    others = Neighbour.objects.exclude(source=source).filter(model=OuterRef("pk"))
    replaced = {each[0] for each in replaced_neighbours(source)} if source.shape == Shape.NEIGHBOURS else set()
    return list(NeighbourModel.objects.filter(neighbours__source=source).exclude(Exists(others)).exclude(pk__in=replaced).distinct())
