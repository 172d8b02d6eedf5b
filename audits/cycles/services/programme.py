"""The year's programme, how much is expected of whom, and exemptions from it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.cycles.services.cycles import change_cycle, plan_cycle
from audits.cycles.services.exemptions import relieve_exempt
from audits.cycles.workflow import MOVES
from audits.enums import ExemptionState
from audits.models import Cycle, Exemption, Expectation
from audits.permissions import can_ask_exemption, can_plan_cycles, is_in_remit
from foundation.accounts.models import Person, Service, Team
from foundation.accounts.permissions import is_lead, require
from foundation.activity.locking import all_locked, locked
from foundation.activity.trail import record
from foundation.activity.versions import require_version, require_versions, version_of
from foundation.council.clock import today
from foundation.council.months import month_code
from foundation.documents.formats import uk_date
from foundation.moves.services import begin_move, complete_move
from foundation.moves.workflow import Move, Workflow, answer_needed
from foundation.notices.services import notify


def _stale_text(exemption: Exemption, step: Move) -> str:
    return f"{exemption.decided_by} decided on this on {uk_date(exemption.decided_on)}."


EXEMPTIONS = Workflow(
    moves=MOVES,
    rows=lambda: Exemption.objects.select_related("cycle", "team__service", "auditor"),
    stale_text=_stale_text,
    needs={"answer": answer_needed("answer", "Say why it is refused.")},
)


@transaction.atomic
def plan_year(*, actor: Person, months: Mapping[datetime.date, Mapping[str, Any]], versions: str | None = None) -> list[Cycle]:
    """Plan or change every month given, all or none: month → theme, cohort, expected, audits_due, moderation_due.

    Raises StaleVersion where a month is no longer, or not yet, of the `versions` that were seen.
    Raises ValidationError by “<month>-<field>”, as in “2023-06-moderation_due”, for every month that cannot be.
    """
    require(can_plan_cycles, actor)
    planned: list[Cycle] = []
    wrong: dict[str, list[str]] = {}
    stored = {cycle.month: cycle for cycle in all_locked(Cycle.objects.monthly().filter(month__in=months))}
    require_versions(stored.values(), versions)
    for month, plan in months.items():
        try:
            with transaction.atomic():
                cycle = stored.get(month)
                planned.append(change_cycle(actor=actor, cycle=cycle, **plan) if cycle else plan_cycle(actor=actor, month=month, **plan))
        except ValidationError as refused:
            wrong |= {f"{month_code(month)}-{name}": messages for name, messages in refused.message_dict.items()}
    if wrong:
        raise ValidationError(wrong)
    return planned


@transaction.atomic
def set_expected(
    *,
    actor: Person,
    cycle: Cycle,
    services: Mapping[Service, int | None],
    auditors: Mapping[Person, int | None],
    version: str | None = None,
) -> None:
    """How many of the month's audits are expected of each service's records and of each auditor; None where nobody says."""
    require(can_plan_cycles, actor)
    cycle = locked(Cycle.objects.all(), pk=cycle.pk)
    rows = [Expectation(cycle=cycle, service=service, expected=count) for service, count in services.items() if count is not None]
    rows += [Expectation(cycle=cycle, auditor=auditor, expected=count) for auditor, count in auditors.items() if count is not None]
    before, after = _numbers(cycle.expectations.select_related("service", "auditor")), _numbers(rows)
    if before == after:
        return
    require_version(cycle, version, before)
    _require_not_for_oneself(actor, before.get(str(actor)), after.get(str(actor)))
    cycle.expectations.all().delete()
    Expectation.objects.bulk_create(rows)
    record(actor=actor, verb="cycle.expected", target=cycle, before=before, after=after)


def _require_not_for_oneself(actor: Person, before: int | None, after: int | None) -> None:
    """To expect less of oneself would be an exemption that nobody approved."""
    if before is not None and (after is None or after < before):
        raise ValidationError(f"You cannot lower the number expected of yourself ({before}). Ask for an exemption, or another QA lead.")


def version_of_expected(cycle: Cycle) -> str:
    return version_of(cycle, _numbers(cycle.expectations.select_related("service", "auditor")))


def _numbers(rows: Any) -> dict[str, int]:
    return dict(sorted((str(row.service or row.auditor), row.expected) for row in rows))


@transaction.atomic
def ask_exemption(
    *, actor: Person, cycle: Cycle, audits: int, reason: str, team: Team | None = None, auditor: Person | None = None
) -> Exemption:
    """Ask that a team or an auditor need not do so many of the month's audits. It counts once somebody else has approved it."""
    require(can_ask_exemption, actor)
    # Another who asks at the same moment waits, and then learns that it was asked for.
    cycle = locked(Cycle.objects.all(), pk=cycle.pk)
    _require_exemption_in_full(cycle, audits=audits, reason=reason, team=team, auditor=auditor)
    if not is_lead(actor) and not is_in_remit(actor, team or auditor):
        raise ValidationError({"whom": "Choose one of your own teams, or an auditor who works in one."})
    exemption = Exemption.objects.create(
        cycle=cycle, team=team, auditor=auditor, audits=audits, reason=reason.strip(), asked_by=actor, asked_on=today()
    )
    record(actor=actor, verb="exemption.asked", target=cycle, exemption=exemption.pk, whom=exemption.whom, audits=audits, reason=reason)
    return exemption


def _require_exemption_in_full(cycle: Cycle, *, audits: int, reason: str, team: Team | None, auditor: Person | None) -> None:
    wrong = {}
    if (team is None) == (auditor is None):
        wrong["whom"] = "Choose a team or an auditor."
    elif cycle.exemptions.filter(team=team, auditor=auditor).exclude(state=ExemptionState.REFUSED).exists():
        wrong["whom"] = f"An exemption of {team or auditor} from {cycle} was asked for already."
    if audits < 1:
        wrong["audits"] = "Say how many audits are exempted, at least 1."
    if not reason.strip():
        wrong["reason"] = "Say why. The Board’s report may show how many were exempt, never whom."
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def decide_exemption(*, actor: Person, exemption: Exemption, approve: bool, answer: str = "") -> Exemption:
    """Approve or refuse it. Never by the person who asked, nor by the one who would be exempt."""
    exemption, step = begin_move(EXEMPTIONS, actor, exemption, "approve" if approve else "refuse", answer=answer)
    exemption.decided_by, exemption.decided_on = actor, today()
    relieved = relieve_exempt(actor=actor, exemption=exemption) if approve else 0
    complete_move(actor, exemption, step, exemption.cycle, exemption=exemption.pk, reason=answer.strip(), relieved=relieved)
    notify(
        person=exemption.asked_by,
        key=f"exemption.decided:{exemption.pk}",
        subject=f"Exemption from {exemption.cycle}: {exemption.get_state_display().lower()}",
        words=f"{actor} decided on what you asked for on {uk_date(exemption.asked_on)}.",
        path=exemption.get_absolute_url(),
    )
    return exemption
