"""Tasks that managers and the QA lead have with other people's actions: requests to answer, and evidence to look at again."""

import datetime

from django.db.models import Q

from actions.models import Action, Request
from actions.permissions import is_free_to_answer
from actions.querysets import ActionQuerySet
from foundation.accounts.models import Person

from .escalation import may_know


def requests_to_answer(person: Person, seen: ActionQuerySet, on: datetime.date, *, lead: bool) -> list[Request]:
    """For the owner's manager; for the lead where the owner has none who is there and may know, or the manager asked."""
    theirs = Q() if lead else Q(action__owner__line_manager=person)
    # Few requests wait, many actions are open: only those that somebody asks about are looked at.
    asked_about = list(Request.objects.filter(theirs, agreed=None).values_list("action", flat=True))
    waiting = Request.objects.filter(theirs, agreed=None, action__in=seen.open().filter(number__in=asked_about))
    found = waiting.select_related("action__audit", "action__owner__line_manager", "asked_by")
    beside = ("owner__line_manager__absences", "doers", "helpers", "evidence", "requests")
    return [
        request
        for request in found.prefetch_related(*(f"action__{name}" for name in beside))
        if is_free_to_answer(person, request) and (not lead or _answers(request, on) in {person, None})
    ]


def _answers(request: Request, on: datetime.date) -> Person | None:
    """The owner's manager where they can; else nobody in particular, so the lead."""
    manager = request.action.owner.line_manager if request.action.owner else None
    if manager is None or not is_free_to_answer(manager, request):
        return None
    return manager if manager.is_there(on) and may_know(manager, request.action) else None


def second_looks(person: Person) -> list[Action]:
    """Verified by somebody else, and drawn for a second look."""
    waiting = Action.objects.visible_to(person).live().awaiting_second_look().not_done_by(person).exclude(verified_by=person)
    return [action for action in waiting.select_related("verified_by") if action.verified_on]
