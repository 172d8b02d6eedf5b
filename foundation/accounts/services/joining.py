"""Adding many people from a list: each row is stored whole or not at all, and what opens case content still waits for a second person."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.models import PeopleUpload, Person, Team
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.reading.person_rows import PeopleCheck, PersonRow
from foundation.accounts.stored import JOINED, Joined
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.matching.stored import sheet_as_json
from foundation.names import name_key
from foundation.sheets import Sheet

from .list_files import DENIED_BECAUSE, check_people_file, refusals, require_as_seen
from .people import save_person
from .places import save_team


@transaction.atomic
def store_people(*, actor: Person, upload: PeopleUpload, seen: str, with_suggested: bool = False) -> PeopleUpload:
    """Store every row that can be taken, and let go of the file but for its refused rows; the second time does nothing.

    `seen` is the fingerprint of the check that was looked at. `with_suggested` also gives, or asks for, the roles that job titles suggest.
    Nobody is marked as left. Raises ValidationError where the list would do something else now, something has to be said of it first, or
    no row can be taken.
    """
    require(can_change_people, actor, why=DENIED_BECAUSE)
    upload = locked(PeopleUpload.objects.all(), pk=upload.pk)
    if upload.outcome is not None:
        return upload
    check = check_people_file(actor=actor, upload=upload)
    require_as_seen(check, seen, "People")
    if with_suggested:
        _take_suggestions(check)
    if not check.new and not check.changed:
        raise ValidationError("No row of this list adds or changes anybody, so nothing was stored.")
    joined = _PeopleJoining(actor, check).done()
    upload.outcome, upload.content = JOINED.write(**joined.as_json()), None
    upload.save(update_fields=["outcome", "content"])
    counts = {"added": len(joined.added), "changed": len(joined.changed), "refused": len(joined.refused)}
    record(actor=actor, verb="people.imported", target=upload, file=upload.name, left_out=len(joined.left_out), **counts)
    return upload


def _take_suggestions(check: PeopleCheck) -> None:
    for row in check.suggested:
        if row.suggested:
            row.roles = [row.suggested]
            row.changes = row.changes if row.is_new else [*row.changes, ("Roles added", "", row.suggested.label)]


def only_rows(sheet: Sheet, numbers: set[int]) -> Sheet:
    """The sheet with these of its rows."""
    places = [at for at, row in enumerate(sheet.rows) if row.number in numbers]
    return Sheet(sheet.header, sheet.rows.only(places), [], sheet.header_number, name=sheet.name)


class _PeopleJoining:
    def __init__(self, actor: Person, check: PeopleCheck):
        self.actor, self.check = actor, check
        remarks = [(row.number, " ".join(row.remarks)) for row in [*check.new, *check.changed, *check.unchanged] if row.remarks]
        self.joined = Joined(
            refused=refusals(check),
            remarks=sorted(remarks),
            left_out=[(row.number, row.left_out) for row in check.left_out],
            unchanged=len(check.unchanged),
            away=[person.pk for person in check.missing],
            off=[person.pk for person in check.off],
        )
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
        if self.joined.refused:
            self.joined.sheet = sheet_as_json(only_rows(self.check.sheet, {number for number, _ in self.joined.refused}))
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
