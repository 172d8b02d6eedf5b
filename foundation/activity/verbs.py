"""The sentences of the trail. Each app lists its own as `trail_verbs` on its AppConfig: verb → sentence."""

from functools import cache

from django.apps import apps


@cache
def _sentences() -> dict[str, str]:
    sentences: dict[str, str] = {}
    for config in apps.get_app_configs():
        sentences |= getattr(config, "trail_verbs", {})
    return sentences


def sentence_of(verb: str) -> str:
    """The sentence for `verb`. Raises KeyError for one that no app lists, so that a typing slip fails a test."""
    return _sentences()[verb]
