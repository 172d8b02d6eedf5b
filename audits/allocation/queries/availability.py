"""Whether somebody can be given a record at all, conflicts of interest aside: asked by whoever chooses and by whoever proposes."""

import datetime

from django.db.models import Q

from audits.enums import Part
from audits.models import Audit, Cycle
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.council.working_days import add_working_days, is_working_day
from foundation.documents.formats import uk_date
from foundation.names import case_key

ROLES = {Part.AUDITOR: Role.AUDITOR, Part.MODERATOR: Role.MODERATOR}


def due_of(cycle: Cycle, part: Part) -> datetime.date | None:
    return cycle.audits_due if part == Part.AUDITOR else cycle.moderation_due


def why_unavailable(person: Person, part: Part, due: datetime.date | None) -> str:
    """A sentence; empty for whoever has the role, works here, and is not away from today until after the due date."""
    role = ROLES[part]
    if not person.has_role(role):
        return f"{person} does not have the role “{role.label}”."
    if not person.is_active:
        return f"{person} no longer works here."
    now = today()
    until = person.away_until(now)
    if due and until and now <= due <= until and until > now:
        return f"{person} is away until {uk_date(until)}, after the due date of {uk_date(due)}. Choose somebody else."
    return ""


def had_already(auditor: Person, audit: Audit) -> str:
    """A record that was withdrawn from an auditor does not come back to the same one in the same month."""
    other = audit.cycle.audits.filter(case_key=case_key(audit.case_id), auditor=auditor).exclude(pk=audit.pk).first()
    return f"{auditor} has had {audit.case_id} in {audit.cycle} already ({other}). Choose somebody else." if other else ""


def knows_already(moderator: Person, audit: Audit) -> str:
    """Whoever answers for an action of the audit, or helps with it, has read what its auditor found, and would no longer judge blind."""
    if not audit.cycle.blind:
        return ""
    theirs = Q(owner=moderator) | Q(helpers=moderator)
    action = audit.actions.filter(theirs).exclude(state="withdrawn").first()
    if action is None:
        return ""
    return f"{moderator} has action {action.number}, which was raised from {audit}, so cannot moderate it blind. Choose somebody else."


def away_in_words(person: Person, due: datetime.date | None) -> str:
    """Why a proposal leaves out who is away on at least half of the working days until the due date, or today where it is past."""
    now = today()
    if due is None or due <= now:
        until = person.away_until(now)
        return f"away until {uk_date(until)}" if until else ""
    days = _working_days(now, due)
    away = sum(person.is_away(day) for day in days)
    return f"away on {away} of the {len(days)} working days until {uk_date(due)}" if days and away * 2 >= len(days) else ""


def _working_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    day = first if is_working_day(first) else add_working_days(first, 1)
    days = []
    while day <= last:
        days.append(day)
        day = add_working_days(day, 1)
    return days
