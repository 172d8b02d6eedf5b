"""Nobody is late with an audit before days of their own: given late, given back, submitted late, after a pause, invited late."""

import datetime
import random
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from audits.allocation.services.allocation import add_audit, allocate
from audits.allocation.services.hand_back import hand_back
from audits.auditing.services.auditing import submit_audit
from audits.calibration.services import invite_more
from audits.cycles.services.pausing import pause_month, resume_month
from audits.enums import OPEN_STATES, Duty
from audits.lateness.queries import late_in_month
from audits.models import Allocation, CalibrationPart, MovedDate
from audits.moderation.services.moderation import return_audit
from audits.overview.pages.work import work_for
from audits.pages.due_days import own_time_words
from audits.queries.due_days import audit_due, due_of, moderation_due, part_now
from foundation.council.clock import frozen_clock
from foundation.council.working_days import add_working_days
from foundation.notices.models import Notice
from tests.audit_stages import begin, grade_all, moderate_unchanged
from tests.audits.test_state_names import acts
from tests.people import Role, add_person
from tests.reading import fresh
from tests.replay import replayed

# Audits were due on Friday 23 June, moderation on Friday 7 July; five working days later is a week.
AUDITS_DUE, MODERATION_DUE = datetime.date(2023, 6, 23), datetime.date(2023, 7, 7)
LATE = datetime.date(2023, 7, 12)
A_WEEK_LATER = datetime.date(2023, 7, 19)


def dues(visitor, on: datetime.date = LATE) -> dict[str, datetime.date | None]:
    return {item.email_text: item.due for item in work_for(visitor.person, on)}


@pytest.fixture
@replayed
def added_late(lead, cycle, elm_team):
    with frozen_clock(LATE):
        return add_audit(actor=lead.person, cycle=cycle, case_id="C-7", team=elm_team)


@pytest.fixture
@replayed
def allocated_late(lead, added_late, auditor, moderator):
    with frozen_clock(LATE):
        return allocate(actor=lead.person, audit=added_late, auditor=auditor.person, moderator=moderator.person)


def test_allocated_in_time_it_is_due_with_the_month(allocated_audit):
    assert audit_due(allocated_audit) == AUDITS_DUE
    assert own_time_words(allocated_audit) == ""


def test_allocated_late_it_is_due_five_working_days_later_and_says_why(lead, auditor, allocated_late):
    assert dues(auditor) == {f"Audit {allocated_late.number}": A_WEEK_LATER}
    assert [late for late in late_in_month(allocated_late.cycle, A_WEEK_LATER, lead.person) if late.person == auditor.person] == []
    assert [
        (late.duty, late.audit) for late in late_in_month(allocated_late.cycle, A_WEEK_LATER + datetime.timedelta(days=1), lead.person)
    ] == [(Duty.AUDIT, allocated_late)]
    page = " ".join(auditor.get(allocated_late.get_absolute_url()).content.decode().split())
    assert "Due 19 July 2023" in page
    assert "first due 23 June 2023; given on 12 July 2023" in page


def test_the_notice_names_the_same_day(auditor, allocated_late):
    assert "Due 19 July 2023." in Notice.objects.get(person=auditor.person, subject=f"Audit {allocated_late.number} is yours").words


def test_it_counts_from_when_it_became_this_persons_not_another_part_or_person(lead, allocated_audit, auditor):
    other = add_person("Zadie Amos", Role.AUDITOR)
    with frozen_clock(LATE):
        given = allocate(actor=lead.person, audit=allocated_audit, auditor=other, moderator=allocated_audit.moderator)
    assert audit_due(given) == A_WEEK_LATER
    assert moderation_due(given) == MODERATION_DUE


def test_submitted_late_its_moderator_has_days_of_their_own(lead, allocated_audit, moderator):
    with frozen_clock(LATE):
        audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit))

    assert dues(moderator) == {f"Moderate audit {audit.number}": A_WEEK_LATER}
    assert late_in_month(audit.cycle, A_WEEK_LATER, lead.person) == []


