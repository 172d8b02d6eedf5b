"""Facts on an indicator that a room above works out, as one that joins grades with figures does, for a comment on it.

An app names as `facts_for_comments` what offers them to a person, and as `false_facts_in_comments` what says to a person which of those
in comments are not so any more.
"""

import datetime
from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from foundation.accounts.models import Person
from foundation.govuk.false_words import FalseWords
from performance.models import Commentary, Indicator


def facts_from_above(person: Person, indicator: Indicator, month: datetime.date) -> list[Any]:
    """Each an `InsertableFact`, which this person may read."""
    return [fact for offer in _named("facts_for_comments") for fact in offer(person, indicator, month)]


def false_facts_from_above(person: Person | None, commentaries: Collection[Commentary]) -> dict[int, list[FalseWords]]:
    """By commentary: the facts in its words that are not so any more, with what this person may read of why; for everybody, nothing."""
    found: dict[int, list[FalseWords]] = {}
    for find in _named("false_facts_in_comments"):
        for pk, false_words in find(person, commentaries).items():
            found.setdefault(pk, []).extend(false_words)
    return found


def _named(attribute: str) -> list[Any]:
    return [import_string(name) for config in apps.get_app_configs() if (name := getattr(config, attribute, ""))]
