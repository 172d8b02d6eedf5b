"""What an app gives to be found: which of its texts, and how its things are found among what somebody may see."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from foundation.search.asking import Sought
from foundation.search.words import Passage

# Of a kind so many are counted and can be paged through: who has more adds a word.
MOST = 500
# Of each kind beside the others, and of one alone.
FEW, A_PAGE = 10, 25
# The number of a text is that of its source and of its row.
BITS_OF_ROW = 40


@dataclass(frozen=True)
class TextSource:
    """One text of a model. `of` names the field that leads to what is listed, empty where it is the row itself.

    `where` says at the time of the search which rows count, beside who may see what is listed; `kept`, which are in the index at all:
    nothing that its writer alone may read. The `key` is never changed: the numbers in the index follow from it.
    """

    key: str
    label: str
    model: type[models.Model]
    field: str
    of: str = ""
    where: Q = Q()
    kept: Q = Q()

    @property
    def number(self) -> int:
        return zlib.crc32(self.key.encode()) & 0x3FFFFF

    @property
    def listed(self) -> type[models.Model]:
        """The model of what is listed."""
        if not self.of:
            return self.model
        field = self.model._meta.get_field(self.of)
        assert isinstance(field.related_model, type)
        return field.related_model


@dataclass(frozen=True)
class Wanted:
    """Which page of what is found: `alone`, or the first few beside other kinds."""

    page: int = 1
    alone: bool = False

    @property
    def size(self) -> int:
        return A_PAGE if self.alone else FEW

    @property
    def span(self) -> slice:
        first = (min(max(self.page, 1), MOST // A_PAGE) - 1) * self.size if self.alone else 0
        return slice(first, first + self.size)


@dataclass(frozen=True)
class Quoted:
    """Where the words are: of what the text is, and the piece of it that has them."""

    of: str
    passage: Passage


@dataclass(frozen=True)
class Found:
    text: str
    url: str
    about: str
    quoted: tuple[Quoted, ...] = ()


@dataclass(frozen=True)
class Matches:
    """One page of what was found of a kind, and how many there are: `MOST` and one more stands for more than so many."""

    rows: tuple[Found, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class SearchKind:
    """`place` orders the kinds on the page. `called` is what its numbers follow (“action 196”), `records` what a case ID does."""

    key: str
    name: str
    place: int
    find: Callable[[Any, Sought, Wanted], Matches]
    sources: tuple[TextSource, ...] = ()
    called: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@cache
def kinds() -> tuple[SearchKind, ...]:
    """What every app names as `searched`, in the order of the page."""
    found = [import_string(name) for config in apps.get_app_configs() for name in getattr(config, "searched", ())]
    return tuple(sorted(found, key=lambda kind: kind.place))


@cache
def sources() -> tuple[TextSource, ...]:
    found = tuple(source for kind in kinds() for source in kind.sources)
    assert len({source.number for source in found}) == len(found), "two keys of texts have one number: change the newer"
    return found
