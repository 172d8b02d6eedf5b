"""A multi-agency audit through its pages: asked, filled in, asked back, joined and submitted."""

import datetime

import pytest

from audits.enums import AuditState, PartState
from audits.models import AgencyPart, Audit, JoinedParts
from foundation.council.clock import frozen_clock
from tests.audit_stages import grade_all
from tests.audits.kinds.of_kinds import agency_with, multi_agency_audit

DAY = datetime.date(2023, 5, 10)
DUE = {"due_0": "30", "due_1": "5", "due_2": "2023", "due_day": "30", "due_month": "5", "due_year": "2023"}

# As the page sends it: another form than that which begins the part, since the same one sent twice is taken once.
SUBMITS = {"act": "submit"}


@pytest.fixture(autouse=True)
def in_may():
    with frozen_clock(DAY):
        yield


@pytest.fixture
def audit(lead, auditor, police_auditor) -> Audit:
    agency_with(lead.person, "Police", police_auditor.person)
    audit = multi_agency_audit(lead.person, auditor.person)
    grade_all(audit)
    return audit


def asked(auditor, audit, police_auditor) -> AgencyPart:
    given = {"partner": police_auditor.person.pk, "reference": "URN 23-118", "look_at": "Calls to the home since January."}
    answer = auditor.post(f"/audits/{audit.number}/parts/", given | DUE)
    assert answer.status_code == 302, answer.context["form"].errors
    return AgencyPart.objects.get(audit=audit)


def answered(visitor, part: AgencyPart, grade: str = "RI") -> None:
    for domain in part.tool.domains.all():
        visitor.post(f"/parts/{part.pk}/fill-in/domain-{domain.pk}/", {"grade": grade, "reason": "Two calls were not followed up."})
    visitor.post(f"/parts/{part.pk}/fill-in/seen/", {"text": "Each call was dealt with as if it were the first."})


def test_from_the_question_to_the_joint_grade(lead, auditor, police_auditor, audit):
    part = asked(auditor, audit, police_auditor)
    first = police_auditor.get(f"/parts/{part.pk}/").text
    assert "URN 23-118" in first
    assert audit.case_id not in first
    police_auditor.post(f"/parts/{part.pk}/")
    answered(police_auditor, part)
    police_auditor.post(f"/parts/{part.pk}/", SUBMITS)
    assert AgencyPart.objects.get(pk=part.pk).state == PartState.SUBMITTED

    shown = auditor.get(f"/audits/{audit.number}/parts/").text
    assert "Each call was dealt with as if it were the first." in shown
    assert 'href="/audits/' + f'{audit.number}/parts/join/"' in shown
    joint = {"findings": "Nobody put the calls together.", "grade": "RI", "agreed_with": "Joint meeting, 12 May"}
    assert auditor.post(f"/audits/{audit.number}/parts/join/", joint).headers["Location"] == f"/audits/{audit.number}/form/"
    assert JoinedParts.objects.get(audit=audit).grade == "RI"
    auditor.post(f"/audits/{audit.number}/check/", {})
    assert Audit.objects.get(pk=audit.pk).state == AuditState.RELEASED
    assert "Nobody put the calls together." in lead.get(f"/audits/{audit.number}/").text


def test_the_last_page_of_the_form_leads_to_the_parts_where_they_are_not_joined(auditor, police_auditor, audit):
    asked(auditor, audit, police_auditor)

    page = auditor.post(f"/audits/{audit.number}/check/", {}).text
    assert "Join the parts of the agencies" in page
    assert f'href="/audits/{audit.number}/parts/"' in page
    assert f'href="/audits/{audit.number}/parts/"' in auditor.get(f"/audits/{audit.number}/form/").text


def test_submitting_too_early_leads_to_what_is_missing(auditor, police_auditor, audit):
    part = asked(auditor, audit, police_auditor)
    police_auditor.post(f"/parts/{part.pk}/")

    page = police_auditor.post(f"/parts/{part.pk}/", SUBMITS).text
    assert f'href="/parts/{part.pk}/fill-in/seen/"' in page
    assert "Say what your agency saw, taken together." in page


def test_it_is_saved_as_they_write_and_a_second_window_is_told(auditor, police_auditor, audit):
    part = asked(auditor, audit, police_auditor)
    police_auditor.post(f"/parts/{part.pk}/")
    address, script = f"/parts/{part.pk}/fill-in/seen/", {"HTTP_ACCEPT": "application/json"}
    seen = police_auditor.get(address).context["form"].initial["seen"]

    assert police_auditor.post(address, {"text": "First", "seen": seen}, **script).json()["state"] == "saved"
    other = police_auditor.post(address, {"text": "Second", "seen": seen}, **script)
    assert (other.status_code, other.json()["state"]) == (409, "changed")
    assert AgencyPart.objects.get(pk=part.pk).seen == "First"


def test_who_moderates_it_blind_reads_no_part_before_they_have_graded(lead, auditor, moderator, police_auditor, audit):
    part = asked(auditor, audit, police_auditor)
    police_auditor.post(f"/parts/{part.pk}/")
    answered(police_auditor, part)
    police_auditor.post(f"/parts/{part.pk}/", SUBMITS)
    Audit.objects.filter(pk=audit.pk).update(moderator=moderator.person, state=AuditState.SUBMITTED, submitted_on=DAY)

    assert "dealt with as if it were the first" not in moderator.get(f"/audits/{audit.number}/parts/").text
    assert "dealt with as if it were the first" in auditor.get(f"/audits/{audit.number}/parts/").text


def test_an_audit_of_the_month_has_no_parts(lead, allocated_audit):
    assert lead.get(f"/audits/{allocated_audit.number}/parts/").status_code == 404
