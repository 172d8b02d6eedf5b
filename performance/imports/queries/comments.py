"""What an import said of months besides its figures: comments, actions and statuses; and whether they still stand as it said them."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType

from foundation.activity.models import Entry
from performance.enums import Shape
from performance.imports.enums import Stays
from performance.models import Commentary, Import

WORDS, STATUS = "commentary.written", "commentary.status_set"
TAKEN_BACK = {WORDS: "commentary.taken_back", STATUS: "commentary.status_taken_back"}
# What changes the words, or the status, of a month.
_CHANGES = {WORDS: (WORDS, "commentary.saved", TAKEN_BACK[WORDS]), STATUS: (STATUS, TAKEN_BACK[STATUS])}
# Files of other shapes bring figures alone.
_SPEAKING = (Shape.SCORECARD, Shape.HALF_YEARS, Shape.MAPPED)


@dataclass(frozen=True)
class ImportedComment:
    """One thing that an import said. `stays` says why undoing the import leaves it, None where it goes: because of the `change` that came
    after it, or because it is published. `later` is the import that has put other words in its place.
    """

    entry: Entry
    commentary: Commentary
    stays: Stays | None = None
    change: Entry | None = None
    later: Import | None = None


def comments_imported_by(batch: Import) -> list[ImportedComment]:
    """All that stands or stood in a month because of `batch`, as the trail tells it."""
    if batch.shape not in _SPEAKING:
        return []
    kind = ContentType.objects.get_for_model(Commentary)
    entries = list(Entry.objects.of_type(Commentary).filter(verb__in=TAKEN_BACK, facts__batch=batch.pk).order_by("pk"))
    held = Commentary.objects.select_related("indicator").in_bulk({int(each.target_id) for each in entries})
    trail = (
        Entry.objects.filter(target_type=kind, target_id__in=[str(pk) for pk in held]).select_related("actor").order_by("target_id", "pk")
    )
    told = {int(pk): list(group) for pk, group in groupby(trail, key=lambda each: each.target_id)}
    live = Import.objects.filter(undone_at=None).in_bulk({each.facts["batch"] for each in trail if each.facts.get("batch")})
    return [_said(each, commentary, told[commentary.pk], live) for each in entries if (commentary := held.get(int(each.target_id)))]


def _said(entry: Entry, commentary: Commentary, trail: list[Entry], live: dict[int, Import]) -> ImportedComment:
    last = [each for each in trail if each.verb in _CHANGES[entry.verb]][-1]
    after = entry.facts["after"]
    if stands(entry, commentary) and (last.pk == entry.pk or last.verb in TAKEN_BACK.values()):
        published = commentary.published_by_id and [commentary.published_comment, commentary.published_action] == after
        return ImportedComment(entry, commentary, Stays.PUBLISHED if published else None)
    later = live.get(last.facts.get("batch", 0)) if last.facts.get("before") == after else None
    return ImportedComment(entry, commentary, Stays.CHANGED, last, later)


def stands(entry: Entry, commentary: Commentary) -> bool:
    """Whether the month still says what the import said."""
    now: Any = commentary.status if entry.verb == STATUS else [commentary.comment, commentary.action]
    return now == entry.facts["after"]
