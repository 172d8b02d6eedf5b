"""Reading answers and rows, as many tests do."""

from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def text_of(response) -> str:
    """What a page says, tags and all, with every run of white space as one space."""
    return " ".join(response.content.decode().split())


def text_at(visitor, address: str) -> str:
    return text_of(visitor.get(address))


def fresh(row: M) -> M:
    """The row as it is stored now."""
    return type(row)._default_manager.get(pk=row.pk)
