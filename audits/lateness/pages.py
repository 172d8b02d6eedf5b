"""Who is late with what, as the pages of a month and of an audit show it, and as reminders say it."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from audits.enums import Duty
from audits.lateness.queries import (
    COMES_OF_A_GRADE,
    REMINDED,
    LatePerson,
    late_in_month,
    late_people,
    may_know_of,
    waiting_everywhere,
    waiting_in_month,
)
from audits.models import Audit, Cycle
from audits.permissions import can_lead
from foundation.accounts.models import Person
from foundation.chasing.owed import NOTHING_OWED, Owed, OwedQuestion
from foundation.chasing.pages import reminded_words
from foundation.chasing.queries import last_reminders
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date

# Of a month so many audits that wait are looked at for its page.
LOOKED_AT = 50
# No grade and no case ID: it goes out by mail.
WORDS = {
    Duty.AUDIT: "Do {0}",
    Duty.REVISE: "Revise {0}",
    Duty.MODERATE: "Moderate {0}",
    Duty.RESPOND: "Respond to {0}",
    Duty.CHALLENGE: "Answer the challenge to {0}",
    Duty.CONVERSATION: "Hold the reflective conversation on {0}",
    Duty.LETTER: "Write the feedback on {0}",
    Duty.FEEDBACK: "Read the feedback on {0}",
    Duty.PART: "Fill in part {0} of an audit with other agencies",
}


@dataclass(frozen=True)
class LateRow:
    """One person who is late with one thing: `note` says that they are away, and when they were reminded of it."""

    late: LatePerson
    what: str
    words: str
    note: str


@dataclass(frozen=True)
class LateInMonth:
    """Who is late in a month; of a month in which very many audits wait, in the oldest of them, as `note` says."""

    rows: Sequence[LateRow]
    note: str = ""


def late_in(cycle: Cycle, today: datetime.date, reader: Person) -> LateInMonth:
    waiting = waiting_in_month(cycle, today)
    rows = late_rows(cycle, today, reader, waiting[:LOOKED_AT])
    note = (
        f"Of the {len(waiting):,} audits that wait for somebody, these are of the oldest {LOOKED_AT}." if len(waiting) > LOOKED_AT else ""
    )
    return LateInMonth(rows, note)


def late_rows(cycle: Cycle, today: datetime.date, reader: Person, audits: Collection[int] | None = None) -> list[LateRow]:
    """Of the month, or of these audits of it where they are given."""
    found = late_in_month(cycle, today, reader, audits)
    last = last_reminders([each.key for each in found])
    return [
        LateRow(
            each,
            f"{each.duty.label} {each.audit.number}",
            due_in_words(each.due, today),
            ". ".join(filter(None, [_away(each.person, today), reminded_words(last.get((each.person.pk, each.key)))])),
        )
        for each in found
    ]


def _away(person: Person, today: datetime.date) -> str:
    until = person.away_until(today)
    return f"Away until {uk_date(until)}: not chased" if until else ""


def place_of_month(cycle: Cycle) -> str:
    return f"month-{cycle.code}"


def place_of_audit(audit: Audit) -> str:
    return f"audit-{audit.number}"


def owed_in_audits(actor: Person, on: datetime.date, at_most: int | None = None) -> OwedQuestion:
    """What a lead may remind others of; of the oldest `at_most` audits that wait where that is given."""
    if not can_lead(actor):
        return NOTHING_OWED
    waiting = waiting_everywhere(on)[:at_most]

    def owed() -> list[Owed]:
        # Of few their numbers are known: a database looks them up at once.
        audits = Audit.objects.filter(pk__in=list(waiting) if at_most else waiting)
        return [_owed(late) for late in late_people(audits, on, actor) if late.person != actor]

    return OwedQuestion(owed, [waiting] if at_most else [])


def _owed(late: LatePerson) -> Owed:
    # Somebody of another agency knows their part, and not the audit.
    what = WORDS[late.duty].format(f"audit {late.audit.number}" if late.part is None else late.part)

    def said_to(manager: Person) -> str:
        if may_know_of(manager, late):
            return what
        # That there is something to do at all would give the grade away.
        return "" if late.duty in COMES_OF_A_GRADE else WORDS[late.duty].format(f"an audit of {late.audit.cycle}")

    places = frozenset({place_of_month(late.audit.cycle), place_of_audit(late.audit)})
    return Owed(late.person, late.key, what, late.due, late.audit, REMINDED, places, said_to)
