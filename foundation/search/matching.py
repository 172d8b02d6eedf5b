"""Which texts hold the words, asked of the database's own full-text index: FTS5 on SQLite, a GIN index of lexemes on PostgreSQL."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from foundation.search.asking import Sought
from foundation.search.kinds import BITS_OF_ROW, MOST, Found, Matches, Quoted, TextSource, Wanted, sources
from foundation.search.models import IndexedWord
from foundation.search.words import Term, holds_all, passage_of

_ROW = (1 << BITS_OF_ROW) - 1
MOST_PASSAGES = 2
# Where more words begin so, the index is asked for the beginning itself.
MOST_SPELLINGS = 100
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
    terms = tuple(_spelled(term) for term in sought.terms)
    if not terms or not all(term.is_whole or term.spellings for term in terms):
        return sought
    sql, given, number = _holding(terms)
    statement = f"SELECT DISTINCT {number} >> {BITS_OF_ROW} FROM {sql}"
    values: list[Any] = [*given]
    if connection.vendor == "sqlite" and not any(map(_is_by_beginning, terms)):
        # FTS5 goes straight to the part of a source, and need not read all the texts with a word.
        each = f"SELECT %s WHERE EXISTS (SELECT 1 FROM {sql} AND {number} BETWEEN %s AND %s)"
        parts: list[list[Any]] = [[source.number, *given, *_range_of(source)] for source in sources()]
        statement, values = " UNION ALL ".join([each] * len(parts)), [value for part in parts for value in part]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return replace(sought, terms=terms, within=frozenset(found for (found,) in cursor.fetchall()))


def _spelled(term: Term) -> Term:
    if term.is_whole:
        return term
    begins = reduce(or_, (Q(word__startswith=beginning) for beginning in term.beginnings))
    found = IndexedWord.objects.filter(begins).order_by().values_list("word", flat=True)[: MOST_SPELLINGS + 1]
    return replace(term, spellings=tuple(sorted(found)))


def _is_by_beginning(term: Term) -> bool:
    return not term.is_whole and not 0 < len(term.spellings) <= MOST_SPELLINGS


def _range_of(source: TextSource) -> tuple[int, int]:
    first = source.number << BITS_OF_ROW
    return first, first + _ROW


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
        else "(" + " OR ".join([f'"{word}" *' for word in term.beginnings] if _is_by_beginning(term) else _each(term, '"')) + ")"
        for term in terms
    )


def _each(term: Term, sign: str) -> list[str]:
    return [f"{sign}{word}{sign}" for word in term.spellings]


def _tsquery(terms: Iterable[Term]) -> str:
    return " & ".join(
        " & ".join(f"'{word}'" for word in term.words)
        if term.is_whole
        else "(" + " | ".join([f"'{word}':*" for word in term.beginnings] if _is_by_beginning(term) else _each(term, "'")) + ")"
        for term in terms
    )


def rows_with(source: TextSource, terms: Sequence[Term]) -> models.QuerySet[Any]:
    """Rows of the source's model whose text holds every term, and that count now."""
    sql, given, number = _holding(terms)
    keys = RawSQL(f"SELECT {number} & {_ROW} FROM {sql} AND {number} BETWEEN %s AND %s", (*given, *_range_of(source)))
    return source.model._base_manager.filter(source.where, pk__in=keys).order_by()


def by_texts(texts: Iterable[TextSource], sought: Sought) -> list[Q]:
    """A condition for each source that holds the words, on what is listed."""
    asked = [source for source in texts if source.number in sought.within]
    return [Q(pk__in=rows_with(source, sought.terms).values(source.of or "pk")) for source in asked]


def quoted(texts: Sequence[TextSource], sought: Sought, keys: Sequence[Any]) -> dict[Any, tuple[Quoted, ...]]:
    """By the key of each row that is listed, the passages to quote of it."""
    found: dict[Any, dict[str, str]] = {key: {} for key in keys}
    for source in texts if keys else ():
        if source.number in sought.within:
            key = source.of or "pk"
            rows = source.model._base_manager.filter(source.where, **{f"{key}__in": list(keys)}).order_by("pk")
            for of, text in rows.values_list(key, source.field):
                if len(found[of]) < MOST_PASSAGES and holds_all(sought.terms, text):
                    found[of].setdefault(text, source.label)
    return {key: tuple(Quoted(label, passage_of(text, sought.terms)) for text, label in each.items()) for key, each in found.items()}


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
