"""`folded`, by which names are put in order, and `finds`, by which they are looked for: the same on both databases.

The order is that of the folded letters' numbers, not of a server's collation, of which every machine has its own. What is empty comes
first on both.
"""

from typing import Any

from django.db.models import Model, Q, TextField, Transform
from django.db.models.lookups import Contains
from django.db.models.sql.compiler import SQLCompiler

from foundation.names import folded, words_of
from foundation.names.folding import ACCENTS, LETTERS, PAIRS, SIGNS

from .read_once import read_once
from .sqlite import FUNCTION


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _translated(inner: str, table: dict[str, str | None]) -> str:
    """PostgreSQL's TRANSLATE drops the letters for which the second list is too short."""
    kept = {letter: other for letter, other in table.items() if other is not None}
    dropped = [letter for letter, other in table.items() if other is None]
    return f"TRANSLATE({inner}, {_literal(''.join([*kept, *dropped]))}, {_literal(''.join(kept.values()))})"


def _on_postgresql() -> str:
    sql = _translated("COALESCE(%(expressions)s, '')::text", SIGNS)
    sql = f"REGEXP_REPLACE(NORMALIZE({sql}, NFKD), '[{ACCENTS}]', '', 'g')"
    sql = _translated(f"LOWER({sql})", LETTERS)
    for letter, pair in PAIRS.items():
        sql = f"REPLACE({sql}, {_literal(letter)}, {_literal(pair)})"
    # Plain letters, of which most names are, take a hundredth of the time.
    plain = "OCTET_LENGTH(%(expressions)s) = CHAR_LENGTH(%(expressions)s)"
    quick = f"LOWER(TRANSLATE(%(expressions)s::text, {_literal('`' + chr(39))}, ''))"
    return f'(CASE WHEN {plain} THEN {quick} ELSE {sql} END) COLLATE "C"'


class Folded(Transform):
    """Written out whole, without parameters, so that it is one expression wherever a statement repeats it."""

    lookup_name = "folded"
    function = FUNCTION
    output_field = TextField()
    on_postgresql = _on_postgresql()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, Any]:
        sql, given = super().as_sql(compiler, connection, template=self.on_postgresql, **extra)
        return sql, tuple(given) * self.on_postgresql.count("%(expressions)s")


class InOrder(Transform):
    """Of a text that is kept as it is compared, such as a key: in the order of its letters' numbers, which an index of SQLite has."""

    lookup_name = "in_order"
    template = "%(expressions)s"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **extra)


class Finds(Contains):
    """`name__finds="o'neill"` finds O’Neill. A row without a name is found by nothing."""

    def __init__(self, lhs: Any, rhs: str):
        super().__init__(Folded(lhs), folded(rhs))


def holding_words(text: str, *names: str) -> Q:
    """Rows of which one of these fields holds every word, in any order; none where there is no word."""
    words = words_of(text)
    found = Q(pk__in=[])
    for name in names if words else ():
        every = Q()
        for word in words:
            every &= Q((f"{name}__finds", word))
        found |= every
    return found


def keys_called(model: type[Model], words: str) -> list[int]:
    """Rows with these words in their name: looked for once among the few, rather than beside every audit and action."""
    rows = model._default_manager.filter(holding_words(words, "name")).order_by()
    return read_once((keys_called, model, words), lambda: list(rows.values_list("pk", flat=True))) if words_of(words) else []
