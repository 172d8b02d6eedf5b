"""Reading one row."""

from typing import Any

from django.db.models import QuerySet


def get_or_none(rows: QuerySet[Any]) -> Any:
    """The only row of ``rows``, or None where there is none.

    Unlike `first` it asks for no order. Django compares every column that it fetches with those of an order, which
    for a row with all that is joined to it takes longer than to read it.
    """
    return next(iter(rows.order_by()[:1]), None)
