"""The Word file whose look the report takes."""

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import save_settings
from foundation.activity.settings_rows import settings_to_change
from foundation.activity.trail import record
from reports.models import WordTemplate
from reports.permissions import can_set_word_template
from reports.rendering import faults_of


@transaction.atomic
def change_word_template(*, actor: Person, content: bytes | None, name: str = "", version: str | None = None) -> WordTemplate:
    """Take the look of this file from now on, or with None our own again; files that are made already stay as they are.

    Raises ValidationError with all that is wrong with the file.
    """
    require(can_set_word_template, actor)
    row = settings_to_change(WordTemplate, version)
    if content and (faults := faults_of(content)):
        raise ValidationError({"file": faults})
    before, row.content, row.name = row.name, content, name if content else ""
    row.full_clean(exclude=["id"], validate_unique=False, validate_constraints=False)
    save_settings(row)
    record(actor=actor, verb="report.template_changed", target=row, before=before, after=row.name)
    return row
