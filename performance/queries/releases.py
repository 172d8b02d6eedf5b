"""Whether the Board reads a month, and what it reads of a comment."""

import datetime
from dataclasses import dataclass

from foundation.council.months import month_name
from foundation.govuk.formats import uk_date
from performance.models import Commentary, MonthRelease


def release_of(month: datetime.date) -> MonthRelease | None:
    return MonthRelease.objects.filter(month=month).select_related("released_by").first()


@dataclass(frozen=True)
class ReadOfComment:
    """What others than its writers read of a comment now: `words` are published, `waits` says whether others are to take their place."""

    sentence: str
    heading: str
    words: list[tuple[str, str]]
    waits: bool


def read_of(commentary: Commentary) -> ReadOfComment:
    """A month that is not released is read by the report and by those who work with the figures, and not by the Board."""
    readers = "The Board and the report read" if release_of(commentary.month) else "The report reads"
    words = [("Comment", commentary.published_comment), ("Action", commentary.published_action)]
    return ReadOfComment(
        sentence=_sentence(commentary, readers),
        heading=f"{readers} this now",
        words=[(label, text) for label, text in words if text],
        waits=commentary.is_published and commentary.has_draft,
    )


def _sentence(commentary: Commentary, readers: str) -> str:
    unreleased = "" if readers.startswith("The Board") else f" The Board does once {month_name(commentary.month)} is released to it."
    if commentary.is_published and commentary.has_draft:
        return f"A correction waits to be published. {readers} the words published on {uk_date(commentary.published_on)}.{unreleased}"
    if commentary.is_published:
        return f"{readers} these words: published by {commentary.published_by}, {uk_date(commentary.published_on)}.{unreleased}"
    if commentary.withdrawn_on:
        return f"Withdrawn by {commentary.withdrawn_by}, {uk_date(commentary.withdrawn_on)}: neither the Board nor the report reads it now."
    return "Neither the Board nor the report reads it yet." if commentary.comment or commentary.action else ""
