"""Until when an audit is somebody's, in words."""

import datetime
from collections.abc import Mapping

from audits.enums import OPEN_STATES, MovedWhy, Part
from audits.models import Audit
from audits.queries.due_days import due_of, first_due, moves_of, part_now
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date

_WHY = {
    MovedWhy.GIVEN: "given",
    MovedWhy.SENT_BACK: "sent back",
    MovedWhy.REOPENED: "opened again",
    MovedWhy.SUBMITTED: "submitted",
    MovedWhy.RESUMED: "held in a paused month until",
}


def own_time_words(audit: Audit) -> str:
    """Why it is due later than its month, and how often the date was moved; empty where it is not."""
    part = part_now(audit)
    moves, first = moves_of(audit, part), first_due(audit.cycle, part)
    if not moves or (first and max(moved.due for moved in moves) <= first):
        return ""
    last = moves[-1]
    why = _WHY[MovedWhy(last.why)]
    on = uk_date(last.moved_on) if last.why == MovedWhy.RESUMED else f"on {uk_date(last.moved_on)}"
    often = f", and its date moved {len(moves)} times" if len(moves) > 1 else ""
    return f"{f'first due {uk_date(first)}; ' if first else ''}{why} {on}{often}"


def due_line(audit: Audit, today: datetime.date) -> str:
    """“23 June 2023, in 3 working days”, the due date of the person who has it now, and the first; empty where nothing is due."""
    due = None if audit.cycle.is_paused or audit.state not in OPEN_STATES else due_of(audit)
    why = own_time_words(audit)
    return f"{uk_date(due)}, {due_in_words(due, today)}{f' ({why})' if why else ''}" if due else ""


def moved_sentences(counts: Mapping[str, int]) -> list[str]:
    """What makes fewer people of a month late without anything being done; empty where no date was moved. `counts` are
    what `moved_in` says of the month.
    """
    parts = [(counts.get(Part.AUDITOR, 0), "auditors"), (counts.get(Part.MODERATOR, 0), "moderators")]
    said = [f"{count} due date{'' if count == 1 else 's'} for {whom}" for count, whom in parts if count]
    return [f"{' and '.join(said)} moved later than the month’s own day."] if said else []
