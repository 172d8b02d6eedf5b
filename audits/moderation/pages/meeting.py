"""What moderation noted besides grades, finished for the page: of an audit as it is, or as an earlier version kept it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from audits.enums import Mode
from audits.models import Audit, ModerationRecord, PanelMember
from audits.moderation.stored import KeptMeeting
from foundation.accounts.models import Person
from foundation.names import folded


def agreeing_words(audit: Audit) -> str:
    """How the agreed grades come about in the month's mode: “talk with Amina Yusuf and agree the final grades”."""
    return {
        Mode.DESK: "set the final grades at your desk",
        Mode.DISCUSSION: f"talk with {audit.auditor or 'the auditor'} and agree the final grades",
        Mode.PANEL: "agree the final grades in the panel",
    }[Mode(audit.cycle.mode)]


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


def notes_then(audit: Audit, kept: KeptMeeting | None) -> ModerationNotes | None:
    """From what a version kept: the record's own fields, and a row a member of the panel."""
    if not kept:
        return None
    record = ModerationRecord(audit=audit, held_on=kept.held_on, **kept.fields)
    people = Person.objects.in_bulk([row["person"] for row in kept.members])
    members = [PanelMember(record=record, **{**row, "person": people[row["person"]]}) for row in kept.members]
    return _notes(record, sorted(members, key=lambda member: folded(member.person.name)))


def _notes(record: ModerationRecord, members: Sequence[PanelMember]) -> ModerationNotes:
    """A panel has its members; before they were chosen by name its mode tells."""
    is_panel = bool(members) or record.audit.cycle.mode == Mode.PANEL
    return ModerationNotes("The panel" if is_panel else "The discussion", record.held_on, members, record)
