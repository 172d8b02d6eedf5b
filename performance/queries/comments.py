"""Comments that were asked for and have not come."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader
from performance.models import Commentary, Indicator
from performance.permissions import can_ask_for_comments

# The verb of the trail.
REMINDED = "commentary.reminded"


@dataclass(frozen=True)
class MissingComment:
    indicator: Indicator
    month: datetime.date
    asked_of: Person
    due: datetime.date | None
    # What reminders know it by.
    key: str

    @property
    def label(self) -> str:
        return str(self.indicator.measure)


def comments_to_come(month: datetime.date) -> QuerySet[Commentary]:
    """The month's comments that somebody was asked for and has not written, in the tables' order. The Board is not told of them."""
    if board_reader():
        return Commentary.objects.none()
    waiting = Commentary.objects.filter(month=month, asked_of__isnull=False, written_on=None)
    return waiting.select_related("indicator__measure", "asked_of").order_by("-indicator__series", "indicator__position")


def missing_comments(month: datetime.date) -> list[MissingComment]:
    rows = comments_to_come(month)
    return [MissingComment(each.indicator, month, each.asked_of, each.due, key_of(each)) for each in rows if each.asked_of]


def late_comments(actor: Person, on: datetime.date) -> QuerySet[Commentary]:
    """Past their day, asked of others than `actor`, who collects comments."""
    if not can_ask_for_comments(actor):
        return Commentary.objects.none()
    waiting = Commentary.objects.filter(asked_of__is_active=True, written_on=None, due__lt=on).exclude(asked_of=actor)
    return waiting.select_related("indicator__measure", "asked_of").order_by("due", "pk")


def key_of(commentary: Commentary) -> str:
    return f"comment:{commentary.pk}"
