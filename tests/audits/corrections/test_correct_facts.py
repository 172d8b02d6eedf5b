"""Correcting the facts of an audited record: who may, what follows, what stays."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.allocation.services.allocation import add_audit, allocate
from audits.allocation.services.hand_back import hand_back
from audits.auditing.services.auditing import submit_audit
from audits.corrections.services.audits import correct_facts
from audits.cycles.services.cycles import change_cycle
from audits.enums import ConflictKind
from audits.models import Audit, FactualCheck, FeedbackLetter, Reflection
from audits.moderation.services.moderation import withdraw_audit
from audits.practitioner.services.factual_check import ask_for_factual_check
from audits.practitioner.services.letter import send_letter, write_letter
from audits.practitioner.services.reflection import send_reflection
from audits.services.errors import ConflictOfInterest
from foundation.accounts.enums import Role
from foundation.accounts.models import Person
from foundation.activity.models import Entry
from foundation.activity.versions import version_of
from foundation.errors import StaleState
from foundation.notices.models import Notice
from tests.audit_stages import moderate_unchanged
from tests.people import Visitor, add_person

WHY = "The list had last month’s worker; the team manager confirmed it."


def correct(lead, audit, **facts):
    return correct_facts(actor=lead.person, audit=audit, **{"reason": WHY} | facts)


@pytest.fixture
def zainab(ash_team) -> Visitor:
    """The right worker, of another team."""
    return Visitor(add_person("Zainab Ali", Role.PRACTITIONER, team=ash_team))


def test_what_was_wrong_is_changed_and_the_trail_says_what_it_was(lead, allocated_audit, zainab, ash_team):
    audit, conflicts = correct(lead, allocated_audit, case_id=" C-20418 ", team=None, allocated_worker=zainab.person, age_band="16-17")

    audit.refresh_from_db()
    assert (audit.case_id, audit.case_key, audit.team, audit.allocated_worker) == ("C-20418", "c-20418", None, zainab.person)
    assert conflicts == []
    facts = Entry.objects.of(audit).last().facts
    assert facts["before"] == {"case_id": "C-20417", "team": "Elm Team", "allocated_worker": "Will Okafor", "age_band": "10-15"}
    assert facts["after"] == {"case_id": "C-20418", "team": "", "allocated_worker": "Zainab Ali", "age_band": "16-17"}
    assert facts["reason"] == WHY


@pytest.mark.parametrize(
    ("facts", "field", "said"),
    [
        ({"case_id": "C-20418", "reason": " "}, "reason", "Say why the facts are corrected, and where you have it from."),
        ({"case_id": "c‑1"}, "case_id", "c‑1 is in June 2023 already, as audit {other}. A record is audited once a month."),
        ({"case_id": "Ann Smith"}, "case_id", "“Ann Smith” looks like a name. Use the pseudonymised case ID"),
        ({"case_id": ""}, "case_id", "Give the record’s case ID."),
        ({"cohort": "Siblings of Jayden Smith, born 12/03/2012"}, "cohort", "Board members read the names of cohorts"),
        ({"age_band": "10-15"}, "__all__", "Nothing is different from what is stored."),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_field(lead, cycle, allocated_audit, facts, field, said):
    other = add_audit(actor=lead.person, cycle=cycle, case_id="C-1")
    with pytest.raises(ValidationError) as refused:
        correct(lead, allocated_audit, **facts)

    errors = refused.value.message_dict if hasattr(refused.value, "error_dict") else {"__all__": refused.value.messages}
    assert said.format(other=other.number) in " ".join(errors[field])
    allocated_audit.refresh_from_db()
    assert allocated_audit.case_id == "C-20417"


def test_another_spelling_of_the_same_case_id_is_taken(lead, allocated_audit):
    assert correct(lead, allocated_audit, case_id="c-20417").audit.case_id == "c-20417"


def test_whoever_has_a_stake_in_the_record_does_not_correct_it(allocated_audit, elm_team, auditor, administrator, zainab):
    own = add_person("Lena Elm", Role.QA_LEAD, team=elm_team)
    for person in (own, auditor.person, administrator.person, elm_team.manager):
        with pytest.raises(PermissionDenied):
            correct_facts(actor=person, audit=allocated_audit, reason=WHY, allocated_worker=zainab.person)


def test_a_withdrawn_record_and_an_older_version_are_refused(lead, allocated_audit, zainab):
    seen = version_of(Audit.objects.get(pk=allocated_audit.pk))
    correct(lead, allocated_audit, age_band="16-17")
    with pytest.raises(ValidationError, match="while you had this page open"):
        correct(lead, allocated_audit, allocated_worker=zainab.person, version=seen)
    withdraw_audit(actor=lead.person, audit=allocated_audit, reason="Closed.")
    with pytest.raises(StaleState, match="is withdrawn and counted nowhere"):
        correct(lead, allocated_audit, allocated_worker=zainab.person)


def test_the_auditor_who_turns_out_to_be_the_worker_is_said_and_cannot_go_on(lead, started_audit, auditor):
    done = correct(lead, started_audit, allocated_worker=auditor.person)

    assert [(each.kind, each.person) for each in done.conflicts] == [(ConflictKind.OWN_WORK, auditor.person)]
    with pytest.raises(ConflictOfInterest, match="is the allocated worker"):
        submit_audit(actor=auditor.person, audit=started_audit)


def test_a_worker_who_never_was_may_audit_the_record_and_one_who_was_may_not(lead, cycle, allocated_audit, worker, zainab):
    Person.objects.filter(pk=worker.person.pk).update(team=None)
    worker.person.role_rows.create(role=Role.AUDITOR)
    will = Person.objects.get(pk=worker.person.pk)
    changed_since = correct(lead, allocated_audit, allocated_worker=zainab.person, team=None).audit
    with pytest.raises(ConflictOfInterest, match="is the allocated worker"):
        allocate(actor=lead.person, audit=changed_since, auditor=will, moderator=None)

    correct(lead, allocated_audit, allocated_worker=worker.person)
    put_right = correct(lead, allocated_audit, allocated_worker=zainab.person, never_right=True).audit
    assert allocate(actor=lead.person, audit=put_right, auditor=will, moderator=None).auditor == will


def test_who_was_noted_by_mistake_is_noted_again_where_it_was_none(lead, allocated_audit, worker, zainab):
    correct(lead, allocated_audit, allocated_worker=zainab.person, never_right=True)
    correct(lead, allocated_audit, allocated_worker=worker.person, never_right=True)

    noted = allocated_audit.involvements.filter(is_mistaken=False, kind=ConflictKind.OWN_WORK).values_list("person", flat=True)
    assert list(noted) == [worker.person.pk]


def test_whoever_handed_it_back_knows_the_child_under_the_right_case_id_too(lead, allocated_audit, auditor):
    hand_back(actor=auditor.person, audit=allocated_audit, words="I placed him.")
    audit = correct(lead, allocated_audit, case_id="C-99").audit

    with pytest.raises(ConflictOfInterest, match="declared an interest"):
        allocate(actor=lead.person, audit=audit, auditor=auditor.person, moderator=None)


def test_the_finished_audit_is_read_by_the_right_worker_who_is_owed_a_letter(lead, submitted_audit, worker, zainab):
    audit = moderate_unchanged(submitted_audit)
    write_letter(actor=audit.auditor, audit=audit, opening="Dear Will", strengths="Seen alone.")
    sent = send_letter(actor=audit.auditor, audit=audit)
    page, letter = f"/audits/{audit.number}/", f"/audits/{audit.number}/letter/"
    assert [visitor.get(page).status_code for visitor in (worker, zainab)] == [200, 404]

    correct(lead, audit, allocated_worker=zainab.person)
    assert [visitor.get(page).status_code for visitor in (worker, zainab)] == [404, 200]
    assert Audit.objects.awaiting_letter().filter(pk=audit.pk).exists()
    assert zainab.get(f"/audits/{audit.number}/feedback/").context["page"].earlier == []
    assert [each.why for each in lead.get(f"/audits/{audit.number}/feedback/").context["page"].earlier] == [
        "to Will Okafor, who was recorded as the worker until it was corrected"
    ]
    assert zainab.get(letter, {"letter": sent.pk}).status_code == 404
    write_letter(actor=audit.auditor, audit=audit, opening="Dear Zainab", strengths="Seen alone.")
    assert send_letter(actor=audit.auditor, audit=audit).addressed_to == zainab.person


def test_a_letter_that_is_not_sent_is_addressed_to_the_right_worker(lead, submitted_audit, zainab):
    audit = moderate_unchanged(submitted_audit)
    write_letter(actor=audit.auditor, audit=audit, opening="Dear Will", strengths="Seen alone.")
    correct(lead, audit, allocated_worker=zainab.person)

    assert FeedbackLetter.objects.get().addressed_to == zainab.person


@pytest.fixture
def collaborative(lead, cycle):
    return change_cycle(actor=lead.person, cycle=cycle, collaborative=True)


def test_the_factual_check_goes_to_the_right_worker_with_days_of_their_own(lead, collaborative, started_audit, worker, zainab):
    ask_for_factual_check(actor=started_audit.auditor, audit=started_audit)
    FactualCheck.objects.update(due=datetime.date(2023, 6, 6))
    page = f"/audits/{started_audit.number}/factual-check/"
    correct(lead, started_audit, allocated_worker=zainab.person)

    assert [visitor.get(page).status_code for visitor in (worker, zainab)] == [404, 200]
    assert FactualCheck.objects.get().due > datetime.date(2023, 6, 6)
    assert Notice.objects.filter(person=worker.person, subject=f"Audit {started_audit.number} is not of your work").exists()


def test_nobody_waits_for_a_check_that_nobody_can_answer(lead, collaborative, started_audit):
    ask_for_factual_check(actor=started_audit.auditor, audit=started_audit)
    audit = correct(lead, started_audit, allocated_worker=None).audit

    assert submit_audit(actor=audit.auditor, audit=audit).submitted_on


def test_each_worker_reflects_for_themselves_and_the_auditor_reads_the_right_one(
    lead, collaborative, allocated_audit, worker, zainab, auditor
):
    send_reflection(actor=worker.person, audit=allocated_audit, hard="Three schools.")
    page = f"/audits/{allocated_audit.number}/reflection/"
    assert "Three schools." in auditor.get(page).content.decode()
    correct(lead, allocated_audit, allocated_worker=zainab.person)

    assert auditor.get(page).status_code == 404
    mine = worker.get(page).content.decode()
    assert ("Three schools." in mine, "C-20417" in mine) == (True, False)
    zainab.post(page, {"proud_of": "He is in school."})
    assert "He is in school." in auditor.get(page).content.decode()
    assert Reflection.objects.count() == 2
