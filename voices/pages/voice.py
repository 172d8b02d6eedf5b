"""What the page of one voice shows: its summary, what was answered, where it was quoted, what happened."""

import datetime
from dataclasses import dataclass
from typing import Any

from audits.models import Audit
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.pages import timeline
from foundation.council.months import month_name
from foundation.council.working_days import due_in_words
from foundation.documents.formats import uk_date
from foundation.names import folded
from foundation.notices.enums import MessageState
from observations.models import Observation
from voices.enums import Consent
from voices.models import VoiceLink, VoiceRecord


@dataclass(frozen=True)
class AnswerOnPage:
    question: str
    reply: str
    words: str


def answers_of(voice: VoiceRecord) -> list[AnswerOnPage]:
    return [AnswerOnPage(each.question.text, each.get_reply_display(), each.words) for each in voice.answers.select_related("question")]


def voice_summary(voice: VoiceRecord, person: Person, on: datetime.date) -> list[dict[str, Any]]:
    """Rows of the summary; those with nothing to say are left out."""
    waits = voice.is_waiting and voice.due
    due = f"{uk_date(voice.due)}, {due_in_words(voice.due, on)}" if waits and voice.due else ""
    rows: list[dict[str, Any]] = [
        {"key": "Whose voice", "value": f"{voice.get_source_display()}{f': {voice.who}' if voice.who else ''}"},
        _linked("Audit", voice.audit, Audit.objects.visible_to(person)),
        _linked("Observation", voice.observation, Observation.objects.visible_to(person)),
        {"key": "Counted in", "value": month_name(voice.month)},
        {"key": "Team", "value": voice.team},
        {"key": "Gathered by", "value": voice.gathered_by},
        {
            "key": "Questions",
            "value": voice.question_set,
            "href": voice.question_set and voice.question_set.get_absolute_url(),
            "change": "Open",
        },
        {"key": "Asked on", "value": uk_date(voice.asked_on)},
        {"key": "Answer hoped for by", "value": due},
        {"key": "Given", "value": f"{uk_date(voice.given_on)}, {voice.get_how_display().lower()}" if voice.given_on else ""},
        {"key": "Why not", "value": voice.why_not},
        {"key": "May be quoted", "value": _consent(voice) if voice.is_obtained else ""},
        {"key": "Themes", "value": ", ".join(sorted((theme.name for theme in voice.themes.all()), key=folded))},
        {"key": "Domains", "value": "; ".join(domain.in_words for domain in voice.domains.all())},
    ]
    return [row for row in rows if row["value"]]


def _linked(key: str, about: Any, seen: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"key": key, "value": about or ""}
    if about and seen.filter(pk=about.pk).exists():
        row |= {"href": about.get_absolute_url(), "change": "Open"}
    return row


def _consent(voice: VoiceRecord) -> str:
    said = f", {uk_date(voice.consent_on)}" if voice.consent_on else ""
    return f"{voice.get_consent_display()}{said}"


def link_words(link: VoiceLink | None, on: datetime.date) -> str:
    """What became of the newest link; empty where there never was one."""
    if link is None:
        return ""
    if link.ended_on:
        return f"{link.get_ended_because_display()} on {uk_date(link.ended_on)}."
    if link.works_on(on):
        how = _MAILED[MessageState(link.message.state)] if link.message else "A link was made"
        return f"{how} on {uk_date(link.made_on)} and works until {uk_date(link.last_day)}, or until it is used."
    return f"The link ended on {uk_date(link.last_day)} and was not used."


_MAILED = {
    MessageState.WAITING: "A link to be mailed was made",
    MessageState.SENDING: "A link to be mailed was made",
    MessageState.SENT: "A link was mailed",
    MessageState.FAILED: "A link was made, but its mail was not delivered: make another. It was made",
    MessageState.REPLACED: "A link was made, but its mail was not sent: make another. It was made",
}


def uses_words(voice: VoiceRecord) -> list[dict[str, str]]:
    return [{"place": use.place, "path": use.path, "day": uk_date(use.used_on), "quote": use.quote} for use in voice.uses.all()]


def was_withdrawn(voice: VoiceRecord) -> bool:
    return voice.consent == Consent.WITHDRAWN


def history_of(voice: VoiceRecord) -> list[dict[str, Any]]:
    """What happened, newest first."""
    return timeline(Entry.objects.of(voice).writes())
