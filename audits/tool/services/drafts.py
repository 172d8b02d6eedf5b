"""What every form in versions does, the audit tool and the forms of rooms above: drafts, publishing, parts and their places.

Their services ask for permission and keep the trail; a published version never changes.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Max, Model, QuerySet

from audits.models import FormVersion
from foundation.activity.locking import locked
from foundation.council.clock import today
from foundation.editing.version_tokens import normalised_text

Version = TypeVar("Version", bound=FormVersion)


def locked_draft(versions: QuerySet[Version], version: Version) -> Version:
    """The version, locked, if it may still change."""
    version = locked(versions, pk=version.pk)
    if not version.is_draft:
        raise ValidationError(f"Version {version.version} is published, so it does not change. Begin a new version.")
    return version


def newest_published(versions: QuerySet[Version]) -> Version:
    return versions.filter(published_on__isnull=False).latest("published_on", "version")


def only_draft(versions: QuerySet[Version]) -> Version | None:
    return versions.filter(published_on__isnull=True).order_by("-version").first()


def publish_draft(version: Version, missing: Iterable[str]) -> None:
    """From now on it does not change. `missing`: sentences that say what it still lacks."""
    if lacking := list(missing):
        raise ValidationError(lacking)
    version.published_on = today()
    version.save(update_fields=["published_on"])


def fill_part(part: Model, fields: Mapping[str, Any], apart: Collection[str] = ()) -> None:
    """Set what is given; the names in `apart` are stored apart from the row itself."""
    for name, value in fields.items():
        if name not in apart:
            setattr(part, name, normalised_text(value) if isinstance(value, str) else value)


def next_position(rows: Any) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def change_places(part: Any, siblings: Iterable[Any], *, up: bool) -> bool:
    """Change places with the one before it, or after it, of `siblings` in their order; whether it was neither the first nor the last."""
    placed = list(siblings)
    place = placed.index(part)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(placed):
        return False
    neighbour, rows = placed[other], type(part)._default_manager
    here, there = placed[place].position, neighbour.position
    # Positions are unique, so one of the two stands aside for a moment.
    rows.filter(pk=neighbour.pk).update(position=placed[-1].position + 1)
    rows.filter(pk=part.pk).update(position=there)
    rows.filter(pk=neighbour.pk).update(position=here)
    return True
