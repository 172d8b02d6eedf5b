"""The part of an agency: given, begun, filled in, submitted, asked back, handed back and over, left out; and joining all parts."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.auditing.services.auditing import grade_domain, submit_audit
from audits.enums import AuditState, Grade, PartState, Stage
from audits.models import AgencyPart, Audit, JoinedParts
from audits.partners.services.agencies import add_partner_auditor, remove_partner_auditor
from audits.partners.services.filling import grade_in_part, join_parts, save_what_was_seen
from audits.partners.services.parts import (
    ask_part_back,
    begin_part,
    give_part,
    hand_back_part,
    hand_over_part,
    leave_part_out,
    submit_part,
)
from audits.services.moves import missing_for
from desk.queries.holdings import version_token as held_token
from desk.services.leaving import let_leave
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.council.clock import frozen_clock
from foundation.editing.conflicts import EditConflict
from foundation.editing.version_tokens import version_token
from foundation.errors import Incomplete, StaleState
from foundation.notices.models import Notice
from tests.audit_stages import grade_all
from tests.audits.kinds.of_kinds import agency_with, asked_part, filled_part, multi_agency_audit, submitted_part
from tests.people import add_person

DAY = datetime.date(2023, 5, 10)
LATER = datetime.date(2023, 6, 30)


@pytest.fixture(autouse=True)
def in_may():
    with frozen_clock(DAY):
        yield


@pytest.fixture
def audit(lead, auditor) -> Audit:
    return multi_agency_audit(lead.person, auditor.person)


@pytest.fixture
def police(lead, police_auditor):
    return agency_with(lead.person, "Police", police_auditor.person)


@pytest.fixture
def health(lead, health_auditor):
    return agency_with(lead.person, "Health", health_auditor.person)


@pytest.fixture
def part(lead, auditor, audit, police, police_auditor) -> AgencyPart:
    return asked_part(auditor.person, audit, police, police_auditor.person)


def state(part: AgencyPart) -> str:
    return AgencyPart.objects.get(pk=part.pk).state


def test_the_auditor_asks_an_agency_and_its_auditor_is_notified_without_case_content(part, police_auditor):
    notice = Notice.objects.get(person=police_auditor.person)
    assert (state(part), part.tool.name) == (PartState.GIVEN, "Police: part of an audit")
    assert notice.path == f"/parts/{part.pk}/"
    assert "Police 2023/41" not in f"{notice.subject} {notice.words}"


def test_only_somebody_of_the_agency_with_the_role_is_asked(lead, auditor, audit, police, health_auditor, moderator):
    words = {"reference": "R", "look_at": "L", "due": LATER}
    for person in (health_auditor.person, moderator.person):
        with pytest.raises(ValidationError, match="does not audit for Police"):
            give_part(actor=auditor.person, audit=audit, agency=police, partner=person, **words)


def test_a_part_is_asked_in_full_of_each_agency_once_and_only_of_audits_with_other_agencies(
    lead, auditor, audit, part, police, police_auditor, allocated_audit
):
    with pytest.raises(ValidationError, match="has a part of"):
        asked_part(auditor.person, audit, police, police_auditor.person)
    with pytest.raises(ValidationError) as refused:
        give_part(actor=lead.person, audit=audit, agency=agency_with(lead.person, "School"), partner=police_auditor.person,
                  reference=" ", look_at="", due=LATER)  # fmt: skip
    assert set(refused.value.message_dict) == {"reference", "look_at"}
    with pytest.raises(ValidationError, match="is not an audit with other agencies"):
        asked_part(lead.person, allocated_audit, police, police_auditor.person)


def test_the_moderator_a_stranger_and_the_partner_give_no_part(lead, audit, police, police_auditor, moderator, outsider, director):
    for visitor in (moderator, outsider, director, police_auditor):
        with pytest.raises(PermissionDenied):
            asked_part(visitor.person, audit, police, police_auditor.person)


def test_it_is_begun_on_the_word_that_they_had_no_part_in_it(part, police_auditor):
    with pytest.raises(Incomplete):
        begin_part(actor=police_auditor.person, part=part)
    begun = begin_part(actor=police_auditor.person, part=part, no_involvement=True)
    assert (begun.state, begun.begun_on) == (PartState.BEGUN, DAY)


def test_nobody_else_fills_it_in(part, lead, auditor, health_auditor, health, police_auditor):
    domain = part.tool.domains.first()
    for visitor in (lead, auditor, health_auditor):
        with pytest.raises(PermissionDenied):
            begin_part(actor=visitor.person, part=part, no_involvement=True)
    begin_part(actor=police_auditor.person, part=part, no_involvement=True)
    for visitor in (lead, auditor, health_auditor):
        with pytest.raises(PermissionDenied):
            grade_in_part(actor=visitor.person, part=part, domain=domain, grade="G", reason="x")
        with pytest.raises(PermissionDenied):
            submit_part(actor=visitor.person, part=part)


def test_what_is_missing_is_said_before_it_is_submitted(part, police_auditor):
    begin_part(actor=police_auditor.person, part=part, no_involvement=True)
    first, second = part.tool.domains.all()
    grade_in_part(actor=police_auditor.person, part=part, domain=first, grade="G", reason="")

    with pytest.raises(Incomplete) as refused:
        submit_part(actor=police_auditor.person, part=part)
    assert set(refused.value.missing) == {f"domain-{first.pk}", f"domain-{second.pk}", "seen"}


def test_a_submitted_part_no_longer_changes_until_it_is_asked_back(part, auditor, police_auditor):
    part = submitted_part(part)
    with pytest.raises(StaleState):
        save_what_was_seen(actor=police_auditor.person, part=part, text="More")
    back = ask_part_back(actor=auditor.person, part=part, reason="Say who made the decision.", due=LATER)

    assert (back.state, back.return_reason, back.due) == (PartState.BEGUN, "Say who made the decision.", LATER)
    save_what_was_seen(actor=police_auditor.person, part=part, text="The sergeant decided.")
    assert submit_part(actor=police_auditor.person, part=part).state == PartState.SUBMITTED
    assert Notice.objects.filter(person=auditor.person, subject__contains="is there").count() == 2


def test_two_windows_of_one_part_lose_nothing(part, police_auditor):
    begin_part(actor=police_auditor.person, part=part, no_involvement=True)
    domain = part.tool.domains.first()
    grade_in_part(actor=police_auditor.person, part=part, domain=domain, grade="G", reason="First window")

    with pytest.raises(EditConflict) as conflict:
        grade_in_part(actor=police_auditor.person, part=part, domain=domain, grade="RI", reason="Second", seen=version_token(()))
    assert dict(conflict.value.theirs)["Evidence and reason"] == "First window"
    assert conflict.value.by == "you, in another window"


def test_what_they_cannot_do_goes_back_and_to_somebody_else_of_the_agency(lead, part, auditor, police, police_auditor):
    colleague = add_person("Ines Shaw", Role.PARTNER)
    add_partner_auditor(actor=lead.person, agency=police, person=colleague)
    hand_back_part(actor=police_auditor.person, part=part, reason="I interviewed the father.")
    assert (state(part), AgencyPart.objects.to_fill(police_auditor.person).count()) == (PartState.HANDED, 0)
    part = hand_over_part(actor=auditor.person, part=part, to=colleague, due=LATER)

    assert (part.state, part.partner, part.return_reason) == (PartState.GIVEN, colleague, "")
    assert Notice.objects.filter(person=colleague).count() == 1
    with pytest.raises(PermissionDenied):
        begin_part(actor=police_auditor.person, part=part, no_involvement=True)
    with pytest.raises(ValidationError, match="still has 1 part"):
        remove_partner_auditor(actor=lead.person, agency=police, person=colleague)


def test_the_audit_goes_on_without_an_agency_for_a_reason(part, auditor):
    with pytest.raises(Incomplete):
        leave_part_out(actor=auditor.person, part=part, reason=" ")
    assert leave_part_out(actor=auditor.person, part=part, reason="No records of this family.").state == PartState.LEFT_OUT
    with pytest.raises(StaleState):
        leave_part_out(actor=auditor.person, part=part, reason="Twice")


def test_parts_are_joined_once_all_are_there_and_the_joint_grade_is_the_overall_one(
    lead, auditor, audit, part, police, health, health_auditor
):
    other = asked_part(auditor.person, audit, health, health_auditor.person)
    grade_all(audit, Grade.GOOD)
    given = {"findings": "Each saw a part of it; nobody the whole.", "grade": "RI", "agreed_with": "Joint meeting, 20 May"}
    submitted_part(part, "RI")
    with pytest.raises(ValidationError, match="Still to come: Health"):
        join_parts(actor=auditor.person, audit=audit, **given)
    assert set(missing_for(audit, "submit")) == {"parts"}
    leave_part_out(actor=auditor.person, part=other, reason="No health records.")
    with pytest.raises(PermissionDenied):
        join_parts(actor=lead.person, audit=audit, **given)
    join_parts(actor=auditor.person, audit=audit, **given)

    overall = audit.judgements.at(Stage.AUDITOR).overall().get()
    assert (overall.grade, overall.reason) == ("RI", given["findings"])
    assert JoinedParts.objects.get(audit=audit).joined_by == auditor.person
    assert missing_for(audit, "submit") == {}
    grade_domain(actor=auditor.person, audit=audit, domain=None, grade="O", reason="Changed alone")
    assert set(missing_for(audit, "submit")) == {"parts"}
    join_parts(actor=auditor.person, audit=audit, **given)
    assert submit_audit(actor=auditor.person, audit=audit).state == AuditState.RELEASED


def test_once_the_audit_is_submitted_its_parts_no_longer_change(auditor, audit, part, police_auditor):
    part = submitted_part(part)
    grade_all(audit)
    join_parts(actor=auditor.person, audit=audit, findings="All agree.", grade="G")
    submit_audit(actor=auditor.person, audit=audit)

    with pytest.raises(StaleState):
        ask_part_back(actor=auditor.person, part=part, reason="More", due=LATER)


def test_every_step_is_in_the_trail_of_the_audit_and_what_was_written_in_that_of_the_part(auditor, audit, part):
    submitted_part(part)

    verbs = [entry.verb for entry in Entry.objects.of(audit).order_by("pk") if entry.verb.startswith("part.")]
    assert verbs == ["part.given", "part.begun", "part.submitted"]
    assert {entry.verb for entry in Entry.objects.of(part)} == {"part.graded", "part.seen_saved"}


def test_who_leaves_hands_their_parts_to_somebody_of_the_agency(lead, administrator, part, police, police_auditor, health, health_auditor):
    colleague = add_person("Ines Shaw", Role.PARTNER)
    add_partner_auditor(actor=lead.person, agency=police, person=colleague)
    filled_part(part)
    leaver = police_auditor.person
    with pytest.raises(ValidationError, match="does not audit for Police"):
        let_leave(actor=administrator.person, person=leaver, takers={"parts": health_auditor.person}, reason="", seen=held_token(leaver))
    let_leave(actor=administrator.person, person=leaver, takers={"parts": colleague}, reason="", seen=held_token(leaver))

    moved = AgencyPart.objects.get(pk=part.pk)
    assert (moved.partner, moved.state, moved.seen) == (colleague, PartState.GIVEN, "Police saw the child three times.")
