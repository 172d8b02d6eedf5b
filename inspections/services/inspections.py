"""Recording an inspection with its grades, by the edition of the day on which it began."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.guard.services import check_for_identities
from inspections.enums import GRADED_KINDS, InspectionKind, OfstedGrade
from inspections.models import Inspection, InspectionFramework, JudgementGiven
from inspections.permissions import can_keep_inspections

from .frameworks import framework_on

DENIED_BECAUSE = "A QA lead or a director records inspections."
_TWICE = "An inspection of this kind that began on this day is recorded already."


@transaction.atomic
def record_inspection(
    *,
    actor: Person,
    kind: InspectionKind,
    first_day: datetime.date,
    last_day: datetime.date,
    published_on: datetime.date | None = None,
    grades: Mapping[int, str] | None = None,
    overall: str = "",
    looked_at: str = "",
    address: str = "",
    kept: str = "",
) -> Inspection:
    """One that has begun. `grades` are by the key of a judgement of its edition; none of a visit. Raises ValidationError by field."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    inspection = Inspection(recorded_by=actor, recorded_on=today())
    looked = check_for_identities({"looked_at": looked_at}, kept=kept)
    given = _fill(inspection, kind, first_day, last_day, published_on, grades or {}, overall, looked_at, address)
    with first_come(ValidationError({"first_day": _TWICE})):
        inspection.save(force_insert=True)
    _store(inspection, given)
    looked.keep(actor, inspection)
    record(actor=actor, verb="inspection.recorded", target=inspection, kind=kind, first_day=first_day, **_as_facts(inspection, given))
    return inspection


@transaction.atomic
def change_inspection(
    *,
    actor: Person,
    inspection: Inspection,
    kind: InspectionKind,
    first_day: datetime.date,
    last_day: datetime.date,
    published_on: datetime.date | None = None,
    grades: Mapping[int, str] | None = None,
    overall: str = "",
    looked_at: str = "",
    address: str = "",
    version: str | None = None,
    kept: str = "",
) -> Inspection:
    """Correct what was recorded, or add the grades once they are published. The trail keeps what was there."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    inspection = locked(Inspection.objects.select_related("framework"), pk=inspection.pk)
    held = {each.judgement_id: each.grade for each in inspection.given.all()}
    require_version(inspection, version, sorted(held.items()))
    before = _as_facts(inspection, held) | {"kind": inspection.kind, "first_day": str(inspection.first_day)}
    looked = check_for_identities({"looked_at": looked_at}, kept=kept, target=inspection)
    given = _fill(inspection, kind, first_day, last_day, published_on, grades or {}, overall, looked_at, address)
    after = _as_facts(inspection, given) | {"kind": str(kind), "first_day": str(first_day)}
    if before == after:
        return inspection
    with first_come(ValidationError({"first_day": _TWICE})):
        inspection.save()
    inspection.given.all().delete()
    _store(inspection, given)
    looked.keep(actor, inspection)
    changed = {name for name in before if before[name] != after[name]}
    record(
        actor=actor,
        verb="inspection.changed",
        target=inspection,
        before={name: before[name] for name in sorted(changed)},
        after={name: after[name] for name in sorted(changed)},
    )
    return inspection


def _fill(
    inspection: Inspection,
    kind: InspectionKind,
    first_day: datetime.date,
    last_day: datetime.date,
    published_on: datetime.date | None,
    grades: Mapping[int, str],
    overall: str,
    looked_at: str,
    address: str,
) -> dict[int, str]:
    """Set the fields, and return the grades that are given; a visit gives none."""
    _require_days(first_day, last_day, published_on)
    framework = framework_on(first_day)
    graded = kind in GRADED_KINDS
    _require_overall(framework, overall, graded)
    known = {each.pk for each in framework.judgements.all()}
    given = {pk: grade for pk, grade in grades.items() if grade and graded}
    if unknown := set(given) - known:
        raise ValidationError(f"{len(unknown)} of the judgements belong to another edition of the framework than {framework}.")
    if any(grade not in OfstedGrade.values for grade in given.values()):
        raise ValidationError("Select one of Ofsted’s four grades for each judgement.")
    inspection.kind, inspection.framework = kind, framework
    inspection.first_day, inspection.last_day, inspection.published_on = first_day, last_day, published_on
    inspection.overall = overall if graded else ""
    inspection.looked_at, inspection.address = looked_at.strip(), address.strip()
    return given


def _require_days(first_day: datetime.date, last_day: datetime.date, published_on: datetime.date | None) -> None:
    wrong = {}
    if last_day < first_day:
        wrong["last_day"] = "The last day cannot come before the first."
    if first_day > today():
        wrong["first_day"] = "Record an inspection once it has begun: its first day must be today or before."
    if published_on and published_on < last_day:
        wrong["published_on"] = "The report cannot be published before the inspection’s last day."
    if published_on and published_on > today():
        wrong["published_on"] = "The day of publication must be today or before."
    if wrong:
        raise ValidationError(wrong)


def _require_overall(framework: InspectionFramework, overall: str, graded: bool) -> None:
    if overall and graded and not framework.has_overall:
        since = uk_date(framework.first_day)
        raise ValidationError(
            {"overall": f"Inspections that began on {since} or later give no grade for overall effectiveness. Leave it empty."}
        )
    if overall and overall not in OfstedGrade.values:
        raise ValidationError({"overall": "Select one of Ofsted’s four grades."})


def _store(inspection: Inspection, given: Mapping[int, str]) -> None:
    JudgementGiven.objects.bulk_create(JudgementGiven(inspection=inspection, judgement_id=pk, grade=grade) for pk, grade in given.items())


def _as_facts(inspection: Inspection, given: Mapping[int, str]) -> dict[str, object]:
    names = {each.pk: each.name for each in inspection.framework.judgements.all()}
    return {
        "framework": str(inspection.framework),
        "last_day": str(inspection.last_day),
        "published_on": str(inspection.published_on or ""),
        "overall": str(inspection.overall),
        "looked_at": inspection.looked_at,
        "address": inspection.address,
        "grades": {names.get(pk, str(pk)): str(grade) for pk, grade in sorted(given.items())},
    }
