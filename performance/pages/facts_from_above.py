"""Facts on an indicator that a room above works out, as one that joins grades with figures does, for a comment on it.

An app names as `facts_for_comments` what offers them to a person, and as `false_facts_in_comments` what says of those that stand in
comments which are not so any more.
"""

import datetime
from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from foundation.accounts.models import Person
from performance.models import Commentary, Indicator


def facts_from_above(person: Person, indicator: Indicator, month: datetime.date) -> list[Any]:
    """Each an `InsertableFact`, which this person may read."""
    return [fact for offer in _named("facts_for_comments") for fact in offer(person, indicator, month)]


def false_facts_from_above(commentaries: Collection[Commentary]) -> dict[int, list[str]]:
    """By commentary: a sentence on each fact in its words that is not so any more."""
    found: dict[int, list[str]] = {}
    for find in _named("false_facts_in_comments"):
        for pk, sentences in find(commentaries).items():
            found.setdefault(pk, []).extend(sentences)
    return found


def _named(attribute: str) -> list[Any]:
    return [import_string(name) for config in apps.get_app_configs() if (name := getattr(config, attribute, ""))]
