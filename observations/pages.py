"""What the pages of observations say: what waits for somebody, the summary of an observation and its history."""

import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse

from audits.models import Audit
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.council.work import WorkItem, WorkQuestion, items_of_all
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date

from .enums import ObservationState
from .models import Observation


def work_for(person: Person, on: datetime.date) -> list[WorkItem]:
    return items_of_all(work_questions(person, on))


def work_questions(person: Person, on: datetime.date) -> list[WorkQuestion]:
    """Observations that `person` is to record or share."""
    waiting = Observation.objects.filter(observer=person).exclude(state=ObservationState.SHARED)
    waiting = waiting.select_related("cycle", "team", "practitioner").order_by(F("due").asc(nulls_last=True), "number")
    return [WorkQuestion(waiting, lambda: [item for observation in waiting if (item := _item(observation))])]


def _item(observation: Observation) -> WorkItem | None:
    kind = observation.get_kind_display().lower()
    if observation.state == ObservationState.PLANNED:
        return WorkItem(
            what=f"Observe and record: {kind}, {observation.team}",
            why=f"You are its observer; {observation.cycle}",
            url=reverse("observations:record", args=[observation.number]),
            due=observation.due,
            email_text=f"Record observation {observation.number}",
        )
    if observation.practitioner is None:
        return None
    return WorkItem(
        what=f"Share observation {observation.number} with {observation.practitioner}",
        why=f"You recorded it; {kind}, {observation.cycle}",
        url=reverse("observations:share", args=[observation.number]),
    )


def observation_summary(observation: Observation, person: Person, on: datetime.date) -> list[dict[str, Any]]:
    """Rows of the summary."""
    due = f"{uk_date(observation.due)}, {due_in_words(observation.due, on)}" if observation.due and not observation.seen_on else ""
    rows: list[dict[str, Any]] = [
        {"key": "Type", "value": observation.get_kind_display()},
        {"key": "Month", "value": observation.cycle},
        {"key": "Observer", "value": observation.observer},
        {"key": "Practitioner", "value": observation.practitioner or "Nobody in particular"},
        {"key": "Team", "value": observation.team},
        {"key": "Due", "value": due},
        {"key": "Observed on", "value": uk_date(observation.seen_on) if observation.seen_on else ""},
        {"key": "Shared on", "value": uk_date(observation.shared_on) if observation.shared_on else ""},
        _audit_row(observation.audit, person),
    ]
    return [row for row in rows if row["value"]]


def _audit_row(audit: Audit | None, person: Person) -> dict[str, Any]:
    """The audit it belongs to, with a link for people who may open it."""
    row: dict[str, Any] = {"key": "Audit", "value": audit or ""}
    if audit and Audit.objects.visible_to(person).filter(pk=audit.pk).exists():
        row |= {"href": audit.get_absolute_url(), "change": "Open"}
    return row


def history_of(observation: Observation) -> list[dict[str, Any]]:
    """What happened, newest first."""
    entries = reversed(Entry.objects.of(observation).writes())
    return [{"title": entry.sentence[0].upper() + entry.sentence[1:], "who": entry.actor, "day": entry.day} for entry in entries]
