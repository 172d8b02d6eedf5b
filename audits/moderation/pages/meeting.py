"""What moderation noted besides grades, finished for the page: of an audit as it is, or as an earlier version kept it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from audits.enums import Mode
from audits.models import Audit, ModerationRecord, PanelMember
from foundation.accounts.models import Person
from foundation.names import folded


@dataclass(frozen=True)
class ModerationNotes:
    heading: str
    held_on: datetime.date | None
    members: Sequence[PanelMember]
    record: ModerationRecord

    @property
    def present_label(self) -> str:
        return "Guests" if self.members else "Took part"


def notes_of(record: ModerationRecord | None) -> ModerationNotes | None:
    return _notes(record, list(record.members.all())) if record else None


def notes_then(audit: Audit, kept: dict[str, Any] | None) -> ModerationNotes | None:
    """From what a version kept: the record's own fields, its day as text, and a row a member of the panel."""
    if not kept:
        return None
    fields = dict(kept)
    rows, day = fields.pop("members", []), fields.pop("held_on", None)
    record = ModerationRecord(audit=audit, held_on=datetime.date.fromisoformat(day) if day else None, **fields)
    people = Person.objects.in_bulk([row["person"] for row in rows])
    members = [
        PanelMember(record=record, person=people[row["person"]], left=row["left"], stayed_because=row["stayed_because"]) for row in rows
    ]
    return _notes(record, sorted(members, key=lambda member: folded(member.person.name)))


def _notes(record: ModerationRecord, members: Sequence[PanelMember]) -> ModerationNotes:
    """A panel has its members; before they were chosen by name its mode tells."""
    is_panel = bool(members) or record.audit.cycle.mode == Mode.PANEL
    return ModerationNotes("The panel" if is_panel else "The discussion", record.held_on, members, record)
