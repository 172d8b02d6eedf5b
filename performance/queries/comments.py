"""Comments that were asked for and have not come."""

import datetime
from dataclasses import dataclass

from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader
from performance.models import Commentary, Indicator


@dataclass(frozen=True)
class MissingComment:
    indicator: Indicator
    month: datetime.date
    asked_of: Person
    due: datetime.date | None

    @property
    def label(self) -> str:
        return str(self.indicator.measure)


def missing_comments(month: datetime.date) -> list[MissingComment]:
    """The month's comments that somebody was asked for and has not written, in the tables' order. The Board is not told of them."""
    if board_reader():
        return []
    waiting = Commentary.objects.filter(month=month, asked_of__isnull=False, written_on=None)
    rows = waiting.select_related("indicator__measure", "asked_of").order_by("-indicator__series", "indicator__position")
    return [MissingComment(each.indicator, month, each.asked_of, each.due) for each in rows if each.asked_of]
