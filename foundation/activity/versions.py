"""Two people at one form: the second to save is shown what the first has changed, and decides."""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localtime

from .models import Entry

M = TypeVar("M", bound=models.Model)

# Change without anybody's changing the row.
_OF_THEMSELVES = {"last_login", "password"}


class StaleVersion(ValidationError):
    """The row is no longer what the writer began from; ``version`` is what it is now."""

    def __init__(self, row: models.Model, version: str):
        self.version = version
        entry = Entry.objects.of(row).writes().select_related("actor").order_by("pk").last()
        who = f"{entry.actor} changed" if entry else "Somebody else changed"
        when = f" at {localtime(entry.at):%H:%M}" if entry else ""
        super().__init__(
            f"{who} “{row}”{when}, while you had this page open. Nothing of yours is saved yet. Open the page in another window to see "
            "what is stored now, then save again to store what you have written in its place."
        )


def version_of(row: models.Model, *beside: object) -> str:
    """Another whenever a field of the row was changed, or what stands ``beside`` it; empty for a row that is not stored."""
    if row._state.adding:
        return ""
    names = [field.attname for field in row._meta.concrete_fields if field.name not in _OF_THEMSELVES]
    lines = "\n".join([*(f"{name}={getattr(row, name)!r}" for name in names), *map(repr, beside)])
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def require_version(row: models.Model, version: str | None, *beside: object) -> None:
    """Raise StaleVersion unless ``row``, locked, is what ``version`` was made of; None asks nothing."""
    if version is not None and version != (now := version_of(row, *beside)):
        raise StaleVersion(row, now)


def versions_of(rows: Iterable[M], beside: Callable[[M], Iterable[object]] = lambda row: ()) -> str:
    """For a form that is a table of rows: the version of each by its key; a dash where there is none yet."""
    return " ".join(f"{row.pk}:{version_of(row, *beside(row))}" for row in sorted(rows, key=lambda row: row.pk)) or "-"


def require_versions(rows: Iterable[M], versions: str | None, beside: Callable[[M], Iterable[object]] = lambda row: ()) -> None:
    """Raise StaleVersion, naming the first that is another, unless ``rows``, locked, are those of ``versions``; None asks nothing."""
    if versions is None:
        return
    rows, seen = list(rows), dict(each.split(":") for each in versions.split() if each.count(":") == 1)
    changed = next((row for row in rows if seen.get(str(row.pk)) != version_of(row, *beside(row))), None)
    if changed:
        raise StaleVersion(changed, versions_of(rows, beside))
