"""What waits for somebody after an Inadequate: the conversation, and late responses of a service."""

import datetime

from django.db.models import Q
from django.urls import reverse

from audits.enums import Grade
from audits.models import Audit, ReflectiveConversation, TeamResponse
from audits.responses.queries.responses import service_managers_of
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.work import WorkItem


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
            email_text=f"Hold the reflective conversation on audit {conversation.audit_id}",
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
