"""The editions of the inspection framework."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from inspections.models import FrameworkJudgement, InspectionFramework
from inspections.permissions import can_set_frameworks

DENIED_BECAUSE = "A QA lead or an administrator keeps the editions of the inspection framework."
OF_LEADERS = "leaders"
LONGEST = 150


@transaction.atomic
def add_framework(*, actor: Person, judgements: Sequence[str], **about: Any) -> InspectionFramework:
    """A new edition with its judgements in their order; that with “leaders” in its words judges leaders. Raises ValidationError."""
    require(can_set_frameworks, actor, why=DENIED_BECAUSE)
    framework = InspectionFramework(**about)
    names = _names(judgements)
    framework.full_clean()
    framework.save()
    _store(framework, names)
    record(actor=actor, verb="framework.added", target=framework, first_day=framework.first_day, judgements=names)
    return framework


@transaction.atomic
def change_framework(
    *, actor: Person, framework: InspectionFramework, judgements: Sequence[str], version: str | None = None, **about: Any
) -> InspectionFramework:
    """Correct an edition. Its judgements, and the day from which it holds, stay once an inspection was recorded by it."""
    require(can_set_frameworks, actor, why=DENIED_BECAUSE)
    framework = locked(InspectionFramework.objects.all(), pk=framework.pk)
    require_version(framework, version)
    before = {name: getattr(framework, name) for name in about}
    held = [each.name for each in framework.judgements.all()]
    names = _names(judgements)
    if is_used(framework):
        _require_as_recorded(framework, names == held, about)
    for name, value in about.items():
        setattr(framework, name, value)
    framework.full_clean()
    changed = {name: str(before[name]) for name in about if before[name] != getattr(framework, name)}
    if not changed and names == held:
        return framework
    framework.save()
    if names != held:
        framework.judgements.all().delete()
        _store(framework, names)
    record(actor=actor, verb="framework.changed", target=framework, before=changed, judgements=names)
    return framework


def _require_as_recorded(framework: InspectionFramework, keeps_judgements: bool, about: Mapping[str, Any]) -> None:
    if not keeps_judgements:
        raise ValidationError({"judgements": "Inspections were recorded by this edition: its judgements stay. Add a new edition instead."})
    if about.get("first_day", framework.first_day) != framework.first_day:
        raise ValidationError({"first_day": "Inspections were recorded by this edition: its first day stays."})


def is_used(framework: InspectionFramework) -> bool:
    """Whether a grade or an inspection hangs on it."""
    return framework.inspections.exists() or framework.judgements.filter(published__isnull=False).exists()


def framework_on(day: datetime.date) -> InspectionFramework:
    """The edition by which an inspection is that begins on a day. Raises ValidationError before the first."""
    found = InspectionFramework.objects.filter(first_day__lte=day).first()
    if found is None:
        raise ValidationError({"first_day": "No edition of the inspection framework holds on this day. Add it under Settings."})
    return found


def _names(judgements: Sequence[str]) -> list[str]:
    names = [" ".join(name.split()) for name in judgements if name.strip()]
    if not names:
        raise ValidationError({"judgements": "Enter the judgements, one a line."})
    if len(set(map(str.casefold, names))) < len(names):
        raise ValidationError({"judgements": "One judgement is there twice."})
    if long := next((name for name in names if len(name) > LONGEST), None):
        raise ValidationError({"judgements": f"“{long[:40]}…” is too long: a judgement has {LONGEST} letters at most."})
    return names


def _store(framework: InspectionFramework, names: Sequence[str]) -> None:
    FrameworkJudgement.objects.bulk_create(
        FrameworkJudgement(framework=framework, position=place, name=name, of_leaders=OF_LEADERS in name.casefold())
        for place, name in enumerate(names, start=1)
    )
