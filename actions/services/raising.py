"""Raising an action, and changing what it says."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.enums import ActionSource, Level, Priority
from actions.models import Action
from actions.permissions import can_raise, can_reassign
from actions.queries.due_dates import suggested_due
from audits.auditing.services.auditing import grade_domain
from audits.enums import AuditState
from audits.models import Audit, Domain, Judgement
from foundation.accounts.models import Person, Team
from foundation.accounts.permissions import require
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.guard.services import Audience, check_for_identities
from foundation.moves.services import begin_move, complete_move
from observations.models import Observation
from performance.models import Indicator
from studies.models import Study

from .moves import ACTIONS, complete_action, count_with_audit, keep_doers, require_not_past, require_owner

# Whom an action concerns, by what it comes from, unless the person says otherwise.
LEVELS = {
    ActionSource.AUDIT: Level.CHILD,
    ActionSource.OBSERVATION: Level.PRACTITIONER,
    ActionSource.STUDY: Level.SERVICE,
    ActionSource.INDICATOR: Level.SERVICE,
    ActionSource.ALONE: Level.TEAM,
}


@transaction.atomic
def raise_action(
    *,
    actor: Person,
    what: str,
    why: str,
    owner: Person | None,
    due: datetime.date | None = None,
    audit: Audit | None = None,
    observation: Observation | None = None,
    indicator: Indicator | None = None,
    study: Study | None = None,
    domains: Iterable[Domain] = (),
    helpers: Iterable[Person] = (),
    team: Team | None = None,
    level: Level | None = None,
    priority: Priority = Priority.NORMAL,
    kept: str = "",
) -> Action:
    """Raise an action from an audit, an observation, a dip sample or an indicator, or on its own.

    The team is the source's, else the owner's, unless given; the due date is the priority's. With no owner it waits for the
    team's manager to name one. An audit's action goes live when the audit is submitted, an urgent one at once.
    `kept`: why words that look like an identity may stand; colleagues may be named.
    """
    sources = [source for source in (audit, observation, indicator, study) if source]
    if len(sources) > 1:
        raise ValidationError("An action comes from one source: an audit, an observation, a dip sample or an indicator.")
    require(can_raise, actor, sources[0] if sources else None)
    due = due or suggested_due(priority, today())
    _require_raisable(sources[0] if sources else None, what, why, owner, due)
    looked = check_for_identities({"what": what, "why": why}, audience=Audience.STAFF, kept=kept)
    domains = _domains_of(audit, domains)
    team = team or _team_of(audit, observation, owner)
    sourced = {"audit": audit, "observation": observation, "indicator": indicator, "study": study}
    action = Action(
        what=what.strip(), why=why.strip(), owner=owner, due=due, first_due=due, team=team, priority=priority,
        raised_by=actor, raised_on=today(), **sourced,
    )  # fmt: skip
    action.level = level or LEVELS[action.source_kind]
    action.save()
    action.domains.set(domains)
    action.helpers.set(_helpers_of(action, helpers))
    keep_doers(action)
    count_with_audit(action)
    record(actor=actor, verb="action.raised", target=action, what=action.what, owner=owner, due=due, source=action.source)
    looked.keep(actor, action)
    return action


@transaction.atomic
def grade_domain_and_raise(
    *,
    actor: Person,
    audit: Audit,
    domain: Domain,
    judgement: Mapping[str, Any],
    what: str,
    owner: Person | None,
    due: datetime.date | None = None,
    kept: str = "",
) -> Judgement:
    """Save the auditor's `judgement` of a domain, as `grade_domain` takes it, and raise an action about that domain with it.

    Why it matters is said by the domain alone: the auditor's own reason may hold a grade, which its owner does not read yet.
    """
    graded = grade_domain(actor=actor, audit=audit, domain=domain, **judgement)
    why = f"What {audit} found about this area of practice: {domain.name}."
    raise_action(actor=actor, what=what, why=why, owner=owner, due=due, audit=audit, domains=[domain], kept=kept)
    return graded


def _team_of(*whose: Audit | Observation | Person | None) -> Team | None:
    """The first team that one of them has."""
    return next((each.team for each in whose if each and each.team), None)


@transaction.atomic
def amend_action(
    *,
    actor: Person,
    action: Action,
    what: str,
    why: str,
    level: Level,
    priority: Priority,
    reason: str,
    version: str | None = None,
    kept: str = "",
) -> Action:
    """Change what an open action says, as moderation may; the trail keeps what it said before."""
    action, step = begin_move(ACTIONS, actor, action, "amend", version=version, reason=reason)
    _require_words(what, why)
    before = {name: getattr(action, name) for name in ("what", "why", "level", "priority")}
    given = {"what": what.strip(), "why": why.strip(), "level": str(level), "priority": str(priority)}
    changed = [name for name in given if given[name] != before[name]]
    if not changed:
        raise ValidationError({"what": "Nothing is changed. Change the words, or go back."})
    looked = check_for_identities({"what": what, "why": why}, audience=Audience.STAFF, kept=kept, target=action)
    looked.keep(actor, action)
    for name in changed:
        setattr(action, name, given[name])
    was = {name: before[name] for name in changed}
    return complete_move(actor, action, step, was=was, now={name: given[name] for name in changed}, reason=reason.strip())


@transaction.atomic
def drop_action(*, actor: Person, action: Action, reason: str) -> Action:
    """Out of a draft audit, before anybody was asked to do it."""
    action, step = begin_move(ACTIONS, actor, action, "drop", reason=reason)
    return complete_action(actor, action, step, reason=reason.strip())


@transaction.atomic
def change_helpers(*, actor: Person, action: Action, helpers: Iterable[Person]) -> Action:
    """Who helps the owner, chosen by a person who may choose the owner. One person still answers for it."""
    action = locked(Action.objects.for_list(), pk=action.pk)
    require(can_reassign, actor, action)
    before, after = list(action.helpers.all()), _helpers_of(action, helpers)
    if {person.pk for person in before} != {person.pk for person in after}:
        keep_doers(action)
        action.helpers.set(after)
        keep_doers(action)
        names = [[person.name for person in people] for people in (before, after)]
        record(actor=actor, verb="action.helpers_changed", target=action, before=names[0], after=names[1])
    return action


def _helpers_of(action: Action, helpers: Iterable[Person]) -> list[Person]:
    chosen = [person for person in helpers if person != action.owner]
    for person in chosen:
        require_owner(person, "helpers", action.source)
    return chosen


def _require_words(what: str, why: str) -> None:
    wrong = {} if what.strip() else {"what": "Say what must change."}
    if not why.strip():
        wrong["why"] = "Say why it matters."
    if wrong:
        raise ValidationError(wrong)


def _require_raisable(source: Any, what: str, why: str, owner: Person | None, due: datetime.date) -> None:
    if isinstance(source, Audit) and source.state == AuditState.WITHDRAWN:
        raise ValidationError(f"{source} was withdrawn: actions are no longer raised from it.")
    wrong = {**_refused(_require_words, what, why), **_refused(require_not_past, due)}
    if owner:
        wrong |= _refused(require_owner, owner, source=source)
    if wrong:
        raise ValidationError(wrong)


def _refused(check: Callable[..., None], *given: Any, **more: Any) -> dict[str, Any]:
    """What one check refuses, by field, so that all are said at once."""
    try:
        check(*given, **more)
    except ValidationError as refused:
        return dict(refused.error_dict)
    return {}


def _domains_of(audit: Audit | None, domains: Iterable[Domain]) -> list[Domain]:
    domains = list(domains)
    if audit and any(domain.tool_id != audit.tool_id for domain in domains):
        raise ValidationError({"domains": f"Select domains that {audit} was graded in."})
    return domains
