"""The month's pulse, for the QA lead."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from actions.enums import EscalationStep
from actions.models import Action
from actions.pages.moved import first_date_words
from actions.queries.escalation import overdue_by_step
from actions.queries.moved import lateness_of_open
from audits.allocation.pages.plan_changes import changes_of_plan
from audits.allocation.queries.plan_changes import changes_in_the_trail
from audits.calculations import MonthStanding
from audits.enums import AuditState
from audits.models import Audit, Cycle
from audits.queries.month_standing import standing_rows, standings_in
from foundation.accounts.models import Person
from foundation.lookups.read_together import read_together
from foundation.lookups.together import CountOf, row_of_answers
from reports.models import Report
from reports.pages.readiness import count_still_to_do

Figure = dict[str, Any]


def pulse(cycle: Cycle, draft: Report | None, person: Person, on: datetime.date) -> list[Figure]:
    """How far the month is, how many actions are late and what the report lacks, as figures that lead to what is behind them."""
    audits, late = Audit.objects.live().filter(cycle=cycle), Action.objects.visible_to(person).live()
    answers = row_of_answers(
        allocated=CountOf(audits),
        submitted=CountOf(audits.filter(submitted_on__isnull=False).exclude(state=AuditState.IN_PROGRESS)),
        moderated=CountOf(audits.filter(state=AuditState.MODERATED)),
        released=CountOf(audits.filter(state=AuditState.RELEASED)),
    )
    lateness = lateness_of_open(late, on)
    standings, steps = standing_rows(Audit.objects.filter(cycle=cycle)), overdue_by_step(late, on)
    exempted, changed = cycle.exemptions.approved(), changes_in_the_trail([cycle])
    readiness = _readiness(draft, answers, lateness, standings, steps, exempted, changed)
    counts, standing = next(iter(answers)), standings_in(standings).get(cycle.month, MonthStanding())
    expected = counts["allocated"] if cycle.expected is None else max(cycle.expected - cycle.exempted, 0)
    return [
        _with_note(
            {"number": expected, "text": "audits expected", "href": cycle.get_absolute_url()},
            " ".join(changes_of_plan(cycle, exempted, changed)),
        ),
        {
            "number": counts["submitted"],
            "text": "submitted",
            "note": f"{_of(counts['submitted'], expected)}{_again(standing.given_back_words)}",
        },
        {
            "number": counts["moderated"],
            "text": "moderated",
            "note": f"of {standing.submitted} submitted so far{_again(standing.left_out_words)}",
        },
        {"number": counts["released"], "text": "released without moderation"},
        _overdue(steps, next(iter(lateness), Counter())),
        *readiness,
    ]


def _with_note(figure: Figure, note: str) -> Figure:
    return figure | {"note": note} if note else figure


def _of(count: int, expected: int) -> str:
    return f"of {expected}" if count <= expected else f"{count - expected} more than the {expected} expected"


def _again(words: str) -> str:
    return f"; {words}" if words else ""


def _overdue(steps: Iterable[tuple[int, int]], counts: Mapping[str, int]) -> Figure:
    """How many actions are late, and how many of them have gone up to whom."""
    overdue, first = counts["overdue"], counts["overdue_by_first"]
    gone_up = [f"{count} to {EscalationStep(step).label.lower()}" for step, count in steps if step != EscalationStep.OWNER]
    notes = [first_date_words(overdue, first, counts["moved"]), f"escalated: {', '.join(gone_up)}" if gone_up else ""]
    figure = {"number": overdue, "text": "actions overdue", "href": reverse("actions:list") + "?view=all&timing=overdue"}
    return figure | {"note": "; ".join(filter(None, notes))} if any(notes) else figure


def _readiness(draft: Report | None, *beside: QuerySet) -> list[Figure]:
    """What the newest report that is still being written lacks. The lists `beside` are read by the same query."""
    if draft is None:
        read_together(*beside)
        return []
    count = count_still_to_do(draft, *beside)
    return [{"number": count, "text": f"still to do for the report on {draft.period}", "href": draft.get_absolute_url()}]
