"""What a kept file calls indicators by other names than they have here."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.sheets import clean_text
from performance.imports.reading import UnknownName, split_unit
from performance.models import Indicator, Upload
from performance.permissions import can_use
from performance.services.indicators import save_indicator

from .uploads import NOT_YOURS, check_shown


def unknown_names(*, actor: Person, upload: Upload) -> list[UnknownName]:
    """Those of a file for which no indicator is found; of a long file as they were when it was checked. Raises UnreadableFile."""
    found = check_shown(actor=actor, upload=upload) or {}
    return [UnknownName(*each) for each in found.get("unknown", [])]


@transaction.atomic
def say_names(*, actor: Person, upload: Upload, named: Mapping[UnknownName, Indicator]) -> Upload:
    """Say which indicators a file's names are; from now on every file that uses them is read. Raises ValidationError."""
    require(can_use, actor, upload, why=NOT_YOURS)
    for unknown, chosen in named.items():
        indicator = Indicator.objects.select_related("measure").get(pk=chosen.pk)
        save_indicator(
            actor=actor,
            indicator=indicator,
            measure=indicator.measure.name,
            other_names="\n".join([*filter(None, indicator.other_names.splitlines()), _called(unknown, indicator)]),
        )
    if not named:
        raise ValidationError("Say of at least one name which indicator it is, or go back.")
    upload.checked, upload.checked_at = None, None
    upload.save(update_fields=["checked", "checked_at"])
    said = {unknown.name: indicator.slug for unknown, indicator in named.items()}
    record(actor=actor, verb="indicator.upload_read_as", target=upload, file=upload.file_name, names=said)
    return upload


def _called(unknown: UnknownName, indicator: Indicator) -> str:
    """The name without the unit behind it, where that is the indicator's own: next month's file may leave it out."""
    label, unit = split_unit(unknown.name)
    if unknown.unit and unknown.unit != indicator.unit and unit is None:
        raise ValidationError(f"“{unknown.name}” is in another unit than {indicator}. Choose the indicator in the unit of the file.")
    return clean_text(label if unit in (None, indicator.unit) else unknown.name)
