"""Who can be given an audit, for a field: those here first, then those away, each with what they already have this month."""

import datetime

from django.db.models import Count, Q

from audits.enums import AuditState
from audits.models import Cycle
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.names import folded

Choice = tuple[int | str, str]


def auditor_choices(cycle: Cycle) -> list[Choice]:
    return _choices(Role.AUDITOR, cycle, cycle.audits_due, "audits")


def moderator_choices(cycle: Cycle) -> list[Choice]:
    return _choices(Role.MODERATOR, cycle, cycle.moderation_due, "moderations")


def _choices(role: Role, cycle: Cycle, due: datetime.date | None, relation: str) -> list[Choice]:
    """(key, “Amina Yusuf, Ash Team – 2 this month”) of everyone with the role; those away on the due date last, with until when."""
    on = due if due and due >= today() else today()
    this_month = Q(**{f"{relation}__cycle": cycle}) & ~Q(**{f"{relation}__state": AuditState.WITHDRAWN})
    people = (
        Person.objects.active()
        .filter(pk__in=Person.objects.with_role(role).values("pk"))
        .select_related("team")
        .prefetch_related("absences")
        .annotate(load=Count(relation, filter=this_month, distinct=True))
    )
    ordered = sorted(people, key=lambda person: (person.is_away(on), person.load, folded(person.name)))
    return [("", ""), *((person.pk, _label(person, on)) for person in ordered)]


def _label(person: Person, on: datetime.date) -> str:
    named = f"{person.name}, {person.team}" if person.team else person.name
    until = person.away_until(on)
    facts = [f"away until {uk_date(until)}"] if until else []
    facts.append(f"{person.load} this month")  # type: ignore[attr-defined]  # annotated above
    return f"{named} – {', '.join(facts)}"
