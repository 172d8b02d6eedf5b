"""The record of a moderation: who talked it over and when, the note of it, and how good the audit itself was."""

import datetime
from collections.abc import Collection
from typing import Any

from audits.enums import Mode
from audits.models import Audit, ModerationRecord, PanelMember
from audits.moderation.queries.panels import panel_conflicts
from foundation.accounts.models import Person
from foundation.council.clock import today
from foundation.documents.formats import uk_date
from foundation.errors import Incomplete

Missing = dict[str, str]

ASKED = {
    Mode.DISCUSSION: {
        "present": "Say who took part.",
        "held_on": "Give the day of the discussion.",
        "minutes": "Write a note of the discussion.",
    },
    Mode.PANEL: {"held_on": "Give the day of the panel.", "minutes": "Give the panel’s minutes."},
}


def keep_record(
    audit: Audit,
    *,
    held_on: datetime.date | None = None,
    members: Collection[Person] = (),
    left: Collection[Person] = (),
    stayed_because: str = "",
    **noted: str,
) -> None:
    """Keep what was noted of a moderation, or raise Incomplete naming what its mode asks for besides.

    `members` of a panel sit on it with the moderator; a member with a hard conflict of interest must have `left` while the
    grades were agreed, and for a soft one the record says why they stayed. `present` are a discussion's people, a panel's guests.
    """
    noted = {name: words.strip() for name, words in noted.items()}
    given: dict[str, Any] = noted | {"held_on": held_on}
    mode = Mode(audit.cycle.mode)
    missing = {name: sentence for name, sentence in ASKED.get(mode, {}).items() if not given.get(name)}
    missing |= _wrong_day(audit, held_on)
    if mode == Mode.PANEL:
        missing |= _wrong_panel(audit, members, left, stayed_because.strip(), noted.get("present", ""))
    if missing:
        raise Incomplete(missing)
    # A re-opened audit is moderated again: its version keeps the record before.
    ModerationRecord.objects.filter(audit=audit).delete()
    if not any(given.values()):
        return
    record = ModerationRecord.objects.create(audit=audit, **given)
    if mode == Mode.PANEL:
        _seat(record, audit, members, left, stayed_because.strip())


def _wrong_day(audit: Audit, held_on: datetime.date | None) -> Missing:
    if held_on and held_on > today():
        return {"held_on": "The day must be today or in the past."}
    if held_on and audit.submitted_on and held_on < audit.submitted_on:
        return {"held_on": f"The day must be on or after {uk_date(audit.submitted_on)}, when the audit was submitted."}
    return {}


def _wrong_panel(audit: Audit, members: Collection[Person], left: Collection[Person], stayed_because: str, guests: str) -> Missing:
    if not members and not guests:
        return {"members": "Choose who else was on the panel."}
    if absent := [person.name for person in left if person not in members]:
        return {"left": f"{' and '.join(absent)} cannot have left: choose them among those on the panel too."}
    return _wrong_to_stay(audit, [person for person in members if person not in left], stayed_because)


def _wrong_to_stay(audit: Audit, stayed: Collection[Person], stayed_because: str) -> Missing:
    """Nobody stays with a hard conflict of interest, and with a soft one only for a reason."""
    conflicts = [conflict for each in panel_conflicts(audit, stayed).values() for conflict in each]
    hard = " ".join(conflict.sentence for conflict in conflicts if conflict.is_hard)
    soft = " ".join(conflict.sentence for conflict in conflicts if not conflict.is_hard)
    missing = {"left": f"{hard} Record that they left while the grades were agreed."} if hard else {}
    return missing | ({"stayed_because": f"{soft} Say why they stayed, or record that they left."} if soft and not stayed_because else {})


def _seat(record: ModerationRecord, audit: Audit, members: Collection[Person], left: Collection[Person], stayed_because: str) -> None:
    conflicts = panel_conflicts(audit, members)
    PanelMember.objects.bulk_create(
        PanelMember(
            record=record,
            person=person,
            left=person in left,
            stayed_because=stayed_because if conflicts.get(person.pk) and person not in left else "",
        )
        for person in {audit.moderator, *members}
        if person
    )
