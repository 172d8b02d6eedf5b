"""Setting for how long what is kept, asking for a removal, confirming it, and doing it."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from audits.models import AllocationFile, AuditUpload, Sample
from foundation.accounts.models import PeopleUpload, Person
from foundation.accounts.permissions import require
from foundation.activity.enums import Log
from foundation.activity.locking import first_come, locked
from foundation.activity.models import Access, Entry
from foundation.activity.removing import batches, remove_rows
from foundation.activity.sealing import seal_logs
from foundation.activity.trail import record
from foundation.chasing.models import RemindedThing, Reminder
from foundation.council.clock import today
from foundation.errors import StaleState
from foundation.jobs.services import enqueue
from foundation.notices.models import Message, Notice
from foundation.seals import sha256_of
from governance.enums import PassedOver, RecordKind
from governance.models import (
    DataComplaint,
    RetentionRule,
    RetentionRun,
    SubjectExport,
    SubjectRequest,
    TakenOutRow,
    WithheldInformation,
)
from governance.permissions import can_ask_for_removal, can_cancel_removal, can_confirm_removal, can_set_rules
from governance.queries.closure import Rows, targeting, together, with_parts
from governance.queries.due import DueRecords, due_records
from governance.queries.keeping import keeping_rule
from packs.models import Pack

from .accounts import take_accounts
from .taking_out import TakenOut, take_out

JOB = "governance.retain"
TAKEN_OUT = (RecordKind.CHILD_RECORDS, RecordKind.LISTED, RecordKind.OBSERVATIONS, RecordKind.VOICES)
LOGS = {RecordKind.READING_LOG: (Log.ACCESS, Access), RecordKind.TRAIL: (Log.TRAIL, Entry)}
# In an order in which nothing is deleted that a later one points to.
DELETED: tuple[type[models.Model], ...] = (Notice, Message, Reminder, Pack, Sample, AllocationFile, AuditUpload, PeopleUpload)
REGISTER: tuple[type[models.Model], ...] = (WithheldInformation, SubjectExport, DataComplaint, SubjectRequest)
MAY_ASK = "The information governance officer and the QA lead ask for a removal."
MAY_CONFIRM = "Somebody who did not ask for it confirms a removal: the information governance officer, the QA lead or a director."
MAY_SET = "The information governance officer and administrators set for how long what is kept."


@transaction.atomic
def set_rule(*, actor: Person, kind: RecordKind, years: int, reason: str) -> RetentionRule:
    """For how many years after its financial year a kind is kept. `reason` says where the council's schedule says so."""
    require(can_set_rules, actor, why=MAY_SET)
    if not reason.strip():
        raise ValidationError({"reason": "Say where the council’s retention schedule says so."})
    before = keeping_rule(kind)
    rule = RetentionRule.objects.select_for_update().filter(kind=kind).first() or RetentionRule(kind=kind)
    rule.years, rule.reason, rule.set_by, rule.set_on = years, reason.strip(), actor, today()
    rule.full_clean()
    with first_come(ValidationError("Somebody else set this rule a moment ago. Open the page again to see it.")):
        rule.save()
    record(actor=actor, verb="retention.rule_set", target=rule, kind=kind.value, before=before.years, after=years, reason=rule.reason)
    return rule


@transaction.atomic
def ask_for_removal(*, actor: Person, kind: RecordKind) -> RetentionRun:
    """Ask that everything of a kind goes that is due. Nothing goes before a second person has confirmed it."""
    require(can_ask_for_removal, actor, why=MAY_ASK)
    rule, on = keeping_rule(kind), today()
    found = due_records(kind, rule.up_to(on), on)
    if not found.count:
        raise ValidationError("Nothing of this kind is due to go.")
    run = RetentionRun(kind=kind, years=rule.years, up_to=rule.up_to(on), asked_by=actor, asked_on=on, found=found.count)
    with first_come(ValidationError("A removal of this kind is asked for already. Confirm or cancel that one first.")):
        run.save(force_insert=True)
    record(actor=actor, verb="retention.asked", target=run, kind=kind.value, up_to=run.up_to, found=run.found)
    return run


@transaction.atomic
def confirm_removal(*, actor: Person, run: RetentionRun) -> RetentionRun:
    """The second person says yes: a job removes what is due then, and leaves what came under a hold since."""
    run = locked(RetentionRun.objects.for_page(), pk=run.pk)
    require(can_confirm_removal, actor, run, why=MAY_CONFIRM)
    _require_open(run)
    if run.up_to > _due_up_to(run):
        raise ValidationError("It is not due any more: the rule is longer now, or the clock ran ahead. Cancel this removal and ask again.")
    run.confirmed_by, run.confirmed_on = actor, today()
    run.job = enqueue(kind=JOB, actor=actor, run=run.pk)
    run.save(update_fields=["confirmed_by", "confirmed_on", "job"])
    record(actor=actor, verb="retention.confirmed", target=run, kind=run.kind, up_to=run.up_to)
    return run


