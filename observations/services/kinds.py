"""Types of observations: added, changed, ended. One that is ended stays on what was observed."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from audits.tool.services.drafts import next_position
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from observations.models import ObservationTemplate, ObservationType
from observations.permissions import can_edit_forms


@transaction.atomic
def save_type(
    *,
    actor: Person,
    name: str,
    form: str,
    first_day: datetime.date,
    last_day: datetime.date | None = None,
    with_family: bool = True,
    kind: ObservationType | None = None,
    version: str | None = None,
) -> ObservationType:
    """A new type, or changes to `kind`. `form` is the name of a form with a published version."""
    require(can_edit_forms, actor, why="The QA lead keeps the types of observations.")
    verb = "observation_type.changed" if kind else "observation_type.added"
    if kind:
        kind = locked(ObservationType.objects.all(), pk=kind.pk)
        require_version(kind, version)
    else:
        kind = ObservationType(code=_free_code(name), position=next_position(ObservationType.objects))
    kind.name, kind.form, kind.with_family = name.strip(), form, with_family
    kind.first_day, kind.last_day = first_day, last_day
    _require_type(kind)
    kind.save()
    record(actor=actor, verb=verb, target=kind, name=kind.name, first_day=first_day, last_day=last_day, form=form)
    return kind


def _require_type(kind: ObservationType) -> None:
    same = ObservationType.objects.filter(name__iexact=kind.name).exclude(pk=kind.pk).exists()
    published = ObservationTemplate.objects.filter(name=kind.form, published_on__isnull=False).exists()
    wrong = (
        ("name", not kind.name, "Enter the type’s name."),
        ("name", same, f"There is a type “{kind.name}” already."),
        ("form", not published, "Select a form with a published version."),
        ("last_day", kind.last_day is not None and kind.last_day < kind.first_day, "The last day must be the first day or later."),
    )
    if problems := {field: sentence for field, is_wrong, sentence in wrong if is_wrong}:
        raise ValidationError(problems)


def _free_code(name: str) -> str:
    code = slugify(name)[:16].strip("-") or "type"
    taken = set(ObservationType.objects.filter(code__startswith=code).values_list("code", flat=True))
    return next(each for each in (code, *(f"{code}-{n}" for n in range(2, 999))) if each not in taken)
