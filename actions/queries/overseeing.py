"""Tasks that managers and the QA lead have with other people's actions: requests to answer, and evidence to look at again."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from actions.enums import ActionState
from actions.models import Action, Request, SecondLook
from actions.permissions import is_free_to_answer
from foundation.accounts.models import Person
from foundation.accounts.queries import read_absences
from foundation.lookups.read_together import prefetch_together

from .escalation import may_know


def requests_waiting(person: Person, *, lead: bool) -> QuerySet[Request]:
    """Of their own people, or for the lead of anybody; to actions that `person` sees and that are open."""
    theirs = Q() if lead else Q(action__owner__line_manager=person)
    # Few requests wait, many actions are open: asked of each request, or a database may begin with all that are open.
    seen = Exists(Action.objects.visible_to(person).live().open().filter(pk=OuterRef("action")))
    found = Request.objects.filter(theirs, seen, agreed=None)
    beside = ("action__audit", "action__team", "action__owner__line_manager", "asked_by")
    return found.select_related(*beside)


def to_be_answered(waiting: QuerySet[Request], person: Person, on: datetime.date, *, lead: bool) -> list[Request]:
    """Of these by the owner's manager; by the lead where the owner has none who is there and may know, or the manager asked."""
    prefetch_together([request.action for request in waiting], "doers", "helpers", "evidence", "requests")
    read_absences(request.action.owner.line_manager for request in waiting if request.action.owner)
    return [request for request in waiting if is_free_to_answer(person, request) and (not lead or _answers(request, on) in {person, None})]


def _answers(request: Request, on: datetime.date) -> Person | None:
    """The owner's manager where they can; else nobody in particular, so the lead."""
    manager = request.action.owner.line_manager if request.action.owner else None
    if manager is None or not is_free_to_answer(manager, request):
        return None
    return manager if manager.is_there(on) and may_know(manager, request.action) else None


def second_looks(person: Person) -> QuerySet[SecondLook]:
    """Drawn for a second look at what somebody else did and verified."""
    others = Action.objects.visible_to(person).live().filter(state=ActionState.VERIFIED).not_done_by(person).exclude(verified_by=person)
    # Few were drawn, many are verified: asked of each that was drawn.
    return SecondLook.objects.filter(Exists(others.filter(pk=OuterRef("action"))), is_drawn=True, looked_on=None)
