"""Whether somebody owns or reads an action, and whose record it is about."""

from collections.abc import Iterable, Iterator
from typing import Any

from actions.models import Action
from audits.enums import PartInRecord
from audits.models import Audit
from foundation.accounts.models import Person


def ever_owned_one(person: Person) -> bool:
    """Their line of management reads it."""
    return Action.objects.filter(owner=person).exists()


def reads_any(person: Person) -> bool:
    return Action.objects.visible_to(person).exists()


def audit_behind(source: Any) -> Audit | None:
    """Whose record an action of this source is about: the audit, or that of the observation."""
    return source if isinstance(source, Audit) else getattr(source, "audit", None)


def people_at_work(audits: Iterable[Audit]) -> Iterator[tuple[Person, PartInRecord, bool]]:
    """Owners and helpers of these audits' actions, and whether an action of theirs is unfinished."""
    found = Action.objects.standing().filter(audit__in=list(audits)).order_by("number").select_related("owner").prefetch_related("helpers")
    for action in found:
        waits = action.verified_on is None
        if action.owner:
            yield action.owner, PartInRecord.OWNER, waits
        yield from ((helper, PartInRecord.HELPER, waits) for helper in action.helpers.all())
