"""One thing that waits for one person, as My work lists it and the day's digest names it."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import QuerySet

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

    `rows` may be more than becomes an item, and never less: what is empty is not read. None where only `items` can tell.
    """

    rows: QuerySet | None
    items: Callable[[], Iterable[WorkItem]]


def items_of_all(questions: Iterable[WorkQuestion]) -> list[WorkItem]:
    """The items of all questions, in their order."""
    return [item for items in items_of_each(questions) for item in items]


def items_of_each(questions: Iterable[WorkQuestion]) -> list[list[WorkItem]]:
    """Of each question its items. One query says which of them have rows: of some fifty kinds few wait for one person."""
    asked = list(questions)
    found = iter(which_have_any([each.rows for each in asked if each.rows is not None]))
    return [list(each.items()) if each.rows is None or next(found) else [] for each in asked]
