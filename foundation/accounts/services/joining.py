"""Adding many people from a list: each row is stored whole or not at all, and what opens case content still waits for a second person."""

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.models import PeopleUpload, Person, Team
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.reading.people import PeopleCheck, PersonRow, check_people
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.names import name_key
from foundation.sheets import Limits, read_rows
from foundation.versioned import VersionedJSON

from .people import save_person
from .places import save_team

# A large council's children's services are some hundreds of people.
LIMITS = Limits(file_bytes=5 * 1024 * 1024, rows=1_000, columns=60, cells=60_000)
DENIED_BECAUSE = "Only an administrator adds people."


@dataclass
class Joined:
    """Who was added or changed, and which rows were not taken: number and why."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"added": self.added, "changed": self.changed, "refused": self.refused, "teams": self.teams}


def _joined(stored: dict[str, Any]) -> Joined:
    refused = [(row, why) for row, why in stored["refused"]]
    return Joined(stored["added"], stored["changed"], refused, stored.get("teams", []))


# `PeopleUpload.outcome`.
JOINED = VersionedJSON("the outcome of an import of people", {1: _joined}, before_versions=_joined)


@transaction.atomic
def keep_people_file(*, actor: Person, name: str, content: bytes) -> PeopleUpload:
    """Keep a list until it is stored, in place of the person's earlier one. Raises UnreadableFile where it is no sheet."""
    require(can_change_people, actor, why=DENIED_BECAUSE)
    read_rows(BytesIO(content), name, limits=LIMITS)
    PeopleUpload.objects.filter(uploaded_by=actor).delete()
    upload = PeopleUpload.objects.create(name=name[:200], content=content, uploaded_by=actor)
    record(actor=actor, verb="people.kept", target=upload, file=upload.name, sha256=hashlib.sha256(content).hexdigest())
    return upload


def check_people_file(*, actor: Person, upload: PeopleUpload) -> PeopleCheck:
    require(can_change_people, actor, why=DENIED_BECAUSE)
    return check_people(read_rows(BytesIO(bytes(upload.content or b"")), upload.name, limits=LIMITS))


@transaction.atomic
def store_people(*, actor: Person, upload: PeopleUpload, seen: str, create_teams: bool = False) -> PeopleUpload:
    """Store every row that can be taken, and let go of the file; the second time does nothing.

    `seen` is the fingerprint of the check that was looked at. Raises ValidationError where it would be another now, where no row
    can be taken, or where the list names teams that are not known here, unless `create_teams`.
    """
    require(can_change_people, actor, why=DENIED_BECAUSE)
    upload = locked(PeopleUpload.objects.all(), pk=upload.pk)
    if upload.outcome is not None:
        return upload
    check = check_people_file(actor=actor, upload=upload)
    if check.fingerprint != seen:
        raise ValidationError("People were changed while you looked at this list. Look at it again: it may do something else now.")
    if not check.new and not check.changed:
        raise ValidationError("No row of this list adds or changes anybody, so nothing was stored.")
    if check.new_teams and not create_teams:
        why = f"Not known here: {', '.join(check.new_teams)}. Tick the box to add these teams, or correct the list."
        raise ValidationError({"create_teams": why})
    joined = _PeopleJoining(actor, check).done()
    upload.outcome, upload.content = JOINED.write(**joined.as_json()), None
    upload.save(update_fields=["outcome", "content"])
    counts = {"added": len(joined.added), "changed": len(joined.changed), "refused": len(joined.refused)}
    record(actor=actor, verb="people.imported", target=upload, file=upload.name, **counts)
    return upload


class _PeopleJoining:
    def __init__(self, actor: Person, check: PeopleCheck):
        self.actor, self.check = actor, check
        self.joined = Joined(refused=[(row.number, " ".join(row.wrong)) for row in check.refused])
        self.stored: dict[int, Person] = {}
        self.teams: dict[str, Team] = {}

    def done(self) -> Joined:
        for name in self.check.new_teams:
            self.teams[name_key(name)] = save_team(actor=self.actor, name=name)
            self.joined.teams.append(name)
        waiting = [*self.check.new, *self.check.changed]
        while ready := [row for row in waiting if self._manager_is_here(row)]:
            for row in ready:
                self._store(row)
            waiting = [row for row in waiting if row not in ready]
        why = "Their line manager’s own row was not taken, or the two are each other’s."
        self.joined.refused += [(row.number, why) for row in waiting]
        self.joined.refused.sort()
        return self.joined

    def _manager_is_here(self, row: PersonRow) -> bool:
        return not isinstance(row.line_manager, int) or row.line_manager in self.stored

    def _store(self, row: PersonRow) -> None:
        try:
            with transaction.atomic():
                person = save_person(actor=self.actor, person=row.person, **self._fields(row))
        except (ValidationError, PermissionDenied) as refused:
            said = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
            self.joined.refused.append((row.number, " ".join(said)))
            return
        self.stored[row.number] = person
        (self.joined.added if row.is_new else self.joined.changed).append(person.name)

    def _fields(self, row: PersonRow) -> dict[str, Any]:
        """An empty cell changes nothing; roles are added to those that there are."""
        team = self.teams[name_key(row.team)] if isinstance(row.team, str) else row.team
        manager = self.stored[row.line_manager] if isinstance(row.line_manager, int) else row.line_manager
        changes = dict.fromkeys(name for name, _, _ in row.changes)
        named = row.name if row.is_new or "Name" in changes else None
        given = {"name": named, "email": row.email, "job_title": row.job_title, "team": team, "line_manager": manager}
        fields: dict[str, Any] = {name: value for name, value in given.items() if value}
        if row.added_roles:
            fields["roles"] = sorted({*(row.person.roles if row.person else ()), *row.added_roles})
        return fields
