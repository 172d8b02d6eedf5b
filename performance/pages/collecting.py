"""A month's comments on their way: asked for, written, published."""

import datetime
from dataclasses import dataclass, field, replace

from foundation.accounts.models import Person
from foundation.govuk.false_words import FalseWords
from foundation.guard.pages import sentences_on
from foundation.guard.queries import dismissed_at_each, found_in, still_asked
from performance.models import Commentary, Indicator
from performance.pages.facts_from_above import false_facts_from_above
from performance.pages.insertable_facts import NotedFiguresSoFar, stale_quotes
from performance.pages.links import ask_url, comment_url
from performance.queries.figures import MonthFigures, figures_for


@dataclass(frozen=True)
class CommentOfMonth:
    """An indicator with a figure in the month, and how far its comment is. `checks`: what a comment to be published quotes wrong.

    `found`: what in it looks as if it said who somebody is; until that is seen to it cannot be published.
    """

    indicator: Indicator
    commentary: Commentary | None
    comment_url: str
    ask_url: str
    checks: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    false_words: list[FalseWords] = field(default_factory=list)

    @property
    def is_unasked(self) -> bool:
        """Nobody was asked and nothing is written."""
        return self.commentary is None or not (self.commentary.asked_of_id or self.commentary.comment)

    @property
    def is_ready(self) -> bool:
        """Handed in, and not what the Board reads yet. What was withdrawn waits until its words are changed."""
        return bool(self.commentary and self.commentary.written_on and self.commentary.has_draft and not self.commentary.withdrawn_on)

    def is_late(self, on: datetime.date) -> bool:
        """Somebody was asked for it, and its day has passed."""
        asked = self.commentary
        return bool(asked and asked.is_waiting and asked.due and asked.due < on)

    @property
    def state(self) -> str:
        if self.is_unasked or self.commentary is None:
            return "Not asked for"
        if self.is_ready:
            return "To look at" if self.found else "Correction to publish" if self.commentary.is_published else "To publish"
        if self.commentary.withdrawn_on:
            return "Withdrawn"
        if self.commentary.is_waiting or self.commentary.has_draft:
            return "Being written" if self.commentary.comment else "Waiting"
        return "Published"


def comments_of(month: datetime.date, person: Person) -> list[CommentOfMonth]:
    """Of every indicator of both tables that has a figure in the month, in the tables' order, as this person reads them."""
    figures = figures_for(month)
    rows = [_comment(each, figures) for each in figures.indicators if (each.pk, month) in figures.values]
    so_far = NotedFiguresSoFar.now()
    found = _found(rows)
    wrong = false_facts_from_above(person, [row.commentary for row in rows if row.is_ready and row.commentary])
    return [_checked(row, figures, so_far, found, wrong) if row.is_ready else row for row in rows]


def _found(rows: list[CommentOfMonth]) -> dict[int, list[str]]:
    """By commentary, what looks like an identity and nobody has said may stand."""
    ready = {str(row.commentary.pk): row.commentary for row in rows if row.is_ready and row.commentary}
    finds = found_in({pk: f"{each.comment}\n{each.action}" for pk, each in ready.items()})
    done = dismissed_at_each([ready[pk] for pk in finds])
    return {int(pk): sentences_on(asked) for pk, each in finds.items() if (asked := still_asked(each, done.get(pk, ())))}


def _checked(
    row: CommentOfMonth, figures: MonthFigures, so_far: NotedFiguresSoFar, found: dict[int, list[str]], wrong: dict[int, list[FalseWords]]
) -> CommentOfMonth:
    if row.commentary is None:
        return row
    quotes = stale_quotes(row.commentary.comment, row.indicator, figures, so_far)
    return replace(row, found=found.get(row.commentary.pk, []), checks=quotes, false_words=wrong.get(row.commentary.pk, []))


def _comment(indicator: Indicator, figures: MonthFigures) -> CommentOfMonth:
    month = figures.month
    return CommentOfMonth(indicator, figures.commentaries.get(indicator.pk), comment_url(indicator, month), ask_url(indicator, month))
