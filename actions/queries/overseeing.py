"""What waits for those who look after other people's actions: requests to answer, owners to name, second looks, effects."""

import datetime
from collections.abc import Callable

from django.db.models import Q
from django.urls import reverse

from actions.enums import Asked, Level
from actions.models import Action, Request
from actions.permissions import SHOWN_BY_AUDITS, is_free_to_answer
from actions.querysets import ActionQuerySet
from audits.enums import FINISHED_STATES
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.council.clock import today
from foundation.council.work import WorkItem, WorkKind
from foundation.council.working_days import add_working_days

from .escalation import counted_for, may_know

# Working days to answer what somebody asked, and to look at evidence a second time.
ANSWER_DAYS = 5
# Each queue of the tracker: `?queue=…` → its words.
QUEUES = {
    "no-owner": "Without an owner",
    "own-teams": "Without an owner, in a team that you manage",
    "nobody": "Without an owner, and nobody manages the team",
    "asked": "More time or withdrawal asked",
    "second-look": "Drawn for a second look",
    "effect": "Effect not judged yet",
    "effect-tell": "Effect for you to describe",
    "effect-confirm": "Effect for the QA lead to confirm",
    "escalated": "Late and escalated to you",
}


def in_queue(actions: ActionQuerySet, queue: str, person: Person) -> ActionQuerySet:
    """Of the actions that `person` sees; My work counts with the same words that its link lists by."""
    return _QUEUES[queue](actions, person)


def _asked(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    return actions.open().filter(pk__in=Request.objects.filter(agreed=None).values("action"))


def _own_teams(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    return actions.without_owner().filter(team__manager=person)


def _nobody_s(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    """Where no manager of the team could name an owner."""
    managed = Team.objects.filter(manager__in=Person.objects.notifiable())
    return actions.without_owner().exclude(team__in=managed.values("pk"))


def _to_tell(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    """What changed for the child: asked of whoever verified it."""
    return actions.awaiting_effect().not_done_by(person).filter(verified_by=person).exclude(Q(level__in=SHOWN_BY_AUDITS) | _audited_again())


def _to_confirm(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    """Later audits suggest, or whoever verified it has left; the lead says."""
    left = Q(verified_by__is_active=False)
    shown = actions.awaiting_effect().filter(Q(level__in=SHOWN_BY_AUDITS) | _audited_again() | left)
    return shown.not_done_by(person).exclude(verified_by=person)


def _escalated(actions: ActionQuerySet, person: Person) -> ActionQuerySet:
    return actions.filter(pk__in=[action.pk for action in counted_for(person, today())])


_QUEUES: dict[str, Callable[[ActionQuerySet, Person], ActionQuerySet]] = {
    "no-owner": lambda actions, person: actions.without_owner(),
    "own-teams": _own_teams,
    "nobody": _nobody_s,
    "asked": _asked,
    "second-look": lambda actions, person: actions.awaiting_second_look(),
    "effect": lambda actions, person: actions.awaiting_effect(),
    "effect-tell": _to_tell,
    "effect-confirm": _to_confirm,
    "escalated": _escalated,
}


def overseeing(person: Person, on: datetime.date) -> list[WorkItem]:
    """Work items of `person` for actions that are not theirs; nothing of it names the owner's lateness."""
    lead, seen = person.has_role(Role.QA_LEAD), Action.objects.visible_to(person).live()
    items = [*_to_answer(person, seen, on, lead=lead), *_line(seen, person, "own-teams"), *_line(seen, person, "effect-tell")]
    return items + [*_second_looks(person), *_line(seen, person, "nobody"), *_line(seen, person, "effect-confirm")] if lead else items


def _to_answer(person: Person, seen: ActionQuerySet, on: datetime.date, *, lead: bool) -> list[WorkItem]:
    """For the owner's manager; for the lead where the owner has none who is there and may know, or the manager asked."""
    theirs = Q() if lead else Q(action__owner__line_manager=person)
    # Few requests wait, many actions are open: only those that somebody asks about are looked at.
    asked_about = list(Request.objects.filter(theirs, agreed=None).values_list("action", flat=True))
    waiting = Request.objects.filter(theirs, agreed=None, action__in=seen.open().filter(number__in=asked_about))
    found = waiting.select_related("action__audit", "action__owner__line_manager", "asked_by")
    beside = ("owner__line_manager__absences", "doers", "helpers", "evidence", "requests")
    pages = {Asked.WITHDRAWAL: "actions:answer-withdrawal", Asked.MORE_TIME: "actions:answer-time"}
    return [
        WorkItem(
            what=f"Answer: {request.get_asked_display().lower()} for action {request.action_id}",
            email_text=f"Answer: {request.get_asked_display().lower()} for action {request.action_id}",
            why=f"{request.asked_by} asked; {request.action.what}",
            url=reverse(pages[Asked(request.asked)], args=[request.action_id]),
            due=add_working_days(request.asked_on, ANSWER_DAYS),
        )
        for request in found.prefetch_related(*(f"action__{name}" for name in beside))
        if is_free_to_answer(person, request) and (not lead or _answers(request, on) in {person, None})
    ]


def _answers(request: Request, on: datetime.date) -> Person | None:
    """The owner's manager where they can; else nobody in particular, so the lead."""
    manager = request.action.owner.line_manager if request.action.owner else None
    if manager is None or not is_free_to_answer(manager, request):
        return None
    return manager if manager.is_there(on) and may_know(manager, request.action) else None


def _second_looks(person: Person) -> list[WorkItem]:
    waiting = Action.objects.visible_to(person).live().awaiting_second_look().not_done_by(person).exclude(verified_by=person)
    return [
        WorkItem(
            what=f"Look again: {action.what}",
            email_text=f"Look again at the evidence for action {action.number}",
            kind=WorkKind.VERIFY,
            why=f"Drawn at random; {action.verified_by} verified it",
            url=reverse("actions:second-look", args=[action.number]),
            due=add_working_days(action.verified_on, ANSWER_DAYS),
        )
        for action in waiting.select_related("verified_by")
        if action.verified_on
    ]


def _audited_again() -> Q:
    return Q(level=Level.CHILD, audit__re_audit__audit__state__in=FINISHED_STATES)


LINES = {
    "own-teams": ("Name an owner of {}", "Nobody answers for it"),
    "nobody": ("Name an owner of {}", "Nobody answers for it, and nobody manages its team"),
    "effect-tell": ("Say what changed through {}", "You verified it"),
    "effect-confirm": ("Confirm the effect of {}", "Later audits suggest it"),
}


def _line(seen: ActionQuerySet, person: Person, queue: str) -> list[WorkItem]:
    """One line for all actions of a queue, which leads to just those."""
    count = in_queue(seen, queue, person).count()
    if not count:
        return []
    what, why = LINES[queue]
    said = what.format("1 action" if count == 1 else f"{count} actions")
    return [WorkItem(what=said, email_text=said, why=why, url=f"{reverse('actions:list')}?view=all&queue={queue}&state=every")]
