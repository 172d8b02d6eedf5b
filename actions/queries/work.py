"""Who is asked to verify, and what waits for one person."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse

from actions.enums import ActionState
from actions.models import Action
from actions.permissions import parts_in_doing
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.work import WorkItem, WorkKind
from foundation.council.working_days import add_working_days

from .escalation import escalated_to, may_know
from .overseeing import overseeing

# Working days that a verifier has to look at the evidence.
VERIFY_DAYS = 5


def default_verifier(action: Action, on: datetime.date) -> Person | None:
    """Who is asked to verify: the owner's line manager, else the next above them in the team's line; nobody who is away, or who
    may not know of it yet since they moderate its audit blind.

    None where nobody of these is there: then the QA lead verifies.
    """
    if action.owner is None:
        return None
    line = (action.owner.line_manager, *_line_above_owner(action))
    doers = {doer for doer, _ in parts_in_doing(action)}
    there = (person for person in line if person and person.is_there(on) and person.pk not in doers)
    return next((person for person in there if may_know(person, action)), None)


def _line_above_owner(action: Action) -> tuple[Person | None, ...]:
    """The managers of the action's team, as far as they stand above its owner."""
    team, owner = action.team, action.owner
    if team is None or owner is None:
        return ()
    above = (team.service.manager, team.service.head) if team.service else ()
    line: tuple[Person | None, ...] = (team.manager, *above)
    if owner in line:
        return line[line.index(owner) + 1 :]
    return line if owner.team_id == team.pk else ()


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    """Actions that `person` must show evidence for, help with, verify or decide on, and those of theirs that wait for a verifier."""
    seen = Action.objects.visible_to(person).live()
    own = _with_line(seen.unfinished().filter(owner=person)).prefetch_related("evidence__returned_by")
    posts = TakenPosts(on)
    items = (
        [_to_verify(action, person, posts, on) for action in _to_verify_by(person, on)] + overseeing(person, on) + escalated_to(person, on)
    )
    items += [_to_help(action) for action in _helped_by(person)]
    return items + [_to_do(action) if action.state == ActionState.OPEN else _waiting(action, on) for action in own]


def _helped_by(person: Person) -> QuerySet[Action]:
    # Few are helped by one person, many are open: named by number, or a database may go through all that are open.
    numbers = list(Action.helpers.through.objects.filter(person=person).values_list("action", flat=True))
    helped = Action.objects.visible_to(person).live().filter(number__in=numbers, state=ActionState.OPEN)
    return helped.select_related("owner", "raised_by", "audit", "observation", "indicator")


def _with_line(actions: QuerySet[Action]) -> QuerySet[Action]:
    line = ("owner__line_manager", "team__manager", "team__service__manager", "team__service__head")
    return actions.select_related(*line, "raised_by", "audit", "observation", "indicator").prefetch_related(
        "helpers", "doers", "evidence", *(f"{place}__absences" for place in line)
    )


def _to_verify_by(person: Person, on: datetime.date) -> list[Action]:
    waiting = Action.objects.visible_to(person).live().awaiting_verification().exclude(owner=person)
    if not person.has_role(Role.QA_LEAD):
        waiting = waiting.of_line(person)
    verifiers = {person, None} if person.has_role(Role.QA_LEAD) else {person}
    return [action for action in _with_line(waiting) if default_verifier(action, on) in verifiers]


def _to_verify(action: Action, person: Person, posts: TakenPosts, on: datetime.date) -> WorkItem:
    due = posts.due(add_working_days(action.done_on or on, VERIFY_DAYS), person, action.team, action.owner)
    why = f"{action.owner} has shown evidence; {source_words(action)}"
    email_text, url = f"Verify action {action.number}", reverse("actions:verify", args=[action.number])
    return WorkItem(what=f"Verify: {action.what}", why=why, url=url, due=due, kind=WorkKind.VERIFY, email_text=email_text)


def _to_do(action: Action) -> WorkItem:
    returned = next((row for row in reversed(action.evidence.all()) if row.returned_by), None)
    why = f"Returned by {returned.returned_by}" if returned else f"You own it; {source_words(action)}"
    email_text, url = f"Show evidence for action {action.number}", reverse("actions:done", args=[action.number])
    return WorkItem(what=f"Show evidence: {action.what}", why=why, url=url, due=action.due, email_text=email_text)


def _to_help(action: Action) -> WorkItem:
    why = f"You help {action.owner or 'its owner'}, who shows the evidence; {source_words(action)}"
    email_text = f"Help with action {action.number}"
    return WorkItem(what=f"Help with: {action.what}", why=why, url=action.get_absolute_url(), due=action.due, email_text=email_text)


def _waiting(action: Action, on: datetime.date) -> WorkItem:
    verifier = default_verifier(action, on) or "the QA lead"
    return WorkItem(
        what=f"Action {action.number}: {action.what}", why=f"{verifier} verifies it", url=action.get_absolute_url(), waiting=True
    )


def source_words(action: Action) -> str:
    """Where an action comes from, in a few words: “audit 1042”, “observation 7”, the indicator's label, “raised by Leah Brandt”."""
    if action.audit_id:
        return f"audit {action.audit_id}"
    if action.observation_id:
        return f"observation {action.observation_id}"
    return action.indicator.shown_label if action.indicator else f"raised by {action.raised_by}"
