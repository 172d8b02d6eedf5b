"""Figures that a comment may quote, each as a finished sentence, and whether what a comment quotes still holds."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.months import add_months, last_day
from foundation.documents.formats import uk_date
from foundation.editing.version_tokens import version_token
from foundation.statistics import plain
from performance.enums import Series
from performance.models import Indicator, NotedFigure
from performance.pages.facts import Derivation, facts_to_say
from performance.pages.facts_from_above import facts_from_above
from performance.pages.noted_figures import noted_sentence
from performance.queries.figures import MonthFigures
from performance.queries.movements import claims_against
from performance.queries.noted_figures import NotedFigureSum, noted_figure_sums
from performance.queries.periods import WINDOW

# What may differ between a sentence of then and of now: its numbers, and which way they point.
_VARIES = re.compile(r"[+−]?\d(?:[\d,.]*\d)?|\bfewer\b|\bmore\b")
_ANY = r"(?:[+−]?\d(?:[\d,.]*\d)?|fewer|more)"


@dataclass(frozen=True)
class InsertableFact:
    """`key` names it in a form; `sentence` is what a comment would say, `origin` where it comes from."""

    key: str
    sentence: str
    origin: str


def insertable_facts(indicator: Indicator, figures: MonthFigures, person: Person) -> list[InsertableFact]:
    """The noted figures of the period, then what can be worked out from the stored ones, then what rooms above add for the person."""
    noted = [
        InsertableFact(f"noted-{each.figure.pk}", noted_sentence(each), _noted_by(each))
        for each in noted_figures_in(indicator, figures.month)
    ]
    facts = [
        InsertableFact(version_token(each.sentence), each.sentence, f"Worked out: {each.working}")
        for each in facts_to_say(indicator, figures)
    ]
    return [*noted, *facts, *facts_from_above(person, indicator, figures.month)]


def noted_figures_in(indicator: Indicator, month: datetime.date) -> list[NotedFigureSum]:
    """The noted figures whose day lies in the month; of a half-year, in its six."""
    first = add_months(month, 1 - WINDOW) if indicator.series == Series.HALF_YEARS else month
    return noted_figure_sums(first, last_day(month))


def _noted_by(noted: NotedFigureSum) -> str:
    return f"Noted by {noted.figure.noted_by}, {uk_date(noted.figure.noted_on)}"


@dataclass(frozen=True)
class NotedFiguresSoFar:
    """The figures that are noted, and the trail of those that were removed: asked for once, however many comments are looked at."""

    noted: list[NotedFigureSum]
    removed: list[Entry]

    @classmethod
    def now(cls) -> "NotedFiguresSoFar":
        removed = Entry.objects.of_type(NotedFigure).filter(verb="figure.removed").select_related("actor").order_by("-pk")
        return cls(noted_figure_sums(), list(removed))


def stale_quotes(words: str, indicator: Indicator, figures: MonthFigures, so_far: NotedFiguresSoFar | None = None) -> list[str]:
    """What a comment quotes and what is no longer so: each a sentence for its editor."""
    if not words.strip():
        return []
    return [*_stale_noted(words, so_far or NotedFiguresSoFar.now()), *_stale_facts(words, facts_to_say(indicator, figures))]


def warnings_on(indicator: Indicator, figures: MonthFigures, comment: str, action: str) -> tuple[str, ...]:
    """What the comment that somebody writes quotes and is no longer so, and what it says of the figures that they do not."""
    claims = claims_against(indicator, figures, [comment, action])
    return tuple([*stale_quotes(comment, indicator, figures), *(claim.sentence for claim in claims)])


def _stale_noted(words: str, so_far: NotedFiguresSoFar) -> Iterator[str]:
    quoted = [each for each in so_far.noted if _quotes(words, each.figure.words, each.figure.day)]
    for each in quoted:
        named = f"“{each.figure.words}” of {uk_date(each.figure.day)}"
        parts = sum(part.value for part in each.figure.parts.all())
        if each.figure.parts.all() and parts != each.figure.value:
            yield f"The parts of {named} make {plain(parts)}, not {plain(each.figure.value)}. Put the noted figure right."
        if not any(noted_sentence(other) in words for other in quoted if _is_the_same(other.figure, each.figure)):
            now = f"{each.sum} ({each.figure.source})"
            yield f"The comment quotes {named} differently from what is recorded now: {now}. Correct it, or insert it again."
    live = {(each.figure.words, str(each.figure.day)) for each in quoted}
    yield from _removed(words, so_far.removed, live)


def _is_the_same(one: NotedFigure, other: NotedFigure) -> bool:
    return (one.words, one.day) == (other.words, other.day)


def _removed(words: str, removed: list[Entry], live: set[tuple[str, str]]) -> Iterator[str]:
    told: set[tuple[str, str]] = set()
    for entry in removed:
        key = (entry.facts["words"], entry.facts["day"])
        day = datetime.date.fromisoformat(key[1])
        if key not in live | told and _quotes(words, key[0], day):
            told.add(key)
            by = f"by {entry.actor} on {uk_date(entry.day)}"
            yield f"The comment quotes “{key[0]}” of {uk_date(day)}, which was removed from the noted figures {by}. Check it."


def _quotes(words: str, noted: str, day: datetime.date) -> bool:
    return bool(re.search(rf"{re.escape(noted)}: [^\n]*? on {re.escape(uk_date(day))} \(", words))


def _stale_facts(words: str, facts: Iterable[Derivation]) -> Iterator[str]:
    """A sentence that the comment has in the same words with other numbers."""
    for fact in facts:
        if fact.sentence in words:
            continue
        pattern = _ANY.join(re.escape(part) for part in _VARIES.split(fact.sentence))
        if found := re.search(pattern, words):
            yield f"The comment says “{found[0]}” From the figures stored now it is: “{fact.sentence}”"