@transaction.atomic
def cancel_removal(*, actor: Person, run: RetentionRun) -> RetentionRun:
    run = locked(RetentionRun.objects.for_page(), pk=run.pk)
    require(can_cancel_removal, actor)
    _require_open(run)
    run.cancelled_by, run.cancelled_on = actor, today()
    run.save(update_fields=["cancelled_by", "cancelled_on"])
    record(actor=actor, verb="retention.cancelled", target=run, kind=run.kind)
    return run


def _due_up_to(run: RetentionRun) -> datetime.date:
    return keeping_rule(RecordKind(run.kind)).up_to(today())


def _require_open(run: RetentionRun) -> None:
    if not run.is_open:
        raise StaleState(f"{run} is “{run.in_words.lower()}” by now. Nothing was changed.")


def seal_before_removal() -> None:
    """Only rows that are sealed can go. Before the transaction: the heads are written outside at once."""
    seal_logs()


@transaction.atomic
def carry_out(*, run: RetentionRun) -> RetentionRun:
    """Remove what is due, and make the run its certificate. The second time does nothing."""
    run = locked(RetentionRun.objects.for_page(), pk=run.pk)
    if run.done_on or run.confirmed_by is None:
        return run
    # Nothing that the rule keeps today, were the clock put right since it was confirmed.
    found, done = due_records(RecordKind(run.kind), min(run.up_to, _due_up_to(run)), today()), TakenOut()
    kept = dict(found.kept)
    if run.kind in LOGS:
        _remove_log_rows(run, found, done)
    elif run.kind in TAKEN_OUT:
        rows = take_out(found.things.values(), done)
        _remove_trail_of(run, rows, done)
    elif run.kind == RecordKind.ACCOUNTS:
        take_accounts((int(key) for rows in found.things.values() for key in rows[Person]), done)
    elif run.kind == RecordKind.SUBJECT_ACCESS:
        _delete_from_register(run, found, done)
    else:
        _delete(found, done)
    if done.names_left:
        kept[PassedOver.SEPARATION.label] = done.names_left
    TakenOutRow.objects.bulk_create(done.as_rows(run), batch_size=500)
    run.done_on, run.removed, run.kept = today(), done.counts(), kept
    run.sha256 = sha256_of(certificate_of(run))
    run.save(update_fields=["done_on", "removed", "kept", "sha256"])
    record(actor=run.confirmed_by, verb="retention.done", target=run, kind=run.kind, sha256=run.sha256)
    return run


def certificate_of(run: RetentionRun) -> dict[str, Any]:
    """What the SHA-256 of a certificate is of: the rule, who decided, what went, what was kept, and which rows."""
    return {
        "certificate": run.pk,
        "kind": run.kind,
        "years": run.years,
        "up_to": _day(run.up_to),
        "asked": [run.asked_by_id, _day(run.asked_on)],
        "confirmed": [run.confirmed_by_id, _day(run.confirmed_on)],
        "done": _day(run.done_on),
        "removed": run.removed,
        "kept": run.kept,
        "rows": [list(row) for row in run.rows.values_list("table", "row_key", "is_deleted")],
    }


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _remove_log_rows(run: RetentionRun, found: DueRecords, done: TakenOut) -> None:
    log, model = LOGS[RecordKind(run.kind)]
    before = {int(key) for rows in found.things.values() for key in rows[model]}
    remove_rows(actor=run.confirmed_by, log=log, rows=before, certificate=str(run))
    done.deleted.setdefault(model, set()).update(before - {key for some in batches(sorted(before)) for key in _still_there(model, some)})


def _remove_trail_of(run: RetentionRun, rows: Rows, done: TakenOut) -> None:
    """What the trail says of them has their words and case IDs, and goes with them; the chain of hashes stays."""
    entries = {int(key) for key in targeting(rows, [Entry]).get(Entry, ())}
    if entries:
        remove_rows(actor=run.confirmed_by, log=Log.TRAIL, rows=entries, certificate=str(run))
        left = {key for some in batches(sorted(entries)) for key in _still_there(Entry, some)}
        done.deleted.setdefault(Entry, set()).update(entries - left)


def _delete_from_register(run: RetentionRun, found: DueRecords, done: TakenOut) -> None:
    """Rows with their parts, the parts first; then what the trail says of them, which has their references."""
    rows = with_parts(together(*found.things.values()))
    for model in REGISTER:
        for some in batches(sorted(rows.get(model, ()), key=str)):
            model._base_manager.filter(pk__in=some).delete()
        if rows.get(model):
            done.deleted[model] = rows[model]
    _remove_trail_of(run, rows, done)


def _still_there(model: type[models.Model], keys: list[int]) -> list[int]:
    return list(model._base_manager.filter(pk__in=keys).values_list("pk", flat=True))


def _delete(found: DueRecords, done: TakenOut) -> None:
    for model in DELETED:
        keys = {key for rows in found.things.values() for key in rows.get(model, ())}
        for some in batches(sorted(keys, key=str)):
            if model is Reminder:
                RemindedThing.objects.filter(reminder__in=[int(key) for key in some]).delete()
            model._base_manager.filter(pk__in=some).delete()
        if keys:
            done.deleted[model] = set(keys)
