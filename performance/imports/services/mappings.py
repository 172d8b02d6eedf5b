"""How a file of no known shape is read: saving it, correcting it, deleting it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import now
from performance.enums import OF_THE_COUNCIL, PLACES, Layout, Meaning, Shape
from performance.models import Import, Indicator, Mapping
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can say how a file is read."


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
    require(can_import, actor, why=DENIED_BECAUSE)
    name = _allowed(name)
    _refuse_incomplete(layout, columns, indicator)
    mapping = Mapping.objects.select_for_update().filter(name__iexact=name).first() or Mapping(name=name)
    mapping.layout, mapping.columns, mapping.indicator, mapping.unit = layout, columns, indicator, unit
    mapping.sheet, mapping.header_row, mapping.saved_by, mapping.saved_at = sheet, header_row, actor, now()
    mapping.save()
    record(actor=actor, verb="indicator.mapping_saved", target=mapping, name=name, columns=columns)
    return mapping


@transaction.atomic
def change_mapping(
    *,
    actor: Person,
    mapping: Mapping,
    name: str,
    layout: str,
    columns: dict[str, str],
    indicator: Indicator | None = None,
    unit: str = "",
    sheet: str = "",
    header_row: int | None = None,
    version: str | None = None,
) -> Mapping:
    """Correct a mapping, or give it another name, which its past imports then carry too. Raises ValidationError naming the field."""
    require(can_import, actor, why=DENIED_BECAUSE)
    mapping = locked(Mapping.objects.all(), pk=mapping.pk)
    require_version(mapping, version)
    name = _allowed(name)
    if Mapping.objects.filter(name__iexact=name).exclude(pk=mapping.pk).exists():
        raise ValidationError({"name": f"There is another mapping called “{name}”. Choose another name."})
    _refuse_incomplete(layout, columns, indicator)
    before, was_called = _said(mapping), mapping.name
    mapping.name, mapping.layout, mapping.columns, mapping.indicator, mapping.unit = name, layout, columns, indicator, unit
    mapping.sheet, mapping.header_row = sheet, header_row
    if _said(mapping) == before:
        return mapping
    mapping.saved_by, mapping.saved_at = actor, now()
    mapping.save()
    if was_called != name:
        Import.objects.filter(mapping=was_called).update(mapping=name)
    record(actor=actor, verb="indicator.mapping_changed", target=mapping, before=before, after=_said(mapping))
    return mapping


@transaction.atomic
def delete_mapping(*, actor: Person, mapping: Mapping) -> None:
    """Past imports keep its name; a file that waits to be checked by it asks again what its columns mean."""
    require(can_import, actor, why=DENIED_BECAUSE)
    mapping = locked(Mapping.objects.select_related("indicator"), pk=mapping.pk)
    record(actor=actor, verb="indicator.mapping_deleted", target=mapping, **_said(mapping))
    mapping.delete()


def _said(mapping: Mapping) -> dict[str, Any]:
    """What a mapping says, as the trail keeps it."""
    plain = {name: getattr(mapping, name) for name in ("name", "layout", "columns", "unit", "sheet", "header_row")}
    return {**plain, "indicator": mapping.indicator.slug if mapping.indicator else ""}


def _allowed(name: str) -> str:
    name = " ".join(name.split())
    if name.casefold() in Shape.values:
        raise ValidationError({"name": f"“{name}” is the name of a table that is known already. Choose another name."})
    return name


def _refuse_incomplete(layout: str, columns: dict[str, str], indicator: Indicator | None) -> None:
    """Each meaning has one column at most, and those without which no figure could be read have one."""
    meanings = [Meaning(meaning) for meaning in columns.values()]
    _refuse_twice(meanings)
    _require_one_indicator(meanings, indicator)
    _require_figures(meanings, layout)
    _refuse_of_others(meanings)


def _refuse_twice(meanings: list[Meaning]) -> None:
    twice = next((meaning for meaning in meanings if meanings.count(meaning) > 1), None)
    if twice:
        raise ValidationError(f"Two columns are said to hold “{twice.label.lower()}”. Choose one of them.")


def _require_one_indicator(meanings: list[Meaning], indicator: Indicator | None) -> None:
    """A column names it, or all rows are of the one that is chosen."""
    if indicator is None and Meaning.INDICATOR not in meanings:
        raise ValidationError({"indicator": "Say which column names the indicator, or choose the one indicator that the file is for."})
    if indicator is not None and Meaning.INDICATOR in meanings:
        raise ValidationError({"indicator": "A column names the indicator already. Leave this empty, or do not use that column."})


def _require_figures(meanings: list[Meaning], layout: str) -> None:
    """In a column of their own, or across, in one for each month."""
    if layout == Layout.LONG and Meaning.VALUE not in meanings:
        raise ValidationError("Say which column holds the figure, or choose that the file has a column for each month.")
    one_month = [meaning for meaning in meanings if meaning in (Meaning.PERIOD, Meaning.VALUE, *OF_THE_COUNCIL)]
    if layout == Layout.WIDE and one_month:
        raise ValidationError(f"In a file with a column for each month no other column holds {one_month[0].label.lower()}.")


def _refuse_of_others(meanings: list[Meaning]) -> None:
    ours = next((meaning for meaning in meanings if meaning in OF_THE_COUNCIL), None)
    place = next((meaning for meaning in meanings if meaning in PLACES), None)
    if ours and place:
        raise ValidationError(
            f"A file with a column for {place.label.lower()} cannot have one for {ours.label[:1].lower()}{ours.label[1:]}: "
            "only the whole council’s figures have it. Choose one of the two."
        )
