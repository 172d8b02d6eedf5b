"""Facts that join grades with an indicator, for the person who comments on it; and those in comments that are not so any more."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from foundation.accounts.models import Person
from insight.facts import BEGINNING, FactReader, facts_for
from insight.facts.indicators import INDICATORS
from insight.facts.standing import false_facts
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


def false_facts_in(commentaries: Collection[Commentary]) -> dict[int, list[str]]:
    """By commentary, of the facts that stand in what is written or published."""
    stored = [each for each in commentaries if each.pk]
    found: dict[int, list[str]] = {}
    for each in false_facts(list(inserted_in(stored)), FigureReader()):
        found.setdefault(int(each.inserted.target_id), []).append(each.sentence)
    return found
