"""Adding many teams from a list, with their services and managers; who comes to manage one waits for a second person as anywhere."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.accounts.models import PeopleUpload, Person, Service
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.reading.teams import TeamRow, TeamsCheck
from foundation.accounts.stored import JOINED, Joined
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.matching.stored import sheet_as_json
from foundation.names import name_key

from .joining import only_rows
from .list_files import DENIED_BECAUSE, check_teams_file, refusals, require_as_seen
from .places import save_service, save_team


@transaction.atomic
def store_teams(*, actor: Person, upload: PeopleUpload, seen: str) -> PeopleUpload:
    """Store every row that can be taken, and let go of the file but for its refused rows; the second time does nothing.

    `seen` is the fingerprint of the check that was looked at. Raises ValidationError where it would be another now, where something has
    to be said of the list first, or where no row adds or changes anything.
    """
    require(can_change_people, actor, why=DENIED_BECAUSE)
    upload = locked(PeopleUpload.objects.all(), pk=upload.pk)
    if upload.outcome is not None:
        return upload
    check = check_teams_file(actor=actor, upload=upload)
    require_as_seen(check, seen, "Teams")
    if not check.new and not check.changed:
        raise ValidationError("No row of this list adds or changes a team, so nothing was stored.")
    joined = _store(actor, check)
    upload.outcome, upload.content = JOINED.write(**joined.as_json()), None
    upload.save(update_fields=["outcome", "content"])
    counts = {"added": len(joined.added), "changed": len(joined.changed), "refused": len(joined.refused)}
    record(actor=actor, verb="teams.imported", target=upload, file=upload.name, **counts)
    return upload


def _store(actor: Person, check: TeamsCheck) -> Joined:
    remarks = [(row.number, " ".join(row.remarks)) for row in [*check.new, *check.changed, *check.unchanged] if row.remarks]
    joined = Joined(refused=refusals(check), remarks=sorted(remarks), unchanged=len(check.unchanged), teams=check.new_services)
    services = {name_key(name): save_service(actor=actor, name=name) for name in check.new_services}
    for row in sorted([*check.new, *check.changed], key=lambda row: row.number):
        try:
            with transaction.atomic():
                save_team(actor=actor, team=row.team, **_fields(row, services))
        except (ValidationError, PermissionDenied) as refused:
            said = refused.messages if isinstance(refused, ValidationError) else [str(refused)]
            joined.refused.append((row.number, " ".join(said)))
            continue
        (joined.added if row.is_new else joined.changed).append(row.name if row.team is None else row.team.name)
    joined.refused.sort()
    if joined.refused:
        joined.sheet = sheet_as_json(only_rows(check.sheet, {number for number, _ in joined.refused}))
    return joined


def _fields(row: TeamRow, services: dict[str, Service]) -> dict[str, Any]:
    """An empty cell changes nothing."""
    service = services[name_key(row.service)] if isinstance(row.service, str) else row.service
    if row.team is None:
        return {"name": row.name, "service": service, "manager": row.manager}
    return {"name": row.team.name, "service": service or row.team.service, "manager": row.manager or row.team.manager}
