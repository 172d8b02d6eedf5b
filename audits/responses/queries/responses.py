"""What follows an Inadequate: who is told of it, and what waits for whom."""

import datetime

from django.db.models import Q
from django.urls import reverse

from audits.enums import Grade
from audits.models import Audit, ReflectiveConversation, TeamResponse
from audits.permissions import ever_judged, sees_grades
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.clock import today
from foundation.council.work import WorkItem


def managers_to_tell(audit: Audit) -> list[Person]:
    """The team's manager and the service manager; the head of service where one of them is away or missing; else the leads."""
    team = audit.team
    service = team.service if team else None
    nearest = _here(team.manager if team else None, service.manager if service else None)
    on = today()
    if len(nearest) < 2 or any(person.is_away(on) for person in nearest):
        nearest += _here(service.head if service else None)
    return list(dict.fromkeys(nearest)) or list(Person.objects.active().with_role(Role.QA_LEAD))


def service_managers_of(audit: Audit) -> list[Person]:
    """Whoever holds the reflective conversation: the service manager, or failing that the head, or the team's manager."""
    team = audit.team
    service = team.service if team else None
    above = (service.manager, service.head) if service else ()
    return _here(*above, team.manager if team else None)[:1]


def _here(*people: Person | None) -> list[Person]:
    return [person for person in people if person and person.can_be_told]


def who_responds(audit: Audit, on: datetime.date) -> Person | None:
    """The team manager; where there is none, or they are away, the service manager, then the head."""
    team = audit.team
    if team is None:
        return None
    service = team.service
    line = [person for person in (team.manager, service and service.manager, service and service.head) if person and person.can_be_told]
    line = [person for person in line if sees_grades(person, audit) and not ever_judged(person, audit)]
    return next((person for person in line if not person.is_away(on)), line[0] if line else None)


def conversation_of(audit: Audit, person: Person) -> ReflectiveConversation | None:
    """The reflective conversation about the audit, for those who may read it."""
    return ReflectiveConversation.objects.visible_to(person).select_related("recorded_by").filter(audit=audit).first()


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return [*_conversations(person, on), *_late_responses(person, on)]


def _conversations(person: Person, on: datetime.date) -> list[WorkItem]:
    posts = TakenPosts(on)
    line = Q(audit__team__service__manager=person) | Q(audit__team__service__head=person) | Q(audit__team__manager=person)
    waiting = (
        ReflectiveConversation.objects.waiting()
        .filter(line, audit__in=Audit.objects.finished().values("pk"))
        .select_related("audit__team__service", "audit__cycle")
    )
    return [
        WorkItem(
            what=f"Hold the reflective conversation on audit {conversation.audit_id}",
            why=f"Its Inadequate was upheld; {conversation.audit.team}, {conversation.audit.cycle}",
            url=conversation.get_absolute_url(),
            due=posts.due(conversation.due, person, conversation.audit.team),
            brief=f"Hold the reflective conversation on audit {conversation.audit_id}",
        )
        for conversation in waiting
        if service_managers_of(conversation.audit) == [person]
    ]


def _late_responses(person: Person, on: datetime.date) -> list[WorkItem]:
    """For the head of service: how many responses are late in which service; above the team manager lateness is a count."""
    seen = Audit.objects.with_grades_visible_to(person) & Audit.objects.awaiting_response()
    late = TeamResponse.objects.filter(audit__team__service__head=person, audit__in=seen, due__lt=on)
    late = late.select_related("audit__team__service")
    dues: dict[str, list[datetime.date]] = {}
    for response in late:
        # The filter asks for a team in a service.
        assert response.audit.team
        dues.setdefault(str(response.audit.team.service), []).append(response.due)
    return [
        WorkItem(
            what=f"Ask for {_responses(len(days))} to Inadequate audits in {service}",
            why="Late; you are its head of service",
            url=f"{reverse('audits:list')}?overall={Grade.INADEQUATE}",
            due=min(days),
        )
        for service, days in dues.items()
    ]


def _responses(count: int) -> str:
    return "1 response" if count == 1 else f"{count} responses"
