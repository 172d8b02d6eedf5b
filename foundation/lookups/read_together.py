"""Several lists by one query: a page that shows little of much waits for each question it asks."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BinaryField, Model, QuerySet

T = TypeVar("T")
# Of a function SQLite takes 127 arguments.
_MOST_ARGUMENTS = 100
# SQL, what is filled in there, and how many columns it has.
_Part = tuple[str, Sequence[Any], int]


def read_together(*lists: QuerySet) -> None:
    """Afterwards each holds its rows as if it had been read by itself; what it prefetches it still reads when it is first looked at.

    Lists of one database. One that holds its rows already, or selects a blob, which JSON cannot hold, is left to be read by itself.
    """
    asked = [(each, compiler, part) for each in lists if each._result_cache is None for compiler, part in _compiled(each)]
    if not asked:
        return
    using = asked[0][0].db
    # Two that are worded alike are one question.
    parts: list[_Part] = []
    for _, _, part in asked:
        if part not in parts:
            parts.append(part)
    answers = _ANSWERS[connections[using].vendor](using, parts)
    for each, compiler, part in asked:
        _fill(each, compiler, answers[parts.index(part)])


@dataclass(frozen=True)
class ListQuestion(Generic[T]):
    """A list, and what is made of its rows."""

    rows: QuerySet
    answer: Callable[[Iterable[Any]], T]


def answers_to(*questions: ListQuestion[Any]) -> list[Any]:
    """Of each question its answer; all are asked by one query."""
    read_together(*(each.rows for each in questions))
    return [each.answer(each.rows) for each in questions]


def prefetch_together(rows: Collection[Model], *names: str, beside: Sequence[QuerySet] = ()) -> None:
    """What points to these rows, or what they hold many of, by the names under which a row has it; and the lists `beside`: by one query."""
    wanted = [(name, _pointing_here(next(iter(rows)), rows, name)) for name in names] if rows else []
    read_together(*beside, *(found for _, (found, _, _) in wanted))
    for name, (found, of_found, of_row) in wanted:
        _hold(rows, name, found, of_found, of_row)


def hold_found(rows: Collection[Model], name: str, found: Iterable[Model]) -> None:
    """What points to these rows and was read with something else, as if it had been prefetched by the `name` under which a row has it."""
    if rows:
        back: Any = next(iter(rows))._meta.get_field(name).remote_field
        _hold(rows, name, found, lambda each: getattr(each, back.attname), lambda row: row.pk)


def _hold(rows: Iterable[Model], name: str, found: Iterable[Model], of_found: Callable[[Any], Any], of_row: Callable[[Any], Any]) -> None:
    by_row: dict[Any, list[Model]] = {}
    for each in found:
        by_row.setdefault(of_found(each), []).append(each)
    for row in rows:
        held = getattr(row, name).all()
        held._result_cache, held._prefetch_done = by_row.get(of_row(row), []), True
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = held


def _pointing_here(one: Model, rows: Collection[Model], name: str) -> tuple[QuerySet, Callable[[Any], Any], Callable[[Any], Any]]:
    """The list, and by which value of its rows and of these the two belong together."""
    field = one._meta.get_field(name)
    if field.many_to_many:
        found, of_found, of_row, *_ = getattr(one, name).get_prefetch_querysets(rows)
        return found, of_found, of_row
    back: Any = field.remote_field
    found = getattr(one, name).none().model._default_manager.filter(**{f"{back.name}__in": [row.pk for row in rows]})
    return found, lambda each: getattr(each, back.attname), lambda row: row.pk


def _compiled(rows: QuerySet) -> Iterator[tuple[Any, _Part]]:
    """Nothing of a list that is empty whatever is stored."""
    compiler = rows.query.chain().get_compiler(using=rows.db)
    try:
        sql, given = compiler.as_sql()
    except EmptyResultSet:
        rows._result_cache = []
        return
    if any(isinstance(getattr(column, "target", None), BinaryField) for column, _, _ in compiler.select):
        return
    extra = compiler.get_extra_select(compiler.get_order_by(), compiler.select) if rows.query.distinct and not rows.query.combinator else []
    yield compiler, (sql, given, len(compiler.select) + len(extra))


def _fill(rows: Any, compiler: Any, answer: list[Any]) -> None:
    """Let Django make of the answer what it makes of one that it has asked for itself."""
    width = compiler.col_count
    compiler.execute_sql = lambda *_, **__: [[row[:width] for row in answer]]
    reading = rows._chain()
    reading.query.get_compiler = lambda *_, **__: compiler
    rows._result_cache = list(reading._iterable_class(reading))


def _one_after_another(using: str, parts: Sequence[_Part]) -> list[list[Any]]:
    """PostgreSQL answers several statements that come together."""
    with connections[using].cursor() as cursor:
        cursor.execute("; ".join(sql for sql, _, _ in parts), tuple(chain.from_iterable(given for _, given, _ in parts)))
        answers = [cursor.fetchall()]
        while cursor.nextset():
            answers.append(cursor.fetchall())
    return answers


def _as_json(using: str, parts: Sequence[_Part]) -> list[list[Any]]:
    """SQLite takes one statement at a time: it answers with a row of lists."""
    asked = ", ".join(_list_of_rows(sql, [f"c{column}" for column in range(width)]) for sql, _, width in parts)
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT {asked}", tuple(chain.from_iterable(given for _, given, _ in parts)))
        (answers,) = cursor.fetchall()
    return [[tuple(chain.from_iterable(row)) for row in json.loads(answer)] for answer in answers]


def _list_of_rows(sql: str, columns: Sequence[str]) -> str:
    pieces = (", ".join(columns[at : at + _MOST_ARGUMENTS]) for at in range(0, len(columns), _MOST_ARGUMENTS))
    row = ", ".join(f"json_array({piece})" for piece in pieces)
    return f"(WITH found({', '.join(columns)}) AS ({sql}) SELECT json_group_array(json_array({row})) FROM found)"


_ANSWERS = {"postgresql": _one_after_another, "sqlite": _as_json}
