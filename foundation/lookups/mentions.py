"""`text__mentions="superv"`: rows of long texts of which a word begins so, the same on both databases.

Every row is read: for the few rows that a list already has. What is looked for among all texts is asked of an index (`foundation.search`).
"""

from typing import Any

from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler

from foundation.names import folded
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
