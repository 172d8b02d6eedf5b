"""Fetch rows in order to change them, so that of two people at once the second sees what the first has done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction

from foundation.errors import Gone
from foundation.lookups.rows import get_or_none

M = TypeVar("M", bound=models.Model)


def locked(rows: "models.QuerySet[M]", **lookup: object) -> M:
    """The one row of ``rows`` by ``lookup``, locked until the end of the transaction; raises Gone where it is no longer there.

    The lock comes first, in a query of its own: PostgreSQL reads the row itself again when it has waited for a lock, but whatever
    is joined to it as it was before the wait. A change would then be recorded with the people of before the other's change.
    """
    if not connection.features.has_select_for_update:
        # SQLite's transactions let one writer in at a time.
        row = get_or_none(rows.filter(**lookup))
    else:
        number = get_or_none(rows.model._default_manager.select_for_update().filter(**lookup).values_list("pk", flat=True))
        row = get_or_none(rows.filter(pk=number)) if number is not None else None
    if row is None:
        raise Gone(rows.model)
    return row


def locked_settings(model: type[M]) -> M:
    """The only row of a table of settings, locked; a new one with the defaults where nobody has saved any yet.

    Save it with `save_settings`, since two people may save the first ones at once.
    """
    return get_or_none(model._default_manager.select_for_update().filter(pk=1)) or model(pk=1)


def save_settings(row: models.Model) -> None:
    """Store what `locked_settings` gave."""
    with first_come(ValidationError("Somebody else saved these settings a moment ago. Open the page again to see them.")):
        row.save(force_insert=row._state.adding)


@contextmanager
def first_come(refusal: ValidationError) -> Iterator[None]:
    """Raise ``refusal`` where a constraint says that somebody else has stored the same a moment ago.

    A look beforehand finds what was stored earlier; between the look and the write there is room for another.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise refusal from None


def all_locked(rows: "models.QuerySet[M]", *, no_key: bool = False) -> list[M]:
    """Every row of ``rows``, locked in the order of their keys, so that two who lock the same rows wait for each other in turn.

    With ``no_key`` others may go on writing rows that point at these: two who lock people and write of each other's wait for no one.
    """
    numbers = list(rows.order_by().values_list("pk", flat=True))
    wanted = rows.model._default_manager.filter(pk__in=numbers)
    list(wanted.select_for_update(no_key=no_key).order_by("pk").values_list("pk", flat=True))
    return list(rows.filter(pk__in=numbers))
