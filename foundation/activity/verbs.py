"""The sentences of the trail: verb → sentence.

Each app lists its own as `trail_verbs` on its AppConfig, and which of them are of drafts as `draft_verbs`; those of its moves stand in
its tables of moves, which `tables_of_moves` names.
"""

from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string


@cache
def _sentences() -> dict[str, str]:
    sentences: dict[str, str] = {}
    for config in apps.get_app_configs():
        sentences |= getattr(config, "trail_verbs", {})
        for table in getattr(config, "tables_of_moves", ()):
            sentences |= {move.verb: move.history_text for move in import_string(table).values()}
    return sentences


@cache
def draft_verbs() -> tuple[str, ...]:
    """What each app lists as `draft_verbs`: nobody else reads what was written until it is submitted, which has a verb of its own."""
    return tuple(sorted({"", *(verb for config in apps.get_app_configs() for verb in getattr(config, "draft_verbs", ()))}))


def sentence_of(verb: str) -> str:
    """The sentence for `verb`. Raises KeyError for one that no app lists, so that a typing slip fails a test."""
    return _sentences()[verb]
