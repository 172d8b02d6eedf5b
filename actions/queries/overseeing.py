"""What waits for those who look after other people's actions: requests to answer, owners to name, second looks, effects."""

import datetime

from django.db.models import F, Q
from django.urls import reverse

from actions.enums import Asked, Level
from actions.models import Action, Request
from actions.permissions import SHOWN_BY_AUDITS
from actions.querysets import ActionQuerySet
from audits.enums import FINISHED_STATES
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkKind
from foundation.council.working_days import add_working_days

# Working days to answer what somebody asked, and to look at evidence a second time.
ANSWER_DAYS = 5
# Each queue of the tracker: `?queue=…` → its words.
QUEUES = {
    "no-owner": "Without an owner",
    "asked": "More time or withdrawal asked",
    "second-look": "Drawn for a second look",
    "effect": "Effect not judged yet",
}


def in_queue(actions: ActionQuerySet, queue: str) -> ActionQuerySet:
    if queue == "no-owner":
        return actions.without_owner()
    if queue == "asked":
        return actions.open().filter(pk__in=Request.objects.filter(agreed=None).values("action"))
    return actions.awaiting_second_look() if queue == "second-look" else actions.awaiting_effect()


def overseeing(person: Person, on: datetime.date) -> list[WorkItem]:
    """Work items of `person` for actions that are not theirs; nothing of it names the owner's lateness."""
    lead = person.has_role(Role.QA_LEAD)
    items = [*_to_answer(person, on, lead=lead), *_to_name_an_owner(person, lead=lead), *_effects_to_tell(person)]
    return items + [*_second_looks(person), *_effects_to_confirm(person)] if lead else items


def _to_answer(person: Person, on: datetime.date, *, lead: bool) -> list[WorkItem]:
    """For the owner's manager; for the lead where the owner has none who is there, or the manager asked."""
    theirs = Q(action__owner__line_manager=person)
    if lead:
        theirs |= Q(action__owner__line_manager=None) | Q(asked_by=F("action__owner__line_manager"))
        theirs |= Q(action__owner__line_manager__is_active=False)
        theirs |= Q(action__owner__line_manager__absences__first_day__lte=on, action__owner__line_manager__absences__last_day__gte=on)
    # Few requests wait, many actions are open: only those that somebody asks about are looked at.
    asked_about = list(Request.objects.filter(agreed=None).values_list("action", flat=True))
    live = Action.objects.live().open().filter(number__in=asked_about)
    waiting = Request.objects.filter(theirs, agreed=None, action__in=live).exclude(asked_by=person)
    pages = {Asked.WITHDRAWAL: "actions:answer-withdrawal", Asked.MORE_TIME: "actions:answer-time"}
    return [
        WorkItem(
            what=f"Answer: {request.get_asked_display().lower()} for action {request.action_id}",
            brief=f"Answer: {request.get_asked_display().lower()} for action {request.action_id}",
            why=f"{request.asked_by} asked; {request.action.what}",
            url=reverse(pages[Asked(request.asked)], args=[request.action_id]),
            due=add_working_days(request.asked_on, ANSWER_DAYS),
        )
        for request in waiting.exclude(action__owner=person).select_related("action", "asked_by").distinct()
    ]


def _to_name_an_owner(person: Person, *, lead: bool) -> list[WorkItem]:
    """One line: for the team's manager, and for the lead where the team has none."""
    theirs = Q(team__manager=person) | (Q(team=None) | Q(team__manager=None) if lead else Q(pk=None))
    count = Action.objects.live().without_owner().filter(theirs).count()
    return [_line(count, "Name an owner of {}", "Nobody answers for it", "no-owner", "team" if not lead else "all")] if count else []


def _second_looks(person: Person) -> list[WorkItem]:
    waiting = Action.objects.visible_to(person).live().awaiting_second_look().exclude(Q(owner=person) | Q(verified_by=person))
    return [
        WorkItem(
            what=f"Look again: {action.what}",
            brief=f"Look again at the evidence for action {action.number}",
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


def _effects_to_tell(person: Person) -> list[WorkItem]:
    """What changed for the child: asked of whoever verified it."""
    told = Action.objects.live().awaiting_effect().filter(verified_by=person).exclude(Q(level__in=SHOWN_BY_AUDITS) | _audited_again())
    count = told.count()
    return [_line(count, "Say what changed through {}", "You verified it", "effect", "all")] if count else []


def _effects_to_confirm(person: Person) -> list[WorkItem]:
    """Later audits suggest; the lead confirms."""
    shown = Action.objects.live().awaiting_effect().filter(Q(level__in=SHOWN_BY_AUDITS) | _audited_again())
    count = shown.exclude(Q(owner=person) | Q(verified_by=person)).count()
    return [_line(count, "Confirm the effect of {}", "Later audits suggest it", "effect", "all")] if count else []


def _line(count: int, what: str, why: str, queue: str, tab: str) -> WorkItem:
    words = "1 action" if count == 1 else f"{count} actions"
    said = what.format(words)
    return WorkItem(what=said, brief=said, why=why, url=f"{reverse('actions:list')}?view={tab}&queue={queue}&state=every")
