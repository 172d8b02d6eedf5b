"""Two rules: the account of somebody who left goes and their name stays; the register of subject access goes as a whole."""

import datetime
import io
import json

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import call_command

from foundation.accounts.models import Absence, Person, PowerRequest
from foundation.accounts.services import save_person
from foundation.activity.models import Entry
from foundation.activity.sealing import seal_logs
from foundation.activity.verifying import verify_logs
from foundation.council.clock import frozen_clock
from foundation.notices.models import Preference
from foundation.saved_views.models import SavedView
from foundation.search.models import IndexedText
from foundation.search.services import count_differing, mend_index
from foundation.second_factors.models import AuthenticatorApp, Passkey, RecoveryCode
from foundation.sending.models import KeptForm
from foundation.signed_in.models import SignedInBrowser
from foundation.single_sign_on.models import CouncilAccount
from governance.account_tables import GOES, STAYS_WITH_THE_WORK
from governance.enums import ComplaintOutcome, HoldKind, RecordKind, RequestedBy, RequestOutcome, SubjectKind
from governance.models import DataComplaint, RetentionRun, SubjectExport, SubjectRequest, TakenOutRow, WithheldInformation
from governance.queries.data_map import children_of
from governance.queries.due import due_records
from governance.services import (
    acknowledge_complaint,
    answer_complaint,
    answer_request,
    ask_for_removal,
    change_request,
    confirm_removal,
    enter_complaint,
    enter_request,
    place_hold,
    withhold,
)
from tests.people import session_of

LEFT = datetime.date(2023, 8, 1)
# The financial year of that day ends on 31 March 2024: an account is kept one year more, the register three.
ACCOUNT_DUE, REGISTER_DUE = datetime.date(2025, 4, 1), datetime.date(2027, 4, 1)


def removed(officer, lead, do_waiting_jobs, kind) -> RetentionRun:
    seal_logs()
    run = ask_for_removal(actor=officer.person, kind=kind)
    confirm_removal(actor=lead.person, run=run)
    do_waiting_jobs()
    run.refresh_from_db()
    assert run.done_on, run.job and run.job.message
    return run


@pytest.fixture
def leaver(administrator, old_audit) -> Person:
    """The auditor of an old audit, with everything that an account can have."""
    person = old_audit.auditor
    save_person(actor=administrator.person, person=person, job_title="Advanced practitioner")
    now = datetime.datetime(2023, 8, 1, tzinfo=datetime.UTC)
    SignedInBrowser.objects.create(
        person=person, session_key=session_of(person), browser="Firefox", address="10.0.0.7", began_at=now, seen_at=now
    )
    Absence.objects.create(person=person, first_day=LEFT, last_day=LEFT)
    AuthenticatorApp.objects.create(person=person, sealed_secret="sealed", added_on=LEFT)
    Passkey.objects.create(person=person, name="Phone", credential_id="abc", public_key=b"k", added_on=LEFT)
    RecoveryCode.objects.create(person=person, digest="d")
    CouncilAccount.objects.create(person=person, issuer="https://login.example", subject="7", linked_on=LEFT)
    KeptForm.objects.create(person=person, kept_at=now, path="/", fields=[["words", "Kept words"]])
    Preference.objects.create(person=person, left_out=[])
    SavedView.objects.create(person=person, place="audits:list", name="Mine", filters="state=open")
    SavedView.objects.create(person=person, place="audits:list", name="Ours", filters="state=open", is_shared=True)
    PowerRequest.objects.create(
        what="email", person=person, email=person.email, key="k", asked_by=administrator.person, asked_on=LEFT, agreed=True
    )
    return save_person(actor=administrator.person, person=person, is_active=False, handed_over=True)


def due(kind, up_to, on):
    return due_records(kind, up_to, on)


def test_an_account_is_due_a_year_after_the_financial_year_in_which_its_person_left(leaver):
    last = LEFT.replace(year=2024, month=3, day=31)

    assert list(due(RecordKind.ACCOUNTS, last, ACCOUNT_DUE).things) == [f"{leaver} ({leaver.pk})"]
    assert due(RecordKind.ACCOUNTS, LEFT - datetime.timedelta(days=1), ACCOUNT_DUE).count == 0


def test_somebody_who_works_here_is_not_due_however_long_ago_they_began(old_audit):
    assert due(RecordKind.ACCOUNTS, ACCOUNT_DUE, ACCOUNT_DUE).count == 0


@pytest.mark.both
def test_an_account_goes_and_the_name_stays_on_the_work_and_the_trail(leaver, old_audit, officer, lead, do_waiting_jobs):
    name, address, team = leaver.name, str(leaver.email), leaver.team
    done_by_them = list(Entry.objects.filter(actor=leaver).order_by("pk").values_list("pk", flat=True))
    figures, browser = summary(), SignedInBrowser.objects.get().session_key
    assert Session.objects.filter(pk=browser).exists()
    with frozen_clock(ACCOUNT_DUE):
        run = removed(officer, lead, do_waiting_jobs, RecordKind.ACCOUNTS)
        seal_logs()

    person = Person.objects.get(pk=leaver.pk)
    assert (person.name, person.team, person.email, person.job_title, person.has_usable_password()) == (name, team, None, "", False)
    assert all(not apps.get_model(label)._base_manager.filter(person=person).exists() for label in set(GOES) - {"saved_views.SavedView"})
    assert list(SavedView.objects.filter(person=person).values_list("name", flat=True)) == ["Ours"]
    assert (Session.objects.filter(pk=browser).exists(), PowerRequest.objects.filter(email=address).exists()) == (False, False)
    assert (old_audit.auditor_id, summary()) == (person.pk, figures)
    assert list(Entry.objects.filter(actor=person).order_by("pk").values_list("pk", flat=True)) == done_by_them != []
    assert run.removed["accounts.Person"] == 1
    assert TakenOutRow.objects.filter(run=run, table="second_factors.Passkey", is_deleted=True).count() == 1
    assert verify_logs().broken == []
    with frozen_clock(ACCOUNT_DUE), pytest.raises(ValidationError, match="Nothing of this kind is due"):
        ask_for_removal(actor=officer.person, kind=RecordKind.ACCOUNTS)


