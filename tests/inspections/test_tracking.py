"""Inspection mode: tracked children, their audits, and who has them first."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audits.allocation.services.allocation import allocate
from desk.pages.work import work_for
from foundation.accounts.enums import Role
from foundation.council.clock import frozen_clock, now
from foundation.errors import StaleState
from inspections.calculations.case_ids import PastedCase, pasted_cases
from inspections.enums import Hours, InspectionKind
from inspections.models import CaseTracking
from inspections.queries.tracking import tracking_counts
from inspections.services.inspections import record_inspection
from inspections.services.tracking import end_tracking, start_tracking, track_children
from tests.audit_stages import ALLOCATED
from tests.people import add_person

# One tracking at a time, and what locks, are the database’s.
pytestmark = pytest.mark.both

DAY = datetime.date(2023, 6, 14)


@pytest.fixture
def tracking(lead, inspection) -> CaseTracking:
    with frozen_clock(datetime.datetime(2023, 6, 14, 9, 0)):
        return start_tracking(actor=lead.person, inspection=inspection, starts_at=now())


def track(lead, tracking, cycle, cases, hours=Hours.ONE_DAY, **given):
    with frozen_clock(datetime.datetime(2023, 6, 14, 10, 0)):
        return track_children(actor=lead.person, tracking=tracking, cycle=cycle, cases=cases, hours=hours, **given)


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("C-1\nC-2", [("C-1", None), ("C-2", None)]),
        ("C-1, C-2;C-3\tC-4", [("C-1", None), ("C-2", None), ("C-3", None), ("C-4", None)]),
        ("1. C-1, elm team\n• C-2\n\n", [("C-1", 7), ("C-2", None)]),
        ("C-1\tElm  Team\r\nC-2", [("C-1", 7), ("C-2", None)]),
    ],
)
def test_case_ids_are_read_as_they_are_pasted(pasted, found):
    assert pasted_cases(pasted, {"elm team": 7}) == [PastedCase(*each) for each in found]


def test_each_child_gets_an_audit_that_is_due_within_hours(lead, tracking, cycle, auditor, elm_team):
    added = track(lead, tracking, cycle, "C-1, Elm Team\nC-2", Hours.TWO_DAYS, auditors=[auditor.person])

    assert [(audit.case_id, audit.team, audit.auditor) for audit in added.audits] == [
        ("C-1", elm_team, auditor.person),
        ("C-2", None, auditor.person),
    ]
    assert {audit.cohort for audit in added.audits} == {"Tracked children, inspection of 12 June 2023"}
    assert {child.due_at.isoformat() for child in tracking.children.all()} == {"2023-06-16T09:00:00+00:00"}


def test_records_are_shared_out_and_nobody_has_one_that_they_may_not(lead, tracking, cycle, auditor, team_manager, elm_team):
    other = add_person("Ola Berg", Role.AUDITOR)
    own = add_person("Nia Price", Role.AUDITOR, team=elm_team, line_manager=elm_team.manager)
    added = track(lead, tracking, cycle, "C-1\nC-2\nC-3\nC-4", auditors=[auditor.person, other])
    in_team = track(lead, tracking, cycle, "C-5, Elm Team", auditors=[own])

    assert [audit.auditor for audit in added.audits] == [auditor.person, other, auditor.person, other]
    assert [audit.auditor for audit in in_team.unallocated] == [None]


def test_an_audit_that_the_month_has_already_is_taken(lead, tracking, allocated_audit, auditor):
    added = track(lead, tracking, allocated_audit.cycle, allocated_audit.case_id.lower())

    assert (added.audits, added.unallocated) == ([allocated_audit], [])
    with pytest.raises(ValidationError, match="is tracked already"):
        track(lead, tracking, allocated_audit.cycle, allocated_audit.case_id)


@pytest.mark.parametrize(
    ("cases", "why"),
    [
        ("", "Enter the case IDs"),
        ("C-1\nc-1", "“C-1” is there twice."),
        ("Jayden Smith", "looks like a name"),
        ("C-1\n943 476 5919", "looks like an NHS number"),
        ("\n".join(f"C-{number}" for number in range(61)), "more than inspectors track"),
    ],
)
def test_what_is_no_list_of_case_ids_is_refused(lead, tracking, cycle, cases, why):
    with pytest.raises(ValidationError) as refused:
        track(lead, tracking, cycle, cases)

    assert why in " ".join(refused.value.message_dict["cases"])
    assert not tracking.children.exists()


def test_the_auditor_has_it_first_on_my_work_and_once_with_the_hours_left(lead, tracking, allocated_audit, auditor):
    track(lead, tracking, allocated_audit.cycle, allocated_audit.case_id)
    with frozen_clock(datetime.datetime(2023, 6, 14, 16, 30)):
        items = [item for item in work_for(auditor.person, DAY) if f"Audit {allocated_audit.pk}" in item.what]
    with frozen_clock(datetime.datetime(2023, 6, 15, 12, 0)):
        late = work_for(auditor.person, DAY)[0]

    assert [(item.what, item.why, item.urgent) for item in items] == [
        (f"Audit {allocated_audit.pk}: a child whom inspectors track", "17 hours 30 minutes left: due on 15 June 2023 at 10:00", True)
    ]
    assert late.why == "2 hours late: due on 15 June 2023 at 10:00"


def test_once_ended_the_audit_is_as_any_other(lead, tracking, allocated_audit, auditor):
    track(lead, tracking, allocated_audit.cycle, allocated_audit.case_id)
    with frozen_clock(datetime.datetime(2023, 6, 16, 12, 0)):
        end_tracking(actor=lead.person, tracking=tracking)
        found = [item.what for item in work_for(auditor.person, DAY)]

    assert found == [f"Audit {allocated_audit.pk}"]
    with pytest.raises(StaleState, match="was ended on 16 June 2023, 12:00"):
        track(lead, tracking, allocated_audit.cycle, "C-9")


def test_how_many_are_done(lead, tracking, submitted_audit, moderator):
    track(lead, tracking, submitted_audit.cycle, "C-1\nC-2")
    tracking.children.create(audit=submitted_audit, hours=24, due_at=now(), added_by=lead.person)
    counts = tracking_counts(tracking, tracking.starts_at + datetime.timedelta(hours=26))

    assert (counts.children, counts.done, counts.late, counts.unallocated) == (3, 1, 2, 2)


def test_a_submitted_audit_is_shown_to_inspectors_as_it_is(lead, tracking, submitted_audit):
    with pytest.raises(ValidationError, match="Show inspectors that one"):
        track(lead, tracking, submitted_audit.cycle, submitted_audit.case_id)


def test_the_lead_sees_how_many_are_done_and_what_is_missing(lead, tracking, allocated_audit):
    track(lead, tracking, allocated_audit.cycle, f"{allocated_audit.case_id}\nC-2")
    with frozen_clock(datetime.datetime(2023, 6, 15, 12, 0)):
        item = next(item for item in work_for(lead.person, DAY) if "Tracked" in item.what)

    assert (item.what, item.why, item.urgent) == ("Tracked children: 0 of 2 audits are done", "2 late; 1 without an auditor", True)


def test_one_inspection_at_a_time(lead, tracking):
    with frozen_clock(datetime.datetime(2023, 6, 20, 9, 0)):
        other = record_inspection(actor=lead.person, kind=InspectionKind.FOCUSED, first_day=DAY, last_day=DAY)
        with pytest.raises(ValidationError, match="is on for another inspection"):
            start_tracking(actor=lead.person, inspection=other, starts_at=now())
        with pytest.raises(StaleState):
            start_tracking(actor=lead.person, inspection=tracking.inspection, starts_at=now())


def test_only_a_lead_tracks(director, inspection):
    with pytest.raises(PermissionDenied):
        start_tracking(actor=director.person, inspection=inspection, starts_at=now())


def test_allocating_later_gives_it_to_somebody(lead, tracking, cycle, auditor):
    audit = track(lead, tracking, cycle, "C-1").unallocated[0]
    with frozen_clock(ALLOCATED):
        allocate(actor=lead.person, audit=audit, auditor=auditor.person, moderator=None)

    assert any("inspectors track" in item.what for item in work_for(auditor.person, DAY))
