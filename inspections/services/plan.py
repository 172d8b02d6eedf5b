"""The improvement plan: priorities, how they are going, what was reached."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.permissions import can_give_away, require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import StaleState
from foundation.guard.services import check_for_identities
from inspections.models import PlanPriority, ProgressNote, Recommendation
from inspections.permissions import can_keep_inspections, can_write_progress

from .recommendations import DENIED_BECAUSE


@transaction.atomic
def set_priority(
    *,
    actor: Person,
    name: str,
    good_looks_like: str,
    owner: Person,
    due: datetime.date,
    recommendations: Collection[Recommendation] = (),
    kept: str = "",
) -> PlanPriority:
    """A new priority of the plan. Raises ValidationError by field."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    _require_owner(owner)
    if due < today():
        raise ValidationError({"due": "The date must be today or later."})
    words = {"name": name.strip(), "good_looks_like": good_looks_like.strip()}
    _require_words(words)
    looked = check_for_identities(words, kept=kept)
    priority = PlanPriority.objects.create(owner=owner, due=due, set_by=actor, set_on=today(), **words)
    priority.recommendations.set(recommendations)
    looked.keep(actor, priority)
    record(actor=actor, verb="priority.set", target=priority, owner=owner, due=due, recommendations=_named(recommendations), **words)
    return priority


@transaction.atomic
def change_priority(
    *,
    actor: Person,
    priority: PlanPriority,
    name: str,
    good_looks_like: str,
    owner: Person,
    due: datetime.date,
    recommendations: Collection[Recommendation] = (),
    version: str | None = None,
    kept: str = "",
) -> PlanPriority:
    """Change what it says, its owner, its date or the recommendations that it answers."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    priority = _open(priority)
    require_version(priority, version, version_beside(priority))
    words = {"name": name.strip(), "good_looks_like": good_looks_like.strip()}
    _require_words(words)
    if owner != priority.owner:
        _require_owner(owner)
    if due != priority.due and due < today():
        raise ValidationError({"due": "The date must be today or later."})
    looked = check_for_identities(words, kept=kept, target=priority)
    before = _as_facts(priority)
    priority.name, priority.good_looks_like = words["name"], words["good_looks_like"]
    priority.owner, priority.due = owner, due
    priority.save(update_fields=["name", "good_looks_like", "owner", "due"])
    priority.recommendations.set(recommendations)
    after = _as_facts(priority)
    if changed := [key for key in before if before[key] != after[key]]:
        looked.keep(actor, priority)
        record(
            actor=actor,
            verb="priority.changed",
            target=priority,
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
        )
    return priority


@transaction.atomic
def note_progress(*, actor: Person, priority: PlanPriority, words: str, kept: str = "") -> ProgressNote:
    """Say how an open priority is going."""
    priority = _open(priority)
    require(can_write_progress, actor, priority, why="The owner of a priority or a QA lead says how it is going.")
    if not words.strip():
        raise ValidationError({"words": "Enter how it is going."})
    looked = check_for_identities({"words": words}, kept=kept, target=priority)
    note = ProgressNote.objects.create(priority=priority, words=words.strip(), written_by=actor, written_on=today())
    looked.keep(actor, priority)
    record(actor=actor, verb="priority.progress_noted", target=priority, words=note.words)
    return note


@transaction.atomic
def close_priority(*, actor: Person, priority: PlanPriority, reached: str, kept: str = "") -> PlanPriority:
    """It needs no more work as a priority; says what was reached."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    priority = _open(priority)
    if not reached.strip():
        raise ValidationError({"reached": "Enter what was reached."})
    looked = check_for_identities({"reached": reached}, kept=kept, target=priority)
    priority.closed_on, priority.reached = today(), reached.strip()
    priority.save(update_fields=["closed_on", "reached"])
    looked.keep(actor, priority)
    record(actor=actor, verb="priority.closed", target=priority, reached=priority.reached)
    return priority


@transaction.atomic
def reopen_priority(*, actor: Person, priority: PlanPriority, due: datetime.date) -> PlanPriority:
    """It needs work again, by a new date. The trail keeps what was said to be reached."""
    require(can_keep_inspections, actor, why=DENIED_BECAUSE)
    priority = locked(PlanPriority.objects.select_related("owner"), pk=priority.pk)
    if priority.is_open:
        raise StaleState(f"“{priority}” is open already.")
    if due < today():
        raise ValidationError({"due": "The date must be today or later."})
    _require_owner(priority.owner)
    before = {"closed_on": str(priority.closed_on), "reached": priority.reached}
    priority.closed_on, priority.reached, priority.due = None, "", due
    priority.save(update_fields=["closed_on", "reached", "due"])
    record(actor=actor, verb="priority.reopened", target=priority, before=before, due=due)
    return priority


@transaction.atomic
def hand_over_priorities(*, actor: Person, person: Person, to: Person) -> None:
    """What somebody who leaves owns of the plan is somebody else's; the dates stay."""
    require(can_give_away, actor, person)
    _require_owner(to)
    for priority in PlanPriority.objects.select_for_update().open().filter(owner=person):
        priority.owner = to
        priority.save(update_fields=["owner"])
        record(actor=actor, verb="priority.changed", target=priority, before={"owner": str(person)}, after={"owner": str(to)})


def version_beside(priority: PlanPriority) -> list[int]:
    """What is stored beside the row, so that a change of it is noticed."""
    return sorted(each.pk for each in priority.recommendations.all())


def _open(priority: PlanPriority) -> PlanPriority:
    priority = locked(PlanPriority.objects.select_related("owner"), pk=priority.pk)
    if priority.closed_on:
        raise StaleState(f"“{priority}” was closed on {uk_date(priority.closed_on)}. Open it again to change it.")
    return priority


def _require_owner(owner: Person) -> None:
    if not owner.is_active:
        raise ValidationError({"owner": f"{owner} no longer works here. Choose somebody else."})
    if set(owner.roles) == {Role.BOARD_MEMBER}:
        raise ValidationError(
            {"owner": f"{owner} is a Board member: the Board oversees the plan and owns none of it. Choose somebody else."}
        )


def _require_words(words: dict[str, str]) -> None:
    asked = {"name": "Enter the priority.", "good_looks_like": "Enter what good looks like, so that anybody can see when it is reached."}
    if wrong := {field: asked[field] for field, text in words.items() if not text}:
        raise ValidationError(wrong)


def _named(recommendations: Collection[Recommendation]) -> list[str]:
    return sorted(f"{each}, {each.inspection}" for each in recommendations)


def _as_facts(priority: PlanPriority) -> dict[str, object]:
    recommendations = priority.recommendations.select_related("inspection")
    return {
        "name": priority.name,
        "good_looks_like": priority.good_looks_like,
        "owner": str(priority.owner),
        "due": str(priority.due),
        "recommendations": _named(list(recommendations)),
    }
