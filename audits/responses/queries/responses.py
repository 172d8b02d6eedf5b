"""What follows an Inadequate: who is notified of it, who answers for the team, who holds the conversation."""

import datetime
from collections.abc import Iterable
from functools import cached_property

from audits.enums import Part
from audits.models import Allocation, Audit, Declaration, ReflectiveConversation
from audits.permissions import sees_grades
from audits.queries.restrictions import NamedReaders, named_readers
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.council.clock import today


def managers_to_notify(audit: Audit) -> list[Person]:
    """The team's manager and the service manager; the head of service where one of them is away or missing; else the leads.

    Of a restricted record those of them who are named for it.
    """
    team = audit.team
    service = team.service if team else None
    nearest = _here(team.manager if team else None, service.manager if service else None)
    on = today()
    if len(nearest) < 2 or any(person.is_away(on) for person in nearest):
        nearest += _here(service.head if service else None)
    named = NamedReaders()
    nearest = [person for person in nearest if named.may_know(person, audit)]
    return list(dict.fromkeys(nearest)) or list(Person.objects.active().with_role(Role.QA_LEAD))


def service_managers_of(audit: Audit) -> list[Person]:
    """Who holds the reflective conversation: the service manager, or failing that the head, or the team's manager."""
    team = audit.team
    service = team.service if team else None
    above = (service.manager, service.head) if service else ()
    return _here(*above, team.manager if team else None)[:1]


def _here(*people: Person | None) -> list[Person]:
    return [person for person in people if person and person.can_be_notified]


class EverJudged:
    """Who wrote or was ever to moderate some audits, by one query: `permissions.ever_judged` asks it of one."""

    def __init__(self, audits: Iterable[Audit]):
        self._audits = list(audits)
        self.named = named_readers()

    @cached_property
    def _pairs(self) -> set[tuple[int, int]]:
        wrote = Declaration.objects.filter(audit__in=self._audits).order_by().values_list("audit", "person")
        moved = Allocation.objects.filter(audit__in=self._audits, part=Part.MODERATOR).order_by()
        return set(wrote.union(*(moved.values_list("audit", each) for each in ("before", "after"))))

    def includes(self, person: Person, audit: Audit) -> bool:
        return person.pk in (audit.auditor_id, audit.moderator_id) or (audit.pk, person.pk) in self._pairs


def who_responds(audit: Audit, on: datetime.date, judged: EverJudged) -> Person | None:
    """The team manager; where there is none, or they are away, the service manager, then the head."""
    line = [person for person in _line_of(audit) if judged.named.may_know(person, audit)]
    may = [person for person in line if sees_grades(person, audit) and not judged.includes(person, audit)]
    return next((person for person in may if not person.is_away(on)), may[0] if may else None)


def _line_of(audit: Audit) -> list[Person]:
    """Those above the team who can be notified, nearest first."""
    team = audit.team
    service = team.service if team else None
    return _here(team.manager if team else None, *((service.manager, service.head) if service else ()))


def conversation_of(audit: Audit, person: Person) -> ReflectiveConversation | None:
    """The reflective conversation about the audit, for people who may read it."""
    return ReflectiveConversation.objects.visible_to(person).select_related("recorded_by").filter(audit=audit).first()
