"""What an inspection recommended: stored as a list, corrected, mapped."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet

from actions.models import Action
from audits.enums import Framework
from commissions.models import Commission
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.guard.services import check_for_identities
from inspections.models import Inspection, PlanPriority, Recommendation
from inspections.permissions import can_keep_inspections
from inspections.queries.sections import section_choices

DENIED_BECAUSE = "A QA lead or a director keeps what an inspection recommended, and the plan."
MOST = 60
LONGEST = 1500


@dataclass(frozen=True)
class NewRecommendation:
    """`place` is its place in what was pasted, by which it is named where it is refused."""

    text: str
    framework: str = ""
    place: int = 1


@transaction.atomic
def store_recommendations(
    *, actor: Person, inspection: Inspection, items: Sequence[NewRecommendation], kept: str = ""
) -> list[Recommendation]:
    """Add them, in their order, after those that are there. Raises ValidationError by `text_1`, `text_2`… of the items."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    inspection = locked(Inspection.objects.all(), pk=inspection.pk)
    if not items:
        raise ValidationError("There is nothing to store. Paste the list again.")
    if len(items) > MOST:
        raise ValidationError(f"{len(items)} recommendations are more than an inspection has. Store at most {MOST} at a time.")
    held = {_key(each.text) for each in inspection.recommendations.all()}
    _require_words(items, held)
    looked = check_for_identities({f"text_{each.place}": each.text for each in items}, kept=kept)
    last = inspection.recommendations.aggregate(last=Max("position"))["last"] or 0
    rows = [
        Recommendation(inspection=inspection, position=place, text=each.text.strip(), framework=each.framework)
        for place, each in enumerate(items, start=last + 1)
    ]
    Recommendation.objects.bulk_create(rows)
    looked.keep(actor, inspection)
    record(actor=actor, verb="recommendations.stored", target=inspection, count=len(rows), texts=[row.text for row in rows])
    return rows


@transaction.atomic
def change_recommendation(
    *, actor: Person, recommendation: Recommendation, text: str, framework: str, version: str | None = None, kept: str = ""
) -> Recommendation:
    """Correct its words or the part of the national framework that it names."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    recommendation = locked(Recommendation.objects.all(), pk=recommendation.pk)
    require_version(recommendation, version)
    _require_words([NewRecommendation(text, framework)], set(), name="text")
    looked = check_for_identities({"text": text}, kept=kept, target=recommendation)
    before = {"text": recommendation.text, "framework": recommendation.framework}
    after = {"text": text.strip(), "framework": str(framework)}
    if before != after:
        recommendation.text, recommendation.framework = after["text"], after["framework"]
        recommendation.save(update_fields=["text", "framework"])
        looked.keep(actor, recommendation)
        record(actor=actor, verb="recommendation.changed", target=recommendation, before=before, after=after)
    return recommendation


@transaction.atomic
def remove_recommendation(*, actor: Person, recommendation: Recommendation) -> None:
    """One that was stored by mistake. One that a priority answers stays until the priority no longer names it."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    recommendation = locked(Recommendation.objects.all(), pk=recommendation.pk)
    if named := recommendation.priorities.first():
        raise ValidationError(f"The priority “{named}” answers this recommendation. Take it out of the priority first.")
    record(
        actor=actor,
        verb="recommendation.removed",
        target=recommendation.inspection,
        position=recommendation.position,
        text=recommendation.text,
    )
    recommendation.delete()


@transaction.atomic
def map_to(
    *,
    actor: Person,
    mapped: Recommendation | PlanPriority,
    domains: Collection[Any],
    themes: Collection[Any],
    indicators: Collection[Any],
    actions: Collection[int],
    section_keys: Collection[str],
    commissions: Collection[int] = (),
    version: str | None = None,
) -> None:
    """Say what shows whether it gets better. `actions` and `commissions` are numbers of what the actor may read.

    Raises ValidationError by field.
    """
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    mapped = _locked(mapped)
    before = mapping_of(mapped)
    require_version(mapped, version, before)
    found = {name: _readable(actor, name, numbers) for name, numbers in (("actions", actions), ("commissions", commissions))}
    unknown = sorted(set(section_keys) - {key for key, _ in section_choices()} - set(mapped.section_keys))
    if unknown:
        raise ValidationError({"section_keys": "Select sections that the report has."})
    mapped.domains.set(domains)
    mapped.themes.set(themes)
    mapped.indicators.set(indicators)
    mapped.actions.set(found["actions"])
    mapped.commissions.set(found["commissions"])
    mapped.section_keys = sorted(set(section_keys))
    mapped.save(update_fields=["section_keys"])
    after = mapping_of(mapped)
    if before != after:
        changed = [name for name in before if before[name] != after[name]]
        record(
            actor=actor,
            verb="plan.mapped",
            target=mapped,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )


def _locked(mapped: Recommendation | PlanPriority) -> Recommendation | PlanPriority:
    if isinstance(mapped, Recommendation):
        return locked(Recommendation.objects.all(), pk=mapped.pk)
    return locked(PlanPriority.objects.all(), pk=mapped.pk)


def mapping_of(mapped: Recommendation | PlanPriority) -> dict[str, list[Any]]:
    """What it is mapped to, in words, for the trail."""
    return {
        "domains": sorted(map(str, mapped.domains.all())),
        "themes": sorted(map(str, mapped.themes.all())),
        "indicators": sorted(each.slug for each in mapped.indicators.all()),
        "actions": sorted(mapped.actions.values_list("pk", flat=True)),
        "commissions": sorted(mapped.commissions.values_list("pk", flat=True)),
        "section_keys": sorted(mapped.section_keys),
    }


def _readable(actor: Person, name: str, numbers: Collection[int]) -> list[Any]:
    """The rows of these numbers, each of which the actor may read."""
    rows: QuerySet[Any] = Action.objects.visible_to(actor) if name == "actions" else Commission.objects.visible_to(actor)
    found = list(rows.filter(pk__in=numbers))
    if missing := sorted(set(numbers) - {each.pk for each in found}):
        what = "action" if name == "actions" else "commissioned work"
        raise ValidationError({name: f"There is no {what} {missing[0]} that you can read. Give numbers from the list."})
    return found


def _require_words(items: Iterable[NewRecommendation], held: set[str], name: str = "") -> None:
    wrong: dict[str, str] = {}
    for each in items:
        field = name or f"text_{each.place}"
        if not each.text.strip():
            wrong[field] = "Enter the words of the recommendation, or leave it out."
        elif len(each.text) > LONGEST:
            wrong[field] = f"A recommendation has at most {LONGEST:,} letters. Split it into two."
        elif _key(each.text) in held:
            wrong[field] = "This recommendation is stored already. Leave it out."
        if each.framework and each.framework not in Framework.values:
            wrong[field.replace("text", "framework")] = "Select a part of the national framework."
    if wrong:
        raise ValidationError(wrong)


def _key(text: str) -> str:
    return " ".join(text.casefold().split())
