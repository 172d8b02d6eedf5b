"""Removing an old record: nothing that anybody said or was is left, every figure stays, and the chain of the trail still verifies."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from actions.models import Action
from audits.models import Audit, CountedWork
from foundation.activity.models import Entry, RemovedRow
from foundation.activity.sealing import seal_logs
from foundation.activity.verifying import verify_logs
from foundation.council.clock import frozen_clock
from governance.enums import FieldWay, HoldKind, RecordKind
from governance.marks import MARK, REMOVED
from governance.models import RetentionRun, TakenOutRow
from governance.queries.closure import with_parts
from governance.queries.data_map import mapped_table
from governance.queries.due import due_records
from governance.queries.searching import everything_on_case
from governance.services import ask_for_removal, cancel_removal, confirm_removal, place_hold, set_rule
from governance.services.taking_out import DELETED, STAYS
from tests.governance.conftest import FIRST_DAY_DUE, LAST_DAY


def figures() -> dict:
    out = io.StringIO()
    call_command("check_figures", stdout=out)
    return json.loads(out.getvalue())


def summary() -> str:
    out = io.StringIO()
    call_command("audit_summary", "--from", "2023-06", "--to", "2023-06", stdout=out)
    return out.getvalue()


def removed(officer, lead, do_waiting_jobs, kind=RecordKind.CHILD_RECORDS) -> RetentionRun:
    seal_logs()
    run = ask_for_removal(actor=officer.person, kind=kind)
    confirm_removal(actor=lead.person, run=run)
    do_waiting_jobs()
    run.refresh_from_db()
    assert run.done_on, run.job and run.job.message
    return run


def test_it_is_due_on_the_day_after_its_last_day(old_audit):
    def due(on):
        return list(due_records(RecordKind.CHILD_RECORDS, LAST_DAY.replace(year=2024), on).things)

    assert due(FIRST_DAY_DUE) == [old_audit.case_id]
    assert list(due_records(RecordKind.CHILD_RECORDS, LAST_DAY.replace(year=2023), LAST_DAY).things) == []


@pytest.mark.usefixtures("later")
def test_nothing_that_was_said_or_who_it_was_is_left_and_no_figure_changes(
    old_audit, officer, lead, worker, do_waiting_jobs, django_capture_on_commit_callbacks
):
    before, shown, grades = figures(), summary(), list(old_audit.judgements.order_by("pk").values_list("stage", "domain", "grade"))
    run = removed(officer, lead, do_waiting_jobs)

    audit = Audit.objects.get(pk=old_audit.pk)
    assert audit.case_id.startswith(REMOVED)
    assert (audit.allocated_worker, audit.age_band) == (None, "")
    assert (audit.auditor, audit.moderator, audit.team) == (old_audit.auditor, old_audit.moderator, old_audit.team)
    assert CountedWork.objects.get(pk=audit.pk).case_key == audit.case_key
    assert everything_on_case(old_audit.case_id).count == 0
    assert words_left(audit) == []
    assert list(audit.judgements.order_by("pk").values_list("stage", "domain", "grade")) == grades
    assert (figures(), summary()) == (before, shown)
    assert before["wrong"] == []
    assert run.removed["audits.Audit"] == 1
    assert TakenOutRow.objects.filter(run=run, table="audits.Audit", row_key=str(audit.pk), is_deleted=False).exists()


def words_left(audit: Audit) -> list[str]:
    """Words of any part of the audit that are neither marked nor among those that stay."""
    found = []
    for model, keys in with_parts({Audit: {audit.pk}}).items():
        assert model not in DELETED, model
        for name in mapped_table(model).having(FieldWay.WORDS):
            if f"{model._meta.label}.{name}" in STAYS:
                continue
            for value in model._base_manager.filter(pk__in=list(keys)).values_list(name, flat=True):
                if value and value != MARK and not value.startswith("Removed under the retention rules: reason"):
                    found.append(f"{model._meta.label}.{name}: {value}")
    return found


@pytest.mark.usefixtures("later")
def test_the_chain_verifies_and_says_by_which_certificate_rows_are_gone(old_audit, officer, lead, do_waiting_jobs):
    of_audit = set(Entry.objects.of(old_audit).values_list("pk", flat=True))
    run = removed(officer, lead, do_waiting_jobs)
    seal_logs()

    assert of_audit
    assert not Entry.objects.filter(pk__in=of_audit).exists()
    assert of_audit <= set(RemovedRow.objects.filter(certificate=str(run), log="trail").values_list("row", flat=True))
    assert verify_logs().broken == []


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("hold", ["case", "audit", "worker", "auditor"])
def test_what_is_held_is_passed_over_and_said(old_audit, officer, lead, hold):
    about = {
        "case": {"kind": HoldKind.CASE, "case_id": old_audit.case_id.lower()},
        "audit": {"kind": HoldKind.AUDIT, "audit": old_audit},
        "worker": {"kind": HoldKind.WORKER, "worker": old_audit.allocated_worker},
        "auditor": {"kind": HoldKind.WORKER, "worker": old_audit.auditor},
    }[hold]
    placed = place_hold(actor=lead.person, reason="An inquiry.", **about)

    found = due_records(RecordKind.CHILD_RECORDS, LAST_DAY.replace(year=2024), FIRST_DAY_DUE)

    assert (found.count, dict(found.kept)) == (0, {str(placed): 1})
    with pytest.raises(ValidationError, match="Nothing of this kind is due"):
        ask_for_removal(actor=officer.person, kind=RecordKind.CHILD_RECORDS)


@pytest.mark.usefixtures("later")
def test_a_hold_that_comes_after_the_confirmation_is_kept_to(old_audit, officer, lead, do_waiting_jobs):
    run = ask_for_removal(actor=officer.person, kind=RecordKind.CHILD_RECORDS)
    confirm_removal(actor=lead.person, run=run)
    placed = place_hold(actor=officer.person, kind=HoldKind.AUDIT, audit=old_audit, reason="A claim.")
    do_waiting_jobs()

    run.refresh_from_db()
    assert (run.removed, run.kept) == ({}, {str(placed): 1})
    assert Audit.objects.get(pk=old_audit.pk).case_id == old_audit.case_id


def test_what_a_clock_that_ran_ahead_called_due_does_not_go_once_it_is_put_right(old_audit, officer, lead, do_waiting_jobs):
    with frozen_clock(FIRST_DAY_DUE):
        run = ask_for_removal(actor=officer.person, kind=RecordKind.CHILD_RECORDS)
    with pytest.raises(ValidationError, match="It is not due any more"):
        confirm_removal(actor=lead.person, run=run)

    with frozen_clock(FIRST_DAY_DUE):
        confirm_removal(actor=lead.person, run=run)
    do_waiting_jobs()
    run.refresh_from_db()
    assert (run.removed, Audit.objects.get(pk=old_audit.pk).case_id) == ({}, old_audit.case_id)


@pytest.mark.usefixtures("later")
def test_a_rule_that_was_made_longer_since_is_kept_to(old_audit, officer, lead):
    run = ask_for_removal(actor=officer.person, kind=RecordKind.CHILD_RECORDS)
    set_rule(actor=officer.person, kind=RecordKind.CHILD_RECORDS, years=9, reason="Line 4")

    with pytest.raises(ValidationError, match="the rule is longer now"):
        confirm_removal(actor=lead.person, run=run)


@pytest.mark.usefixtures("later")
def test_an_audit_that_is_not_finished_or_has_an_open_action_is_passed_over(old_audit, lead, team_manager):
    Action.objects.create(
        what="See her alone",
        owner=team_manager.person,
        audit=old_audit,
        due=FIRST_DAY_DUE,
        first_due=FIRST_DAY_DUE,
        raised_by=lead.person,
        raised_on=LAST_DAY,
    )

    found = due_records(RecordKind.CHILD_RECORDS, LAST_DAY.replace(year=2024), FIRST_DAY_DUE)

    assert (found.count, dict(found.kept)) == (0, {"an action is open": 1})


@pytest.mark.usefixtures("later")
def test_a_second_person_confirms(old_audit, officer, lead, director, auditor):
    run = ask_for_removal(actor=officer.person, kind=RecordKind.CHILD_RECORDS)

    for visitor in (officer, auditor):
        with pytest.raises(PermissionDenied):
            confirm_removal(actor=visitor.person, run=run)
    with pytest.raises(ValidationError, match="asked for already"):
        ask_for_removal(actor=lead.person, kind=RecordKind.CHILD_RECORDS)
    cancel_removal(actor=director.person, run=run)
    with pytest.raises(ValidationError, match="cancelled"):
        confirm_removal(actor=director.person, run=run)


def test_the_council_sets_how_long(officer, lead, old_audit):
    with pytest.raises(PermissionDenied):
        set_rule(actor=lead.person, kind=RecordKind.CHILD_RECORDS, years=1, reason="Line 4")
    set_rule(actor=officer.person, kind=RecordKind.CHILD_RECORDS, years=1, reason="Line 4")

    with frozen_clock(FIRST_DAY_DUE.replace(year=2025)):
        assert ask_for_removal(actor=officer.person, kind=RecordKind.CHILD_RECORDS).found == 1


@pytest.mark.both
@pytest.mark.usefixtures("later")
def test_old_rows_of_the_logs_go_and_no_others(old_audit, officer, lead, do_waiting_jobs):
    set_rule(actor=officer.person, kind=RecordKind.TRAIL, years=6, reason="Line 9")
    old = Entry.objects.filter(day__lte=LAST_DAY.replace(year=2024)).count()
    newer = set(Entry.objects.filter(day__gt=LAST_DAY.replace(year=2024)).values_list("pk", flat=True))
    run = removed(officer, lead, do_waiting_jobs, RecordKind.TRAIL)
    seal_logs()

    assert run.removed == {"activity.Entry": old}
    assert newer <= set(Entry.objects.values_list("pk", flat=True))
    assert verify_logs().broken == []


def test_who_did_it_and_what_was_kept_is_in_the_certificate(old_audit, officer, lead, do_waiting_jobs):
    with frozen_clock(FIRST_DAY_DUE):
        run = removed(officer, lead, do_waiting_jobs)

    said = Entry.objects.of(run).values_list("verb", "actor")
    assert list(said) == [
        ("retention.asked", officer.person.pk),
        ("retention.confirmed", lead.person.pk),
        ("retention.done", lead.person.pk),
    ]
    assert len(run.sha256) == 64


@pytest.mark.both
def test_a_row_that_somebody_marks_as_removed_without_a_certificate_is_reported(old_audit):
    seal_logs()
    going = Entry.objects.of(old_audit).earliest("pk")
    RemovedRow.objects.create(log="trail", row=going.pk, certificate="Retention 99", removed_on=LAST_DAY)
    Entry.objects.filter(pk=going.pk).delete()

    said = "Trail: rows are missing under the certificate Retention 99, and the trail does not say so of just these."
    assert [each.what for each in verify_logs().broken] == [said]


@pytest.mark.both
def test_the_database_lets_no_row_go_that_is_not_marked_as_removed(old_audit):
    seal_logs()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.of(old_audit).delete()
    RemovedRow.objects.create(log="trail", row=1, certificate="Retention 99", removed_on=LAST_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RemovedRow.objects.all().delete()
