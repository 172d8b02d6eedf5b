"""One thing that waits for one person, as My work lists it and the day's digest names it."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import QuerySet

from foundation.lookups.read_together import read_together
from foundation.lookups.together import which_have_any


class WorkKind(Enum):
    TASK = "something to do"
    VERIFY = "somebody else's evidence to verify"
    COMMENT = "a comment that was asked for"


@dataclass(frozen=True)
class WorkItem:
    """`what` begins with a verb (“Moderate 1038”); `why` says why it is theirs; `waiting` marks what others must do first,
    `urgent` what comes before everything, late or not.

    `first_due` is the date that it had before it was moved to `due`, where it was.

    `email_text` is `what` as a mail may say it: no case ID, no child, no grade, nothing that somebody typed. Without it
    the digest only counts the item.
    """

    what: str
    why: str
    url: str
    due: datetime.date | None = None
    waiting: bool = False
    urgent: bool = False
    kind: WorkKind = WorkKind.TASK
    email_text: str = ""
    first_due: datetime.date | None = None


@dataclass(frozen=True)
class WorkQuestion:
    """One kind of work that may wait for somebody: `rows`, and how those that there are become items.

    `rows` may be more than becomes an item, and never less: what is empty is not read. None where only `items` can tell. `reads` are
    the lists that `items` goes through, `rows` themselves where nothing else is said: those of all kinds are read by one query.
    """

    rows: QuerySet | None
    items: Callable[[], Iterable[WorkItem]]
    reads: Sequence[QuerySet] | None = None

    @property
    def lists(self) -> Sequence[QuerySet]:
        return self.reads if self.reads is not None else [self.rows] if self.rows is not None else []


def items_of_all(questions: Iterable[WorkQuestion]) -> list[WorkItem]:
    """The items of all questions, in their order."""
    return [item for items in items_of_each(questions) for item in items]


def items_of_each(questions: Iterable[WorkQuestion], beside: Iterable[QuerySet] = ()) -> list[list[WorkItem]]:
    """Of each question its items. One query says which of them have rows: of some fifty kinds few wait for one person. One more reads
    the rows of these, and what is asked for `beside` them.
    """
    asked = list(questions)
    found = iter(which_have_any([each.rows for each in asked if each.rows is not None]))
    waiting = [each.rows is None or next(found) for each in asked]
    read_together(*beside, *(rows for each, waits in zip(asked, waiting, strict=True) if waits for rows in each.lists))
    return [list(each.items()) if waits else [] for each, waits in zip(asked, waiting, strict=True)]
