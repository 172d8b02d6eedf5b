"""The tasks that managers and the QA lead have with other people's actions, as My work and the tracker name them."""

import datetime

from django.urls import reverse

from actions.enums import Asked
from actions.models import Action, Request
from actions.queries.overseeing import requests_waiting, second_looks, to_be_answered
from actions.queries.queues import in_queue
from actions.querysets import ActionQuerySet
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.work import WorkItem, WorkKind, WorkQuestion
from foundation.council.working_days import add_working_days
from foundation.lookups.together import CountOf, row_of_answers

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
ANSWERING = {Asked.WITHDRAWAL: "actions:answer-withdrawal", Asked.MORE_TIME: "actions:answer-time"}
LINES = {
    "own-teams": ("Name an owner of {}", "Nobody answers for it"),
    "nobody": ("Name an owner of {}", "Nobody answers for it, and nobody manages its team"),
    "effect-tell": ("Say what changed through {}", "You verified it"),
    "effect-confirm": ("Confirm the effect of {}", "Later audits suggest it"),
}


def overseeing(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Work of `person` for actions that are not theirs; nothing of it names the owner's lateness."""
    lead, seen = person.has_role(Role.QA_LEAD), Action.objects.visible_to(person).live()
    posts, waiting = TakenPosts(on), requests_waiting(person, lead=lead)
    questions = [
        WorkQuestion(waiting, lambda: [_to_answer(each, person, posts) for each in to_be_answered(waiting, person, on, lead=lead)]),
        _line(seen, person, "own-teams"),
        _line(seen, person, "effect-tell"),
    ]
    if lead:
        looks = second_looks(person).select_related("action__verified_by").order_by("action__due", "action_id")
        questions += [
            WorkQuestion(looks, lambda: [_second_look(each.action) for each in looks]),
            _line(seen, person, "nobody"),
            _line(seen, person, "effect-confirm"),
        ]
    return questions


def _to_answer(request: Request, person: Person, posts: TakenPosts) -> WorkItem:
    action, due = request.action, add_working_days(request.asked_on, ANSWER_DAYS)
    what = f"Answer: {request.get_asked_display().lower()} for action {request.action_id}"
    return WorkItem(
        what=what,
        email_text=what,
        why=f"{request.asked_by} asked; {action.what}",
        url=reverse(ANSWERING[Asked(request.asked)], args=[request.action_id]),
        due=posts.due(due, person, action.team, action.owner),
    )


def _second_look(action: Action) -> WorkItem:
    return WorkItem(
        what=f"Look again: {action.what}",
        email_text=f"Look again at the evidence for action {action.number}",
        kind=WorkKind.VERIFY,
        why=f"Drawn at random; {action.verified_by} verified it",
        url=reverse("actions:second-look", args=[action.number]),
        due=add_working_days(action.verified_on, ANSWER_DAYS) if action.verified_on else None,
    )


def _line(seen: ActionQuerySet, person: Person, queue: str) -> WorkQuestion:
    """One line for all actions of a queue, which leads to just those."""
    actions = in_queue(seen, queue, person)
    counted = row_of_answers(count=CountOf(actions))

    def line() -> list[WorkItem]:
        ((count,),) = (row.values() for row in counted)
        what, why = LINES[queue]
        said = what.format("1 action" if count == 1 else f"{count} actions")
        return [WorkItem(what=said, email_text=said, why=why, url=f"{reverse('actions:list')}?view=all&queue={queue}&state=every")]

    return WorkQuestion(actions, line, [counted])
