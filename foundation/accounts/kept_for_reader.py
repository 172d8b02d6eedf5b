"""Finished values of a page that are one reader's own, kept until something is written."""

from collections.abc import Callable
from typing import TypeVar

from foundation.activity.trail_cache import cached_until_trail_changes

from .models import Person
from .reader import board_reader

T = TypeVar("T")
_AN_HOUR = 60 * 60


def kept_for_reader(person: Person, name: str, make: Callable[[], T]) -> T:
    """What `make` gives for `person`, made again once anything was recorded in the trail, a day has begun, or their roles are others.

    `name` says all else that it depends on. Never for a form, its token, or words that somebody is writing: `make` is given no request.
    """
    who = f"{person.pk} as {','.join(sorted(person.roles))} {'released' if board_reader() is not None else ''}"
    return cached_until_trail_changes(f"{name} for {who}", make, at_most=_AN_HOUR)
