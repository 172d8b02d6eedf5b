"""One thing that waits for one person, as My work lists it and the day's digest names it."""

import datetime
from dataclasses import dataclass
from enum import Enum


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
