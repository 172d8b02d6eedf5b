"""Undoing a batch of imported figures, as long as nothing later rests on it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from performance.models import Commentary, Comparator, Import, Indicator, Mapping, Neighbour, Place, Restatement, Value
from performance.permissions import can_import

from .importing import WHY
from .series import lock_series
from .storing import update_values


def what_rests_on(source: Import) -> list[str]:
    """Why a batch cannot be undone: each reason a sentence; none where it can."""
    later = Restatement.objects.filter(was_source=source).exclude(source=source).select_related("source")
    reasons = [f"{batch} restated figures of it. Undo that one first." for batch in {str(each.source): None for each in later[:500]}]
    others = Value.objects.exclude(source=source)
    if Indicator.objects.filter(brought_by=source).filter(Exists(others.filter(indicator=OuterRef("pk")))).exists():
        reasons.append("Later files brought more figures of indicators that came with it. Undo those files first.")
    elif _later_uses_of_places(source):
        reasons.append("Later files brought figures of places that came with it. Undo those files first.")
    brought = Indicator.objects.filter(brought_by=source, owner=None)
    if Mapping.objects.filter(indicator__in=brought).exists() or Commentary.objects.filter(indicator__in=brought).exists():
        reasons.append("Comments or saved mappings speak of indicators that came with it, which would go.")
    if source.undone_at:
        reasons.append("It was undone already.")
    return reasons


def _later_uses_of_places(source: Import) -> bool:
    brought = Place.objects.filter(brought_by=source)
    used = Value.objects.filter(place__in=brought).exclude(source=source).exists()
    return used or Neighbour.objects.exclude(source=source).filter(Q(council__in=brought) | Q(neighbour__in=brought)).exists()


@transaction.atomic
def undo_import(*, actor: Person, source: Import) -> dict[str, int]:
    """Take a batch back: what it added goes, what it restated is again as it was. The batch's own row stays, marked as undone.

    Returns how many figures were removed and put back. Raises ValidationError where something later rests on it.
    """
    require(can_import, actor, why=WHY)
    lock_series()
    source = Import.objects.select_for_update().get(pk=source.pk)
    if reasons := what_rests_on(source):
        raise ValidationError(" ".join(["This batch cannot be undone.", *reasons]))
    restored = _put_back_values(source) + _put_back_comparators(source)
    removed = _remove_new(source)
    source.undone_by, source.undone_at = actor, timezone.now()
    source.save(update_fields=["undone_by", "undone_at"])
    done = {"removed": removed, "restored": restored}
    record(actor=actor, verb="indicator.import_undone", target=source, file=source.file_name, **done)
    return done


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
    # Nobody else's figures speak of them: `what_rests_on` looked.
    Indicator.objects.filter(brought_by=source, owner=None).delete()
    Place.objects.filter(brought_by=source, region__isnull=False).delete()
    Place.objects.filter(brought_by=source, councils=None).delete()
    return removed
