"""Which texts hold the words, asked of the database's own full-text index: FTS5 on SQLite, a GIN index of lexemes on PostgreSQL."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from foundation.search.asking import Sought
from foundation.search.kinds import BITS_OF_ROW, MOST, Found, Matches, Quoted, TextSource, Wanted
from foundation.search.words import Term, holds_all, passage_of

_ROW = (1 << BITS_OF_ROW) - 1
MOST_PASSAGES = 2
# In these statements `{number}` is the text's: by source and row.
_HOLDING = {
    "sqlite": ("search_words WHERE search_words MATCH %s", "rowid"),
    "postgresql": ("search_indexedtext WHERE array_to_tsvector(string_to_array(words, ' ')) @@ %s::tsquery", "number"),
}
_IN_ORDER = {
    "sqlite": " AND rowid IN (SELECT number FROM search_indexedtext WHERE instr(' ' || words || ' ', %s) > 0)",
    "postgresql": " AND strpos(' ' || words || ' ', %s) > 0",
}


def looked_up(sought: Sought) -> Sought:
    """The same, with which sources hold the terms anywhere, read once: the others are not asked."""
    if not sought.terms:
        return sought
    sql, given, number = _holding(sought.terms)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {number} >> {BITS_OF_ROW} FROM {sql}", given)
        return replace(sought, within=frozenset(found for (found,) in cursor.fetchall()))


def _holding(terms: Sequence[Term]) -> tuple[str, list[str], str]:
    """The end of a statement that finds the texts with every term, its values, and the name of their number."""
    sql, number = _HOLDING[connection.vendor]
    given = [_fts5(terms) if connection.vendor == "sqlite" else _tsquery(terms)]
    for term in terms:
        if len(term.words) > 1:
            sql += _IN_ORDER[connection.vendor]
            given.append(f" {' '.join(term.words)} ")
    return sql, given, number


def _fts5(terms: Iterable[Term]) -> str:
    return " AND ".join(
        " AND ".join(f'"{word}"' for word in term.words)
        if term.is_whole
        else "(" + " OR ".join(f'"{word}" *' for word in term.beginnings) + ")"
        for term in terms
    )


def _tsquery(terms: Iterable[Term]) -> str:
    return " & ".join(
        " & ".join(f"'{word}'" for word in term.words)
        if term.is_whole
        else "(" + " | ".join(f"'{word}':*" for word in term.beginnings) + ")"
        for term in terms
    )


def rows_with(source: TextSource, terms: Sequence[Term]) -> models.QuerySet[Any]:
    """Rows of the source's model whose text holds every term, and that count now."""
    sql, given, number = _holding(terms)
    first = source.number << BITS_OF_ROW
    keys = RawSQL(f"SELECT {number} & {_ROW} FROM {sql} AND {number} BETWEEN %s AND %s", (*given, first, first + _ROW))
    return source.model._base_manager.filter(source.where, pk__in=keys).order_by()


def by_texts(sources: Iterable[TextSource], sought: Sought) -> list[Q]:
    """A condition for each source that holds the words, on what is listed."""
    asked = [source for source in sources if source.number in sought.within]
    return [Q(pk__in=rows_with(source, sought.terms).values(source.of or "pk")) for source in asked]


def quoted(sources: Sequence[TextSource], sought: Sought, keys: Sequence[Any]) -> dict[Any, tuple[Quoted, ...]]:
    """By the key of each row that is listed, the passages to quote of it."""
    found: dict[Any, dict[str, str]] = {key: {} for key in keys}
    for source in sources if keys else ():
        if source.number in sought.within:
            key = source.of or "pk"
            rows = source.model._base_manager.filter(source.where, **{f"{key}__in": list(keys)}).order_by("pk")
            for of, text in rows.values_list(key, source.field):
                if len(found[of]) < MOST_PASSAGES and holds_all(sought.terms, text):
                    found[of].setdefault(text, source.label)
    return {key: tuple(Quoted(label, passage_of(text, sought.terms)) for text, label in texts.items()) for key, texts in found.items()}


def page_of_rows(rows: models.QuerySet[Any], conditions: Iterable[Q], wanted: Wanted) -> tuple[list[Any], int]:
    """The page of those rows that one of the conditions holds for, in the order of `rows`, and how many there are, up to `MOST` and one.

    Each condition is asked by itself, since a database reads every row where it is asked for this or that; the first `MOST` of all are
    among the first `MOST` of each.
    """
    keys: set[Any] = set()
    for condition in conditions:
        keys.update(rows.filter(condition).values_list("pk", flat=True)[: MOST + 1])
    shown = list(rows.filter(pk__in=keys)[wanted.span]) if keys else []
    return shown, min(len(keys), MOST + 1)


def matches_of(rows: Sequence[Found], wanted: Wanted) -> Matches:
    """A page of the few that are all at hand."""
    return Matches(tuple(rows[wanted.span]), min(len(rows), MOST + 1))
