"""Everything a person can do with an action. The only place in this app that writes."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import State
from audits.models import Audit, Domain
from audits.services.errors import StaleState
from foundation.accounts.enums import Role
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import require
from foundation.activity.trail import record
from foundation.council.clock import today
from observations.models import Observation
from performance.models import Indicator

from .enums import ActionSource, Level, Priority
from .models import Action, Evidence, Extension
from .permissions import can_raise
from .workflow import MOVES, Move

# Whom an action concerns, by what it comes from, unless the person says otherwise.
LEVELS = {
    ActionSource.AUDIT: Level.CHILD,
    ActionSource.OBSERVATION: Level.PRACTITIONER,
    ActionSource.INDICATOR: Level.SERVICE,
    ActionSource.ALONE: Level.TEAM,
}


@transaction.atomic
def raise_action(
    *,
    actor: Person,
    what: str,
    why: str,
    owner: Person,
    due: datetime.date,
    audit: Audit | None = None,
    observation: Observation | None = None,
    indicator: Indicator | None = None,
    domains: Iterable[Domain] = (),
    team: Team | None = None,
    level: Level | None = None,
    priority: Priority = Priority.NORMAL,
) -> Action:
    """Raise an action from an audit, an observation or an indicator, or on its own.

    The team is the source's, else the owner's, unless given. An audit's action goes live when the audit is submitted.
    """
    sources = [source for source in (audit, observation, indicator) if source]
    if len(sources) > 1:
        raise ValidationError("An action comes from one source: an audit, an observation or an indicator.")
    require(can_raise, actor, sources[0] if sources else None)
    _require_raisable(audit, what, why, owner, due)
    domains = _domains_of(audit, domains)
    team = team or (audit.team if audit else None) or (observation.team if observation else None) or owner.team
    action = Action(
        what=what.strip(), why=why.strip(), owner=owner, due=due, first_due=due, audit=audit, observation=observation, indicator=indicator,
        team=team, priority=priority, raised_by=actor, raised_on=today(),
    )  # fmt: skip
    action.level = level or LEVELS[action.source_kind]
    action.save()
    action.domains.set(domains)
    record(actor=actor, verb="action.raised", target=action, what=action.what, owner=owner, due=due, source=action.source)
    return action


@transaction.atomic
def mark_done(*, actor: Person, action: Action, evidence: str, pointer: str = "") -> Action:
    """The owner says that it is done, with what shows it; `pointer` says where in the case system to look."""
    action, step = _ready(actor, action, "done", evidence=evidence)
    Evidence.objects.create(action=action, text=evidence.strip(), pointer=pointer.strip(), given_by=actor, given_on=today())
    action.done_on = today()
    return _move(actor, action, step)


@transaction.atomic
def verify_action(*, actor: Person, action: Action) -> Action:
    """Somebody other than the owner has looked at the evidence and agrees."""
    action, step = _ready(actor, action, "verify")
    action.verified_by, action.verified_on = actor, today()
    return _move(actor, action, step)


@transaction.atomic
def return_action(*, actor: Person, action: Action, reason: str) -> Action:
    """The evidence does not show it: back to the owner, the reason beside the evidence."""
    action, step = _ready(actor, action, "return", reason=reason)
    evidence = action.evidence.latest("pk")
    evidence.returned_by, evidence.returned_on, evidence.return_reason = actor, today(), reason.strip()
    evidence.save()
    action.done_on = None
    return _move(actor, action, step, reason=reason.strip())


@transaction.atomic
def extend_action(*, actor: Person, action: Action, due: datetime.date, reason: str) -> Action:
    """Move the due date later. The first one stays with the action."""
    action, step = _ready(actor, action, "extend", reason=reason)
    if due <= action.due:
        raise ValidationError({"due": f"The new due date must be after {action.due:%-d %B %Y}."})
    _require_not_past(due)
    was_due, action.due = action.due, due
    Extension.objects.create(action=action, was_due=was_due, due=due, reason=reason.strip(), granted_by=actor, granted_on=today())
    return _move(actor, action, step, was_due=was_due, due=due, reason=reason.strip())


@transaction.atomic
def reassign_action(*, actor: Person, action: Action, owner: Person, reason: str) -> Action:
    """Give it to another owner; it stays one person's."""
    action, step = _ready(actor, action, "reassign", reason=reason)
    if owner == action.owner:
        raise ValidationError({"owner": f"{owner} is the owner already."})
    _require_owner(owner)
    before, action.owner = action.owner, owner
    return _move(actor, action, step, was_owner=before, owner=owner, reason=reason.strip())


@transaction.atomic
def withdraw_action(*, actor: Person, action: Action, reason: str) -> Action:
    """No longer wanted: it leaves every count."""
    action, step = _ready(actor, action, "withdraw", reason=reason)
    return _move(actor, action, step, reason=reason.strip())


def _ready(actor: Person, action: Action, move: str, **answers: str) -> tuple[Action, Move]:
    """The action, locked, if `actor` may make this move now and has answered what it needs."""
    action = Action.objects.select_for_update(of=("self",)).for_list().get(pk=action.pk)
    step = MOVES[move]
    require(step.may, actor, action)
    if action.state != step.source:
        raise StaleState(f"Action {action.number} is now “{action.get_state_display()}”. Open it again to see what happened.")
    missing = {name: sentence for name, sentence in step.needs if not answers[name].strip()}
    if missing:
        raise ValidationError(missing)
    return action, step


def _move(actor: Person, action: Action, step: Move, **facts: object) -> Action:
    """Store and record one move; the only place that sets `Action.state`."""
    action.state = step.target
    action.save()
    record(actor=actor, verb=step.verb, target=action, before=step.source, after=step.target, **facts)
    return action


def _require_raisable(audit: Audit | None, what: str, why: str, owner: Person, due: datetime.date) -> None:
    if audit and audit.state == State.WITHDRAWN:
        raise ValidationError(f"{audit} was withdrawn: actions are no longer raised from it.")
    if not what.strip():
        raise ValidationError({"what": "Say what must change."})
    if not why.strip():
        raise ValidationError({"why": "Say why it matters."})
    _require_owner(owner)
    _require_not_past(due)


def _require_owner(owner: Person) -> None:
    if owner.is_system or not owner.is_active:
        raise ValidationError({"owner": f"{owner} does not work here, so cannot own an action."})
    if owner.has_role(Role.BOARD_MEMBER):
        raise ValidationError({"owner": f"{owner} sits on the Board, which sees totals only, so cannot own an action."})


def _require_not_past(due: datetime.date) -> None:
    if due < today():
        raise ValidationError({"due": "The due date must be today or later."})


def _domains_of(audit: Audit | None, domains: Iterable[Domain]) -> list[Domain]:
    domains = list(domains)
    if audit and any(domain.tool_id != audit.tool_id for domain in domains):
        raise ValidationError({"domains": f"Select domains that {audit} was graded in."})
    return domains
