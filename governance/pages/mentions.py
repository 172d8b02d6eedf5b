"""Where a restricted record is named in words that others read, for the QA lead who closes it."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from audits.restricted.pages import NamedElsewhere
from foundation.accounts.models import Person
from governance.queries.mentions import rows_naming

_MOST_STEPS = 3


def named_elsewhere(case_id: str, reader: Person) -> Iterable[NamedElsewhere]:
    """Each page once, with which part of it; none that the reader may not open."""
    found: dict[tuple[str, str], NamedElsewhere] = {}
    for row in rows_naming(case_id):
        page = _page_of(row)
        if page is not None and _may_open(page, reader):
            about = "" if page is row else _named(row)
            text = f"{_named(page)}: {page}"
            found.setdefault((text, about), NamedElsewhere(text, _address(page), about))
    return found.values()


def _address(page: Any) -> str:
    return page.get_absolute_url()


def _named(row: models.Model) -> str:
    name = str(row._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _page_of(row: models.Model) -> models.Model | None:
    """The row that has a page: itself, or what it is a part of."""
    for _ in range(_MOST_STEPS):
        if hasattr(row, "get_absolute_url"):
            return row
        above = (field for field in row._meta.concrete_fields if field.is_relation and field.related_model is not Person)
        parents = [parent for field in above if (parent := getattr(row, field.name)) is not None]
        if not parents:
            return None
        row = parents[0]
    return None


def _may_open(page: models.Model, reader: Person) -> bool:
    rows = type(page)._default_manager.all()
    return not hasattr(rows, "visible_to") or rows.visible_to(reader).filter(pk=page.pk).exists()
