"""What is asked about lists: each app names its own as `list_subjects` on its AppConfig, by the place of a sequence of ListSubject."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils.module_loading import import_string

from foundation.sheets import heading_key

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class ListSubject:
    """One kind of question. `name` is stored and never changes; `label` is its heading, `choices` are what an answer may mean.

    `none` is the choice of none of them, in words; `key` is what two ways of writing are one by.
    """

    name: str
    label: str
    choices: Callable[[], Choices]
    none: str
    key: Callable[[str], str] = heading_key

    def key_of(self, written: str) -> str:
        return self.key(written)[:200]

    def word_for(self, means: str) -> str:
        """What an answer means, in words; empty where there is no such thing any longer."""
        return dict([("", self.none), *self.choices()]).get(means, "")


@cache
def list_subjects() -> dict[str, ListSubject]:
    """By name, in the order of the apps."""
    places = [place for config in apps.get_app_configs() for place in getattr(config, "list_subjects", ())]
    return {subject.name: subject for place in places for subject in import_string(place)}
