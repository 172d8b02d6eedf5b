"""Whether somebody can be given a record at all, conflicts of interest aside: asked when a lead chooses and when a month is proposed."""

import datetime

from audits.allocation.calculations.reasons import Away, Unavailable
from audits.enums import Part
from audits.models import Audit
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.working_days import add_working_days, is_working_day

ROLES = {Part.AUDITOR: Role.AUDITOR, Part.MODERATOR: Role.MODERATOR}


def unavailability(person: Person, part: Part, due: datetime.date | None) -> Unavailable | None:
    """None for somebody who has the role, works here, and is not away from today until after the due date."""
    role, now = ROLES[part], today()
    if not person.has_role(role):
        return Unavailable(str(person), role=str(role.label))
    if not person.is_active:
        return Unavailable(str(person), has_left=True)
    until = person.away_until(now)
    is_away = due and until and now <= due <= until and until > now
    return Unavailable(str(person), away_until=until, due=due) if is_away else None


def people_of_its_actions(audit: Audit) -> dict[int, int]:
    """By person, the number of an action of the audit that they own or help with: they have read what its auditor found, and would no
    longer moderate it blind. Nobody where the month is not blind.
    """
    if not audit.cycle.blind:
        return {}
    standing = audit.actions.standing().order_by("-number")
    rows = [*standing.values_list("owner", "number"), *standing.values_list("helpers", "number")]
    return {person: number for person, number in rows if person}


def absence_until(person: Person, due: datetime.date | None) -> Away | None:
    """Set where a proposal leaves them out: away on at least half of the working days until the due date, or today where it is past."""
    now = today()
    if due is None or due <= now:
        until = person.away_until(now)
        return Away(until) if until else None
    days = _working_days(now, due)
    away = sum(person.is_away(day) for day in days)
    return Away(due, away, len(days)) if days and away * 2 >= len(days) else None


def _working_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    day = first if is_working_day(first) else add_working_days(first, 1)
    days = []
    while day <= last:
        days.append(day)
        day = add_working_days(day, 1)
    return days
