"""Who is notified that a child may be at risk now."""

from audits.models import Audit, AuditRules
from audits.queries.restrictions import NamedReaders
from audits.querysets import MAY_BE_TOLD
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.queries import line_above
from foundation.accounts.querysets import PersonQuerySet
from foundation.council.clock import today


def people_who_may_be_notified() -> PersonQuerySet:
    return Person.objects.notifiable().filter(pk__in=Person.objects.with_role(*MAY_BE_TOLD).values("pk"))


def has_nobody_to_notify(audit: Audit) -> bool:
    """Nobody is named by the rules, and the team has no manager here: then the lead is notified, and the page says so."""
    has_manager = bool(audit.team and audit.team.manager and audit.team.manager.can_be_notified)
    return not has_manager and not _named().exists()


def people_to_notify(audit: Audit, *, raised_by: Person) -> list[Person]:
    """The people whom the rules name, and the team's line; where one is away, also the next above who is there.

    The lead where nobody is named and the team has no manager; leads and directors where nobody else is left. Of a restricted record
    nobody whom it is closed to: its page would not open to them.
    """
    people = [*_named(), *_line(audit)]
    if has_nobody_to_notify(audit):
        people += Person.objects.notifiable().with_role(Role.QA_LEAD)
    people += [stand_in for person in people for stand_in in _above_if_away(person)]
    left_out = {audit.auditor_id, raised_by.pk}
    named = NamedReaders()
    here = [person for person in people if person.can_be_notified and person.pk not in left_out]
    told = list(dict.fromkeys(person for person in here if named.may_know(person, audit)))
    leaders = Person.objects.notifiable().with_role(Role.QA_LEAD, Role.DIRECTOR).exclude(pk__in=left_out - {None})
    return told or [person for person in leaders if named.may_know(person, audit)]


def _named() -> PersonQuerySet:
    return people_who_may_be_notified().filter(pk__in=AuditRules.current().told_of_risk.values("pk"))


def _line(audit: Audit) -> list[Person]:
    team = audit.team
    service = team.service if team else None
    line = [team and team.manager, service and service.manager, service and service.head]
    return [person for person in line if person]


def _above_if_away(person: Person) -> list[Person]:
    on = today()
    if person.is_there(on):
        return []
    return [above for above in line_above(person) if above.is_there(on)][:1]
