"""What the page of one observation says: its summary, its words, its history and what may be done next."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from audits.models import Audit
from audits.optional_url import optional_url
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date
from observations.enums import FamilyConsent, FeedbackOf, ObservationState, ObservedGrade, Present
from observations.models import Observation
from observations.permissions import can_record, can_see_plans, can_share, is_its_practitioner
from observations.workflow import MOVES

STATE_COLOURS: Mapping[str, str] = {
    ObservationState.PLANNED: "yellow",
    ObservationState.RECORDED: "blue",
    ObservationState.SHARED: "purple",
    ObservationState.ACKNOWLEDGED: "green",
    ObservationState.CANCELLED: "grey",
}
SAID_BY: Mapping[FeedbackOf, str] = {
    FeedbackOf.CHILD: "What the child or young person said",
    FeedbackOf.PARENT: "What the parents said",
    FeedbackOf.CARER: "What the carers said",
    FeedbackOf.FAMILY: "What other family or friends said",
}
# A scale of its own: its words are not those of grades of audits.
GRADE_WORDS: Mapping[str, str] = dict(ObservedGrade.choices)


def reads_words(person: Person, observation: Observation) -> bool:
    """Words are read once they are recorded; by the practitioner once they are shared."""
    if not observation.is_seen:
        return False
    return not is_its_practitioner(person, observation) or observation.shared_on is not None


def observation_summary(observation: Observation, person: Person, on: datetime.date) -> list[dict[str, Any]]:
    """Rows of the summary."""
    rows: list[dict[str, Any]] = [
        {"key": "Type", "value": observation.kind.name},
        *_round_row(observation, person),
        {"key": "Month", "value": observation.cycle},
        {"key": "Observer", "value": observation.observer},
        {"key": "Practitioner", "value": observation.practitioner or "Nobody in particular"},
        {"key": "Team", "value": observation.team},
        *_days(observation, on),
        {"key": "Family’s consent", "value": _consent(observation)},
        *_audit_row(observation.audit, person),
    ]
    return [row for row in rows if row["value"]]


def _days(observation: Observation, on: datetime.date) -> list[dict[str, str]]:
    due = observation.due if observation.state == ObservationState.PLANNED else None
    moved = observation.first_due if observation.first_due != observation.due else None
    seen_on = observation.seen_on if observation.is_seen else None
    days = (
        ("Due", due, f", {due_in_words(due, on)}" if due else ""),
        ("Planned first for", moved, f". Rescheduled: {observation.rescheduled_why}"),
        ("Cancelled", observation.cancelled_on, f". {observation.cancelled_why}"),
        ("Observed on", seen_on, ""),
        ("Shared on", observation.shared_on, ""),
        ("Acknowledged on", observation.acknowledged_on, ""),
    )
    return [{"key": key, "value": f"{uk_date(day)}{more}"} for key, day, more in days if day]


def _consent(observation: Observation) -> str:
    if observation.consent == FamilyConsent.NOT_NEEDED or (observation.is_seen and observation.consent == FamilyConsent.NOT_ASKED):
        return ""
    day = f", {uk_date(observation.consent_on)}" if observation.consent_on else ""
    note = f". {observation.consent_note}" if observation.consent_note else ""
    return f"{observation.get_consent_display()}{day}{note}"


def _round_row(observation: Observation, person: Person) -> list[dict[str, Any]]:
    plan = observation.plan
    row: dict[str, Any] = {"key": "Round", "value": plan}
    return [row | {"href": plan.get_absolute_url(), "change": "Open"} if plan and can_see_plans(person) else row]


def _audit_row(audit: Audit | None, person: Person) -> list[dict[str, Any]]:
    """The audit it belongs to, for people who may open it: an observer is shown no audit of others."""
    if audit is None or not Audit.objects.visible_to(person).filter(pk=audit.pk).exists():
        return []
    return [{"key": "Audit", "value": audit, "href": audit.get_absolute_url(), "change": "Open"}]


def words_of(observation: Observation) -> list[dict[str, str]]:
    """Headings with what is written under them, in the order of the form; what is empty is left out."""
    present = ", ".join(filter(None, [*(Present(each).label for each in observation.present), observation.present_also]))
    areas = [
        {"heading": row.area.name, "words": row.words or "Seen.", "grade": GRADE_WORDS.get(row.grade, "")}
        for row in observation.areas_seen.select_related("area").order_by("area__position")
    ]
    parts = [
        {"heading": "Who was present", "words": present},
        {"heading": "What was seen", "words": observation.seen},
        *areas,
        {"heading": "Strengths", "words": observation.strengths},
        {"heading": "Learning", "words": observation.learning},
        *({"heading": SAID_BY[who], "words": getattr(observation, who.value)} for who in FeedbackOf),
        {"heading": "Grade of the observation", "words": GRADE_WORDS.get(observation.grade, "")},
        {"heading": "The practitioner’s reflection", "words": observation.reflection},
        {"heading": "The practitioner’s answer", "words": observation.answer},
    ]
    return [part for part in parts if part["words"]]


def history_of(observation: Observation) -> list[dict[str, Any]]:
    """What happened, newest first; each save of somebody who still writes is left out."""
    return timeline(Entry.objects.of(observation).writes().exclude(verb="observation.noted"))


def acts_for(observation: Observation, person: Person) -> list[dict[str, Any]]:
    """The buttons of its page, the next thing first."""
    offered = [(name, text) for name, text in _acts(observation).items() if text and _may(name, observation, person)]
    waits_for_nobody = observation.state == ObservationState.RECORDED and not observation.practitioner_id
    return [
        {
            "text": text,
            "href": reverse(f"observations:{PAGES.get(name, name)}", args=[observation.number]),
            "classes": "govuk-button--secondary" if place or waits_for_nobody else "",
        }
        for place, (name, text) in enumerate(offered)
    ]


# The page of a move, where it has another name.
PAGES = {"correct": "record"}


def _may(name: str, observation: Observation, person: Person) -> bool:
    move = MOVES[name]
    return move.source == observation.state and move.may(person, observation)


def _acts(observation: Observation) -> dict[str, str]:
    """The moves in the order in which they are offered, each with its button; empty where it makes no sense."""
    asks = "Ask the family" if observation.consent == FamilyConsent.NOT_ASKED else "Change what the family said"
    return {
        "record": "Go on writing" if observation.seen_on else "Record what was seen",
        "share": "Share with the practitioner" if observation.practitioner_id else "",
        "acknowledge": "Acknowledge it",
        "reflect": "Change your reflection" if observation.reflection else "Write your reflection",
        "consent": asks if observation.kind.with_family else "",
        "correct": "Correct it",
        "reschedule": "Reschedule",
        "cancel": "Cancel it",
    }


def said_url(observation: Observation, person: Person) -> str:
    """Where this person may write down what the child or family said of it as a voice; that page judges again."""
    page, may = optional_url("voices:new"), can_record(person, observation) and observation.state != ObservationState.CANCELLED
    return f"{page}?observation={observation.number}&said=1" if page and may and observation.kind.with_family else ""


def next_words(observation: Observation, person: Person) -> str:
    """What happens next, as a sentence; empty where a button says it."""
    practitioner = observation.practitioner or "the practitioner"
    said = {
        ObservationState.PLANNED: "" if can_record(person, observation) else f"{observation.observer} has not recorded it yet.",
        ObservationState.RECORDED: "" if can_share(person, observation) else f"{observation.observer} has not shared it yet.",
        ObservationState.SHARED: "" if is_its_practitioner(person, observation) else f"It waits for {practitioner} to acknowledge it.",
        ObservationState.ACKNOWLEDGED: "Nothing more is asked of anybody, apart from actions that were raised.",
        ObservationState.CANCELLED: "Nothing more is asked of anybody.",
    }
    return said[ObservationState(observation.state)]
