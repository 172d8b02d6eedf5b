"""Storing past audits from a spreadsheet: check first, then store in one short transaction.

A past audit enters in the state that its row shows. Today's teams and conflict rules are not applied to it, save one: nobody
moderates their own audit. Where a month or a record is audited here now, none is put beside what is at work.
"""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from audits.cycles.services.cycles import plan_cycle
from audits.enums import AuditState, Stage
from audits.models import Audit, AuditUpload, Cycle, Judgement
from audits.past_audits.reading.checking import Check, check_past_audits
from audits.past_audits.reading.said import COLUMN_WORDS, said_of_past_audits
from audits.past_audits.reading.standing import standing_now
from audits.past_audits.reading.stored import stored_audits
from audits.permissions import can_import_audits
from audits.services.counting import count_again
from audits.services.settling import note_settled
from audits.sheets.directory import Directory
from audits.sheets.layout import KnownColumns
from audits.sheets.rows import Grades, PastAudit, Reference, Rejection
from audits.sheets.subjects import TEAM_WORDS
from audits.tool.queries import current_tool
from foundation.accounts import services as accounts
from foundation.accounts.models import Person
from foundation.accounts.permissions import require
from foundation.activity.locking import all_locked
from foundation.activity.trail import record, record_many
from foundation.council.clock import today
from foundation.council.months import last_day
from foundation.errors import StaleState
from foundation.jobs.models import Job
from foundation.jobs.services import enqueue
from foundation.matching.services import remember_answers
from foundation.names import address_key, name_key, person_key
from foundation.sheets import Sheet, read_rows
from foundation.versioned import VersionedJSON

STORE = "audits.store_upload"
# So many audits are written, with their grades and entries, before the next are made: a whole file of them would not fit into memory.
BATCH = 2000


@dataclass
class PastAuditsOutcome:
    """What an import did, in the words of its JSON."""

    read: int
    stored: int = 0
    restated: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "read": self.read,
            "stored": self.stored,
            "restated": self.restated,
            "unchanged": self.unchanged,
            "rejected": [each.as_json() for each in self.rejected],
            "created": {"teams": self.teams, "people": self.people},
        }


def _outcome(stored: dict[str, Any]) -> PastAuditsOutcome:
    rejected = [Rejection(**row) for row in stored["rejected"]]
    counts = {name: stored[name] for name in ("read", "stored", "restated", "unchanged")}
    return PastAuditsOutcome(**counts, rejected=rejected, teams=stored["created"]["teams"], people=stored["created"]["people"])


# `AuditUpload.outcome`.
OUTCOME = VersionedJSON("the outcome of an import of past audits", {1: _outcome}, before_versions=_outcome)


def headings() -> list[str]:
    """The headings that a sheet of past audits has for the current audit tool, in the contract's order."""
    return KnownColumns(current_tool(), Directory()).headings()


def check_sheet(*, actor: Person, sheet: Sheet) -> Check:
    """Check every row against the current audit tool and what is stored; nothing is stored."""
    require(can_import_audits, actor)
    return check_past_audits(sheet, current_tool(), actor)


def outcome_of(check: Check, accept_valid: bool) -> PastAuditsOutcome:
    """What storing would do: nothing where a row was refused, unless `accept_valid`."""
    outcome = PastAuditsOutcome(read=check.read, unchanged=check.unchanged, rejected=check.rejected)
    if check.rejected and not accept_valid:
        return outcome
    outcome.stored, outcome.restated = len(check.new), len(check.restated)
    outcome.teams, outcome.people = check.new_teams, check.new_people
    return outcome


@transaction.atomic
def store_past_audits(*, actor: Person, check: Check, name: str, accept_valid: bool = False) -> PastAuditsOutcome:
    """Store what the check took; nothing where a row was refused, unless `accept_valid`.

    `name` is the file's. Raises StaleState where these months' audits changed since the check.
    """
    require(can_import_audits, actor)
    outcome = outcome_of(check, accept_valid)
    if not outcome.stored and not outcome.restated:
        return outcome
    all_locked(Cycle.objects.monthly().filter(month__in=check.months))
    if stored_audits(check.months) != check.stored or standing_now(check.months, check.cases) != check.standing:
        raise StaleState("Audits or people of these months changed while the file was checked. Check it again.")
    storing = _Storing(actor, check, name)
    storing.add()
    storing.restate()
    count_again(storing.numbers)
    storing.settle()
    return outcome


