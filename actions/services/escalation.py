"""Late actions go up: once for each step and due date, recorded and told."""

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse

from actions.calculations.escalation import steps_due
from actions.enums import EscalationStep, Level, Priority
from actions.models import Action, Escalation, EscalationRules
from actions.permissions import can_set_action_rules
from actions.queries.escalation import Ladders, Recipient, days_late, late_actions, with_absences
from foundation.accounts.models import Person, Service
from foundation.accounts.permissions import is_system, require
from foundation.activity.settings_rows import settings_to_change, store_settings
from foundation.activity.trail import record
from foundation.council.clock import today
from foundation.council.working_days import is_working_day
from foundation.documents.formats import uk_date
from foundation.notices.services import notify

DAYS = ("owner_days", "team_manager_days", "service_manager_days", "director_days")
Counted = dict[tuple[Person, Service | None], list[Escalation]]


def escalate_by_timetable() -> int:
    """Every hour of a working day: the first one does it, the others find nothing to do."""
    return escalate_late_actions(actor=Person.objects.system()) if is_working_day(today()) else 0


@transaction.atomic
def escalate_late_actions(*, actor: Person) -> int:
    """Take each late action as far up as its working days late say; answer with how many steps were new. A second call adds nothing."""
    require(is_system, actor)
    on, thresholds = today(), EscalationRules.current().days
    late = with_absences(late_actions(on))
    if not late:
        return 0
    taken = set(Escalation.objects.filter(due=F("action__due")).values_list("action_id", "step"))
    counted: Counted = defaultdict(list)
    ladders, new = Ladders(on), 0
    for action in late:
        for step in steps_due(days_late(action, on), thresholds):
            if (action.pk, step) not in taken:
                new += _escalate(actor, action, step, ladders.recipient(action, step), on, counted)
    _tell_counts(counted, on)
    return new


def _escalate(actor: Person, action: Action, step: EscalationStep, to: Recipient, on: datetime.date, counted: Counted) -> bool:
    late = days_late(action, on)
    given = {"to": to.person, "day": on, "days_late": late}
    row, is_new = Escalation.objects.get_or_create(action=action, step=step, due=action.due, defaults=given)
    if not is_new:
        return False
    why = f"To {to.person or 'nobody, since nobody is there'}. Due {uk_date(action.due)}."
    record(actor=actor, verb="action.escalated", target=action, step=step.label, to=to.person, reason=why)
    if to.person is None or to.person == action.owner:
        # An owner finds it in their own work and digest.
        return True
    if to.is_above_team_manager and not (action.level == Level.CHILD and action.priority == Priority.URGENT):
        team = action.team_that_answers
        counted[to.person, team.service if team else None].append(row)
    else:
        notify(
            person=to.person, key=f"action.escalated:{row.pk}", subject=f"Action {action.number} is late and was escalated to you",
            words=f"It was due on {uk_date(action.due)}.", path=action.get_absolute_url(),
        )  # fmt: skip
    return True


def _tell_counts(counted: Counted, on: datetime.date) -> None:
    for (person, service), rows in counted.items():
        words = late_in_words(len({row.action_id for row in rows}), service)
        subject = f"{words} {'was' if words.startswith('1 ') else 'were'} escalated to you"
        notify(
            person=person,
            key=f"actions.escalated:{rows[0].pk}",
            subject=subject,
            path=address_of_late(service),
        )


def address_of_late(service: Service | None) -> str:
    """Just those that were counted: the ones escalated to this person, in the service, or in no service."""
    return f"{reverse('actions:list')}?view=all&queue=escalated&service={service.pk if service else 'none'}"


def late_in_words(count: int, service: Service | None) -> str:
    """“1 late action in Rowan Service”."""
    return f"{count} late action{'' if count == 1 else 's'} {f'in {service}' if service else 'without a service'}"


@transaction.atomic
def change_escalation_rules(*, actor: Person, version: str | None = None, **days: int) -> EscalationRules:
    """Who is notified when an action is overdue, and when; each step later than the one before. Steps already taken stay."""
    require(can_set_action_rules, actor)
    rules = settings_to_change(EscalationRules, version)
    after = {name: getattr(rules, name) for name in DAYS} | days
    for lower, upper in zip(DAYS, DAYS[1:], strict=False):
        if after[upper] <= after[lower]:
            raise ValidationError({upper: f"Enter more than {after[lower]} days: this step comes after the one before it."})
    store_settings(rules, actor=actor, verb="action.escalation_rules_changed", values=days)
    return rules
