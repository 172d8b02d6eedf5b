"""The month's pulse, for the QA lead."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, F
from django.urls import reverse

from actions.enums import EscalationStep
from actions.models import Action
from actions.pages.moved import first_date_words
from actions.queries.escalation import overdue_by_step
from actions.querysets import ActionQuerySet
from audits.allocation.pages.plan_changes import changes_of_plan
from audits.allocation.queries.plan_changes import changes_in_the_trail
from audits.enums import AuditState
from audits.models import Audit, Cycle
from audits.queries.month_standing import standing_of
from foundation.accounts.models import Person
from foundation.lookups.together import CountOf, answers_together
from reports.models import Report
from reports.pages.readiness import still_to_do

Figure = dict[str, Any]


def pulse(cycle: Cycle, person: Person, on: datetime.date) -> list[Figure]:
    """How far the month is, how many actions are late and what the report lacks, as figures that lead to what is behind them."""
    audits, late = Audit.objects.live().filter(cycle=cycle), Action.objects.visible_to(person).live()
    counts = answers_together(
        allocated=CountOf(audits),
        submitted=CountOf(audits.filter(submitted_on__isnull=False).exclude(state=AuditState.IN_PROGRESS)),
        moderated=CountOf(audits.filter(state=AuditState.MODERATED)),
        released=CountOf(audits.filter(state=AuditState.RELEASED)),
        was_changed=Exists(changes_in_the_trail([cycle])),
        is_exempted=Exists(cycle.exemptions.approved()),
        overdue=CountOf(late.overdue(on)),
        overdue_by_first=CountOf(late.overdue_by_first(on)),
        moved=CountOf(late.open().exclude(first_due=F("due"))),
    )
    submitted, standing = counts["submitted"], standing_of(cycle)
    expected = counts["allocated"] if cycle.expected is None else max(cycle.expected - cycle.exempted, 0)
    changes = changes_of_plan(cycle) if counts["was_changed"] or counts["is_exempted"] else []
    return [
        _with_note({"number": expected, "text": "audits expected", "href": cycle.get_absolute_url()}, " ".join(changes)),
        {"number": submitted, "text": "submitted", "note": f"{_of(submitted, expected)}{_again(standing.given_back_words)}"},
        {
            "number": counts["moderated"],
            "text": "moderated",
            "note": f"of {standing.submitted} submitted so far{_again(standing.left_out_words)}",
        },
        {"number": counts["released"], "text": "released without moderation"},
        _overdue(late, on, counts),
        *_readiness(on),
    ]


def _with_note(figure: Figure, note: str) -> Figure:
    return figure | {"note": note} if note else figure


def _of(count: int, expected: int) -> str:
    return f"of {expected}" if count <= expected else f"{count - expected} more than the {expected} expected"


def _again(words: str) -> str:
    return f"; {words}" if words else ""


def _overdue(actions: ActionQuerySet, on: datetime.date, counts: Mapping[str, int]) -> Figure:
    """How many actions are late, and how many of them have gone up to whom."""
    overdue, steps = counts["overdue"], overdue_by_step(actions, on) if counts["overdue"] else []
    gone_up = [f"{count} to {step.label.lower()}" for step, count in steps if step != EscalationStep.OWNER]
    notes = [first_date_words(overdue, counts["overdue_by_first"], counts["moved"]), f"escalated: {', '.join(gone_up)}" if gone_up else ""]
    figure = {"number": overdue, "text": "actions overdue", "href": reverse("actions:list") + "?view=all&timing=overdue"}
    return figure | {"note": "; ".join(filter(None, notes))} if any(notes) else figure


def _readiness(on: datetime.date) -> list[Figure]:
    """What the newest report that is still being written lacks."""
    report = Report.objects.drafts().first()
    if report is None:
        return []
    count = len(still_to_do(report, on))
    return [{"number": count, "text": f"still to do for the report on {report.period}", "href": report.get_absolute_url()}]
