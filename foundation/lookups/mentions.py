"""`text__mentions="superv"`: rows of long texts of which a word begins so, the same on both databases.

Every row is read: no index of all words is kept, which would hold what was said of children a second time. Folding a long text whole, as
`finds` does of names, would take many times as long (docs/performance.md has what was measured).
"""

from typing import Any

from django.db.models import Lookup, Q
from django.db.models.sql.compiler import SQLCompiler

from foundation.names import folded, words_of
from foundation.names.mentions import pattern_of

from .sqlite import MENTIONS

# A search without a word of so many letters would find half of everything.
SHORTEST = 3


class Mentions(Lookup):
    lookup_name = "mentions"

    def get_prep_lookup(self) -> str:
        return folded(self.rhs)

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        text, given = self.process_lhs(compiler, connection)
        return f"{MENTIONS}({text}, %s)", [*given, self.rhs]

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        text, given = self.process_lhs(compiler, connection)
        return f"{text} ~* %s", [*given, f"(?<![[:alnum:]]){pattern_of(self.rhs)}"]


def mentioned_words(text: str) -> list[str]:
    """The words to look for in long texts; none where all are too short to mean anything."""
    words = words_of(text)
    return words if any(len(word) >= SHORTEST for word in words) else []


def mentioning(words: list[str], *names: str) -> Q:
    """Rows of which one of these texts mentions every word; none where there is no word."""
    found = Q(pk__in=[])
    for name in names if words else ():
        every = Q()
        for word in words:
            every &= Q((f"{name}__mentions", word))
        found |= every
    return found