def summary() -> str:
    out = io.StringIO()
    call_command("audit_summary", "--from", "2023-06", "--to", "2023-06", stdout=out)
    return out.getvalue()


def test_a_hold_on_a_worker_keeps_the_account(leaver, officer):
    placed = place_hold(actor=officer.person, kind=HoldKind.WORKER, worker=leaver, reason="A tribunal.")

    found = due(RecordKind.ACCOUNTS, ACCOUNT_DUE, ACCOUNT_DUE)
    assert (found.count, dict(found.kept)) == (0, {str(placed): 1})


def test_every_table_about_one_person_goes_or_stays_for_a_reason():
    of_one = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Person and field.name == "person"
    }

    assert of_one == {*GOES, *STAYS_WITH_THE_WORK}
    assert not set(GOES) & set(STAYS_WITH_THE_WORK)
    assert {label: children_of(apps.get_model(label)) for label in GOES if children_of(apps.get_model(label))} == {}


@pytest.fixture
def answered(officer, old_audit) -> SubjectRequest:
    """With something withheld, a file that was taken and a complaint that is acknowledged."""
    actor = officer.person
    asked = enter_request(
        actor=actor,
        reference="IG-41",
        about=SubjectKind.CHILD,
        case_id=old_audit.case_id,
        requested_by=RequestedBy.PARENT,
        sought="All of it.",
        received_on=LEFT,
    )
    change_request(actor=actor, request=asked, systems_searched="The portal.", why_proportionate="It is all there is.")
    withhold(actor=actor, request=asked, what="A relative’s words", why="Third party data.")
    SubjectExport.objects.create(request=asked, made_by=actor, made_on=LEFT, tables=1, rows=1, sha256="0" * 64)
    asked = answer_request(actor=actor, request=asked, outcome=RequestOutcome.PART, answered_on=LEFT, told_of_rights_on=LEFT)
    complaint = enter_complaint(actor=actor, reference="C-41", received_on=LEFT, words="Too little.", request=asked)
    acknowledge_complaint(actor=actor, complaint=complaint, acknowledged_on=LEFT)
    return asked


def close_complaint(officer) -> None:
    given = {"closed_on": LEFT, "outcome": ComplaintOutcome.UPHELD, "outcome_words": "More was sent."}
    answer_complaint(actor=officer.person, complaint=DataComplaint.objects.get(), **given)


def test_a_request_whose_complaint_is_open_is_kept(answered):
    found = due(RecordKind.SUBJECT_ACCESS, REGISTER_DUE, REGISTER_DUE)

    assert (found.count, dict(found.kept)) == (0, {"it is not finished": 1})


@pytest.mark.both
def test_the_register_goes_with_its_trail_and_the_chain_verifies(answered, officer, lead, do_waiting_jobs):
    close_complaint(officer)
    of_register = set(Entry.objects.of(answered).values_list("pk", flat=True)) | set(
        Entry.objects.of(DataComplaint.objects.get()).values_list("pk", flat=True)
    )
    with frozen_clock(REGISTER_DUE - datetime.timedelta(days=1)):
        assert ask_for_nothing(officer)
    with frozen_clock(REGISTER_DUE):
        run = removed(officer, lead, do_waiting_jobs, RecordKind.SUBJECT_ACCESS)
        seal_logs()

    assert [model.objects.count() for model in (SubjectRequest, WithheldInformation, SubjectExport, DataComplaint)] == [0, 0, 0, 0]
    assert run.removed == {
        "activity.Entry": len(of_register),
        "governance.DataComplaint": 1,
        "governance.SubjectExport": 1,
        "governance.SubjectRequest": 1,
        "governance.WithheldInformation": 1,
    }
    assert not Entry.objects.filter(pk__in=of_register).exists()
    assert verify_logs().broken == []
    assert "IG-41" not in json.dumps(list(Entry.objects.values_list("facts", flat=True)))


def ask_for_nothing(officer) -> bool:
    with pytest.raises(ValidationError, match="Nothing of this kind is due"):
        ask_for_removal(actor=officer.person, kind=RecordKind.SUBJECT_ACCESS)
    return True


@pytest.mark.usefixtures("later")
def test_nothing_that_was_removed_can_be_found(old_audit, officer, lead, do_waiting_jobs):
    mend_index()
    about = IndexedText.objects.filter(words__contains="chronology")
    assert about.exists()
    removed(officer, lead, do_waiting_jobs, RecordKind.CHILD_RECORDS)

    assert (about.exists(), count_differing()) == (False, 0)
