"""What is measured, and how: adding an indicator, changing it, its targets, and the published figures it may be compared with."""

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.months import first_of, month_code
from foundation.guard.services import check_for_identities
from performance.calculations import free_slug
from performance.enums import Area, Series, Unit
from performance.models import Indicator, Measure, Target
from performance.permissions import can_import

DENIED_BECAUSE = "Only a performance analyst or a QA lead can change indicators."
# Another of these is another indicator: the figures that are stored would come to mean something else.
IDENTITY = ("measure", "unit", "basis", "breakdown", "series")

# Words that everybody reads beside its figures.
READ = ("measure", "label", "other_names", "breakdown", "definition", "source", "quality_note")


@transaction.atomic
def save_indicator(
    *, actor: Person, indicator: Indicator | None, measure: str, kept: str = "", version: str | None = None, **given: Any
) -> Indicator:
    """Add an indicator, or change one. What its stored figures mean no longer changes: that is another indicator.

    `kept`: why words that look like an identity may stand.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    is_new = indicator is None
    held = locked(Indicator.objects.all(), pk=indicator.pk) if indicator else Indicator()
    require_version(held, version)
    named = Measure.objects.filter(name__iexact=measure.strip()).first() or Measure(name=measure.strip())
    wanted = given | {"measure": named}
    changed = {name: [_said_now(held, name), _said(value)] for name, value in wanted.items() if _differs(held, name, value)}
    if not changed:
        return held
    _require_sense(held, wanted, changed)
    words = {name: _said(wanted[name]) for name in READ if name in changed}
    looked = check_for_identities(words, kept=kept, target=held)
    _take(held, wanted)
    _require_one(held)
    if "other_names" in changed:
        _require_names_of_its_own(held)
    if is_new:
        held.slug = _free_slug(held)
    held.save()
    record(actor=actor, verb="indicator.added" if is_new else "indicator.changed", target=held, changed=changed)
    looked.keep(actor, held)
    return held


def _take(held: Indicator, wanted: dict[str, Any]) -> None:
    """With its measure, which may be new."""
    if wanted["measure"]._state.adding:
        wanted["measure"].save()
    for name, value in wanted.items():
        setattr(held, name, value)


def _differs(held: Indicator, name: str, value: Any) -> bool:
    if name == "measure":
        return held.measure_id is None or held.measure_id != value.pk
    return getattr(held, name) != value


def _said_now(held: Indicator, name: str) -> str:
    """Of one that is being added, nothing."""
    return "" if held._state.adding else _said(getattr(held, name, None))


def _said(value: Any) -> str:
    return "" if value is None else str(value)


def _require_sense(held: Indicator, wanted: dict[str, Any], changed: dict[str, Any]) -> None:
    problems: dict[str, str] = {}
    if held.pk and held.values.exists():
        problems |= {
            name: "You cannot change this because figures are stored under it. Add a new indicator." for name in IDENTITY if name in changed
        }
    for name in ("denominator", "numerator_of"):
        if held.pk and getattr(wanted.get(name), "pk", None) == held.pk:
            problems[name] = "An indicator cannot be a part or a share of itself."
    if wanted.get("series") == Series.SCORECARD and wanted.get("area") not in Area.values:
        problems["area"] = "Choose the area of the scorecard that it is shown in."
    if problems:
        raise ValidationError({name: [problem] for name, problem in problems.items()})


def _require_one(held: Indicator) -> None:
    others = Indicator.objects.filter(series=held.series, source=held.source, unit=held.unit, breakdown=held.breakdown).exclude(pk=held.pk)
    if others.filter(label=held.label).exists():
        raise ValidationError({"label": "An indicator of this name and unit is in this table already."})
    if others.filter(measure=held.measure, basis=held.basis).exists():
        raise ValidationError({"measure": "An indicator of this measure, unit and period basis is in this table already."})


def _require_names_of_its_own(held: Indicator) -> None:
    """A name in files is one indicator's in each unit, or nobody could say whose figure it brings."""
    others = Indicator.objects.of_ours().filter(unit=held.unit).exclude(pk=held.pk)
    taken = {name.casefold(): each for each in others for name in each.names}
    for line in held.other_names.splitlines():
        if other := taken.get(" ".join(line.split()).casefold()):
            raise ValidationError({"other_names": f"“{line.strip()}” is a name of “{other}” already. Take it away here or there."})


def _free_slug(held: Indicator) -> str:
    stem = slugify(f"{held.measure.name} {held.breakdown} {Unit(held.unit).name}")[:110].strip("-") or "indicator"
    taken = set(Indicator.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return free_slug(stem, taken)


@transaction.atomic
def set_target(
    *,
    actor: Person,
    indicator: Indicator,
    value: Decimal,
    first_month: datetime.date,
    last_month: datetime.date | None = None,
    version: str | None = None,
) -> Target:
    """What the indicator should reach from a month on; again for the same month, it is changed."""
    require(can_import, actor, why=DENIED_BECAUSE)
    first, last = first_of(first_month), first_of(last_month) if last_month else None
    if last and last < first:
        raise ValidationError({"last_month": "The last month cannot come before the first."})
    if indicator.unit == Unit.PERCENT and value > 100:
        raise ValidationError({"value": "A percentage cannot be over 100."})
    indicator = locked(Indicator.objects.all(), pk=indicator.pk)
    held = indicator.targets.filter(first_month=first).first()
    if held and (held.value, held.last_month) == (value, last):
        return held
    require_version(indicator, version, *targets_of(indicator))
    target, _ = Target.objects.update_or_create(indicator=indicator, first_month=first, defaults={"value": value, "last_month": last})
    facts = {"value": str(value), "before": str(held.value) if held else "", "until": month_code(last) if last else ""}
    record(actor=actor, verb="indicator.target_set", target=indicator, month=month_code(first), **facts)
    return target


def targets_of(indicator: Indicator) -> list[tuple[Any, ...]]:
    return list(indicator.targets.order_by("first_month").values_list("first_month", "last_month", "value"))


@transaction.atomic
def remove_target(*, actor: Person, target: Target) -> None:
    require(can_import, actor, why=DENIED_BECAUSE)
    target = locked(Target.objects.select_related("indicator"), pk=target.pk)
    facts = {"value": str(target.value), "month": month_code(target.first_month)}
    record(actor=actor, verb="indicator.target_removed", target=target.indicator, **facts)
    target.delete()


@transaction.atomic
def link_published(*, actor: Person) -> list[Indicator]:
    """Let each of ours be compared with the one published whole of the same measure and unit; where there are two, a person chooses.

    Not counts: another council's says nothing of ours.
    """
    require(can_import, actor, why=DENIED_BECAUSE)
    published: dict[tuple[int, str], list[Indicator]] = defaultdict(list)
    for each in Indicator.objects.published().filter(breakdown=""):
        published[each.measure_id, each.unit].append(each)
    linked = []
    for own in Indicator.objects.select_for_update().regular().filter(published_as=None).exclude(unit=Unit.NUMBER, decimals=0):
        match published[own.measure_id, own.unit]:
            case [only]:
                own.published_as = only
                own.save(update_fields=["published_as"])
                linked.append(own)
    if linked:
        record(actor=actor, verb="indicator.linked", target=linked[0], indicators=[each.slug for each in linked])
    return linked
