"""Undoing a batch of imported figures, as long as nothing later rests on it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import now
from performance.imports.enums import Blocker
from performance.imports.queries.undo_blockers import UndoBlocker, left_models, replaced_neighbours, undo_blockers
from performance.models import Commentary, Comparator, Import, Indicator, Mapping, Measure, Neighbour, NeighbourModel, Place, Value
from performance.permissions import can_import

from .files import DENIED_BECAUSE
from .neighbours import NEIGHBOUR_COLUMNS
from .series import lock_series
from .storage import update_values
from .undo_comments import undo_comments

BLOCKED = {
    Blocker.UNDONE: "It was undone already.",
    Blocker.RESTATED: "{} restated figures of it. Undo that one first.",
    Blocker.NEIGHBOURS_REPLACED: "{} put other neighbours in place of its own. Undo that one first.",
    Blocker.COMMENTS_REPLACED: "{} brought other comments or statuses in place of its own. Undo that one first.",
    Blocker.MORE_FIGURES: "Later files brought more figures of indicators that came with it. Undo those files first.",
    Blocker.MORE_OF_PLACES: "Later files brought figures of places that came with it. Undo those files first.",
    Blocker.USED_BY_PEOPLE: "People’s {} are for indicators that this import created. Remove them before you undo it.",
    Blocker.OUR_COUNCIL: "{} came with it and is chosen as your council in the published figures. Choose another there, or none, first.",
    Blocker.OUR_MODEL: (
        "The model of neighbours {} came with it and is the one that your comparators are taken by. "
        "Choose another on the page of your council in the published figures, or none, first."
    ),
}


@transaction.atomic
def undo_import(*, actor: Person, source: Import) -> dict[str, int]:
    """Take a batch back: what it added goes, what it restated is again as it was, and so are comments, actions and statuses that nobody
    has touched since. The batch's own row stays, marked as undone.

    Returns how many figures were removed and put back. Raises ValidationError where something later rests on it.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    lock_series()
    source = Import.objects.select_for_update().get(pk=source.pk)
    if reasons := undo_blockers(source):
        raise ValidationError(" ".join(["This batch cannot be undone.", *map(blocker_sentence, reasons)]))
    words = undo_comments(actor=actor, source=source)
    restored = _put_back_values(source) + _put_back_comparators(source)
    models = left_models(source)
    removed = _remove_new(source)
    restored += (replaced := _put_back_neighbours(source))
    _remove_what_is_left_empty(source, models)
    source.undone_by, source.undone_at = actor, now()
    source.save(update_fields=["undone_by", "undone_at"])
    done = {"removed": removed - replaced, "restored": restored}
    record(actor=actor, verb="indicator.import_undone", target=source, file=source.file_name, **done, **words)
    return done


def blocker_sentence(reason: UndoBlocker) -> str:
    """Why the import cannot be undone, and what to do first."""
    about = " and ".join(map(_called, reason.about)) if isinstance(reason.about, list) else reason.about
    return BLOCKED[reason.blocker].format(about)


def _called(model: type[Model]) -> str:
    names: dict[type[Model], str] = {Mapping: "saved mappings", Commentary: "comments"}
    return names.get(model) or str(model._meta.verbose_name_plural)


def _put_back_values(source: Import) -> int:
    restated = source.restatements.filter(value__isnull=False)
    rows = list(restated.values_list("was", "was_mark", "was_source", "was_row", "value"))
    restated.delete()
    update_values(rows)
    return len(rows)


def _put_back_comparators(source: Import) -> int:
    restated = list(source.restatements.filter(comparator__isnull=False).select_related("comparator"))
    for each in restated:
        comparator = each.comparator
        assert comparator is not None
        assert each.was is not None  # a comparator without a figure is not stored
        comparator.value, comparator.year = each.was, each.was_year
        comparator.source_id, comparator.row = each.was_source_id, each.was_row
        comparator.save()
    source.restatements.all().delete()
    return len(restated)


def _remove_new(source: Import) -> int:
    removed = source.values.count() + source.comparators.count() + source.neighbours.count()
    for model in (Value, Comparator, Neighbour):
        stored = model._default_manager.filter(source=source)
        stored._raw_delete(stored.db)
    return removed


def _put_back_neighbours(source: Import) -> int:
    """Those in whose place the batch had put others."""
    replaced = [dict(zip(NEIGHBOUR_COLUMNS, each, strict=True)) for each in replaced_neighbours(source)]
    Neighbour.objects.bulk_create(Neighbour(**each) for each in replaced)
    return len(replaced)


def _remove_what_is_left_empty(source: Import, models: list[NeighbourModel]) -> None:
    """Indicators, places and models of neighbours that came with the batch. Nobody else's figures use them: that was checked."""
    brought = Indicator.objects.filter(brought_by=source, owner=None)
    measures = list(brought.values_list("measure", flat=True))
    brought.delete()
    Measure.objects.filter(pk__in=measures, indicators=None).delete()
    Place.objects.filter(brought_by=source, region__isnull=False).delete()
    Place.objects.filter(brought_by=source, councils=None).delete()
    NeighbourModel.objects.filter(pk__in=[each.pk for each in models], neighbours=None).delete()
