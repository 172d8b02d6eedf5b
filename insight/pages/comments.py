"""Facts that join grades with an indicator, for the person who comments on it; and those in comments that are not so any more."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from foundation.accounts.models import Person
from foundation.accounts.reader import board_reader, read_in_full
from foundation.govuk.false_words import FalseWords
from insight.facts import BEGINNING, FactReader, facts_for
from insight.facts.indicators import INDICATORS
from insight.facts.standing import FalseFact, false_facts
from insight.permissions import can_see_insight
from insight.queries.agreement import months_still_to_moderate
from insight.queries.inserted import inserted_in
from performance.models import Commentary, Indicator
from performance.pages.insertable_facts import InsertableFact
from performance.queries import FigureReader


def facts_about(person: Person, indicator: Indicator, month: datetime.date) -> list[InsertableFact]:
    """Of the month, in view of those before; what this person may be told of the grades."""
    if not can_see_insight(person):
        return []
    hidden = months_still_to_moderate(person, BEGINNING, month)
    found = facts_for(person, FactReader(month, month, hidden=hidden), INDICATORS)
    return [InsertableFact(fact.key, fact.sentence, fact.source) for fact in found if _is_about(fact.figures, indicator.slug)]


def _is_about(figures: Mapping[str, Any], slug: str) -> bool:
    return figures.get("indicator") == slug or any(each["indicator"] == slug for each in figures.get("indicators", ()))


def false_facts_in(person: Person | None, commentaries: Collection[Commentary]) -> dict[int, list[FalseWords]]:
    """By commentary, of the facts in what is written or published. Board members learn that they are not so any more; all others why, and
    what is so now where they may be told that. Without a `person` it is for everybody, and says what Board members learn.
    """
    with read_in_full():
        wrong = false_facts(list(inserted_in([each for each in commentaries if each.pk])), FigureReader())
    told = _offered_now(person, wrong) if person else set()
    found: dict[int, list[FalseWords]] = {}
    for each in wrong:
        reason = each.reason if each.now is None or each.now.key in told else each.why
        words = FalseWords(each.inserted.sentence, "" if person is None or board_reader() else reason)
        found.setdefault(int(each.inserted.target_id), []).append(words)
    return found


def _offered_now(person: Person, wrong: Collection[FalseFact]) -> set[str]:
    """The keys of all that this person is told of the months of these facts."""
    months = [month for each in wrong for month in (each.inserted.first_month, each.inserted.last_month)]
    if not months or not can_see_insight(person):
        return set()
    hidden = months_still_to_moderate(person, BEGINNING, max(months))
    return {fact.key for fact in facts_for(person, FactReader(min(months), max(months), hidden=hidden), INDICATORS)}
