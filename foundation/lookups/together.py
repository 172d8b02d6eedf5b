"""Several small questions answered by one query: a page that asks fifty of them one by one waits for each."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, IntegerField, QuerySet, Subquery
from django.db.models.expressions import BaseExpression, Combinable


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
    """Of each query whether it finds anything."""
    answers = answers_together(**{f"rows_{at}": Exists(rows.order_by()) for at, rows in enumerate(queries)})
    return [bool(answers[f"rows_{at}"]) for at in range(len(queries))]
