"""What an earlier version of an audit holds, as JSON, and how it is read.

Grades, stages and replies stand by code; domains, items and people by key.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.versioned import VersionedJSON

Row = Mapping[str, Any]

# The fields of each kind of row: what is not here is not kept.
JUDGEMENT = ("domain", "stage", "grade", "reason", "change_code", "no_action_reason")
FINDING = ("kind", "text", "source", "domain")
VOICE = ("voice", "outcome", "words")
CHECKLIST_ANSWER = ("item", "reply", "note")
THEME_ANSWER = ("question", "reply", "words")
MODERATION_RECORD = ("present", "minutes", "evidence", "analysis", "voice", "actions", "words")
PANEL_MEMBER = ("person", "left", "stayed_because")


@dataclass(frozen=True)
class KeptMeeting:
    """The record of moderation without its panel; `held_on` is None where no day was given."""

    held_on: datetime.date | None
    fields: Row
    members: Sequence[Row]


@dataclass(frozen=True)
class KeptAudit:
    """Every judgement, finding, voice and answer as it was, each with the fields above; None for `meeting` where nothing was noted."""

    judgements: Sequence[Row]
    findings: Sequence[Row]
    voices: Sequence[Row]
    checklist_answers: Sequence[Row]
    theme_answers: Sequence[Row]
    meeting: KeptMeeting | None


def _version_1(stored: dict[str, Any]) -> KeptAudit:
    return KeptAudit(
        judgements=_rows(stored["judgements"], JUDGEMENT),
        findings=_rows(stored["findings"], FINDING),
        voices=_rows(stored["voices"], VOICE),
        checklist_answers=_rows(stored["checklist_answers"], CHECKLIST_ANSWER),
        theme_answers=_rows(stored["theme_answers"], THEME_ANSWER),
        meeting=_meeting(stored["moderation_record"]),
    )


def _rows(stored: Sequence[dict[str, Any]], fields: Sequence[str]) -> list[Row]:
    return [_row(row, fields) for row in stored]


def _row(stored: dict[str, Any], fields: Sequence[str]) -> Row:
    return {name: stored[name] for name in fields}


def _meeting(stored: dict[str, Any] | None) -> KeptMeeting | None:
    if not stored:
        return None
    day = stored["held_on"]
    return KeptMeeting(
        held_on=datetime.date.fromisoformat(day) if day else None,
        fields=_row(stored, MODERATION_RECORD),
        members=_rows(stored["members"], PANEL_MEMBER),
    )


# `AuditVersion.content`.
AUDIT_VERSION = VersionedJSON("an earlier version of an audit", {1: _version_1}, before_versions=_version_1)
