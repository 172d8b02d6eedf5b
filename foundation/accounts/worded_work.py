"""What waits for somebody, of all rooms: which kinds of it have anything is worded once for everybody of the same roles on a day."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connections
from django.db.models import QuerySet

from foundation.council.clock import today
from foundation.council.work import WorkItem, WorkQuestion
from foundation.lookups.read_together import read_together
from foundation.lookups.together import Words, asking_for_one, which_are_so

from .models import Person
from .worded_once import ReadsWhileWorded, given_for, nothing_read, stand_in

# The questions of one room. One that reads anything before its rows are asked for is worded for each person.
WorkSource = Callable[[Person, datetime.date], Iterable[WorkQuestion]]
_Worded = Sequence[Words | None]
# Of a day and a set of roles, by room. None for a room that reads, or has questions that only their items answer.
_OfRoles = dict[WorkSource, _Worded | None]
_WORDS: dict[tuple[datetime.date, datetime.date], dict[tuple[frozenset[str], str], _OfRoles]] = {}


@dataclass
class _Asked:
    """One room's questions: not put together at all where it is known how they are worded and nothing is found."""

    source: WorkSource
    person: Person
    on: datetime.date
    kept: _Worded | None

    @cached_property
    def questions(self) -> list[WorkQuestion]:
        return list(self.source(self.person, self.on))

    @cached_property
    def words(self) -> _Worded:
        if self.kept is None:
            return [asking_for_one(each.rows) for each in self.questions if each.rows is not None]
        return [(words[0], given_for(self.person, words[1])) if words else None for words in self.kept]

    def waiting(self, found: Sequence[bool]) -> list[WorkQuestion]:
        """The questions whose items are to be made."""
        if self.kept is not None and not any(found):
            return []
        answers = iter(found)
        return [each for each in self.questions if each.rows is None or next(answers)]


def items_of_sources(
    sources: Sequence[WorkSource], person: Person, on: datetime.date, beside: Iterable[QuerySet] = (), *, using: str = "default"
) -> list[list[WorkItem]]:
    """Of each room its items: one query says which questions find anything, one more reads the rows of these and what is `beside` them."""
    kept = _words_for(sources, person, on, using)
    rooms = [_Asked(source, person, on, kept[source]) for source in sources]
    answers = iter(which_are_so(using, [words for room in rooms for words in room.words]))
    asked = [room.waiting([next(answers) for _ in room.words]) for room in rooms]
    read_together(*beside, *(rows for room in asked for each in room for rows in each.lists))
    return [[item for each in room for item in each.items()] for room in asked]


def _words_for(sources: Sequence[WorkSource], person: Person, on: datetime.date, using: str) -> _OfRoles:
    days = on, today()
    if days not in _WORDS:
        # Of the days before nobody asks any more.
        _WORDS.clear()
    words = _WORDS.setdefault(days, {}).setdefault((person.roles, connections[using].vendor), {})
    for source in sources:
        if source not in words:
            words[source] = _worded(source, person.roles, on, using)
    return words


def _worded(source: WorkSource, roles: frozenset[str], on: datetime.date, using: str) -> _Worded | None:
    with nothing_read(connections[using]):
        try:
            questions = list(source(stand_in(is_system=False, roles=roles), on))
            rows = [each.rows for each in questions if each.rows is not None]
            return [asking_for_one(each) for each in rows] if len(rows) == len(questions) else None
        except ReadsWhileWorded:
            return None
