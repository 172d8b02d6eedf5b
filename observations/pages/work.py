"""What waits for somebody in observations."""

import datetime

from django.db.models import F, QuerySet
from django.urls import reverse

from foundation.accounts.models import Person
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from observations.enums import FamilyConsent, ObservationState
from observations.models import Observation


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Observations that `person` is to record or share; and of their own work, to ask the family about and to acknowledge."""
    observed = _in_order(Observation.objects.filter(observer=person, state__in=[ObservationState.PLANNED, ObservationState.RECORDED]))
    own = Observation.objects.filter(practitioner=person)
    to_ask = _in_order(own.planned().filter(kind__with_family=True, consent=FamilyConsent.NOT_ASKED))
    to_read = _in_order(own.filter(state=ObservationState.SHARED))
    return [
        WorkQuestion(observed, lambda: [item for observation in observed if (item := _item(observation))]),
        WorkQuestion(to_ask, lambda: [_to_ask(observation) for observation in to_ask]),
        WorkQuestion(to_read, lambda: [_to_read(observation) for observation in to_read]),
    ]


def _in_order(waiting: QuerySet[Observation]) -> QuerySet[Observation]:
    return waiting.select_related("cycle", "plan", "kind", "team", "practitioner").order_by(F("due").asc(nulls_last=True), "number")


def _round(observation: Observation) -> str:
    """“June 2023”, “Practice week”; empty where it was planned freely."""
    return str(observation.plan or observation.cycle or "")


def _item(observation: Observation) -> WorkItem | None:
    kind, after = observation.kind.name.lower(), f"; {_round(observation)}" if _round(observation) else ""
    if observation.state == ObservationState.PLANNED:
        return WorkItem(
            what=f"Observe and record: {kind}, {observation.team}",
            why=f"You are its observer{after}",
            url=reverse("observations:record", args=[observation.number]),
            due=observation.due,
            email_text=f"Record observation {observation.number}",
        )
    if observation.practitioner is None:
        return None
    return WorkItem(
        what=f"Share observation {observation.number} with {observation.practitioner}",
        why=f"You recorded it; {kind}{after.replace(';', ',')}",
        url=reverse("observations:share", args=[observation.number]),
    )


def _to_ask(observation: Observation) -> WorkItem:
    return WorkItem(
        what=f"Ask the family about being observed: {observation.kind.name.lower()}",
        why="Your practice will be observed",
        url=reverse("observations:consent", args=[observation.number]),
        due=observation.due,
        email_text=f"Ask the family about observation {observation.number}",
    )


def _to_read(observation: Observation) -> WorkItem:
    return WorkItem(
        what=f"Read and acknowledge observation {observation.number}",
        why=f"It is shared with you; {observation.kind.name.lower()}",
        url=observation.get_absolute_url(),
        email_text=f"Read observation {observation.number}",
    )
