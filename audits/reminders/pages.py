"""Who is late with what, as the pages of a month, of an audit and of reminders show it."""

import datetime
from dataclasses import dataclass

from audits.models import Audit, Cycle
from audits.reminders.queries import LatePerson, late_people
from foundation.accounts.models import Person
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date


@dataclass(frozen=True)
class LateRow:
    """One person who is late with one thing: `note` says that they are away, or when they were reminded."""

    late: LatePerson
    what: str
    words: str
    note: str

    @property
    def sentence(self) -> str:
        return f"{self.late.person.name}: {self.what}, {self.words}"


def late_rows(cycle: Cycle, today: datetime.date, reader: Person, audit: Audit | None = None) -> list[LateRow]:
    return [
        LateRow(late, f"{late.duty.label} {late.audit.number}", due_in_words(late.due, today), _note(late))
        for late in late_people(cycle, today, reader, audit)
    ]


def _note(late: LatePerson) -> str:
    away = f"Away until {uk_date(late.away_until)}: not chased" if late.away_until else ""
    reminded = f"Reminded on {uk_date(late.reminded_on)}" if late.reminded_on else ""
    return ". ".join(filter(None, [away, reminded]))
