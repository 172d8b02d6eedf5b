"""One thing that one person is late with, as the rooms above tell of it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models

from foundation.accounts.models import Person


@dataclass(frozen=True)
class Owed:
    """`key` is the same for as long as it is owed (“audit.moderate:1042”); the trail has the `verb` on its `target`.

    `what` begins with a verb (“Moderate audit 1042”) and goes out by mail: no case ID, no child, no grade, nothing that somebody typed.
    It may be said to the person themself. `said_to` words it for a manager, empty where they may know nothing of it. `places` are the
    pages from which it is chased, each by its name in the address of the page of reminders.
    """

    person: Person
    key: str
    what: str
    due: datetime.date
    target: models.Model
    verb: str
    places: frozenset[str]
    said_to: Callable[[Person], str]


@dataclass(frozen=True)
class OwedQuestion:
    """What is late in one room. `reads` are the lists that `owed` goes through: those of all rooms are read by one query."""

    owed: Callable[[], list[Owed]]
    reads: Sequence[models.QuerySet] = ()


NOTHING_OWED = OwedQuestion(list)
# What somebody may chase, read at that moment.
OwedTo = Callable[[Person], list[Owed]]
