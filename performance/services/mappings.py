"""Saving how a file of no known shape is read."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from performance.enums import Layout, Meaning, Shape
from performance.models import Indicator, Mapping
from performance.permissions import can_import

WHY = "Only a performance analyst or a QA lead can say how a file is read."


@transaction.atomic
def save_mapping(
    *,
    actor: Person,
    name: str,
    layout: str,
    columns: dict[str, str],
    indicator: Indicator | None = None,
    unit: str = "",
    sheet: str = "",
    header_row: int | None = None,
) -> Mapping:
    """Keep a mapping under its name, in place of an earlier one of this name. Raises ValidationError naming the field."""
    require(can_import, actor, why=WHY)
    name = " ".join(name.split())
    if name.casefold() in Shape.values:
        raise ValidationError({"name": f"“{name}” is the name of a table that is known already. Choose another name."})
    _refuse_incomplete(layout, columns, indicator)
    mapping = Mapping.objects.select_for_update().filter(name__iexact=name).first() or Mapping(name=name)
    mapping.layout, mapping.columns, mapping.indicator, mapping.unit = layout, columns, indicator, unit
    mapping.sheet, mapping.header_row, mapping.saved_by = sheet, header_row, actor
    mapping.save()
    record(actor=actor, verb="indicator.mapping_saved", target=mapping, name=name, columns=columns)
    return mapping


def _refuse_incomplete(layout: str, columns: dict[str, str], indicator: Indicator | None) -> None:
    """Each meaning has one column at most, and those without which no figure could be read have one."""
    meanings = [Meaning(meaning) for meaning in columns.values()]
    twice = next((meaning for meaning in meanings if meanings.count(meaning) > 1), None)
    if twice:
        raise ValidationError(f"Two columns are said to hold “{twice.label.lower()}”. Choose one of them.")
    if indicator is None and Meaning.INDICATOR not in meanings:
        raise ValidationError({"indicator": "Say which column names the indicator, or choose the one that every row speaks of."})
    if indicator is not None and Meaning.INDICATOR in meanings:
        raise ValidationError({"indicator": "A column names the indicator already. Leave this empty, or do not use that column."})
    missing = [each for each in (Meaning.PERIOD, Meaning.VALUE) if each not in meanings]
    if layout == Layout.LONG and missing:
        wanted = " and ".join(each.label.lower() for each in missing)
        raise ValidationError(f"Say which column holds {wanted}, or choose that the file has a column for each month.")
    if layout == Layout.WIDE and len(missing) < 2:
        raise ValidationError("In a file with a column for each month no other column holds the month or the figure.")
