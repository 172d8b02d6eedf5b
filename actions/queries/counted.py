"""What of the actions of audits is counted with them: `audits.queries.counted_work`."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping

from actions.enums import CLOSED_STATES
from actions.models import Action
from audits.calculations.counted import CountedFacts
from audits.calculations.counted_work import WorkTally
from audits.enums import WorkSubject
from foundation.council.months import month_code

from .counts import GIVEN_WHEN_LATE

# What is said of an action that was due in a month: that it is closed, by the due date as it then was, and by the first one.
CLOSED, IN_TIME, BY_FIRST_DATE = "closed", "in_time", "by_first_date"


def tallies_of_actions(counted: Mapping[int, CountedFacts]) -> Iterator[tuple[int, WorkTally]]:
    """Of those not withdrawn: by their state; by the month in which they were first due, and of closed ones by that in which they were
    verified.
    """
    found: Counter[tuple[int, str, str]] = Counter()
    for row in Action.objects.standing().filter(audit__in=list(counted)).annotate(given_late=GIVEN_WHEN_LATE).order_by():
        found[row.audit_id, WorkSubject.ACTION.value, row.state] += 1
        found[row.audit_id, WorkSubject.DUE.value, " ".join([month_code(row.first_due), *_said(row, row.given_late)])] += 1
        if row.state in CLOSED_STATES and row.verified_on:
            found[row.audit_id, WorkSubject.VERIFIED.value, f"{month_code(row.verified_on)} {row.state}"] += 1
    for (audit, subject, key), number in found.items():
        yield audit, WorkTally(subject, key, number)


def _said(action: Action, given_late: bool) -> list[str]:
    """Nothing of one that is not closed. The rules are those of `ON_TIME` and `ON_TIME_AT_FIRST`."""
    if action.state not in CLOSED_STATES:
        return []
    done = action.done_on or datetime.date.max
    in_time = {IN_TIME: done <= action.due and not given_late, BY_FIRST_DATE: done <= action.first_due}
    return [CLOSED, *(name for name, is_so in in_time.items() if is_so)]
