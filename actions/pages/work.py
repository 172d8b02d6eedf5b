"""The actions that wait for one person, as My work names them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from actions.enums import ActionState
from actions.models import Action
from actions.queries.escalation import above_all, days_late, gone_up, is_named_to, late_with, with_absences, with_steps
from actions.queries.verifiers import LINE, default_verifier, done_by_others, help_of, helped_by, to_verify_by, with_line
from actions.services.escalation import address_of_late, late_in_words
from foundation.accounts.models import Person, Service
from foundation.accounts.queries import TakenPosts
from foundation.accounts.worded_work import WorkSource
from foundation.council.work import WorkItem, WorkKind, WorkQuestion, items_of_all
from foundation.council.working_days import add_working_days

from .naming import source_words
from .overseeing import overseeing

# Working days that a verifier has to look at the evidence.
VERIFY_DAYS = 5


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Actions that `person` must show evidence for, help with, verify or decide on, and those of theirs that wait for a verifier."""
    return [question for source in SOURCES for question in source(person, on)]


def _verifying(person: Person, on: datetime.date) -> list[WorkQuestion]:
    posts, waiting = TakenPosts(on), done_by_others(person, on)
    return [WorkQuestion(waiting, lambda: [_to_verify(action, person, posts, on) for action in to_verify_by(person, on)], [])]


def _escalated(person: Person, on: datetime.date) -> list[WorkQuestion]:
    up, above = with_steps(gone_up(person, on), on), above_all()
    return [WorkQuestion(up, lambda: escalated_to(late_with(person, on, up, above), person, on), [up, above])]


def _doing(person: Person, on: datetime.date) -> list[WorkQuestion]:
    own = with_line(Action.objects.visible_to(person).live().unfinished().filter(owner=person)).prefetch_related("evidence__returned_by")
    return [
        WorkQuestion(help_of(person), lambda: [_to_help(action) for action in helped_by(person)], []),
        WorkQuestion(own, lambda: _own(own, on)),
    ]


# In parts, of which one that finds nothing is not put together.
SOURCES: tuple[WorkSource, ...] = (_verifying, overseeing, _escalated, _doing)


def _own(own: Iterable[Action], on: datetime.date) -> list[WorkItem]:
    return [_to_do(action) if action.state == ActionState.OPEN else _waiting(action, on) for action in with_absences(own, LINE)]


def _to_verify(action: Action, person: Person, posts: TakenPosts, on: datetime.date) -> WorkItem:
    due = posts.due(add_working_days(action.done_on or on, VERIFY_DAYS), person, action.team, action.owner)
    why = f"{action.owner} has shown evidence; {source_words(action)}"
    email_text, url = f"Verify action {action.number}", reverse("actions:verify", args=[action.number])
    return WorkItem(what=f"Verify: {action.what}", why=why, url=url, due=due, kind=WorkKind.VERIFY, email_text=email_text)


def _to_do(action: Action) -> WorkItem:
    returned = next((row for row in reversed(action.evidence.all()) if row.returned_by), None)
    why = f"Returned by {returned.returned_by}" if returned else f"You own it; {source_words(action)}"
    email_text, url = f"Show evidence for action {action.number}", reverse("actions:done", args=[action.number])
    what = f"Show evidence: {action.what}"
    return WorkItem(what=what, why=why, url=url, due=action.due, email_text=email_text, first_due=_first_due(action))


def _to_help(action: Action) -> WorkItem:
    why = f"You help {action.owner or 'its owner'}, who shows the evidence; {source_words(action)}"
    email_text = f"Help with action {action.number}"
    what, url = f"Help with: {action.what}", action.get_absolute_url()
    return WorkItem(what=what, why=why, url=url, due=action.due, email_text=email_text, first_due=_first_due(action))


def _first_due(action: Action) -> datetime.date | None:
    return action.first_due if action.is_extended else None


def _waiting(action: Action, on: datetime.date) -> WorkItem:
    verifier = default_verifier(action, on) or "the QA lead"
    return WorkItem(
        what=f"Action {action.number}: {action.what}", why=f"{verifier} verifies it", url=action.get_absolute_url(), waiting=True
    )


def escalated_to(actions: Sequence[Action], person: Person, on: datetime.date) -> list[WorkItem]:
    """What waits for somebody because it is late. Above team manager it is counts by service, and names for a child's urgent ones."""
    named = [action for action in actions if is_named_to(person, action)]
    posts = TakenPosts(on)
    dues = {action.pk: posts.due(action.due, person, action.team_that_answers, action.owner) for action in actions}
    return [_named(action, dues[action.pk], on) for action in named] + _counted([action for action in actions if action not in named], dues)


def _named(action: Action, due: datetime.date, on: datetime.date) -> WorkItem:
    count = max(days_late(action, on), 1)
    why = f"Escalated to you: {action.owner or 'nobody'} owns it, {count} working {'day' if count == 1 else 'days'} late"
    email_text, url = f"Action {action.number}, escalated to you", action.get_absolute_url()
    return WorkItem(what=f"See to it: {action.what}", why=why, url=url, due=due, email_text=email_text, first_due=_first_due(action))


def _counted(actions: Iterable[Action], dues: Mapping[int, datetime.date]) -> list[WorkItem]:
    by_service: dict[Service | None, list[Action]] = defaultdict(list)
    for action in actions:
        team = action.team_that_answers
        by_service[team.service if team else None].append(action)
    items = []
    for service, found in by_service.items():
        what = f"See to {late_in_words(len(found), service)}"
        due = min(dues[action.pk] for action in found)
        items.append(WorkItem(what=what, why="Escalated to you", url=address_of_late(service), due=due, email_text=what))
    return items
