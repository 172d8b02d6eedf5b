"""What the Board, or the report, reads of a comment."""

from dataclasses import dataclass

from foundation.council.months import month_name
from foundation.documents.formats import uk_date
from performance.models import Commentary
from performance.queries.releases import release_of

BOARD = "The Board reads"


@dataclass(frozen=True)
class ReadOfComment:
    """What others than its writers read of a comment now: `words` are published, `waits` says whether others are to take their place."""

    sentence: str
    heading: str
    words: list[tuple[str, str]]
    waits: bool


def read_of(commentary: Commentary) -> ReadOfComment:
    """The report, and people who work with the figures, read a month that is not released; the Board does not."""
    shown = BOARD if release_of(commentary.month) else "The report shows"
    words = [("Comment", commentary.published_comment), ("Action", commentary.published_action)]
    return ReadOfComment(
        sentence=_sentence(commentary, shown),
        heading=f"{shown} this now",
        words=[(label, text) for label, text in words if text],
        waits=commentary.is_published and commentary.has_draft,
    )


def _sentence(commentary: Commentary, shown: str) -> str:
    then = f" The Board reads them once {month_name(commentary.month)} is released to it."
    unreleased = "" if shown == BOARD else then
    if commentary.is_published and commentary.has_draft:
        return f"A correction waits to be published. {shown} the words published on {uk_date(commentary.published_on)}.{unreleased}"
    if commentary.is_published:
        return f"{shown} these words: published by {commentary.published_by}, {uk_date(commentary.published_on)}.{unreleased}"
    if commentary.withdrawn_on:
        by = f"{commentary.withdrawn_by}, {uk_date(commentary.withdrawn_on)}"
        return f"Withdrawn by {by}: it is now neither shown to the Board nor in the report."
    return "It is not published: it is neither shown to the Board nor in the report." if commentary.comment or commentary.action else ""