def test_so_has_a_moderator_who_is_chosen_late(lead, allocated_audit):
    with frozen_clock(AUDITS_DUE):
        audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit))
    other = add_person("Zadie Amos", Role.MODERATOR)
    with frozen_clock(LATE):
        given = allocate(actor=lead.person, audit=audit, auditor=audit.auditor, moderator=other)

    assert moderation_due(given) == A_WEEK_LATER


def test_sent_back_its_auditor_has_days_of_their_own(allocated_audit, auditor):
    with frozen_clock(LATE):
        audit = submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit))
        return_audit(actor=audit.moderator, audit=audit, reason="Say more.")

    assert dues(auditor) == {f"Revise audit {audit.number}": A_WEEK_LATER}


def test_after_a_pause_everybody_has_days_of_their_own(lead, cycle, allocated_audit, auditor):
    with frozen_clock(AUDITS_DUE):
        begin(allocated_audit)
        pause_month(actor=lead.person, cycle=cycle, reason="Inspectors are here.")
    with frozen_clock(LATE):
        resume_month(actor=lead.person, cycle=cycle)

    assert dues(auditor) == {f"Audit {allocated_audit.number}": A_WEEK_LATER}
    assert late_in_month(cycle, A_WEEK_LATER, lead.person) == []


def test_a_lead_is_not_late_with_choosing_people_for_what_just_came(lead, added_late):
    assert dues(lead) == {"Choose auditors for 1 record": datetime.date(2023, 7, 14)}


def test_nor_with_what_was_just_handed_back(lead, allocated_late, auditor):
    with frozen_clock(LATE):
        hand_back(actor=auditor.person, audit=allocated_late, words="I know the family.")

    assert set(dues(lead).values()) == {datetime.date(2023, 7, 14)}


def test_whoever_is_invited_late_to_a_round_has_days_of_their_own(planned, lead):
    late = add_person("Zadie Amos", Role.AUDITOR)
    with frozen_clock(planned.due):
        invite_more(actor=lead.person, calibration_round=planned, people=[late])

    item = next(each for each in work_for(late, planned.due) if "calibration" in each.email_text)
    assert item.due == add_working_days(planned.due, 5)
    assert CalibrationPart.objects.get(person=late).invited_on == planned.due


def test_what_is_in_time_moves_no_date(allocated_audit):
    with frozen_clock(datetime.date(2023, 6, 12)):
        moderate_unchanged(submit_audit(actor=allocated_audit.auditor, audit=grade_all(allocated_audit)))

    assert not MovedDate.objects.exists()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_nobody_is_late_on_the_day_that_it_becomes_theirs(lead, allocated_audit, seed):
    """Weeks after the month's days, one thing after another."""
    chance, day, turn = random.Random(seed), LATE, turn_of(allocated_audit)
    for _ in range(40):
        with frozen_clock(day):
            with suppress(ValidationError):
                chance.choice(acts(fresh(allocated_audit), lead.person))()
            audit = fresh(allocated_audit)
            if audit.state in OPEN_STATES and turn_of(audit) != turn:
                assert due_of(audit) >= add_working_days(day, 5)
        turn = turn_of(audit)
        day += datetime.timedelta(days=chance.choice([0, 1, 3, 8]))


def turn_of(audit) -> tuple:
    """Another whenever it changes hands: whose it is, how often it came back, and whether it is finished."""
    return part_now(audit), audit.versions.count(), audit.is_finished


def test_my_work_asks_no_more_of_the_database_for_more_audits(lead, cycle, elm_team, auditor, moderator, django_assert_max_num_queries):
    for number in range(3):
        with frozen_clock(LATE):
            audit = add_audit(actor=lead.person, cycle=cycle, case_id=f"C-{number}", team=elm_team)
            allocate(actor=lead.person, audit=audit, auditor=auditor.person, moderator=moderator.person)
    assert Allocation.objects.count() == 6
    with django_assert_max_num_queries(45):
        assert len(work_for(auditor.person, LATE)) == 3
