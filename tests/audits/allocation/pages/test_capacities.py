"""/audits/capacities/, /audits/1/pins/ and /audits/reassign/1/."""

import pytest

from audits.allocation.services.allocation import add_audit
from audits.cycles.services.cycles import plan_cycle
from audits.enums import AllocationSource, AuditState
from audits.models import Allocation, Audit, Capacity, Pin
from foundation.accounts.enums import Role
from foundation.activity.models import Entry
from foundation.council.months import add_months
from tests.audit_stages import begin
from tests.people import add_person
from tests.replay import replayed

CAPACITIES = "/audits/capacities/"


def pins_of(audit) -> str:
    return f"/audits/{audit.number}/pins/"


def reassign_of(person) -> str:
    return f"/audits/reassign/{person.pk}/"


def posted(form, *button: str) -> dict:
    return {field.html_name: field.value() for field in form if field.value() is not None} | dict.fromkeys(button, "1")


def test_the_lead_sets_how_much_each_person_takes(lead, auditor, moderator):
    lead.post(CAPACITIES, {f"audits-{auditor.person.pk}": "4", f"moderations-{moderator.person.pk}": "9"})

    assert Capacity.objects.get(person=auditor.person).audits == 4
    assert Capacity.objects.get(person=moderator.person).moderations == 9
    assert [entry.facts["after"] for entry in Entry.objects.of(auditor.person)] == [[4, 6]]


def test_the_same_numbers_again_leave_no_trace(lead, auditor):
    for _ in range(2):
        lead.post(CAPACITIES, {f"audits-{auditor.person.pk}": "4"})

    assert Entry.objects.of(auditor.person).count() == 1


@pytest.mark.parametrize("typed", ["", "-1", "61", "two"])
def test_a_wrong_number_is_said_by_its_field_and_changes_nobody(lead, auditor, moderator, typed):
    page = lead.post(CAPACITIES, {f"audits-{auditor.person.pk}": typed, f"moderations-{moderator.person.pk}": "9"})

    assert f"audits-{auditor.person.pk}" in page.context["form"].errors
    assert not Capacity.objects.exists()


def pin(lead, audit, person, **given):
    return lead.post(pins_of(audit), {"part": "auditor", "person": person.pk, "reason": "Knows this work."} | given)


@pytest.fixture
@replayed
def record(lead, cycle, elm_team, worker) -> Audit:
    return add_audit(actor=lead.person, cycle=cycle, case_id="C-1", team=elm_team, allocated_worker=worker.person)


def test_somebody_is_tied_to_a_record_with_a_reason_and_untied(lead, record, auditor):
    assert pin(lead, record, auditor.person).url == "/cycles/2023-06/allocation/"
    assert (Pin.objects.get().person, Pin.objects.get().reason) == (auditor.person, "Knows this work.")

    lead.post(pins_of(record), {"remove": "auditor"})
    assert not Pin.objects.exists()
    assert [entry.verb for entry in Entry.objects.of(record)][1:] == ["audit.pinned", "audit.unpinned"]


def test_nobody_is_tied_against_a_hard_conflict_without_the_role_or_a_reason(lead, record, auditor, moderator, team_manager):
    team_manager.person.role_rows.create(role=Role.AUDITOR)

    assert "line of management" in pin(lead, record, team_manager.person).context["form"].errors["person"][0]
    assert "does not have the role" in pin(lead, record, moderator.person).context["form"].errors["person"][0]
    assert "reason" in pin(lead, record, auditor.person, reason="").context["form"].errors
    assert not Pin.objects.exists()


def test_everything_open_of_one_person_goes_to_others_at_once(lead, allocated_audit, cycle, auditor, elm_team):
    successor = add_person("Nell Drew", Role.AUDITOR)
    july = plan_cycle(actor=lead.person, month=add_months(cycle.month, 1))
    second = add_audit(actor=lead.person, cycle=july, case_id="C-9", team=elm_team, auditor=auditor.person)

    form = lead.get(reassign_of(auditor.person)).context["form"]
    lead.post(reassign_of(auditor.person), posted(form))

    assert set(Audit.objects.values_list("auditor", flat=True)) == {successor.pk}
    changed = Allocation.objects.filter(source=AllocationSource.REASSIGNED)
    assert {(row.audit_id, row.before, row.reason) for row in changed} == {
        (audit.pk, auditor.person, "Open work of Amina Yusuf reassigned.") for audit in (allocated_audit, second)
    }


def test_a_moderator_s_open_work_is_reassigned_too(lead, submitted_audit, moderator):
    successor = add_person("Odile Baird", Role.MODERATOR)
    form = lead.get(reassign_of(moderator.person)).context["form"]

    lead.post(reassign_of(moderator.person), posted(form))

    after = Audit.objects.get(pk=submitted_audit.pk)
    assert (after.moderator, after.auditor, after.state) == (successor, submitted_audit.auditor, AuditState.SUBMITTED)


def test_what_is_begun_stays_and_the_page_says_so(lead, allocated_audit, auditor):
    begin(allocated_audit)
    page = lead.get(reassign_of(auditor.person))

    assert f"Withdraw audit {allocated_audit.number}" in page.content.decode()
    assert page.context["form"].plans == []


def test_who_has_nothing_open_has_nothing_to_reassign(lead, auditor):
    assert "has nothing open" in lead.get(reassign_of(auditor.person)).content.decode()
    assert lead.get("/audits/reassign/999999/").status_code == 404


@pytest.mark.parametrize("who", ["auditor", "moderator", "director", "administrator", "board_member", "outsider"])
def test_nobody_but_the_lead_may(request, who, record):
    visitor = request.getfixturevalue(who)

    assert visitor.get(CAPACITIES).status_code == 403
    assert visitor.get(reassign_of(visitor.person)).status_code == 403
    assert visitor.get(pins_of(record)).status_code in (403, 404)
