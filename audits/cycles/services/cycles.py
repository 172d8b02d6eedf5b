"""Planning a month."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.enums import MORE_EYES, STRICTER, WRITTEN_STATES
from audits.models import Audit, Cycle, KindOfAudit, ThemeChange
from audits.permissions import can_plan_cycles
from audits.tool.queries import current_tool
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import first_come, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version
from foundation.council.bounds import require_month_in_reach
from foundation.council.clock import today
from foundation.council.months import first_of
from foundation.guard.services import check_for_identities
from foundation.notices.services import notify


@transaction.atomic
def plan_cycle(*, actor: Person, month: datetime.date, kind: KindOfAudit | None = None, kept: str = "", **plan: Any) -> Cycle:
    """Plan the audits of a month, or those of another `kind` in it. `plan` holds the cycle's other fields; the tool is the current one
    unless given, and of another kind it is given.

    `kept`: why words that look like an identity may stand.
    """
    require(can_plan_cycles, actor)
    require_month_in_reach(month, field="month")
    looked = check_for_identities(_read_in(plan), kept=kept)
    if kind is None:
        plan.setdefault("tool", current_tool())
    cycle = Cycle(month=first_of(month), kind=kind, kind_name=kind.name if kind else "", **plan)
    planned = ValidationError({"month": f"{cycle} is planned already. Open it to change its plan."})
    if Cycle.objects.filter(month=cycle.month, kind=kind).exists():
        raise planned
    _require_dates_in_order(cycle)
    with first_come(planned):
        cycle.save()
    record(actor=actor, verb="cycle.planned", target=cycle, month=cycle.code, theme=cycle.theme, cohort=cycle.cohort)
    looked.keep(actor, cycle)
    return cycle


def _read_in(plan: Mapping[str, Any]) -> dict[str, str]:
    """Its words that are on Results and in the Board's report."""
    return {name: plan[name] for name in ("theme", "cohort", "rationale", "shortfall_reason") if plan.get(name)}


@transaction.atomic
def change_cycle(*, actor: Person, cycle: Cycle, version: str | None = None, kept: str = "", **plan: Any) -> Cycle:
    require(can_plan_cycles, actor)
    cycle = locked(Cycle.objects.select_related("tool"), pk=cycle.pk)
    require_version(cycle, version)
    before = {name: getattr(cycle, name) for name in plan}
    changed = {name: value for name, value in plan.items() if value != before[name]}
    if not changed:
        return cycle
    _require_open_settings(cycle, changed)
    looked = check_for_identities(_read_in(changed), kept=kept, target=cycle)
    for name, value in changed.items():
        setattr(cycle, name, value)
    _require_dates_in_order(cycle)
    cycle.save(update_fields=list(changed))
    record(
        actor=actor,
        verb="cycle.changed",
        target=cycle,
        before={name: str(before[name]) for name in changed},
        after={name: str(value) for name, value in changed.items()},
    )
    looked.keep(actor, cycle)
    if "theme" in changed:
        _tell_of_theme(actor, cycle, before["theme"])
    return cycle


def _tell_of_theme(actor: Person, cycle: Cycle, before: str) -> None:
    """Auditors who are at work on the old theme are notified, and the audits say so; their answers stay."""
    audits = list(Audit.objects.filter(cycle=cycle, state__in=WRITTEN_STATES, auditor__isnull=False).select_related("auditor"))
    at_work = [(audit, audit.auditor) for audit in audits if audit.auditor]
    if not at_work:
        return
    change = ThemeChange.objects.create(cycle=cycle, before=before, after=cycle.theme, changed_by=actor, changed_on=today())
    change.audits.set(audits)
    for audit, auditor in at_work:
        notify(
            person=auditor,
            key=f"cycle.theme_changed:{change.pk}",
            subject=f"The theme of {cycle} changed",
            words=f"From “{before or 'no theme'}” to “{cycle.theme or 'no theme'}”. What you have written stays.",
            path=audit.get_absolute_url(),
        )


FIXED = "The first audit of {cycle} is submitted, so {what}."


def _require_open_settings(cycle: Cycle, changed: dict[str, Any]) -> None:
    """From the first submission on, nobody's audit is moderated by other rules than those before it."""
    if not {"blind", "moderation_rule", "mode"} & changed.keys() or not cycle.audits.written_here().exists():
        return
    wrong = {}
    if "blind" in changed:
        wrong["blind"] = FIXED.format(cycle=cycle, what="whether moderators grade blind no longer changes")
    for name, order, what in (
        ("moderation_rule", STRICTER, "from now on more of them may be moderated, not fewer"),
        ("mode", MORE_EYES, "from now on more people may look at them together, not fewer"),
    ):
        if name in changed and order.index(changed[name]) < order.index(getattr(cycle, name)):
            wrong[name] = FIXED.format(cycle=cycle, what=what)
    if wrong:
        raise ValidationError(wrong)


def _require_dates_in_order(cycle: Cycle) -> None:
    wrong = {}
    if cycle.look_back_from and cycle.look_back_to and cycle.look_back_to < cycle.look_back_from:
        wrong["look_back_to"] = "The look-back must end on or after the day on which it begins."
    if cycle.judgement_from and cycle.judgement_to and cycle.judgement_to < cycle.judgement_from:
        wrong["judgement_to"] = "The judged practice must end on or after the day on which it begins."
    if cycle.audits_due and cycle.moderation_due and cycle.moderation_due < cycle.audits_due:
        wrong["moderation_due"] = "Moderation must be due on or after the day on which the audits are due."
    if wrong:
        raise ValidationError(wrong)
