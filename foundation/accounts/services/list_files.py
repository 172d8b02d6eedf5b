"""A list of people or teams that an administrator brings: kept until it is stored, read by what was said of its columns and words."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from foundation.accounts.enums import ListKind
from foundation.accounts.holdings import shows_something_to_line
from foundation.accounts.models import PeopleUpload, Person, Service
from foundation.accounts.permissions import can_change_people, require
from foundation.accounts.reading.columns import PEOPLE_HEADINGS, TEAMS_HEADINGS
from foundation.accounts.reading.people import check_people
from foundation.accounts.reading.person_rows import PeopleCheck, PersonRow
from foundation.accounts.reading.subjects import ROLE_WORDS, SERVICE_WORDS, TEAM_WORDS, TITLE_WORDS
from foundation.accounts.reading.teams import TeamRow, TeamsCheck, check_teams
from foundation.activity.locking import locked
from foundation.activity.trail import record
from foundation.errors import StaleState
from foundation.matching.queries import answers_to
from foundation.matching.services import remember_answers
from foundation.sheets import Limits, Sheet, read_rows

from .powers import is_trusted, needs_second_for_role

# A large council's children's services are some hundreds of people; a directory's export of them has mailboxes and leavers besides.
LIMITS = Limits(file_bytes=5 * 1024 * 1024, rows=3_000, columns=100, cells=150_000)
# They are stored while the person waits: a row takes some hundredths of a second.
MOST_STORED = 1_000
DENIED_BECAUSE = "Only an administrator adds people."
HEADINGS_OF = {ListKind.PEOPLE: PEOPLE_HEADINGS, ListKind.TEAMS: TEAMS_HEADINGS}
WORDS_OF = {ListKind.PEOPLE: (TEAM_WORDS, ROLE_WORDS, TITLE_WORDS), ListKind.TEAMS: (SERVICE_WORDS,)}


@transaction.atomic
def keep_people_file(*, actor: Person, name: str, content: bytes, kind: ListKind = ListKind.PEOPLE) -> PeopleUpload:
    """Keep a list until it is stored, in place of the person's earlier one. Raises UnreadableFile where it is no sheet."""
    require(can_change_people, actor, why=DENIED_BECAUSE)
    read_rows(BytesIO(content), name, limits=LIMITS)
    PeopleUpload.objects.filter(uploaded_by=actor, kind=kind).delete()
    upload = PeopleUpload.objects.create(name=name[:200], content=content, uploaded_by=actor, kind=kind)
    record(actor=actor, verb="people.kept", target=upload, file=upload.name, sha256=hashlib.sha256(content).hexdigest())
    return upload


def sheet_of(upload: PeopleUpload) -> Sheet:
    return read_rows(BytesIO(bytes(upload.content or b"")), upload.name, limits=LIMITS)


def check_people_file(*, actor: Person, upload: PeopleUpload) -> PeopleCheck:
    """What the list would do as things stand now, with what of it would wait for a second person."""
    require(can_change_people, actor, why=DENIED_BECAUSE)
    check = check_people(sheet_of(upload), _said_of(ListKind.PEOPLE))
    for row in [*check.new, *check.changed]:
        row.waits = _waits_of_person(actor, row)
    return check


def check_teams_file(*, actor: Person, upload: PeopleUpload) -> TeamsCheck:
    require(can_change_people, actor, why=DENIED_BECAUSE)
    check = check_teams(sheet_of(upload), _said_of(ListKind.TEAMS))
    for row in [*check.new, *check.changed]:
        row.waits = _waits_of_team(actor, row)
    return check


def _said_of(kind: ListKind) -> Mapping[str, Mapping[str, str]]:
    return answers_to(HEADINGS_OF[kind], *WORDS_OF[kind])


def _waits_of_person(actor: Person, row: PersonRow) -> list[str]:
    """What a second person confirms: as `save_person` has it."""
    about = row.person or Person()
    waits = [role.label for role in row.added_roles if needs_second_for_role(actor, about, role)]
    if row.person is None or actor.is_system:
        return waits
    changed = {name for name, _, _ in row.changes}
    if "Line manager" in changed and (row.line_manager == actor or shows_something_to_line(row.person)):
        waits.append("line manager")
    if "E-mail address" in changed and is_trusted(row.person):
        waits.append("e-mail address")
    return waits


def _waits_of_team(actor: Person, row: TeamRow) -> list[str]:
    """As `save_team` has it: a person who comes to manage a team reads what was found in it."""
    if actor.is_system:
        return []
    changed = {name for name, _, _ in row.changes}
    manager = row.manager is not None and (row.is_new or "Team manager" in changed)
    return [*(["manager"] if manager else []), *(["service"] if "Service" in changed and _comes_to_be_read(row) else [])]


def _comes_to_be_read(row: TeamRow) -> bool:
    """Whether the team moves to a service that somebody answers for, so that they read what was found in it."""
    service = row.service
    return row.team is not None and isinstance(service, Service) and bool(service.manager_id or service.head_id)


@transaction.atomic
def answer_people_list(*, actor: Person, upload: PeopleUpload, columns: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> None:
    """Say what headings and words of a waiting list are; it is read by that from now on, and so is the next list.

    `columns` leads from a heading to the identifier of a column, `words` from a subject to what each word means.
    """
    require(can_change_people, actor, why=DENIED_BECAUSE)
    upload = waiting_list(actor, upload)
    kind = ListKind(upload.kind)
    remember_answers(actor=actor, subject=HEADINGS_OF[kind], answers=columns)
    for subject in WORDS_OF[kind]:
        remember_answers(actor=actor, subject=subject, answers=words.get(subject.name, {}))


def waiting_list(actor: Person, upload: PeopleUpload) -> PeopleUpload:
    """The list, locked. Raises StaleState where it is stored already."""
    upload = locked(PeopleUpload.objects.filter(uploaded_by=actor), pk=upload.pk)
    if upload.outcome is not None:
        raise StaleState("This list is stored already. Bring it again to say something else of it.")
    return upload


def require_as_seen(check: PeopleCheck | TeamsCheck, seen: str, whom: str) -> None:
    """Raise ValidationError unless the check is what was looked at, nothing has to be said first, and it would do something."""
    if check.asks:
        raise ValidationError("Say first what its columns and words are.")
    if check.fingerprint != seen:
        raise ValidationError(f"{whom} were changed while you looked at this list. Look at it again: it may do something else now.")
    if (number := len(check.new) + len(check.changed)) > MOST_STORED:
        why = f"{number:,} rows would be added or changed, and at most {MOST_STORED:,} are stored at a time."
        raise ValidationError(f"{why} Split the list, or filter the export to fewer departments.")


def refusals(check: PeopleCheck | TeamsCheck) -> list[tuple[int, str]]:
    rows: list[Any] = list(check.refused)
    return [(row.number, " ".join(row.wrong)) for row in rows]