@transaction.atomic
def keep_upload(*, actor: Person, name: str, content: bytes) -> AuditUpload:
    """Keep a file until it is stored, in place of the person's earlier one. Raises UnreadableFile where it is no sheet."""
    require(can_import_audits, actor)
    read_rows(BytesIO(content), name)
    AuditUpload.objects.visible_to(actor).waiting().delete()
    upload = AuditUpload.objects.create(name=name[:200], content=content, uploaded_by=actor)
    record(actor=actor, verb="upload.kept", target=upload, file=upload.name, sha256=hashlib.sha256(content).hexdigest())
    return upload


def sheet_of(upload: AuditUpload) -> Sheet:
    """A kept file. Raises UnreadableFile."""
    return read_rows(BytesIO(bytes(upload.content or b"")), upload.name)


def check_upload(*, actor: Person, sheet: Sheet) -> Check:
    """Check a kept file as it stands against what is stored now, by what somebody said of headings and teams."""
    require(can_import_audits, actor)
    return check_past_audits(sheet, current_tool(), actor, said_of_past_audits())


@transaction.atomic
def answer_upload(*, actor: Person, upload: AuditUpload, columns: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> AuditUpload:
    """Say what headings and teams of a kept file are, and remember it for the next one: `columns` by heading, `words` by subject."""
    require(can_import_audits, actor)
    remember_answers(actor=actor, subject=COLUMN_WORDS, answers=columns)
    remember_answers(actor=actor, subject=TEAM_WORDS, answers=words.get(TEAM_WORDS.name, {}))
    record(actor=actor, verb="upload.answered", target=upload, file=upload.name)
    return upload


def ask_to_store(*, actor: Person, upload: AuditUpload, accept_valid: bool) -> Job:
    """Have a kept file stored in the background."""
    require(can_import_audits, actor)
    return enqueue(kind=STORE, actor=actor, upload=upload.pk, accept_valid=accept_valid)


@transaction.atomic
def store_upload(*, actor: Person, upload: AuditUpload, check: Check, accept_valid: bool) -> AuditUpload:
    """Store a kept file and let go of it; the second time does nothing. Raises ValidationError where nothing may be stored."""
    upload = AuditUpload.objects.select_for_update().get(pk=upload.pk)
    if upload.is_stored:
        return upload
    outcome = store_past_audits(actor=actor, check=check, name=upload.name, accept_valid=accept_valid)
    if check.rejected and not accept_valid:
        raise ValidationError("Some rows cannot be taken, so nothing was stored. Open the check page again to see them.")
    upload.outcome, upload.content = OUTCOME.write(**outcome.as_json()), None
    upload.save(update_fields=["outcome", "content"])
    record(actor=actor, verb="import.stored", target=upload, file=upload.name, stored=outcome.stored, restated=outcome.restated)
    return upload


class _Storing:
    """One transaction's work: people, teams and months that are missing first, then audits and their grades in bulk."""

    def __init__(self, actor: Person, check: Check, name: str):
        self.actor, self.check, self.name, self.today = actor, check, name, today()
        self.teams: dict[Reference, int] = {name_key(name): self._new_team(name) for name in check.new_teams}
        self.people: dict[Reference, int] = {person_key(name): self._new_person(name) for name in check.new_people}
        self.cycles = {cycle.month: cycle for cycle in Cycle.objects.monthly().filter(month__in=check.months)}
        self.numbers: list[int] = []

    def add(self) -> None:
        rows = self.check.new
        for month in sorted({row.month for row in rows} - self.cycles.keys()):
            self.cycles[month] = plan_cycle(actor=self.actor, month=month, tool=self.check.tool)
        for start in range(0, len(rows), BATCH):
            self._add(rows[start : start + BATCH])

    def _add(self, rows: Sequence[PastAudit]) -> None:
        audits = Audit.objects.bulk_create([self._audit(row) for row in rows], batch_size=BATCH)
        pairs = list(zip(rows, audits, strict=True))
        self.numbers += [audit.pk for audit in audits]
        self._store_grades(pairs, with_pre=True)
        record_many(actor=self.actor, verb="audit.imported", entries=[(audit, self._facts(row)) for row, audit in pairs])

    def restate(self) -> None:
        rows = {number: row for row, number in self.check.restated}
        waiting = Audit.objects.filter(cycle__in=self.cycles.values(), state=AuditState.SUBMITTED).select_related("cycle")
        audits = [audit for audit in waiting if audit.pk in rows]
        for audit in audits:
            row = rows[audit.pk]
            audit.state = row.state
            audit.moderator_id = self._person(row.moderator) or audit.moderator_id
            audit.finished_on = max(audit.submitted_on or datetime.date.min, self._day_of(audit.cycle.month))
        Audit.objects.bulk_update(audits, ["state", "moderator", "finished_on"], batch_size=500)
        for start in range(0, len(audits), 500):
            Judgement.objects.filter(audit__in=audits[start : start + 500], stage=Stage.MODERATOR).delete()
        pairs = [(rows[audit.pk], audit) for audit in audits]
        self.numbers += [audit.pk for audit in audits]
        self._store_grades(pairs, with_pre=False)
        record_many(actor=self.actor, verb="audit.restated", entries=[(audit, self._facts(row)) for row, audit in pairs])

    def settle(self) -> None:
        for cycle in self.cycles.values():
            note_settled(cycle)

    def _audit(self, row: PastAudit) -> Audit:
        day = self._day_of(row.month)
        return Audit(
            cycle=self.cycles[row.month],
            tool=self.check.tool,
            case_id=row.case_id,
            team_id=_known(self.teams, row.team),
            cohort=row.cohort,
            was_closed=bool(row.was_closed),
            auditor_id=self._person(row.auditor),
            moderator_id=self._person(row.moderator),
            state=row.state,
            submitted_on=day,
            finished_on=None if row.state == AuditState.SUBMITTED else day,
            imported=True,
        )

    def _store_grades(self, pairs: list[tuple[PastAudit, Audit]], with_pre: bool) -> None:
        judgements = [
            Judgement(audit_id=audit.pk, domain_id=domain, stage=stage, grade=grade)
            for row, audit in pairs
            for stage, grades in _grades_by_stage(row, with_pre)
            for domain, grade in grades.items()
        ]
        Judgement.objects.bulk_create(judgements, batch_size=BATCH)

    def _facts(self, row: PastAudit) -> dict[str, Any]:
        return {"file": self.name, "row": row.row, "state": row.state}

    def _day_of(self, month: datetime.date) -> datetime.date:
        """The last day of the month, or today where that is still to come."""
        return min(last_day(month), self.today)

    def _person(self, reference: Reference) -> int | None:
        return _known(self.people, reference)

    def _new_person(self, name: str) -> int:
        # The system actor adds them: a person who may import past audits may perhaps not change people.
        email = address_key(name) if "@" in name else None
        return accounts.save_person(actor=Person.objects.system(), name=name, email=email).pk

    def _new_team(self, name: str) -> int:
        return accounts.save_team(actor=Person.objects.system(), name=name).pk


def _known(created: dict[Reference, int], reference: Reference) -> int | None:
    return reference if isinstance(reference, int) else created.get(reference)


def _grades_by_stage(row: PastAudit, with_pre: bool) -> Iterator[tuple[Stage, Grades]]:
    """A past audit has one grade after moderation: it is the moderator's own and the agreed one."""
    if with_pre:
        yield Stage.AUDITOR, row.pre
        yield Stage.PRE, row.pre
    if row.state == AuditState.MODERATED:
        yield Stage.MODERATOR, row.post
    if row.state != AuditState.SUBMITTED:
        yield Stage.AGREED, row.agreed
