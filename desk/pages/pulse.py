"""The month's pulse, for the QA lead."""

import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from actions.enums import EscalationStep
from actions.models import Action
from actions.pages.moved import first_date_words
from actions.queries.escalation import overdue_by_step
from audits.allocation.pages.plan_changes import changes_of_plan
from audits.enums import AuditState
from audits.models import Audit, Cycle
from audits.queries.month_standing import standing_of
from foundation.accounts.models import Person
from reports.models import Report
from reports.pages.readiness import still_to_do

Figure = dict[str, Any]


def pulse(cycle: Cycle, person: Person, on: datetime.date) -> list[Figure]:
    """How far the month is, how many actions are late and what the report lacks, as figures that lead to what is behind them."""
    counts = (
        Audit.objects.live()
        .filter(cycle=cycle)
        .aggregate(
            allocated=Count("pk"),
            submitted=Count("pk", filter=Q(submitted_on__isnull=False) & ~Q(state=AuditState.IN_PROGRESS)),
            moderated=Count("pk", filter=Q(state=AuditState.MODERATED)),
            released=Count("pk", filter=Q(state=AuditState.RELEASED)),
        )
    )
    submitted, standing = counts["submitted"], standing_of(cycle)
    expected = counts["allocated"] if cycle.expected is None else max(cycle.expected - cycle.exempted, 0)
    place, late_actions = cycle.get_absolute_url(), reverse("actions:list") + "?view=all&timing=overdue"
    return [
        _with_note({"number": expected, "text": "audits expected", "href": place}, " ".join(changes_of_plan(cycle))),
        {"number": submitted, "text": "submitted", "note": f"{_of(submitted, expected)}{_again(standing.given_back_words)}"},
        {
            "number": counts["moderated"],
            "text": "moderated",
            "note": f"of {standing.submitted} submitted so far{_again(standing.left_out_words)}",
        },
        {"number": counts["released"], "text": "released without moderation"},
        _overdue(person, on, late_actions),
        *_readiness(on),
    ]


def _with_note(figure: Figure, note: str) -> Figure:
    return figure | {"note": note} if note else figure


def _of(count: int, expected: int) -> str:
    return f"of {expected}" if count <= expected else f"{count - expected} more than the {expected} expected"


def _again(words: str) -> str:
    return f"; {words}" if words else ""


def _overdue(person: Person, on: datetime.date, href: str) -> Figure:
    """How many actions are late, and how many of them have gone up to whom."""
    live = Action.objects.visible_to(person).live()
    overdue = live.overdue(on).count()
    gone_up = [f"{count} to {step.label.lower()}" for step, count in overdue_by_step(live, on) if step != EscalationStep.OWNER]
    moved = live.open().exclude(first_due=F("due")).count()
    notes = [first_date_words(overdue, live.overdue_by_first(on).count(), moved), f"escalated: {', '.join(gone_up)}" if gone_up else ""]
    figure = {"number": overdue, "text": "actions overdue", "href": href}
    return figure | {"note": "; ".join(filter(None, notes))} if any(notes) else figure


def _readiness(on: datetime.date) -> list[Figure]:
    """What the newest report that is still being written lacks."""
    report = Report.objects.drafts().first()
    if report is None:
        return []
    count = len(still_to_do(report, on))
    return [{"number": count, "text": f"still to do for the report on {report.period}", "href": report.get_absolute_url()}]
