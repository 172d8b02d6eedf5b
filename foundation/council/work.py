"""One thing that waits for one person, as My work lists it."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class WorkItem:
    """`what` begins with a verb (“Moderate 1038”); `why` says why it is theirs; `waiting` marks what others must do first,
    `urgent` what comes before everything, late or not.
    """

    what: str
    why: str
    url: str
    due: datetime.date | None = None
    waiting: bool = False
    urgent: bool = False
