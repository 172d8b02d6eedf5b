"""Several small questions answered by one query: a page that asks fifty of them one by one waits for each."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.expressions import BaseExpression, Combinable

from .kept_plans import row_by_kept_plan

# SQL, and what is filled in there.
Words = tuple[str, Sequence[Any]]


class CountOf(Subquery):
    """How many rows a query finds: 0 where there are none."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) found)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet):
        super().__init__(rows.order_by().values("pk"))


def answers_together(**questions: BaseExpression | Combinable) -> dict[str, Any]:
    """By name, the answer to each: `Exists`, `CountOf` or a subquery of one value. No question reads another's rows."""
    return dict(row_of_answers(**questions).get()) if questions else {}


def row_of_answers(**questions: BaseExpression | Combinable) -> QuerySet:
    """The one row of these answers, still to be read."""
    # Any table that always has a row will do: only the subqueries are looked at.
    return ContentType.objects.order_by("pk").values(**questions)[:1]


def which_have_any(queries: Sequence[QuerySet]) -> list[bool]:
    """Of each query whether it finds anything; all are of one database.

    Each is worded by itself: within another query Django would go through all of it again.
    """
    return which_are_so(queries[0].db, [asking_for_one(rows) for rows in queries]) if queries else []


def which_are_so(using: str, worded: Sequence[Words | None]) -> list[bool]:
    """Of each whether it finds anything, as `asking_for_one` words it."""
    asked = [words for words in worded if words]
    if not asked:
        return [False] * len(worded)
    given = tuple(chain.from_iterable(given for _, given in asked))
    answers = iter(row_by_kept_plan(f"SELECT {', '.join(f'EXISTS({sql})' for sql, _ in asked)}", given, connections[using]))
    return [bool(words and next(answers)) for words in worded]


def asking_for_one(rows: QuerySet) -> Words | None:
    """None where it is empty whatever is stored."""
    try:
        return rows.query.exists().get_compiler(using=rows.db).as_sql()
    except EmptyResultSet:
        return None
