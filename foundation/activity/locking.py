"""Fetch rows in order to change them, so that of two people at once the second sees what the first has done."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def locked(rows: "models.QuerySet[M]", **lookup: object) -> M:
    """The one row of ``rows`` by ``lookup``, locked until the end of the transaction; raises its model's DoesNotExist.

    The lock comes first, in a query of its own: PostgreSQL reads the row itself again when it has waited for a lock, but whatever
    is joined to it as it was before the wait. A change would then be recorded with the people of before the other's change.
    """
    number = rows.model._default_manager.select_for_update().order_by().values_list("pk", flat=True).get(**lookup)
    return rows.get(pk=number)


def all_locked(rows: "models.QuerySet[M]") -> list[M]:
    """Every row of ``rows``, locked in the order of their keys, so that two who lock the same rows wait for each other in turn."""
    numbers = list(rows.order_by().values_list("pk", flat=True))
    wanted = rows.model._default_manager.filter(pk__in=numbers)
    list(wanted.select_for_update().order_by("pk").values_list("pk", flat=True))
    return list(rows.filter(pk__in=numbers))
