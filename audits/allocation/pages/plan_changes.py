"""What was changed in a month's plan after the month had begun, in sentences."""

import datetime
from collections.abc import Iterable

from audits.allocation.queries.plan_changes import DAYS, EXEMPTED, PlanChange, plan_changes
from audits.models import Cycle, Exemption
from foundation.activity.models import Entry
from foundation.documents.formats import uk_date

_FIELDS = {"audits_due": "Audits due", "moderation_due": "Moderation due", "expected": "Audits expected"}


def changes_of_plan(cycle: Cycle, exemptions: Iterable[Exemption] | None = None, changes: Iterable[Entry] | None = None) -> list[str]:
    """`exemptions` are those of the month, and `changes` its plan's in the trail, where they are known already."""
    return [change_in_words(change) for change in plan_changes([cycle], exemptions, changes).get(cycle.month, [])]


def change_in_words(change: PlanChange) -> str:
    first, now = change.first, change.now
    if change.field == EXEMPTED:
        return f"{first} audit{' was' if first == 1 else 's were'} exempted after the audits were due."
    if change.field in DAYS:
        return f"{_FIELDS[change.field]} moved from {_day(first)} to {_day(now) if now else 'no day'}."
    lower = isinstance(now, int) and isinstance(first, int) and now < first
    return f"{_FIELDS[change.field]} {'lowered' if lower else 'changed'} from {first} to {'no number' if now is None else now}."


def _day(value: datetime.date | int | None) -> str:
    assert isinstance(value, datetime.date), "one of DAYS"
    return uk_date(value)
