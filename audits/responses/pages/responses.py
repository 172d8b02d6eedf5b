"""What waits for somebody after an Inadequate: the conversation, and late responses of a service."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from audits.enums import Grade
from audits.models import Audit, ReflectiveConversation, TeamResponse
from audits.querysets import closed_audits
from audits.responses.queries.responses import service_managers_of
from foundation.accounts.models import Person
from foundation.accounts.queries import TakenPosts
from foundation.council.work import WorkItem, WorkQuestion, items_of_all


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    return [_conversations(person, on), _late_responses(person, on)]


def _conversations(person: Person, on: datetime.date) -> WorkQuestion:
    posts = TakenPosts(on)
    line = Q(audit__team__service__manager=person) | Q(audit__team__service__head=person) | Q(audit__team__manager=person)
    waiting = (
        ReflectiveConversation.objects.waiting()
        .filter(line, Exists(Audit.objects.finished().filter(pk=OuterRef("audit"))))
        .exclude(audit__in=closed_audits(person))
        .select_related("audit__team__service", "audit__cycle")
    )

    def item(conversation: ReflectiveConversation) -> WorkItem:
        return WorkItem(
            what=f"Hold the reflective conversation on audit {conversation.audit_id}",
            why=f"Its Inadequate was upheld; {conversation.audit.team}, {conversation.audit.cycle}",
            url=conversation.get_absolute_url(),
            due=posts.due(conversation.due, person, conversation.audit.team),
            email_text=f"Hold the reflective conversation on audit {conversation.audit_id}",
        )

    return WorkQuestion(waiting, lambda: [item(each) for each in waiting if service_managers_of(each.audit) == [person]])


def _late_responses(person: Person, on: datetime.date) -> WorkQuestion:
    """For the head of service: how many responses are late in which service; above the team manager lateness is a count."""
    seen = Exists(Audit.objects.with_grades_visible_to(person).live().filter(pk=OuterRef("audit")))
    late = TeamResponse.objects.filter(seen, audit__team__service__head=person, answered_on=None, not_upheld_on=None, due__lt=on)
    late = late.select_related("audit__team__service")
    return WorkQuestion(late, lambda: _counted_late(late))


def _counted_late(late: Iterable[TeamResponse]) -> list[WorkItem]:
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
