"""Who can be given a record that is not in the month yet, for a field: those here first, each with what they hold and take this month."""

import datetime

from audits.allocation.queries.months import AllocationMonth, StaffLoad
from audits.enums import Part
from audits.queries.due_days import first_due
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.names import folded

Choice = tuple[int | str, str]


def person_choices(month: AllocationMonth, part: Part) -> list[Choice]:
    """(key, “Amina Yusuf, Ash Team – 2 of 3 this month”) of everyone with the role; those away on the due date last, with until when."""
    due = first_due(month.cycle, part)
    on = due if due and due >= today() else today()
    staff = month.staff[part].values()
    ordered = sorted(staff, key=lambda each: (each.person.is_away(on), each.is_full, each.already, folded(each.person.name)))
    return [("", ""), *((each.person.pk, _label(each, until=each.person.away_until(on))) for each in ordered)]


def _label(each: StaffLoad, until: datetime.date | None) -> str:
    facts = [f"away until {uk_date(until)}"] if until else []
    return f"{named(each)} – {', '.join([*facts, f'{load_words(each)} this month'])}"


def named(each: StaffLoad) -> str:
    person = each.person
    return f"{person.name}, {person.team}" if person.team else person.name


def load_words(each: StaffLoad) -> str:
    """“2 of 3”: what they hold this month, of the most that they take."""
    return f"{each.already} of {each.capacity}"
